"""Activities on the wire, and the sentences that tell them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, NotRequired, TypedDict, cast

import msgspec
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.shapes.comments import CommentObject
from boards.shapes.files import TaskFileObject
from boards.shapes.links import TaskLinkObject
from boards.shapes.shape import At, Epoch, Shape, WireObject
from boards.shapes.subtasks import SubtaskInListObject
from boards.shapes.tasks import EventTaskObject


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

#: Event to its sentence; {author}, {task} (as #12) and {column}, {swimlane}, {project} are filled in.
SENTENCES: dict[str, Any] = {
    "task.create": gettext_lazy("{author} created the task {task}"),
    "task.update": gettext_lazy("{author} changed the task {task}"),
    "task.assignee_change": gettext_lazy("{author} gave the task {task} to {assignee}"),
    "task.close": gettext_lazy("{author} closed the task {task}"),
    "task.open": gettext_lazy("{author} reopened the task {task}"),
    "task.move.column": gettext_lazy("{author} moved the task {task} to the column {column}"),
    "task.move.swimlane": gettext_lazy("{author} moved the task {task} to the swimlane {swimlane}"),
    "task.move.position": gettext_lazy("{author} moved the task {task} to place {position}"),
    "task.move.project": gettext_lazy("{author} moved the task {task} to the project {project}"),
    "comment.create": gettext_lazy("{author} commented on the task {task}"),
    "comment.update": gettext_lazy("{author} changed a comment on the task {task}"),
    "comment.delete": gettext_lazy("{author} removed a comment on the task {task}"),
    "subtask.create": gettext_lazy("{author} added a sub-task to the task {task}"),
    "subtask.update": gettext_lazy("{author} changed a sub-task of the task {task}"),
    "subtask.delete": gettext_lazy("{author} removed a sub-task of the task {task}"),
    "task.file.create": gettext_lazy("{author} attached a file to the task {task}"),
    "task.file.destroy": gettext_lazy("{author} removed a file from the task {task}"),
    "task_internal_link.create_update": gettext_lazy("{author} linked the task {task}"),
    "task_internal_link.delete": gettext_lazy("{author} removed a link of the task {task}"),
}


def tell_event(event_name: str, author: str, data: Mapping[str, Any]) -> str:
    """The sentence of an activity, as plain text in the active language."""
    task = data.get("task") or {}
    assignee = task.get("assignee_name") or task.get("assignee_username") or _("nobody")
    return str(SENTENCES.get(event_name, "{author}")).format(
        author=author,
        task=f"#{task.get('id', '')}",
        assignee=assignee,
        column=task.get("column_title", ""),
        swimlane=task.get("swimlane_name", ""),
        project=task.get("project_name", ""),
        position=data.get("position", ""),
    )


def show_event(event_name: str, sentence: str, data: Mapping[str, Any]) -> str:
    """The activity as an HTML fragment: its sentence, the task's title, and what was said, named or changed."""
    task = data.get("task") or {}
    parts = [
        ("activity-title", sentence),
        ("activity-task", task.get("title", "")),
        ("activity-comment", (data.get("comment") or {}).get("comment", "")),
        ("activity-subtask", (data.get("subtask") or {}).get("title", "")),
        ("activity-file", (data.get("file") or {}).get("name", "")),
        ("activity-link", (data.get("task_link") or {}).get("label", "")),
        ("activity-changes", ", ".join(sorted(data.get("changes") or {})) if event_name == "task.update" else ""),
    ]
    paragraphs = format_html_join("", '<p class="{}">{}</p>', [part for part in parts if part[1]])
    # Added to a plain text, the safe one becomes plain, which the encoder knows.
    return format_html('<div class="activity">{}</div>', paragraphs) + ""


def activity_object(activity: StoredActivityObject) -> ActivityObject:
    """The activity as programs get it: the row, the keys of its payload, the author and the sentence."""
    event = msgspec.structs.asdict(activity)
    del event["data"]
    author = activity.author_name or activity.author_username
    sentence = tell_event(activity.event_name, author, activity.data)
    told = {
        "author": author,
        "event_title": sentence,
        "event_content": show_event(activity.event_name, sentence, activity.data),
    }
    # The payload stands behind the row, and does not change it.
    return cast(ActivityObject, {**event, **activity.data, **event, **told})
