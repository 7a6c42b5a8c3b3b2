"""Searching tasks over all projects of a person (web.md 4.4, ux.md 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.queries.task_lists import read_found_page
from boards.search.compiler import read_search
from boards.web.frame.pages import show
from boards.web.page_models.chips import make_chips
from boards.web.page_models.filters import QUICK_FILTERS, read_filter
from boards.web.page_models.rows import make_rows

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
        "examples": EXAMPLES,
        "chips": None,
    }
    if text:
        pages = read_found_page(actor=request.actor, search=text, page=page, size=ROWS, everywhere=all_projects)
        phrase = read_search(text).text
        context |= {
            "pages": pages,
            "rows": make_rows(request.actor, list(pages), phrase=phrase),
            "chips": make_chips(request.actor, text),
            "phrase": phrase,
        }
    return show(request, "search/tasks.html", context)
