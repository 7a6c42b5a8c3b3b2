from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from boards.events.base import Event


@dataclass(frozen=True)
class DailyRound(Event):
    """The daily job reaches a project that has open tasks; ``task_ids``: all of them, ascending (automation.md 7)."""

    name: ClassVar[str] = "task.cronjob.daily"
    task_ids: tuple[int, ...] = ()
