"""What hangs on a task, and the query form of its addresses."""

from __future__ import annotations

from typing import Any

from boards.models import (
    Subtask,
    Task,
)
from boards.services.subtasks import create_subtask

AJAX = {"X-Requested-With": "XMLHttpRequest"}


def act(controller: str, action: str, **params: Any) -> str:
    query = "&".join(f"{name}={value}" for name, value in params.items())
    return f"/?controller={controller}Controller&action={action}&{query}"


def subtask(world: Any, task: Task, title: str = "Sand it", who: str | None = "member", **more: Any) -> Subtask:
    user_id = world.people[who].pk if who else None
    pk = create_subtask(actor=world.actor(), task_id=task.pk, title=title, user_id=user_id, **more)
    return Subtask.objects.get(pk=pk)
