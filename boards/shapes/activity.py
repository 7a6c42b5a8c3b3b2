"""Activities on the wire."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NotRequired, TypedDict, cast

import msgspec
from django.utils.html import format_html, format_html_join

from boards.shapes.comments import CommentObject
from boards.shapes.files import TaskFileObject
from boards.shapes.links import TaskLinkObject
from boards.shapes.shape import At, Epoch, Shape, WireObject
from boards.shapes.subtasks import SubtaskInListObject
from boards.shapes.tasks import EventTaskObject
from boards.wording.events import SUBJECTS, tell_program


class StoredActivityObject(WireObject):
    """What the table of activities holds, with who did it. ``data``: the payload of the event."""

    id: int
    date_creation: Epoch
    event_name: str
    creator_id: int
    project_id: int
    task_id: int | None
    author_username: Annotated[str, At("creator__username")]
    author_name: Annotated[str | None, At("creator__name")]
    email: Annotated[str | None, At("creator__email")]
    avatar_path: Annotated[str | None, At("creator__avatar_path")]
    data: dict[str, Any]


class ActivityObject(TypedDict):
    """The columns of the row, then the payload of the event, then the author and the sentence."""

    id: int
    date_creation: Epoch
    event_name: str
    creator_id: int
    project_id: int
    task_id: int | None
    author_username: str
    author_name: str | None
    email: str | None
    avatar_path: str | None
    task: NotRequired[EventTaskObject | None]
    comment: NotRequired[CommentObject]
    subtask: NotRequired[SubtaskInListObject]
    file: NotRequired[TaskFileObject]
    task_link: NotRequired[TaskLinkObject]
    changes: NotRequired[dict[str, Any] | list[Any]]
    position: NotRequired[int]
    column_id: NotRequired[int]
    swimlane_id: NotRequired[int]
    src_column_id: NotRequired[int]
    dst_column_id: NotRequired[int]
    date_moved: NotRequired[Epoch]
    recurrence_status: NotRequired[int]
    recurrence_trigger: NotRequired[int]
    author: str
    event_title: str
    event_content: str


ACTIVITY = Shape("activity", StoredActivityObject)


def show_event(event_name: str, sentence: str, data: Mapping[str, Any]) -> str:
    """The activity as an HTML fragment: its sentence, the task's title, and what was said, named or changed."""
    task = data.get("task") or {}
    said = {subject: (data.get(subject) or {}).get(words, "") for subject, words in SUBJECTS.items()}
    parts = [
        ("title", sentence),
        ("task", task.get("title", "")),
        *((subject.removeprefix("task_"), words) for subject, words in said.items()),
        ("changes", ", ".join(sorted(data.get("changes") or {})) if event_name == "task.update" else ""),
    ]
    paragraphs = format_html_join("", '<p class="activity-{}">{}</p>', [part for part in parts if part[1]])
    # Added to a plain text, the safe one becomes plain, which the encoder knows.
    return format_html('<div class="activity">{}</div>', paragraphs) + ""


def activity_object(activity: StoredActivityObject) -> ActivityObject:
    """The activity as programs get it: the row, the keys of its payload, the author and the sentence."""
    event = msgspec.structs.asdict(activity)
    del event["data"]
    author = activity.author_name or activity.author_username
    sentence = tell_program(activity.event_name, author, activity.data)
    told = {
        "author": author,
        "event_title": sentence,
        "event_content": show_event(activity.event_name, sentence, activity.data),
    }
    # The payload stands behind the row, and does not change it.
    return cast(ActivityObject, {**event, **activity.data, **event, **told})
