"""Removing tasks (domain.md 11)."""

from __future__ import annotations

from boards.actors import Actor
from boards.models import Task, TaskFile
from boards.services.files import forget_contents
from boards.services.integrity import lock_projects_around
from boards.services.live import note_change
from boards.services.tasks.cells import Cell, close_ranks, lock_task
from boards.transactions import atomic


@atomic
def remove_task(*, actor: Actor, task_id: int | None) -> None:
    """Remove a task with all that hangs on it; stored files go when the removal is safe. No event.

    Raises NotFound.
    """
    lock_projects_around(task_id)
    place = lock_task(task_id)
    paths = list(TaskFile.objects.filter(task_id=task_id or 0).values_list("path", flat=True))
    Task.objects.filter(pk=task_id or 0).delete()
    if place.is_active:
        close_ranks(Cell(place.column_id, place.swimlane_id), place.position)
    forget_contents(paths)
    note_change(actor=actor, project_id=place.project_id, task_id=task_id or 0, kind="task.remove")
