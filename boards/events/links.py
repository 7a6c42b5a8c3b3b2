from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from boards.events.tasks import TaskEvent
from boards.shapes.links import TaskLinkObject


@dataclass(frozen=True)
class TaskLinkSaved(TaskEvent):
    """Created or changed; fired for the given task, then for the opposite one.

    ``task_link``: the object of shape ``task_link`` that starts at this task; ``link_id``: the link type of this side.
    """

    name: ClassVar[str] = "task_internal_link.create_update"
    task_link: TaskLinkObject
    link_id: int = 0


@dataclass(frozen=True)
class TaskLinkRemoved(TaskEvent):
    """Removed; once, for the side that was named."""

    name: ClassVar[str] = "task_internal_link.delete"
    task_link: TaskLinkObject
