from __future__ import annotations

from boards.events.base import Event
from boards.events.comments import CommentCreated, CommentRemoved, CommentUpdated
from boards.events.files import TaskFileCreated, TaskFileRemoved
from boards.events.links import TaskLinkRemoved, TaskLinkSaved
from boards.events.subtasks import SubtaskCreated, SubtaskRemoved, SubtaskUpdated
from boards.events.tasks import (
    TaskAssigneeChanged,
    TaskClosed,
    TaskCreated,
    TaskMovedColumn,
    TaskMovedPosition,
    TaskMovedProject,
    TaskMovedSwimlane,
    TaskOpened,
    TaskUpdated,
)

#: What the activity stream and webhooks tell (A).
TOLD: tuple[type[Event], ...] = (
    TaskCreated,
    TaskUpdated,
    TaskAssigneeChanged,
    TaskClosed,
    TaskOpened,
    TaskMovedColumn,
    TaskMovedSwimlane,
    TaskMovedPosition,
    TaskMovedProject,
    CommentCreated,
    CommentUpdated,
    CommentRemoved,
    SubtaskCreated,
    SubtaskUpdated,
    SubtaskRemoved,
    TaskFileCreated,
    TaskFileRemoved,
    TaskLinkSaved,
    TaskLinkRemoved,
)

#: Their names, in this order.
TOLD_NAMES: tuple[str, ...] = tuple(kind.name for kind in TOLD)
