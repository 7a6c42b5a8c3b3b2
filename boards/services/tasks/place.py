"""Putting tasks beside a neighbour, as people do it on a board (ux.md 3.11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.errors import Conflict, NotFound
from boards.models import Task
from boards.queries.lanes import LaneGroup, list_strangers, list_swimlane_places, wanted_value
from boards.queries.tasks import Place, get_place
from boards.services.tasks.cells import Cell, check_column, check_swimlane, count_open_tasks
from boards.services.tasks.move import shift_task
from boards.services.tasks.update import update_task
from boards.transactions import joined, lock_project

End = Literal["top", "bottom"]


@joined()
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

    ``swimlane_id`` 0: each stays in its swimlane, and a neighbour in another one says at which end of its own.
    A neighbour that has left the cell meanwhile stands for nothing: the other one counts, else the end. A task that is
    there already stays. Answers the ids that moved. Emits what ``move_task`` emits; bounded statements a task.
    Raises NotFound (task, column, swimlane, also of another project), Conflict (a closed task).
    """
    lock_project(project_id)
    check_column(project_id, column_id)
    if swimlane_id:
        check_swimlane(project_id, swimlane_id)
    _check_open(project_id, task_ids)
    moved: list[int] = []
    previous = 0
    for task_id in task_ids:
        own = get_place(task_id)
        if own.project_id != project_id:  # an automatic action has followed the one before
            raise NotFound(f"task {task_id}")
        cell = Cell(column_id, swimlane_id or own.swimlane_id)
        neighbours = {"before_id": 0 if previous else before_id, "after_id": previous or after_id}
        end = at if swimlane_id else _find_end(cell, **neighbours, at=at)
        position = _find_position(cell, task_id, own, **neighbours, at=end)
        if shift_task(actor=actor, task_id=task_id, place=own, target=cell, position=position):
            moved.append(task_id)
        previous = task_id
    return moved


def _check_open(project_id: int, task_ids: Sequence[int]) -> None:
    """Raises NotFound (also of another project), Conflict (a closed one). 1 statement."""
    rows = Task.objects.filter(pk__in=task_ids, project_id=project_id).order_by().values_list("pk", "is_active")
    found = dict(rows)
    for task_id in task_ids:
        if task_id not in found:
            raise NotFound(f"task {task_id}")
        if not found[task_id]:
            raise Conflict(_("A closed task has no place on the board."))


@joined()
def place_in_group(
    *,
    actor: Actor,
    project_id: int,
    task_ids: Sequence[int],
    group: LaneGroup,
    zone: str,
    column_id: int,
    before_id: int = 0,
    after_id: int = 0,
    at: End = "bottom",
) -> list[int]:
    """Bring tasks into a group of a board, and to a place in a column; their swimlanes stay (ux.md 3.4).

    Those that are in the group already keep what they have, as a date within the week. Answers the ids that moved or
    changed. Emits what ``update_task`` and ``move_task`` emit; bounded statements a task.
    Raises NotFound (task, column), Invalid (person, category, priority, a group without a value), Conflict (a closed
    task).
    """
    lock_project(project_id)
    strangers = set(list_strangers(task_ids, group, zone))
    moved = place_tasks(
        actor=actor,
        project_id=project_id,
        task_ids=task_ids,
        column_id=column_id,
        swimlane_id=0,
        before_id=before_id,
        after_id=after_id,
        at=at,
    )
    if strangers:
        fields = {group.field: wanted_value(group, zone, project_id=project_id)}
        for task_id in task_ids:
            if task_id in strangers:
                update_task(actor=actor, task_id=task_id, fields=fields)
    return [task_id for task_id in task_ids if task_id in moved or task_id in strangers]


def _find_end(cell: Cell, *, before_id: int, after_id: int, at: End) -> End:
    """The end of a swimlane's cell that lies towards the neighbours, who stand in other swimlanes. ≤ 3 statements."""
    places = list_swimlane_places([before_id, after_id])
    own = list_swimlane_places([], swimlane_id=cell.swimlane_id)[0]
    if after_id in places:
        return "top" if places[after_id] < own else "bottom"
    if before_id in places:
        return "bottom" if places[before_id] > own else "top"
    return at


def _find_position(cell: Cell, task_id: int, own: Place, *, before_id: int, after_id: int, at: End) -> int:
    """The place from 1 that the task gets, when its own present place in the cell is vacated. ≤ 3 statements."""
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
    return 1 if at == "top" else count_open_tasks(cell) + (0 if in_cell else 1)
