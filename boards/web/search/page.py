"""Searching tasks over all projects of a person (web.md 4.4, ux.md 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.errors import NotFound
from boards.queries.task_lists import read_found_page
from boards.search.compiler import read_search
from boards.web.frame.pages import show
from boards.web.page_models.chips import make_chips
from boards.web.page_models.facets import FACETS, list_facet_choices, name_facet
from boards.web.page_models.filters import QUICK_FILTERS, read_filter
from boards.web.page_models.offers import list_offers
from boards.web.page_models.rows import make_rows
from boards.web.search.bulk import CHOICES

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

ROWS = 30
#: Attributes whose values only a project knows.
NAMED = ("tag", "category")
#: Those that most projects have.
PRIORITIES = (0, 1, 2, 3)
EXAMPLES = (
    ("assignee:me due:<=today", "status:open assignee:me due:<=today"),
    ("tag:urgent priority:>=2", "tag:urgent priority:>=2"),
    ("column:Done modified:>=\"-7 days\"", "column:Done modified:>=\"-7 days\""),
    ("#12", "#12"),
)  # fmt: skip


def show_results(request: BoardRequest, search: str = "", page: int = 1, everywhere: str = "") -> HttpResponse:
    """30 a page, the newest first; administrators may search all projects. ≤ 8 statements with those
    of the frame."""
    text = read_filter(search)
    all_projects = everywhere == "1" and request.actor.is_administrator
    context = {
        "heading": _("Search"),
        "area": "search",
        "kind": "tasks",
        "search": text,
        "everywhere": all_projects,
        "quick_filters": QUICK_FILTERS,
        "facets": [(name, facet) for name, facet in FACETS.items() if name not in NAMED],
        "examples": EXAMPLES,
        "chips": None,
    }
    if text:
        pages = read_found_page(actor=request.actor, search=text, page=page, size=ROWS, everywhere=all_projects)
        phrase = read_search(text).text
        context |= {
            "pages": pages,
            "choices": CHOICES,
            "rows": make_rows(request.actor, list(pages), phrase=phrase),
            "chips": make_chips(request.actor, text),
            "phrase": phrase,
        }
    return show(request, "search/tasks.html", context)


def show_language(request: BoardRequest) -> JsonResponse:
    """The attributes of the search language with their key words, as no project gives names. No statement."""
    return JsonResponse(list_offers())


def show_facet(request: BoardRequest, attribute: str, search: str = "") -> HttpResponse:
    """What a search can be set to in one attribute, as links. Raises NotFound (one that is not offered so)."""
    if attribute not in FACETS:
        raise NotFound(attribute)
    context = {
        "heading": name_facet(attribute),
        "here": link("Search.index"),
        "choices": list_facet_choices(attribute, read_filter(search), None, PRIORITIES * (attribute == "priority")),
    }
    return show(request, "board/facet.html", context)
