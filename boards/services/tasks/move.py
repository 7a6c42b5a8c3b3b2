"""Moving tasks inside their project (domain.md 12)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import Conflict, Invalid
from boards.events import TaskMovedColumn, TaskMovedPosition, TaskMovedSwimlane
from boards.events.bus import emit
from boards.models import Task
from boards.prepared import PreparedUpdate, param
from boards.queries.tasks import Place
from boards.services.live import note_change
from boards.services.tasks.cells import (
    Cell,
    check_column,
    check_swimlane,
    close_ranks,
    count_open_tasks,
    lock_task,
    make_room,
    slide,
)
from boards.transactions import atomic

_PUT = PreparedUpdate(lambda: Task.objects.filter(pk=param("task_id")), position=param("position"))
_PUT_IN_CELL = PreparedUpdate(
    lambda: Task.objects.filter(pk=param("task_id")),
    position=param("position"),
    column_id=param("column_id"),
    swimlane_id=param("swimlane_id"),
    date_moved=param("moment"),
    date_modification=param("moment"),
)


def _find_target(project_id: int, column_id: int, swimlane_id: int, place: Place) -> Cell:
    """The wanted cell, its ids checked where they differ from the present ones. ≤ 2 statements."""
    if column_id != place.column_id:
        check_column(project_id, column_id)
    if swimlane_id != place.swimlane_id:
        check_swimlane(project_id, swimlane_id)
    return Cell(column_id, swimlane_id)


@atomic
def move_task(
    *,
    actor: Actor,
    task_id: int,
    column_id: int,
    swimlane_id: int | None,
    position: int,
    project_id: int | None = None,
) -> None:
    """Put a task at a place of a cell; the open tasks of the cells that it leaves and enters count 1..n again.

    ``position``: wanted place from 1, beyond the end means last; ``swimlane_id`` 0 or None keeps the swimlane;
    ``project_id``: when given, the task must be in it. A closed task moves without a place among the open ones.
    Emits TaskMovedSwimlane, then TaskMovedColumn, for what changed; TaskMovedPosition for neither.
    Raises NotFound (also a cell of another project), Invalid (place below 1), Conflict (it is there already).
    """
    if position < 1:
        raise Invalid(position=_("Places count from 1."))
    place = lock_task(task_id)
    if project_id is not None and project_id != place.project_id:
        raise Invalid(project_id=_("The task is in another project."))
    target = _find_target(place.project_id, column_id, swimlane_id or place.swimlane_id, place)
    if not shift_task(actor=actor, task_id=task_id, place=place, target=target, position=position):
        raise Conflict(_("The task is there already."))


def shift_task(*, actor: Actor, task_id: int, place: Place, target: Cell, position: int) -> bool:
    """The same for a cell that is known to fit, and a ``place`` that was read under the lock, which the caller holds.

    False: the task is there already.
    """
    source = Cell(place.column_id, place.swimlane_id)
    if target == source and position == place.position:
        return False
    put_task(task_id, place, target, position)
    details: dict[str, Any] = {
        "src_column_id": source.column_id,
        "dst_column_id": target.column_id,
        "src_swimlane_id": source.swimlane_id,
        "dst_swimlane_id": target.swimlane_id,
        "position": position,
        "date_moved": place.date_moved,
        "recurrence_status": place.recurrence_status,
        "recurrence_trigger": place.recurrence_trigger,
    }
    if target == source:
        emit(TaskMovedPosition(actor, place.project_id, task_id, **details))
    if target.swimlane_id != source.swimlane_id:
        emit(TaskMovedSwimlane(actor, place.project_id, task_id, **details))
    if target.column_id != source.column_id:
        emit(TaskMovedColumn(actor, place.project_id, task_id, **details))
    return True


def put_task(task_id: int, place: Place, target: Cell, position: int) -> None:
    """Write the new place of a task and of its neighbours, without an event. The caller holds the lock."""
    source = Cell(place.column_id, place.swimlane_id)
    if target == source:
        number = (
            slide(source, place.position, position) if place.is_active else min(position, count_open_tasks(source) + 1)
        )
        _PUT.run(task_id=task_id, position=max(number, 1))
        return
    if place.is_active:
        close_ranks(source, place.position)
        number = make_room(target, position)
    else:
        number = min(position, count_open_tasks(target) + 1)
    _PUT_IN_CELL.run(task_id=task_id, position=number, moment=now(), **target._asdict())


@atomic
def move_task_silently(*, actor: Actor, task_id: int, column_id: int, swimlane_id: int, position: int) -> None:
    """The same without an event, for automatic actions that say so (automation.md 6.3). A closed task stays.

    Raises NotFound, Invalid.
    """
    place = lock_task(task_id)
    target = _find_target(place.project_id, column_id, swimlane_id, place)
    if place.is_active and (target, position) != (Cell(place.column_id, place.swimlane_id), place.position):
        put_task(task_id, place, target, max(position, 1))
        note_change(actor=actor, project_id=place.project_id, task_id=task_id, kind="task.move.position")
