"""What is kept and told of an event, by the activity stream and by webhooks."""

from __future__ import annotations

from typing import Any

import msgspec

from boards.events.comments import CommentEvent
from boards.events.files import FileEvent
from boards.events.links import TaskLinkRemoved, TaskLinkSaved
from boards.events.subtasks import SubtaskEvent, SubtaskUpdated
from boards.events.tasks import TaskAssigneeChanged, TaskEvent, TaskMoved, TaskMovedProject, TaskUpdated


def payload_of(event: TaskEvent) -> dict[str, Any]:
    """The payload of an event (automation.md 2): the task as it is now, and what the event is about."""
    data: dict[str, Any] = {"task": event.task}
    if isinstance(event, TaskUpdated | TaskAssigneeChanged | TaskMovedProject | SubtaskUpdated):
        data["changes"] = dict(event.changes) or []
    if isinstance(event, TaskMoved):
        data |= {
            "position": event.position,
            "column_id": event.dst_column_id,
            "swimlane_id": event.dst_swimlane_id,
            "src_column_id": event.src_column_id,
            "dst_column_id": event.dst_column_id,
            "date_moved": event.date_moved,
            "recurrence_status": event.recurrence_status,
            "recurrence_trigger": event.recurrence_trigger,
        }
        data["changes"] = {
            name: data[name]
            for name in ("src_column_id", "dst_column_id", "date_moved")
            if getattr(event.task, name, None) != data[name]
        }
    if isinstance(event, CommentEvent):
        data["comment"] = event.comment
    if isinstance(event, SubtaskEvent):
        data["subtask"] = event.subtask
    if isinstance(event, FileEvent):
        data["file"] = event.file
    if isinstance(event, TaskLinkSaved | TaskLinkRemoved):
        data["task_link"] = event.task_link
    builtins: dict[str, Any] = msgspec.to_builtins(data)
    return builtins
