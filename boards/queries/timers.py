"""Reading the timers of sub-tasks across tasks (domain.md 14)."""

from __future__ import annotations

from django.db.models import QuerySet

from boards.models import SubtaskTimer
from boards.queries.memberships import joined_projects


def list_timesheet(user_id: int) -> QuerySet[SubtaskTimer]:
    """When a person worked on what, newest first, for a pager; in projects of now only. 1 statement each time."""
    projects = joined_projects(user_id).values("pk")
    timers = SubtaskTimer.objects.filter(user_id=user_id, subtask__task__project__in=projects)
    timers = timers.select_related("subtask__task__project")
    return timers.order_by("-start", "-pk")
