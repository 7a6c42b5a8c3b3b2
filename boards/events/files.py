from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from boards.events.base import Event
from boards.events.tasks import TaskEvent
from boards.shapes.files import ProjectFileObject, TaskFileObject


@dataclass(frozen=True)
class FileEvent(TaskEvent):
    """``file``: the object of shape ``task_file``; before a removal as it was."""

    file: TaskFileObject


@dataclass(frozen=True)
class TaskFileCreated(FileEvent):
    name: ClassVar[str] = "task.file.create"


@dataclass(frozen=True)
class TaskFileRemoved(FileEvent):
    name: ClassVar[str] = "task.file.destroy"


@dataclass(frozen=True)
class ProjectFileCreated(Event):
    """``file``: the object of shape ``project_file``; nobody in the core listens (automation.md 1)."""

    name: ClassVar[str] = "project.file.create"
    file: ProjectFileObject


@dataclass(frozen=True)
class ProjectFileRemoved(Event):
    name: ClassVar[str] = "project.file.destroy"
    file: ProjectFileObject
