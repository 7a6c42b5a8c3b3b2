"""The list of projects (web.md 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.access import is_allowed
from boards.queries.project_pages import read_listed_projects, read_projects_page
from boards.web.frame.pages import show

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest


PAGE = 20


def list_projects(request: BoardRequest, search: str, order: str = "name", page: int = 1) -> HttpResponse:
    """One's own projects, open and closed; administrators see all. By name, the starred ones come first.

    ≤ 5 statements with those of the frame.
    """
    actor = request.actor
    pages = read_projects_page(
        user_id=None if actor.is_administrator else actor.user_id,
        reader_id=actor.user_id,
        search=search.strip(),
        order=order,
        page=page,
        size=PAGE,
    )
    projects, columns = read_listed_projects(list(pages), reader_id=actor.user_id)
    context = {
        "heading": _("Projects"),
        "area": "projects",
        "pages": pages,
        "projects": projects,
        "search": search,
        "order": order,
        "orders": ORDER_LABELS,
        "may_see_people": is_allowed(actor, "membership.list"),
        "columns": columns,
        "opened": {project_id: sum(number for _title, number in counted) for project_id, counted in columns.items()},
    }
    return show(request, "projects/list.html", context)


ORDER_LABELS = (
    ("name", gettext_lazy("Name")),
    ("id", gettext_lazy("Number")),
    ("status", gettext_lazy("Status")),
    ("start", gettext_lazy("Start date")),
    ("end", gettext_lazy("End date")),
    ("public", gettext_lazy("Public")),
    ("personal", gettext_lazy("Personal")),
)
