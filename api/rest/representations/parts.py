"""What hangs on tasks."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.paging import Shown
from api.rest.representations.kinds import Identifier, Markdown, Moment, WebAddress, WorkHours, as_moment, choice_of
from boards.shapes.comments import CommentObject
from boards.shapes.files import ProjectFileInListObject, ProjectFileObject, TaskFileObject
from boards.shapes.links import ExternalLinkObject, TaskLinkObject
from boards.shapes.subtasks import SubtaskObject

PartTitle = Annotated[str, msgspec.Meta(min_length=1, max_length=65_535, examples=["Buy brushes"])]
PersonId = Annotated[Identifier | None, msgspec.Meta(description="A person; null for nobody.")]


class Progress(Enum):
    """How far a sub-task is."""

    TODO, IN_PROGRESS, DONE = "todo", "in_progress", "done"


class CommentReader(Enum):
    """Who may read a comment: everybody, managers, administrators of the application."""

    USER, MANAGER, ADMIN = "app-user", "app-manager", "app-admin"


_PROGRESS = tuple(Progress)


class SubtaskRepresentation(Representation):
    id: Identifier
    task_id: Identifier
    title: PartTitle
    status: Progress
    user_id: PersonId
    time_estimated: WorkHours
    time_spent: WorkHours
    position: Annotated[int, msgspec.Meta(description="Place in the task, from 1.", examples=[1])]


class SubtaskPatch(Sent):
    """What is to change; null takes a value away."""

    title: PartTitle | UnsetType = UNSET
    status: Progress | UnsetType = UNSET
    user_id: PersonId | UnsetType = UNSET
    time_estimated: WorkHours | UnsetType = UNSET
    time_spent: WorkHours | UnsetType = UNSET
    position: Annotated[int, msgspec.Meta(ge=1, le=2**31 - 2)] | UnsetType = UNSET


class NewSubtask(Sent):
    title: PartTitle
    status: Progress = Progress.TODO
    user_id: PersonId = None
    time_estimated: WorkHours = 0
    time_spent: WorkHours = 0


class TimerRepresentation(Representation):
    """Whether a person's timer runs on a sub-task. ``hours``: how long it has been running."""

    is_running: bool
    hours: WorkHours


class TimerOf(Sent):
    """Whose timer; users have their own only."""

    user_id: Identifier | UnsetType = UNSET


class TimerQuery(Shown, kw_only=True):
    """The same, of a query."""

    user_id: Identifier | UnsetType = UNSET


class CommentRepresentation(Representation):
    id: Identifier
    task_id: Identifier
    user_id: PersonId
    username: str | None
    name: Annotated[str | None, msgspec.Meta(description="Full name of the author.")]
    comment: Markdown
    reference: str
    visibility: CommentReader
    date_creation: Moment | None
    date_modification: Moment | None


class NewComment(Sent):
    """``user_id``: in whose name; for the application only, users write in their own."""

    comment: Markdown
    reference: Annotated[str, msgspec.Meta(max_length=255)] = ""
    visibility: CommentReader = CommentReader.USER
    user_id: PersonId | UnsetType = UNSET


class CommentPatch(Sent):
    comment: Markdown


class TaskLinkRepresentation(Representation):
    """A link to another task, as this task has it: "blocks #13"."""

    id: Identifier
    task_id: Identifier
    opposite_task_id: Identifier
    link_id: Annotated[Identifier, msgspec.Meta(description="The kind of link.")]
    label: Annotated[str, msgspec.Meta(examples=["blocks"])]


class TaskLinkBody(Sent):
    opposite_task_id: Identifier
    link_id: Annotated[Identifier, msgspec.Meta(description="The kind of link.")]


class ExternalLinkRepresentation(Representation):
    id: Identifier
    task_id: Identifier
    creator_id: PersonId
    title: str
    url: WebAddress
    link_type: Annotated[str, msgspec.Meta(examples=["weblink"])]
    dependency: Annotated[str, msgspec.Meta(examples=["related"])]
    date_creation: Moment | None
    date_modification: Moment | None


class NewExternalLink(Sent):
    """Without a title, that of the page is taken."""

    url: WebAddress
    dependency: Annotated[str, msgspec.Meta(examples=["related"])] = "related"
    link_type: Annotated[str, msgspec.Meta(examples=["auto"])] = "auto"
    title: str = ""


class ExternalLinkPatch(Sent):
    url: WebAddress | UnsetType = UNSET
    title: str | UnsetType = UNSET
    dependency: str | UnsetType = UNSET


class FileRepresentation(Representation):
    """``task_id`` is null for a file of a project, ``project_id`` for one of a task."""

    id: Identifier
    task_id: Identifier | None
    project_id: Identifier | None
    user_id: PersonId
    name: Annotated[str, msgspec.Meta(examples=["boat.jpg"])]
    is_image: bool
    size: Annotated[int, msgspec.Meta(ge=0, description="Bytes", examples=[34567])]
    date: Moment | None
    content: Annotated[str, msgspec.Meta(description="Where its bytes are.", examples=["/api/v1/task-files/5/content"])]


def represent_subtask(one: SubtaskObject) -> SubtaskRepresentation:
    return SubtaskRepresentation(
        id=one.id,
        task_id=one.task_id,
        title=one.title,
        status=choice_of(_PROGRESS, one.status),
        user_id=one.user_id or None,
        time_estimated=one.time_estimated or 0,
        time_spent=one.time_spent or 0,
        position=one.position,
    )


def progress_number(progress: Progress) -> int:
    """The status as services take it."""
    return _PROGRESS.index(progress)


def represent_comment(one: CommentObject) -> CommentRepresentation:
    return CommentRepresentation(
        id=one.id,
        task_id=one.task_id,
        user_id=one.user_id or None,
        username=one.username,
        name=one.name,
        comment=one.comment,
        reference=one.reference or "",
        visibility=CommentReader(one.visibility),
        date_creation=as_moment(one.date_creation),
        date_modification=as_moment(one.date_modification),
    )


def represent_task_link(one: TaskLinkObject) -> TaskLinkRepresentation:
    return TaskLinkRepresentation(
        id=one.id, task_id=one.task_id, opposite_task_id=one.opposite_task_id, link_id=one.link_id, label=one.label
    )


def represent_external_link(one: ExternalLinkObject) -> ExternalLinkRepresentation:
    return ExternalLinkRepresentation(
        id=one.id,
        task_id=one.task_id,
        creator_id=one.creator_id or None,
        title=one.title,
        url=one.url,
        link_type=one.link_type,
        dependency=one.dependency,
        date_creation=as_moment(one.date_creation),
        date_modification=as_moment(one.date_modification),
    )


def represent_file(one: TaskFileObject | ProjectFileObject | ProjectFileInListObject) -> FileRepresentation:
    task_id = one.task_id if isinstance(one, TaskFileObject) else None
    project_id = None if isinstance(one, TaskFileObject) else one.project_id
    where = f"task-files/{one.id}" if project_id is None else f"projects/{project_id}/files/{one.id}"
    return FileRepresentation(
        id=one.id,
        task_id=task_id,
        project_id=project_id,
        user_id=one.user_id or None,
        name=one.name,
        is_image=bool(one.is_image),
        size=one.size,
        date=as_moment(one.date),
        content=f"/api/v1/{where}/content",
    )
