from __future__ import annotations

from typing import Any
from uuid import uuid4

from boards import options
from boards.dates import now
from boards.events import TaskEvent, TaskMovedProject
from boards.events.payload import payload_of
from boards.jobs import enqueue
from boards.queries.settings import get_setting
from boards.queries.webhooks import is_webhook_on, list_listening_ids
from boards.services.webhook_deliveries import new_message_id


def schedule_webhook(event: TaskEvent) -> None:
    """Leave the telling of an event to the worker, when the settings name an address. ≤ 2 statements."""
    if get_setting(options.WEBHOOK_URL):
        author = event.actor.username or None
        data = payload_of(event)
        if event.name.startswith("task."):
            data = {"task_id": event.task_id, **data}
        enqueue("webhooks.deliver", event_name=event.name, data=data, author=author, delivery=uuid4().hex)


def schedule_deliveries(event: TaskEvent) -> None:
    """Leave the telling of webhooks to the worker: one job, however many hear of it (feeds.md 8).

    ≤ 2 statements and the reading of the task; none while no webhook is on. Of a task that goes to another project
    those of the project that it leaves hear no more than that (≤ 2 statements more).
    """
    if not is_webhook_on():
        return
    webhook_ids = list_listening_ids(event.name, project_id=event.project_id)
    if webhook_ids:
        _enqueue(event, webhook_ids, {"project_id": event.project_id, **payload_of(event)})
    if isinstance(event, TaskMovedProject) and event.src_project_id != event.project_id:
        left_ids = list_listening_ids(event.name, project_id=event.src_project_id, only_own=True)
        if left_ids:
            _enqueue(event, left_ids, {"project_id": event.src_project_id, "task": None})


def _enqueue(event: TaskEvent, webhook_ids: list[int], data: dict[str, Any]) -> None:
    actor = event.actor
    author = {"id": actor.user_id, "username": actor.username, "name": actor.name} if actor.is_user else None
    enqueue(
        "events.spread",
        webhook_ids=webhook_ids,
        message_id=new_message_id(),
        event_name=event.name,
        moment=now(),
        data={"task_id": event.task_id, "author": author, **data},
    )
