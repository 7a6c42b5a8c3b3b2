"""Who hears what, in this order (automation.md 3, domain.md 17). The whole wiring is this one table."""

from __future__ import annotations

from boards.events import (
    CommentCreated,
    CommentRemoved,
    CommentUpdated,
    DailyRound,
    SubtaskRemoved,
    SubtaskSaved,
    TaskAssigneeChanged,
    TaskClosed,
    TaskCreated,
    TaskFileCreated,
    TaskFileRemoved,
    TaskLinkRemoved,
    TaskLinkSaved,
    TaskMovedColumn,
    TaskMovedPosition,
    TaskMovedProject,
    TaskMovedSwimlane,
    TaskOpened,
    TaskSaved,
    TaskUpdated,
)
from boards.events.base import Event
from boards.events.bus import Listener
from boards.events.told import TOLD
from boards.listeners import activity, automations, live, projects, recurrence, statistics, transitions, webhooks

#: What changes the daily statistics of a project (S).
COUNTED: tuple[type[Event], ...] = (TaskSaved, TaskClosed, TaskOpened, TaskMovedColumn, TaskMovedSwimlane)

#: What moves the project's date of the last change (M).
TOUCHING: tuple[type[Event], ...] = (
    *COUNTED,
    TaskMovedPosition,
    TaskMovedProject,
    TaskAssigneeChanged,
    SubtaskSaved,
    SubtaskRemoved,
)

#: What open boards show.
SEEN: tuple[type[Event], ...] = (
    TaskSaved,
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
    SubtaskSaved,
    SubtaskRemoved,
    TaskFileCreated,
    TaskFileRemoved,
    TaskLinkSaved,
    TaskLinkRemoved,
)

#: What an automatic action can listen to (automation.md 1).
AUTOMATED: tuple[type[Event], ...] = (
    TaskCreated,
    TaskUpdated,
    TaskSaved,
    TaskAssigneeChanged,
    TaskMovedColumn,
    TaskMovedSwimlane,
    TaskClosed,
    TaskOpened,
    SubtaskSaved,
    TaskLinkSaved,
    DailyRound,
)

LISTENERS: tuple[Listener, ...] = (
    Listener(statistics.schedule_statistics, to=COUNTED, hears_copies=True),
    Listener(projects.touch, to=TOUCHING, hears_copies=True),
    Listener(live.note, to=SEEN, hears_copies=True),
    Listener(webhooks.schedule_webhook, to=TOLD),
    Listener(webhooks.schedule_deliveries, to=TOLD),
    Listener(activity.record_activity, to=TOLD),
    Listener(transitions.record_transition, to=(TaskMovedColumn,)),
    Listener(recurrence.repeat_when_due, to=(TaskMovedColumn, TaskClosed)),
    Listener(automations.run_actions, to=AUTOMATED),
)
