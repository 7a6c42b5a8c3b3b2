"""The overview of a project (web.md 4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from boards.queries.activity import list_project_activities
from boards.queries.project_pages import (
    list_columns_with_counts,
    list_files,
    list_member_groups,
    list_members,
)
from boards.queries.task_lists import list_next_due
from boards.web.frame.door import rights_on
from boards.web.frame.pages import show
from boards.web.page_models.activities import describe_activities
from boards.web.page_models.cards import Limit
from boards.web.page_models.filters import choose_search
from boards.web.page_models.rows import make_rows

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


EVENTS = 10


def show_overview(request: BoardRequest, project: Project, search: str | None = None) -> HttpResponse:
    """Description, numbers, people, files, what is due next, the last activity. A constant number of statements."""
    actor = request.actor
    rights = rights_on(request, project.pk)
    columns = list_columns_with_counts(project.pk)
    activities = list_project_activities(project.pk, rank=actor.comment_rank, limit=EVENTS)
    context = {
        "heading": project.name,
        "area": "board",
        "view": "overview",
        "project": project,
        "search": choose_search(request, search) if search is not None else "",
        "numbers": [
            # A limit of each swimlane says nothing of the whole column.
            (one.item.title, Limit(one.opened, 0 if project.per_swimlane_task_limits else one.item.task_limit))
            for one in columns
        ],
        "limit": Limit(sum(one.opened for one in columns), project.task_limit),
        "due": make_rows(actor, list_next_due(project.pk), rights=rights),
        "members": list_members(project.pk),
        "groups": list_member_groups(project.pk),
        "entries": describe_activities(activities),
        "files": list_files(project.pk),
        "rights": rights,
    }
    return show(request, "projects/overview.html", context)
