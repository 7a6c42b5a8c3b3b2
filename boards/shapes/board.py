from __future__ import annotations

from boards.shapes.shape import Flag, Given, Shape, WireObject
from boards.shapes.tasks import BoardTaskObject


class ColumnObject(WireObject):
    id: int
    title: str
    position: int
    project_id: int
    task_limit: int
    description: str | None
    hide_in_dashboard: Flag


class SwimlaneObject(WireObject):
    """``position`` 0: inactive."""

    id: int
    name: str
    position: int
    is_active: Flag
    project_id: int
    description: str | None
    task_limit: int


class BoardColumnObject(WireObject):
    """A column within a swimlane: ``tasks``, ``nb_tasks`` and ``score`` are of the cell, open and closed.

    ``column_nb_open_tasks``: the open tasks that count against the limit.
    """

    id: int
    title: str
    position: int
    task_limit: int
    description: str | None
    hide_in_dashboard: Flag
    project_id: int
    nb_open_tasks: Given[int]
    tasks: Given[list[BoardTaskObject]]
    nb_tasks: Given[int]
    score: Given[int]
    column_nb_open_tasks: Given[int]
    nb_visible_tasks_across_swimlane: Given[int]
    nb_unfiltered_tasks_across_swimlane: Given[int]
    cumulative_score_across_swimlane: Given[int]


class BoardSwimlaneObject(SwimlaneObject):
    columns: Given[list[BoardColumnObject]]
    nb_swimlanes: Given[int]
    nb_columns: Given[int]
    nb_tasks: Given[int]
    score: Given[int]


class CategoryObject(WireObject):
    id: int
    name: str
    project_id: int
    description: str | None
    color_id: str | None


COLUMN = Shape("column", ColumnObject)
SWIMLANE = Shape("swimlane", SwimlaneObject)
BOARD_SWIMLANE = Shape("board_swimlane", BoardSwimlaneObject)
BOARD_COLUMN = Shape("board_column", BoardColumnObject)
CATEGORY = Shape("category", CategoryObject)
