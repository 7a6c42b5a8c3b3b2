from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from boards.events.tasks import TaskEvent
from boards.shapes.subtasks import SubtaskInListObject


@dataclass(frozen=True)
class SubtaskEvent(TaskEvent):
    """``subtask``: the object of shape ``subtask_in_list``; before a removal as it was."""

    subtask: SubtaskInListObject


@dataclass(frozen=True)
class SubtaskSaved(SubtaskEvent):
    """Created or updated; fired right before SubtaskCreated and SubtaskUpdated."""

    name: ClassVar[str] = "subtask.create_update"


@dataclass(frozen=True)
class SubtaskCreated(SubtaskEvent):
    name: ClassVar[str] = "subtask.create"


@dataclass(frozen=True)
class SubtaskUpdated(SubtaskEvent):
    """``changes``: the fields that differ, with their new values."""

    name: ClassVar[str] = "subtask.update"
    changes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class SubtaskRemoved(SubtaskEvent):
    name: ClassVar[str] = "subtask.delete"
