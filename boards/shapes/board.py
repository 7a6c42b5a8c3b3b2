from __future__ import annotations

from boards.shapes.shape import Shape, column, flag, given, reference

COLUMN = Shape(
    "column",
    column("id"),
    column("title"),
    column("position"),
    column("project_id"),
    column("task_limit"),
    column("description"),
    flag("hide_in_dashboard"),
)

SWIMLANE_KEYS = (
    column("id"),
    column("name"),
    column("position"),
    flag("is_active"),
    column("project_id"),
    column("description"),
    column("task_limit"),
)
SWIMLANE = Shape("swimlane", *SWIMLANE_KEYS)

BOARD_SWIMLANE = Shape(
    "board_swimlane",
    *SWIMLANE_KEYS,
    given("columns"),
    given("nb_swimlanes"),
    given("nb_columns"),
    given("nb_tasks"),
    given("score"),
)

BOARD_COLUMN = Shape(
    "board_column",
    column("id"),
    column("title"),
    column("position"),
    column("task_limit"),
    column("description"),
    flag("hide_in_dashboard"),
    column("project_id"),
    given("nb_open_tasks"),
    given("tasks"),
    given("nb_tasks"),
    given("score"),
    given("column_nb_open_tasks"),
    given("nb_visible_tasks_across_swimlane"),
    given("nb_unfiltered_tasks_across_swimlane"),
    given("cumulative_score_across_swimlane"),
)

CATEGORY = Shape(
    "category", column("id"), column("name"), column("project_id"), column("description"), column("color_id")
)

TAG = Shape("tag", column("id"), column("name"), reference("project_id"), column("color_id"))

TAG_ON_TASK = Shape(
    "tag_on_task",
    column("id", "tag_id"),
    column("name", "tag__name"),
    column("color_id", "tag__color_id"),
    column("task_id"),
)
