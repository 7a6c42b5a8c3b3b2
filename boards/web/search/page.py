"""Searching tasks over all projects of a person (web.md 4.4, ux.md 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.errors import NotFound
from boards.queries.projects import list_project_ids_of, list_projects_by_id
from boards.queries.task_lists import read_found_page
from boards.search.compiler import read_search
from boards.web.frame.fields import priorities
from boards.web.frame.pages import show
from boards.web.page_models.change_form import PICKERS
from boards.web.page_models.chips import make_chips
from boards.web.page_models.facets import FACETS, list_facet_choices, name_facet
from boards.web.page_models.filters import QUICK_FILTERS, read_filter
from boards.web.page_models.offers import list_offers
from boards.web.page_models.rows import make_rows
from boards.web.search.bulk import MOST

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

ROWS = 30
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
        "facets": FACETS.items(),
        "examples": EXAMPLES,
        "chips": None,
    }
    if text:
        pages = read_found_page(actor=request.actor, search=text, page=page, size=ROWS, everywhere=all_projects)
        phrase = read_search(text).text
        rows = make_rows(request.actor, list(pages), phrase=phrase)
        context |= {
            "pages": pages,
            "pickers": PICKERS,
            "most": MOST,
            "rows": rows,
            "may_change": any(row.can_choose for row in rows),
            "chips": make_chips(request.actor, text),
            "phrase": phrase,
        }
    return show(request, "search/tasks.html", context)


def show_language(request: BoardRequest) -> JsonResponse:
    """The attributes of the search language with the values to offer, of all open projects of the person. ≤ 8
    statements."""
    return JsonResponse(list_offers(_list_projects(request)))


def _list_projects(request: BoardRequest) -> list[int]:
    return list_project_ids_of(request.actor.user_id, only_active=True)


def show_facet(request: BoardRequest, attribute: str, search: str = "") -> HttpResponse:
    """What a search can be set to in one attribute, as links. ≤ 4 statements. Raises NotFound (one that is not offered
    so)."""
    if attribute not in FACETS:
        raise NotFound(attribute)
    project_ids = _list_projects(request)
    known = list_projects_by_id(project_ids) if attribute == "priority" else []
    numbers = sorted({number for project in known for number in priorities(project)})
    context = {
        "heading": name_facet(attribute),
        "here": link("Search.index"),
        "choices": list_facet_choices(attribute, read_filter(search), project_ids, numbers),
    }
    return show(request, "board/facet.html", context)
