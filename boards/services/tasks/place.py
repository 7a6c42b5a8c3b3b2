"""Putting tasks beside a neighbour, as people do it on a board (ux.md 3.11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from django.db import transaction

from boards.actors import Actor
from boards.errors import Conflict, NotFound
from boards.queries.tasks import get_place
from boards.services.integrity import lock_project
from boards.services.tasks.cells import Cell, check_column, check_swimlane, count_open
from boards.services.tasks.move import move_task

End = Literal["top", "bottom"]


@transaction.atomic
def place_tasks(
    *,
    actor: Actor,
    project_id: int,
    task_ids: Sequence[int],
    column_id: int,
    swimlane_id: int,
    before_id: int = 0,
    after_id: int = 0,
    at: End = "bottom",
) -> list[int]:
    """Put open tasks of a project, in the given order, before or after a task of a cell, or at an end of it.

    A neighbour that has left the cell meanwhile stands for nothing: the other one counts, else the end. A task that is
    there already stays. Answers the ids that moved. Emits what ``move_task`` emits; bounded statements a task.
    Raises NotFound (task, column, swimlane), Invalid (of another project), Conflict (a closed task).
    """
    lock_project(project_id)
    cell = Cell(check_column(project_id, column_id), check_swimlane(project_id, swimlane_id))
    for task_id in task_ids:
        place = get_place(task_id)
        if place.project_id != project_id:
            raise NotFound(f"task {task_id}")
        if not place.is_active:
            raise Conflict("A closed task has no place on the board.")
    moved: list[int] = []
    previous = 0
    for task_id in task_ids:
        position = _find_position(
            cell, task_id, before_id=0 if previous else before_id, after_id=previous or after_id, at=at
        )
        try:
            move_task(
                actor=actor, task_id=task_id, column_id=cell.column_id, swimlane_id=cell.swimlane_id, position=position
            )
            moved.append(task_id)
        except Conflict:  # it stands there
            pass
        previous = task_id
    return moved


def _find_position(cell: Cell, task_id: int, *, before_id: int, after_id: int, at: End) -> int:
    """The place from 1 that the task gets, when its own present place in the cell is vacated. ≤ 4 statements."""
    own = get_place(task_id)
    in_cell = Cell(own.column_id, own.swimlane_id) == cell
    for neighbour_id, offset in ((after_id, 1), (before_id, 0)):
        if not neighbour_id or neighbour_id == task_id:
            continue
        try:
            there = get_place(neighbour_id)
        except NotFound:
            continue
        if there.is_active and Cell(there.column_id, there.swimlane_id) == cell:
            vacated = 1 if in_cell and own.position < there.position else 0
            return there.position + offset - vacated
    return 1 if at == "top" else count_open(cell) + (0 if in_cell else 1)
