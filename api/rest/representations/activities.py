"""What happened: activities, moves between columns, and the inbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from api.rest.answers import Representation
from api.rest.representations.kinds import Identifier, Moment, as_moment
from boards.texts.plain import strip_marks
from boards.wording.events import detail_of, tell_inbox, tell_program

if TYPE_CHECKING:
    from boards.models import Notification
    from boards.queries.activity import ToldActivity
    from boards.queries.task_page import MoveRow

HappenedAs = Annotated[str, msgspec.Meta(description="The name of the event.", examples=["task.move.column"])]
Sentence = Annotated[str, msgspec.Meta(description="The event in the language of the caller.",
                                       examples=["Ana moved the task #12 to the column Done"])]  # fmt: skip
Detail = Annotated[str, msgspec.Meta(description="What was said, named or changed, in one line.",
                                     examples=["owner, priority"])]  # fmt: skip


class ActivityRepresentation(Representation):
    id: Identifier
    date_creation: Moment | None
    event_name: HappenedAs
    event_title: Sentence
    detail: Detail
    creator_id: Identifier
    creator_username: str
    creator_name: str | None
    project_id: Identifier
    task_id: Identifier | None
    comment_id: Annotated[Identifier | None, msgspec.Meta(description="The comment that it is about.")]
    subtask_id: Annotated[Identifier | None, msgspec.Meta(description="The sub-task that it is about.")]


class TransitionRepresentation(Representation):
    """A move between columns."""

    id: Identifier
    date: Moment | None
    user_id: Identifier
    src_column_id: Identifier
    dst_column_id: Identifier
    time_spent: Annotated[int, msgspec.Meta(description="Seconds in the column before.", examples=[3600])]


class NotificationRepresentation(Representation):
    """An entry of an inbox. ``date_read``: null while it is unread."""

    id: Identifier
    date_creation: Moment | None
    date_read: Moment | None
    event_name: HappenedAs
    event_title: Sentence
    detail: Detail
    project_id: Identifier | None
    task_id: Annotated[Identifier | None, msgspec.Meta(description="Null for what is about no task, or several.")]


def _id_in(data: dict[str, Any], key: str) -> int | None:
    found = data.get(key)
    number = found.get("id") if isinstance(found, dict) else None
    return number if isinstance(number, int) and number > 0 else None


def _tell_detail(data: dict[str, Any]) -> str:
    detail = detail_of(data)
    return strip_marks(detail) if data.get("comment") else detail


def represent_activity(row: ToldActivity) -> ActivityRepresentation:
    return ActivityRepresentation(
        id=row.id,
        date_creation=as_moment(row.date_creation),
        event_name=row.event_name,
        event_title=tell_program(row.event_name, row.name or row.username, row.data),
        detail=_tell_detail(row.data),
        creator_id=row.creator_id,
        creator_username=row.username,
        creator_name=row.name or None,
        project_id=row.project_id,
        task_id=row.task_id,
        comment_id=_id_in(row.data, "comment"),
        subtask_id=_id_in(row.data, "subtask"),
    )


def represent_transition(row: MoveRow) -> TransitionRepresentation:
    return TransitionRepresentation(
        id=row.id,
        date=as_moment(row.date),
        user_id=row.user_id,
        src_column_id=row.src_column_id,
        dst_column_id=row.dst_column_id,
        time_spent=row.time_spent,
    )


def represent_notification(entry: Notification) -> NotificationRepresentation:
    data: dict[str, Any] = entry.data if isinstance(entry.data, dict) else {}
    return NotificationRepresentation(
        id=entry.pk,
        date_creation=as_moment(entry.date_creation),
        date_read=as_moment(entry.date_read),
        event_name=entry.event_name,
        event_title=tell_inbox(entry.event_name, data),
        detail=_tell_detail(data),
        project_id=entry.project_id,
        task_id=_id_in(data, "task"),
    )
