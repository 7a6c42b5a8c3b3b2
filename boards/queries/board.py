"""The board of a project, as getBoard answers it (procedures.md, board)."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Count

from boards.models import Column, Project, Swimlane, Task
from boards.prepared import Prepared, param
from boards.queries.columns import IS_ACTIVE_AT
from boards.queries.tasks import list_tags_by_task_of_project
from boards.shapes.board import BOARD_COLUMN, BOARD_SWIMLANE
from boards.shapes.tasks import BOARD_TASK

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
ID_AT = BOARD_TASK.keys.index("id")
CELL_AT = (BOARD_TASK.keys.index("swimlane_id"), BOARD_TASK.keys.index("column_id"))
OPEN_AT = BOARD_TASK.keys.index("is_active")
SCORE_AT = BOARD_TASK.keys.index("score")


def get_board(*, project_id: int, can_drag: bool) -> list[Any]:
    """Active swimlanes by position, each with all columns, each with its tasks, open and closed. 6 statements.

    ``can_drag``: whether the reader may move tasks; closed ones can't be dragged by anybody.
    """
    lanes = [row for row in _SWIMLANES.rows(project_id=project_id) if row[IS_ACTIVE_AT]]
    columns = _COLUMNS.rows(project_id=project_id)
    if not lanes or not columns:
        return []
    tags = list_tags_by_task_of_project(project_id)
    cells: dict[tuple[int, int], list[Any]] = defaultdict(list)
    scores: dict[tuple[int, int], int] = defaultdict(int)
    lane_at, column_at = CELL_AT
    for row in _TASKS.rows(project_id=project_id):
        key = row[lane_at], row[column_at]
        cells[key].append(BOARD_TASK.of(row, tags.get(row[ID_AT], []), can_drag and bool(row[OPEN_AT])))
        scores[key] += row[SCORE_AT] or 0
    open_in_cell = {(lane, column): n for column, lane, n in _OPEN_BY_CELL.rows(project_id=project_id)}
    open_in_column: dict[int, int] = defaultdict(int)
    for (_, column), n in open_in_cell.items():
        open_in_column[column] += n
    per_swimlane = bool(_PER_SWIMLANE.value(project_id=project_id))

    board = []
    for lane in lanes:
        shown = []
        for column in columns:
            key = lane[0], column[0]
            shown.append(
                BOARD_COLUMN.of(
                    column,
                    open_in_column[column[0]],
                    cells[key],
                    len(cells[key]),
                    scores[key],
                    open_in_cell.get(key, 0) if per_swimlane else open_in_column[column[0]],
                    sum(len(cells[one[0], column[0]]) for one in lanes),
                    open_in_column[column[0]],
                    sum(scores[one[0], column[0]] for one in lanes),
                )
            )
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
