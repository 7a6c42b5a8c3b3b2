from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.representations.kinds import (
    Identifier,
    Markdown,
    Moment,
    WebAddress,
    WorkHours,
    as_moment,
    as_seconds,
    choice_of,
)
from api.rest.representations.parts import (
    CommentRepresentation,
    ExternalLinkRepresentation,
    FileRepresentation,
    SubtaskRepresentation,
    TaskLinkRepresentation,
)
from boards.colors import COLORS
from boards.operations.deed import Done
from boards.shapes.tasks import TaskObject


class Repeats(Enum):
    """Whether a task repeats: no, yes, it has."""

    NONE, PENDING, PROCESSED = "none", "pending", "processed"


class RepeatsWhen(Enum):
    FIRST_COLUMN, LAST_COLUMN, CLOSED = "leaves_first_column", "enters_last_column", "closed"


class SpanUnit(Enum):
    DAYS, MONTHS, YEARS = "days", "months", "years"


class SpanFrom(Enum):
    DUE_DATE, DAY_OF_REPETITION = "date_due", "day_of_repetition"


ColorId = Annotated[str, msgspec.Meta(pattern=f"^({'|'.join(COLORS)})$", extra_json_schema={"enum": list(COLORS)},
                                 examples=["yellow"])]  # fmt: skip
#: Any that is stored, also one of before.
StoredColor = Annotated[str, msgspec.Meta(examples=["yellow"])]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=65_535, examples=["Paint the boat"])]
WholeNumber = Annotated[int, msgspec.Meta(ge=-(2**31), le=2**31 - 1, examples=[2])]
TagName = Annotated[str, msgspec.Meta(min_length=1, max_length=255, examples=["wood"])]
TagNames = Annotated[list[TagName], msgspec.Meta(max_length=100)]


class RecurrenceRepresentation(Representation):
    """How a task repeats. ``factor``: of the unit; ``parent_id``, ``child_id``: the task before and the one behind."""

    status: Repeats
    trigger: RepeatsWhen
    factor: WholeNumber
    unit: SpanUnit
    counts_from: SpanFrom
    parent_id: Identifier | None
    child_id: Identifier | None


class NamedRepresentation(Representation):
    """What something is called."""

    id: Identifier
    name: str


class PersonRepresentation(Representation):
    """What somebody is called."""

    id: Identifier
    username: str
    name: str


class TaskRepresentation(Representation):
    id: Identifier
    project_id: Identifier
    title: Title
    description: Markdown
    is_active: Annotated[bool, msgspec.Meta(description="Whether it is open.")]
    column_id: Identifier
    swimlane_id: Identifier
    position: Annotated[int, msgspec.Meta(description="Place in its cell, from 1.", examples=[1])]
    color_id: StoredColor
    category_id: Identifier | None
    owner_id: Annotated[Identifier | None, msgspec.Meta(description="To whom it is assigned.")]
    creator_id: Identifier | None
    tags: list[TagName]
    priority: WholeNumber
    score: Annotated[WholeNumber, msgspec.Meta(description="Complexity")]
    reference: Annotated[str, msgspec.Meta(examples=["INV-7"])]
    date_due: Moment | None
    date_started: Moment | None
    date_creation: Moment | None
    date_modification: Moment | None
    date_moved: Moment | None
    date_completed: Moment | None
    time_estimated: WorkHours
    time_spent: WorkHours
    recurrence: RecurrenceRepresentation
    external_provider: str | None
    external_uri: str | None
    url: WebAddress
    project: NamedRepresentation | UnsetType = UNSET
    column: NamedRepresentation | UnsetType = UNSET
    swimlane: NamedRepresentation | UnsetType = UNSET
    category: NamedRepresentation | UnsetType | None = UNSET
    owner: PersonRepresentation | UnsetType | None = UNSET
    creator: PersonRepresentation | UnsetType | None = UNSET
    subtasks: list[SubtaskRepresentation] | UnsetType = UNSET
    comments: list[CommentRepresentation] | UnsetType = UNSET
    links: list[TaskLinkRepresentation] | UnsetType = UNSET
    external_links: list[ExternalLinkRepresentation] | UnsetType = UNSET
    files: list[FileRepresentation] | UnsetType = UNSET


class RecurrenceBody(Sent):
    """How a task is to repeat; what is left out stays as it is."""

    status: Repeats | UnsetType = UNSET
    trigger: RepeatsWhen | UnsetType = UNSET
    factor: WholeNumber | UnsetType = UNSET
    unit: SpanUnit | UnsetType = UNSET
    counts_from: SpanFrom | UnsetType = UNSET


class TaskPatch(Sent):
    """What is to change; null takes a value away."""

    title: Title | UnsetType = UNSET
    description: Markdown | UnsetType | None = UNSET
    color_id: ColorId | UnsetType = UNSET
    category_id: Identifier | UnsetType | None = UNSET
    owner_id: Identifier | UnsetType | None = UNSET
    tags: TagNames | UnsetType = UNSET
    priority: WholeNumber | UnsetType = UNSET
    score: WholeNumber | UnsetType = UNSET
    reference: str | UnsetType | None = UNSET
    date_due: Moment | UnsetType | None = UNSET
    date_started: Moment | UnsetType | None = UNSET
    time_estimated: WorkHours | UnsetType | None = UNSET
    time_spent: WorkHours | UnsetType | None = UNSET
    recurrence: RecurrenceBody | UnsetType = UNSET


class NewTaskBody(TaskPatch):
    """What a new task holds. Without a place it stands in the first column and the first active swimlane."""

    title: Title
    column_id: Identifier | UnsetType = UNSET
    swimlane_id: Identifier | UnsetType = UNSET


class MoveBody(Sent):
    """``position``: from 1, behind the last one without."""

    column_id: Identifier
    swimlane_id: Identifier | None = None
    position: Annotated[int, msgspec.Meta(ge=1, le=2**31 - 2, examples=[1])] | None = None


class ArrivalBody(Sent):
    """Where a task comes to; what is left out is what fits best there."""

    project_id: Identifier
    column_id: Identifier | None = None
    swimlane_id: Identifier | None = None
    category_id: Identifier | None = None
    owner_id: Identifier | None = None


TaskIds = Annotated[list[Identifier], msgspec.Meta(min_length=1, max_length=500, description="Ids of tasks.")]


class ManyTasksBody(Sent):
    task_ids: TaskIds


class CellEnd(Enum):
    TOP, BOTTOM = "top", "bottom"


class MoveManyBody(Sent):
    """Without a swimlane each task stays in its own one."""

    task_ids: TaskIds
    column_id: Identifier
    swimlane_id: Identifier | None = None
    at: CellEnd = CellEnd.BOTTOM


class PatchManyBody(Sent):
    """``patch``: as for one task; tags can also be added and taken away."""

    task_ids: TaskIds
    patch: TaskPatch = msgspec.field(default_factory=TaskPatch)
    add_tags: TagNames = []
    remove_tags: TagNames = []


class NewTasksBody(Sent):
    tasks: Annotated[list[NewTaskBody], msgspec.Meta(min_length=1, max_length=100)]


class RefusalRepresentation(Representation):
    """A task that was left as it is, and why."""

    id: Identifier
    detail: str


class BulkRepresentation(Representation):
    """What became of several tasks. ``unchanged``: they were so already."""

    changed: list[Identifier]
    unchanged: list[Identifier]
    refused: list[RefusalRepresentation]


_REPEATS, _WHEN, _UNITS, _FROM = tuple(Repeats), tuple(RepeatsWhen), tuple(SpanUnit), tuple(SpanFrom)
#: The fields of a recurrence, each with that of the task and its choices in the order of their numbers.
RECURRENCE = {
    "status": ("recurrence_status", _REPEATS),
    "trigger": ("recurrence_trigger", _WHEN),
    "factor": ("recurrence_factor", None),
    "unit": ("recurrence_timeframe", _UNITS),
    "counts_from": ("recurrence_basedate", _FROM),
}


def represent_task(task: TaskObject, tags: Sequence[str]) -> TaskRepresentation:
    """A task as REST shows it. ``tags``: their names."""
    return TaskRepresentation(
        id=task.id,
        project_id=task.project_id,
        title=task.title,
        description=task.description or "",
        is_active=bool(task.is_active),
        column_id=task.column_id,
        swimlane_id=task.swimlane_id,
        position=task.position,
        color_id=task.color_id,
        category_id=task.category_id or None,
        owner_id=task.owner_id or None,
        creator_id=task.creator_id or None,
        tags=list(tags),
        priority=task.priority or 0,
        score=task.score or 0,
        reference=task.reference or "",
        date_due=as_moment(task.date_due),
        date_started=as_moment(task.date_started),
        date_creation=as_moment(task.date_creation),
        date_modification=as_moment(task.date_modification),
        date_moved=as_moment(task.date_moved),
        date_completed=as_moment(task.date_completed),
        time_estimated=task.time_estimated or 0,
        time_spent=task.time_spent or 0,
        recurrence=RecurrenceRepresentation(
            status=choice_of(_REPEATS, task.recurrence_status),
            trigger=choice_of(_WHEN, task.recurrence_trigger),
            factor=task.recurrence_factor,
            unit=choice_of(_UNITS, task.recurrence_timeframe),
            counts_from=choice_of(_FROM, task.recurrence_basedate),
            parent_id=task.recurrence_parent,
            child_id=task.recurrence_child,
        ),
        external_provider=task.external_provider,
        external_uri=task.external_uri,
        url=task.url,
    )


def represent_bulk(done: Done) -> BulkRepresentation:
    """What a deed with several tasks came to."""
    refused = [RefusalRepresentation(id=pk, detail=sentence) for pk, sentence in done.refused.items()]
    return BulkRepresentation(changed=done.changed, unchanged=done.unchanged, refused=refused)


def read_task_fields(body: TaskPatch) -> dict[str, Any]:
    """The fields of a task that a body names, but for its tags, as services take them."""
    fields: dict[str, Any] = {}
    for name in TaskPatch.__struct_fields__:
        value = getattr(body, name)
        if value is UNSET or name in ("tags", "recurrence"):
            continue
        if name in ("date_due", "date_started"):
            value = as_seconds(value)
        elif name in ("owner_id", "category_id", "time_estimated", "time_spent"):
            value = value or 0
        elif name in ("description", "reference"):
            value = value or ""
        fields[name] = value
    if isinstance(body.recurrence, RecurrenceBody):
        for name, (column, choices) in RECURRENCE.items():
            value = getattr(body.recurrence, name)
            if value is not UNSET:
                fields[column] = value if choices is None else choices.index(value)
    return fields
