from __future__ import annotations

from typing import Annotated, cast

import msgspec
from django.db.models import Case, Exists, OuterRef, Value, When

from boards.addresses import path_before
from boards.colors import COLORS, DEFAULT_COLOR
from boards.counting import count_of
from boards.fields import Whole
from boards.models import Comment, ExternalLink, Link, Subtask, TaskFile, TaskLink
from boards.prepared import Row
from boards.shapes.shape import At, Epoch, Flag, Given, Hours, Reference, Shape, WireObject, selected
from boards.shapes.subtasks import SubtaskInListObject
from boards.shapes.tags import TagOnTaskObject


class ColourObject(WireObject):
    """``background`` and ``border`` as CSS has them."""

    name: str
    background: str
    border: str


class StoredTaskObject(WireObject):
    """What the table of tasks holds."""

    id: int
    title: str
    description: str | None
    date_creation: Epoch
    color_id: str
    project_id: int
    column_id: int
    owner_id: Reference
    position: int
    is_active: Flag
    date_completed: Epoch | None
    score: int | None
    date_due: Epoch | None
    category_id: Reference
    creator_id: Reference
    date_modification: Epoch
    reference: str | None
    date_started: Epoch | None
    time_spent: Hours | None
    time_estimated: Hours | None
    swimlane_id: int
    date_moved: Epoch
    recurrence_status: int
    recurrence_trigger: int
    recurrence_factor: int
    recurrence_timeframe: int
    recurrence_basedate: int
    recurrence_parent: int | None
    recurrence_child: int | None
    priority: int | None
    external_provider: str | None
    external_uri: str | None


class TaskObject(StoredTaskObject):
    url: Given[str]
    color: Given[ColourObject]


class EventTaskObject(StoredTaskObject):
    """The task that events, webhooks and activities carry."""

    category_name: Annotated[str | None, At("category__name")]
    swimlane_name: Annotated[str | None, At("swimlane__name")]
    project_name: Annotated[str, At("project__name")]
    column_title: Annotated[str, At("column__title")]
    assignee_username: Annotated[str | None, At("owner__username")]
    assignee_name: Annotated[str | None, At("owner__name")]
    creator_username: Annotated[str | None, At("creator__username")]
    creator_name: Annotated[str | None, At("creator__name")]
    category_description: Annotated[str | None, At("category__description")]
    column_position: Annotated[int, At("column__position")]


_OF_TASK = {"task_id": OuterRef("pk")}
_IS_MILESTONE = Case(
    When(Exists(TaskLink.objects.filter(**_OF_TASK, link__label=Link.MILESTONE_OF)), then=Value(1)),
    default=Value(None),
    output_field=Whole(),
)


class TaskFoundObject(WireObject):
    nb_comments: Annotated[int, selected(count_of(Comment.objects.filter(**_OF_TASK)))]
    nb_files: Annotated[int, selected(count_of(TaskFile.objects.filter(**_OF_TASK)))]
    nb_subtasks: Annotated[int, selected(count_of(Subtask.objects.filter(**_OF_TASK)))]
    nb_completed_subtasks: Annotated[
        int, selected(count_of(Subtask.objects.filter(**_OF_TASK, status=Subtask.Status.DONE)))
    ]
    nb_links: Annotated[int, selected(count_of(TaskLink.objects.filter(**_OF_TASK)))]
    nb_external_links: Annotated[int, selected(count_of(ExternalLink.objects.filter(**_OF_TASK)))]
    is_milestone: Annotated[int | None, selected(_IS_MILESTONE)]
    id: int
    reference: str | None
    title: str
    description: str | None
    date_creation: Epoch
    date_modification: Epoch
    date_completed: Epoch | None
    date_started: Epoch | None
    date_due: Epoch | None
    color_id: str
    project_id: int
    column_id: int
    swimlane_id: int
    owner_id: Reference
    creator_id: Reference
    position: int
    is_active: Flag
    score: int | None
    category_id: Reference
    priority: int | None
    date_moved: Epoch
    recurrence_status: int
    recurrence_trigger: int
    recurrence_factor: int
    recurrence_timeframe: int
    recurrence_basedate: int
    recurrence_parent: int | None
    recurrence_child: int | None
    time_estimated: Hours | None
    time_spent: Hours | None
    assignee_username: Annotated[str | None, At("owner__username")]
    assignee_name: Annotated[str | None, At("owner__name")]
    assignee_email: Annotated[str | None, At("owner__email")]
    assignee_avatar_path: Annotated[str | None, At("owner__avatar_path")]
    category_name: Annotated[str | None, At("category__name")]
    category_description: Annotated[str | None, At("category__description")]
    category_color_id: Annotated[str | None, At("category__color_id")]
    column_name: Annotated[str, At("column__title")]
    column_position: Annotated[int, At("column__position")]
    swimlane_name: Annotated[str, At("swimlane__name")]
    project_name: Annotated[str, At("project__name")]


class BoardTaskObject(TaskFoundObject):
    tags: Given[list[TagOnTaskObject]]
    is_draggable: Given[bool]


class DashboardTaskObject(TaskFoundObject):
    """``subtasks``: those of the caller."""

    tags: Given[list[TagOnTaskObject]]
    subtasks: Given[list[SubtaskInListObject]]


class OverdueTaskObject(WireObject):
    id: int
    title: str
    date_due: Epoch
    project_id: int
    creator_id: Reference
    owner_id: Reference
    project_name: Annotated[str, At("project__name")]
    assignee_username: Annotated[str | None, At("owner__username")]
    assignee_name: Annotated[str | None, At("owner__name")]


TASK = Shape("task", TaskObject)
EVENT_TASK = Shape("event_task", EventTaskObject)
TASK_FOUND = Shape("task_found", TaskFoundObject)
BOARD_TASK = Shape("board_task", BoardTaskObject)
DASHBOARD_TASK = Shape("dashboard_task", DashboardTaskObject)
OVERDUE_TASK = Shape("overdue_task", OverdueTaskObject)

_PATH = path_before("TaskView.show", "task_id")
_ID, _COLOR = TASK.place("id"), TASK.place("color_id")


def _encode_colour(colour: ColourObject) -> ColourObject:
    """Encoded once, as the same sixteen stand in every task: for the encoder it is the object, for nobody else."""
    return cast(ColourObject, msgspec.Raw(msgspec.json.encode(colour)))


COLOUR_OBJECTS = {
    color.id: _encode_colour(ColourObject(color.name, color.background, color.border)) for color in COLORS.values()
}


def colour_object(color_id: str, default: str = DEFAULT_COLOR) -> ColourObject:
    """The properties of a colour; those of ``default`` for an id that is no colour."""
    return COLOUR_OBJECTS.get(color_id) or COLOUR_OBJECTS.get(default, COLOUR_OBJECTS[DEFAULT_COLOR])


def task_objects(rows: list[Row], *, base_url: str, default_color: str) -> list[TaskObject]:
    """Objects of shape ``task`` for rows of ``TASK.columns``. ``base_url`` ends with a slash."""
    prefix = base_url + _PATH
    return [TASK.of(row, f"{prefix}{row[_ID]}", colour_object(row[_COLOR], default_color)) for row in rows]
