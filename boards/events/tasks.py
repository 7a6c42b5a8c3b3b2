from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from boards.events.base import Event
from boards.models import Task
from boards.prepared import Prepared, param
from boards.shapes.tasks import EVENT_TASK, EventTaskObject

_DETAILS = Prepared(lambda: Task.objects.filter(pk=param("task_id")).order_by().values_list(*EVENT_TASK.columns))


def read_details(task_id: int) -> EventTaskObject | None:
    """The task in shape ``event_task`` as it is now; None when it is gone. 1 statement."""
    row = _DETAILS.row(task_id=task_id)
    return None if row is None else EVENT_TASK.of(row)


@dataclass(frozen=True)
class TaskEvent(Event):
    """An event of one task."""

    @cached_property
    def task(self) -> EventTaskObject | None:
        """The task in shape ``event_task``, read when the first listener asks (automation.md 2)."""
        return read_details(self.task_id)


@dataclass(frozen=True)
class TaskSaved(TaskEvent):
    """Created or updated; fired right before TaskCreated and TaskUpdated. ``changes``: only after an update."""

    name: ClassVar[str] = "task.create_update"
    changes: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class TaskCreated(TaskEvent):
    name: ClassVar[str] = "task.create"


@dataclass(frozen=True)
class TaskUpdated(TaskEvent):
    """At least one field differs; ``changes`` maps the changed fields to their new values."""

    name: ClassVar[str] = "task.update"
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TaskAssigneeChanged(TaskEvent):
    """The assignee is the only field that changed."""

    name: ClassVar[str] = "task.assignee_change"
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TaskClosed(TaskEvent):
    name: ClassVar[str] = "task.close"


@dataclass(frozen=True)
class TaskOpened(TaskEvent):
    name: ClassVar[str] = "task.open"


@dataclass(frozen=True)
class TaskMoved(TaskEvent):
    """A move inside the project: where it was, where it is, and what the activity tells (automation.md 2)."""

    src_column_id: int = 0
    dst_column_id: int = 0
    src_swimlane_id: int = 0
    dst_swimlane_id: int = 0
    position: int = 0
    date_moved: int = 0
    recurrence_status: int = 0
    recurrence_trigger: int = 0


@dataclass(frozen=True)
class TaskMovedColumn(TaskMoved):
    name: ClassVar[str] = "task.move.column"


@dataclass(frozen=True)
class TaskMovedSwimlane(TaskMoved):
    name: ClassVar[str] = "task.move.swimlane"


@dataclass(frozen=True)
class TaskMovedPosition(TaskMoved):
    name: ClassVar[str] = "task.move.position"


@dataclass(frozen=True)
class TaskMovedProject(TaskEvent):
    """Now in ``project_id``; came from ``src_project_id``."""

    name: ClassVar[str] = "task.move.project"
    src_project_id: int = 0
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TaskMentioned(TaskEvent):
    """``user_id`` is named in the description of a new task."""

    name: ClassVar[str] = "task.user.mention"
    user_id: int = 0
