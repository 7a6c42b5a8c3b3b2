"""What a person does with a task, and what its page shows."""

from __future__ import annotations

from typing import Any

from boards.models import Task
from boards.services.comments import create_comment

AJAX = {"X-Requested-With": "XMLHttpRequest"}


def page(world: Any, task: Task, who: str = "member") -> str:
    response = world.client(who).get(f"/task/{task.pk}")
    assert response.status_code == 200
    return response.content.decode()


def comment(world: Any, task: Task, text: str, who: str = "member", **more: str) -> int:
    person = world.people[who]
    return create_comment(actor=world.actor(who), task_id=task.pk, content=text, user_id=person.pk, **more)
