"""What others did on a board, for the sentence that a reader hears (ux.md 3.10)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from boards.models import Task, User


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands now, in words."""

    column: str
    swimlane: str
    project: str
    position: int
    assignee: str


def list_standings(task_ids: Collection[int]) -> dict[int, Standing]:
    """Task id to where it stands; removed tasks are left out. 1 statement."""
    tasks = Task.objects.filter(pk__in=task_ids).select_related("column", "swimlane", "project", "owner")
    return {
        task.pk: Standing(
            task.column.title,
            task.swimlane.name,
            task.project.name,
            task.position,
            task.owner.display_name if task.owner else "",
        )
        for task in tasks
    }


def list_display_names(user_ids: Collection[int]) -> dict[int, str]:
    """User id to the name that people read. 1 statement."""
    return {user.pk: user.display_name for user in User.objects.filter(pk__in=user_ids)}
