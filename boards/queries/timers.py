"""Reading the timers of sub-tasks across tasks (domain.md 14)."""

from __future__ import annotations

from django.db.models import QuerySet

from boards.models import SubtaskTimer


def list_timesheet(user_id: int) -> QuerySet[SubtaskTimer]:
    """When a person worked on what, newest first, for a pager. 1 statement each time."""
    timers = SubtaskTimer.objects.filter(user_id=user_id).select_related("subtask__task__project")
    return timers.order_by("-start", "-pk")
