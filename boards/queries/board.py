"""The board of a project, as getBoard answers it."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Count

from boards.models import Column, Project, Swimlane, Task
from boards.prepared import Prepared, Row, param
from boards.queries.tasks import list_tags_by_task_of_project
from boards.shapes.board import BOARD_COLUMN, BOARD_SWIMLANE, BoardSwimlaneObject
from boards.shapes.tasks import BOARD_TASK, BoardTaskObject

_SWIMLANES = Prepared(
    lambda: (
        Swimlane.objects.filter(project_id=param("project_id"))
        .order_by("position", "pk")
        .values_list(*BOARD_SWIMLANE.columns)
    )
)
_COLUMNS = Prepared(
    lambda: (
        Column.objects.filter(project_id=param("project_id"))
        .order_by("position", "pk")
        .values_list(*BOARD_COLUMN.columns)
    )
)
_TASKS = Prepared(
    lambda: (
        Task.objects.filter(project_id=param("project_id")).order_by("position", "pk").values_list(*BOARD_TASK.columns)
    )
)
_OPEN_BY_CELL = Prepared(
    lambda: (
        Task.objects.filter(project_id=param("project_id"), is_active=True)
        .order_by()
        .values("column_id", "swimlane_id")
        .annotate(n=Count("pk"))
        .values_list("column_id", "swimlane_id", "n")
    )
)
_PER_SWIMLANE = Prepared(
    lambda: Project.objects.filter(pk=param("project_id")).order_by().values_list("per_swimlane_task_limits")
)
_LANE_ID, _LANE_IS_ACTIVE = BOARD_SWIMLANE.place("id"), BOARD_SWIMLANE.place("is_active")
_COLUMN_ID = BOARD_COLUMN.place("id")
_ID, _IS_OPEN, _SCORE = BOARD_TASK.place("id"), BOARD_TASK.place("is_active"), BOARD_TASK.place("score")
_LANE_OF_TASK, _COLUMN_OF_TASK = BOARD_TASK.place("swimlane_id"), BOARD_TASK.place("column_id")

#: The ids of a swimlane and a column.
CellIds = tuple[int, int]


def count_open_by_cell(project_id: int) -> list[Row]:
    """Column id, swimlane id, and how many open tasks stand there. 1 statement."""
    return _OPEN_BY_CELL.rows(project_id=project_id)


def get_board(*, project_id: int, can_drag: bool) -> list[BoardSwimlaneObject]:
    """Active swimlanes by position, each with all columns, each with its tasks, open and closed. 6 statements.

    ``can_drag``: whether the reader may move tasks; closed ones can't be dragged by anybody.
    """
    lanes = {row[_LANE_ID]: row for row in _SWIMLANES.rows(project_id=project_id) if row[_LANE_IS_ACTIVE]}
    columns = {row[_COLUMN_ID]: row for row in _COLUMNS.rows(project_id=project_id)}
    if not lanes or not columns:
        return []
    tags = list_tags_by_task_of_project(project_id)
    cells: dict[CellIds, list[BoardTaskObject]] = defaultdict(list)
    scores: dict[CellIds, int] = defaultdict(int)
    for row in _TASKS.rows(project_id=project_id):
        cell = row[_LANE_OF_TASK], row[_COLUMN_OF_TASK]
        cells[cell].append(BOARD_TASK.of(row, tags.get(row[_ID], []), can_drag and bool(row[_IS_OPEN])))
        scores[cell] += row[_SCORE] or 0
    open_in_cell: dict[CellIds, int] = defaultdict(int)
    open_in_column: dict[int, int] = defaultdict(int)
    for column_id, lane_id, n in count_open_by_cell(project_id):
        open_in_cell[lane_id, column_id] = n
        open_in_column[column_id] += n
    per_swimlane = bool(_PER_SWIMLANE.value(project_id=project_id))

    board = []
    for lane_id, lane in lanes.items():
        shown = [
            BOARD_COLUMN.of(
                column,
                open_in_column[column_id],
                cells[lane_id, column_id],
                len(cells[lane_id, column_id]),
                scores[lane_id, column_id],
                open_in_cell[lane_id, column_id] if per_swimlane else open_in_column[column_id],
                sum(len(cells[one, column_id]) for one in lanes),
                open_in_column[column_id],
                sum(scores[one, column_id] for one in lanes),
            )
            for column_id, column in columns.items()
        ]
        board.append(
            BOARD_SWIMLANE.of(
                lane,
                shown,
                len(lanes),
                len(columns),
                sum(column.nb_tasks for column in shown),
                sum(column.score for column in shown),
            )
        )
    return board
