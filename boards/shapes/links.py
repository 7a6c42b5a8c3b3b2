from __future__ import annotations

from boards.shapes.shape import Shape, column, flag, given, hours, reference

LINK = Shape("link", column("id"), column("label"), reference("opposite_id"))

TASK_LINK = Shape(
    "task_link",
    column("id"),
    column("opposite_task_id"),
    column("task_id"),
    column("link_id"),
    column("label", "link__label"),
    reference("opposite_link_id", source="link__opposite_id"),
)

#: ``task_id`` and all that follows are of the opposite task.
TASK_LINK_IN_LIST = Shape(
    "task_link_in_list",
    column("id"),
    column("task_id", "opposite_task_id"),
    column("label", "link__label"),
    column("title", "opposite_task__title"),
    flag("is_active", "opposite_task__is_active"),
    column("project_id", "opposite_task__project_id"),
    column("column_id", "opposite_task__column_id"),
    column("color_id", "opposite_task__color_id"),
    column("date_completed", "opposite_task__date_completed"),
    column("date_started", "opposite_task__date_started"),
    column("date_due", "opposite_task__date_due"),
    hours("task_time_spent", "opposite_task__time_spent"),
    hours("task_time_estimated", "opposite_task__time_estimated"),
    reference("task_assignee_id", source="opposite_task__owner_id"),
    column("task_assignee_username", "opposite_task__owner__username"),
    column("task_assignee_name", "opposite_task__owner__name"),
    column("column_title", "opposite_task__column__title"),
    column("project_name", "opposite_task__project__name"),
)

EXTERNAL_LINK_KEYS = (
    column("id"),
    column("link_type"),
    column("dependency"),
    column("title"),
    column("url"),
    column("date_creation"),
    column("date_modification"),
    column("task_id"),
    reference("creator_id"),
)
EXTERNAL_LINK = Shape("external_link", *EXTERNAL_LINK_KEYS)
EXTERNAL_LINK_IN_LIST = Shape(
    "external_link_in_list",
    *EXTERNAL_LINK_KEYS,
    column("creator_name", "creator__name"),
    column("creator_username", "creator__username"),
    given("dependency_label"),
    given("type"),
)
