"""Places in a cell: the open tasks of a column and swimlane count 1..n without holes (domain.md 12).

Each step is one UPDATE over the cell. The caller holds the lock of the project.
"""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Count, F, Value

from boards.errors import NotFound
from boards.models import Task
from boards.prepared import Prepared, PreparedUpdate, param
from boards.queries.ownership import find_project_of_column, find_project_of_swimlane
from boards.queries.tasks import Place, find_first_column_id, find_first_swimlane_id, get_place
from boards.transactions import read_locked


class Cell(NamedTuple):
    column_id: int
    swimlane_id: int


def lock_task(task_id: int | None) -> Place:
    """Take the lock of the task's project and say where the task stands under it (``read_locked``). Raises NotFound."""
    return read_locked(lambda: get_place(task_id), lambda place: place.project_id)


def _open() -> dict[str, object]:
    return {"column_id": param("column_id"), "swimlane_id": param("swimlane_id"), "is_active": Value(True)}


_COUNT = Prepared(
    lambda: Task.objects.filter(**_open()).order_by().values("is_active").annotate(n=Count("pk")).values_list("n")
)
_SHIFT_UP = PreparedUpdate(
    lambda: Task.objects.filter(**_open(), position__gte=param("first"), position__lte=param("last")),
    position=F("position") + 1,
)
_SHIFT_DOWN = PreparedUpdate(
    lambda: Task.objects.filter(**_open(), position__gte=param("first"), position__lte=param("last")),
    position=F("position") - 1,
)
END = 2**31 - 2


def count_open_tasks(cell: Cell) -> int:
    """How many open tasks stand in the cell. 1 statement."""
    return _COUNT.value(**cell._asdict()) or 0


def make_room(cell: Cell, position: int) -> int:
    """Open a hole for one more task; answers its place, at most the end. 2 statements, 1 at the top."""
    place = min(position, count_open_tasks(cell) + 1) if position > 1 else 1
    _SHIFT_UP.run(**cell._asdict(), first=place, last=END)
    return place


def close_ranks(cell: Cell, position: int) -> None:
    """Close the hole that a task left at ``position``. 1 statement."""
    _SHIFT_DOWN.run(**cell._asdict(), first=position + 1, last=END)


def slide(cell: Cell, source: int, position: int) -> int:
    """Let the neighbours of a task that goes from ``source`` make room; answers its place. ≤ 2 statements."""
    place = min(position, count_open_tasks(cell)) if position > 1 else 1
    if place > source:
        _SHIFT_DOWN.run(**cell._asdict(), first=source + 1, last=place)
    elif place < source:
        _SHIFT_UP.run(**cell._asdict(), first=place, last=source - 1)
    return place


def check_column(project_id: int, column_id: int) -> int:
    """The id, when it is a column of the project. ≤ 1 statement. Raises NotFound, also of others."""
    if find_project_of_column(column_id) != project_id:
        raise NotFound(f"column {column_id}")
    return column_id


def check_swimlane(project_id: int, swimlane_id: int) -> int:
    """The id, when it is a swimlane of the project. ≤ 1 statement. Raises NotFound, also of others."""
    if find_project_of_swimlane(swimlane_id) != project_id:
        raise NotFound(f"swimlane {swimlane_id}")
    return swimlane_id


def choose_column(project_id: int, column_id: int | None) -> int:
    """The given column, or the first one of the project. 1 statement. Raises NotFound."""
    if column_id:
        return check_column(project_id, column_id)
    first = find_first_column_id(project_id)
    if first is None:
        raise NotFound("the project has no column")
    return first


def choose_swimlane(project_id: int, swimlane_id: int | None) -> int:
    """The given swimlane, or the first active one of the project. 1 statement. Raises NotFound."""
    if swimlane_id:
        return check_swimlane(project_id, swimlane_id)
    first = find_first_swimlane_id(project_id)
    if first is None:
        raise NotFound("the project has no active swimlane")
    return first
