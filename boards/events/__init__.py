"""What happened, as frozen dataclasses (automation.md 1), and the bus that tells the listeners."""

from boards.events.base import Event
from boards.events.comments import CommentCreated, CommentEvent, CommentMentioned, CommentRemoved, CommentUpdated
from boards.events.daily import DailyRound
from boards.events.files import FileEvent, ProjectFileCreated, ProjectFileRemoved, TaskFileCreated, TaskFileRemoved
from boards.events.links import TaskLinkRemoved, TaskLinkSaved
from boards.events.subtasks import SubtaskCreated, SubtaskEvent, SubtaskRemoved, SubtaskSaved, SubtaskUpdated
from boards.events.tasks import (
    TaskAssigneeChanged,
    TaskClosed,
    TaskCreated,
    TaskEvent,
    TaskMentioned,
    TaskMoved,
    TaskMovedColumn,
    TaskMovedPosition,
    TaskMovedProject,
    TaskMovedSwimlane,
    TaskOpened,
    TaskSaved,
    TaskUpdated,
)

__all__ = [
    "CommentCreated",
    "CommentEvent",
    "CommentMentioned",
    "CommentRemoved",
    "CommentUpdated",
    "DailyRound",
    "Event",
    "FileEvent",
    "ProjectFileCreated",
    "ProjectFileRemoved",
    "SubtaskCreated",
    "SubtaskEvent",
    "SubtaskRemoved",
    "SubtaskSaved",
    "SubtaskUpdated",
    "TaskAssigneeChanged",
    "TaskClosed",
    "TaskCreated",
    "TaskEvent",
    "TaskFileCreated",
    "TaskFileRemoved",
    "TaskLinkRemoved",
    "TaskLinkSaved",
    "TaskMentioned",
    "TaskMoved",
    "TaskMovedColumn",
    "TaskMovedPosition",
    "TaskMovedProject",
    "TaskMovedSwimlane",
    "TaskOpened",
    "TaskSaved",
    "TaskUpdated",
]
