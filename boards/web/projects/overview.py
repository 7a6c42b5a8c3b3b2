"""The overview of a project (web.md 4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from boards.queries.overviews import read_overview
from boards.web.frame.door import rights_on
from boards.web.frame.pages import show
from boards.web.page_models.activities import describe_activities
from boards.web.page_models.cards import Limit
from boards.web.page_models.filters import choose_search
from boards.web.page_models.rows import make_rows

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest


def show_overview(request: BoardRequest, project_id: int, search: str | None = None) -> HttpResponse:
    """Description, numbers, people, files, what is due next, the last activity. ≤ 6 statements
    with those of the frame. Raises NotFound."""
    actor = request.actor
    rights = rights_on(request, project_id)
    read = read_overview(project_id, rank=actor.comment_rank)
    project = read.project
    context = {
        "heading": project.name,
        "area": "board",
        "view": "overview",
        "project": project,
        "search": choose_search(request, search) if search is not None else "",
        "numbers": [
            # A limit of each swimlane says nothing of the whole column.
            (title, Limit(opened, 0 if project.per_swimlane_task_limits else limit))
            for title, limit, opened in read.columns
        ],
        "limit": Limit(sum(opened for _title, _limit, opened in read.columns), project.task_limit),
        "due": make_rows(actor, read.due, rights=rights),
        "members": read.members,
        "groups": read.groups,
        "entries": describe_activities(read.activities),
        "files": read.files,
        "rights": rights,
    }
    return show(request, "projects/overview.html", context)
