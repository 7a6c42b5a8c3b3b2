from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from boards.actors import Actor


@dataclass(frozen=True)
class Event:
    """Something that happened in a project. ``name`` is the wire's; ``task_id`` 0 when it is about no task."""

    name: ClassVar[str]
    actor: Actor
    project_id: int
    task_id: int
