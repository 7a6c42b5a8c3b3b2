"""Reading the timers of sub-tasks across tasks (domain.md 14)."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import QuerySet

from boards.models import SubtaskTimer
from boards.prepared import Prepared, param


class RunningTimer(NamedTuple):
    """``start`` in UTC seconds."""

    subtask_id: int
    title: str
    task_id: int
    start: int


_RUNNING = Prepared(
    lambda: (
        SubtaskTimer.objects.filter(user_id=param("user_id"), end=0)
        .order_by("-start", "-pk")
        .values_list("subtask_id", "subtask__title", "subtask__task_id", "start")
    )
)


def find_running_timer_of_user(user_id: int) -> RunningTimer | None:
    """The one that was started last. 1 statement."""
    row = _RUNNING.row(user_id=user_id)
    return RunningTimer(*row) if row else None


def list_timesheet(user_id: int) -> QuerySet[SubtaskTimer]:
    """When a person worked on what, newest first, for a pager. 1 statement each time."""
    timers = SubtaskTimer.objects.filter(user_id=user_id).select_related("subtask__task__project")
    return timers.order_by("-start", "-pk")
