"""Closing and reopening tasks (domain.md 11)."""

from __future__ import annotations

from django.db.models import Value

from boards.actors import Actor
from boards.dates import now
from boards.events import TaskClosed, TaskOpened
from boards.events.bus import emit
from boards.models import Subtask, Task
from boards.prepared import PreparedUpdate, param
from boards.queries.tasks import Place
from boards.services.integrity import lock_projects_around
from boards.services.tasks.cells import Cell, close_ranks, lock_task, make_room
from boards.transactions import atomic

_FINISH_SUBTASKS = PreparedUpdate(
    lambda: Subtask.objects.filter(task_id=param("task_id")), status=Value(Subtask.Status.DONE.value)
)
_SET_STATUS = PreparedUpdate(
    lambda: Task.objects.filter(pk=param("task_id")),
    is_active=param("is_active"),
    position=param("position"),
    date_completed=param("date_completed"),
    date_modification=param("moment"),
)


@atomic
def close_task(*, actor: Actor, task_id: int | None) -> None:
    """Close a task, finish its sub-tasks (no timer stops), and close the gap that it leaves on the board.

    Emits TaskClosed, also when it was closed already. Raises NotFound.
    """
    lock_projects_around(task_id)
    place = lock_task(task_id)
    _FINISH_SUBTASKS.run(task_id=task_id)
    _close(actor, task_id, place)


@atomic
def close_task_alone(*, actor: Actor, task_id: int | None) -> None:
    """The same without its sub-tasks: for who knows which of them are done, as redoing a closing does."""
    lock_projects_around(task_id)
    _close(actor, task_id, lock_task(task_id))


def _close(actor: Actor, task_id: int | None, place: Place) -> None:
    assert task_id is not None
    moment = now()
    _SET_STATUS.run(task_id=task_id, is_active=False, position=place.position, date_completed=moment, moment=moment)
    if place.is_active:
        close_ranks(Cell(place.column_id, place.swimlane_id), place.position)
    emit(TaskClosed(actor, place.project_id, task_id))


@atomic
def open_task(*, actor: Actor, task_id: int | None) -> None:
    """Reopen a task at the place that it had, or at the end of its cell. Sub-tasks stay as they are.

    Emits TaskOpened, also when it was open already. Raises NotFound.
    """
    lock_projects_around(task_id)
    place = lock_task(task_id)
    assert task_id is not None
    position = place.position
    if not place.is_active:
        position = make_room(Cell(place.column_id, place.swimlane_id), place.position)
    _SET_STATUS.run(task_id=task_id, is_active=True, position=position, date_completed=0, moment=now())
    emit(TaskOpened(actor, place.project_id, task_id))
