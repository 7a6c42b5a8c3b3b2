from __future__ import annotations

from typing import Any

import msgspec
from django.db.models import Case, Exists, F, Func, OuterRef, Subquery, Value, When

from boards.colors import COLORS, DEFAULT_COLOR
from boards.models import Comment, ExternalLink, Subtask, TaskFile, TaskLink
from boards.shapes.shape import Key, Shape, Whole, column, flag, given, hours, reference

MILESTONE_LABEL = "is a milestone of"

STORED: tuple[Key, ...] = (
    column("id"),
    column("title"),
    column("description"),
    column("date_creation"),
    column("color_id"),
    column("project_id"),
    column("column_id"),
    reference("owner_id"),
    column("position"),
    flag("is_active"),
    column("date_completed"),
    column("score"),
    column("date_due"),
    reference("category_id"),
    reference("creator_id"),
    column("date_modification"),
    column("reference"),
    column("date_started"),
    hours("time_spent"),
    hours("time_estimated"),
    column("swimlane_id"),
    column("date_moved"),
    column("recurrence_status"),
    column("recurrence_trigger"),
    column("recurrence_factor"),
    column("recurrence_timeframe"),
    column("recurrence_basedate"),
    column("recurrence_parent"),
    column("recurrence_child"),
    column("priority"),
    column("external_provider"),
    column("external_uri"),
)

TASK = Shape("task", *STORED, given("url"), given("color"))
COLOR_AT = TASK.keys.index("color_id")

# The row that events, webhooks and activities carry.
EVENT_TASK = Shape(
    "event_task",
    *STORED,
    column("category_name", "category__name"),
    column("swimlane_name", "swimlane__name"),
    column("project_name", "project__name"),
    column("column_title", "column__title"),
    column("assignee_username", "owner__username"),
    column("assignee_name", "owner__name"),
    column("creator_username", "creator__username"),
    column("creator_name", "creator__name"),
    column("category_description", "category__description"),
    column("column_position", "column__position"),
)


def count_of(queryset: Any, field: str = "task_id") -> Any:
    """How many rows of ``queryset`` belong to the task at hand: a correlated subquery, as joined counts multiply.

    ``COUNT`` is written as a plain function: as an aggregate Django would group the rows, which costs a sort each.
    """
    count = Func(F("pk"), function="COUNT", output_field=Whole())
    rows = queryset.filter(**{field: OuterRef("pk")}).order_by()
    return Subquery(rows.annotate(n=count).values("n"), output_field=Whole())


def counted(name: str, queryset: Any) -> Key:
    return Key(name, count_of(queryset))


FOUND_KEYS: tuple[Key, ...] = (
    counted("nb_comments", Comment.objects.all()),
    counted("nb_files", TaskFile.objects.all()),
    counted("nb_subtasks", Subtask.objects.all()),
    counted("nb_completed_subtasks", Subtask.objects.filter(status=Subtask.Status.DONE)),
    counted("nb_links", TaskLink.objects.all()),
    counted("nb_external_links", ExternalLink.objects.all()),
    Key(
        "is_milestone",
        Case(
            When(Exists(TaskLink.objects.filter(task_id=OuterRef("pk"), link__label=MILESTONE_LABEL)), then=Value(1)),
            default=Value(None),
            output_field=Whole(),
        ),
    ),
    column("id"),
    column("reference"),
    column("title"),
    column("description"),
    column("date_creation"),
    column("date_modification"),
    column("date_completed"),
    column("date_started"),
    column("date_due"),
    column("color_id"),
    column("project_id"),
    column("column_id"),
    column("swimlane_id"),
    reference("owner_id"),
    reference("creator_id"),
    column("position"),
    flag("is_active"),
    column("score"),
    reference("category_id"),
    column("priority"),
    column("date_moved"),
    column("recurrence_status"),
    column("recurrence_trigger"),
    column("recurrence_factor"),
    column("recurrence_timeframe"),
    column("recurrence_basedate"),
    column("recurrence_parent"),
    column("recurrence_child"),
    hours("time_estimated"),
    hours("time_spent"),
    column("assignee_username", "owner__username"),
    column("assignee_name", "owner__name"),
    column("assignee_email", "owner__email"),
    column("assignee_avatar_path", "owner__avatar_path"),
    column("category_name", "category__name"),
    column("category_description", "category__description"),
    column("category_color_id", "category__color_id"),
    column("column_name", "column__title"),
    column("column_position", "column__position"),
    column("swimlane_name", "swimlane__name"),
    column("project_name", "project__name"),
)

TASK_FOUND = Shape("task_found", *FOUND_KEYS)
BOARD_TASK = Shape("board_task", *FOUND_KEYS, given("tags"), given("is_draggable"))
DASHBOARD_TASK = Shape("dashboard_task", *FOUND_KEYS, given("tags"), given("subtasks"))

OVERDUE_TASK = Shape(
    "overdue_task",
    column("id"),
    column("title"),
    column("date_due"),
    column("project_id"),
    reference("creator_id"),
    reference("owner_id"),
    column("project_name", "project__name"),
    column("assignee_username", "owner__username"),
    column("assignee_name", "owner__name"),
)

# Encoded once: the same sixteen objects stand in every task.
COLOUR_OBJECTS: dict[str, Any] = {
    color.id: msgspec.Raw(
        msgspec.json.encode({"name": color.name, "background": color.background, "border": color.border})
    )
    for color in COLORS.values()
}


def colour_object(color_id: str, default: str = DEFAULT_COLOR) -> Any:
    """The encoded properties of a colour; those of ``default`` for an id that is no colour."""
    return COLOUR_OBJECTS.get(color_id) or COLOUR_OBJECTS.get(default, COLOUR_OBJECTS[DEFAULT_COLOR])


def task_objects(rows: Any, *, base_url: str, default_color: str) -> list[Any]:
    """Objects of shape ``task`` for rows of ``TASK.columns``. ``base_url`` ends with a slash."""
    prefix = f"{base_url}task/"
    return [TASK.of(row, f"{prefix}{row[0]}", colour_object(row[COLOR_AT], default_color)) for row in rows]
