from __future__ import annotations

from uuid import uuid4

from boards import options
from boards.events import TaskEvent
from boards.events.payload import payload_of
from boards.jobs import enqueue
from boards.queries.settings import get_setting


def schedule_webhook(event: TaskEvent) -> None:
    """Leave the telling of an event to the worker, when the settings name an address. ≤ 2 statements."""
    if get_setting(options.WEBHOOK_URL):
        author = event.actor.username or None
        data = payload_of(event)
        if event.name.startswith("task."):
            data = {"task_id": event.task_id, **data}
        enqueue("webhooks.deliver", event_name=event.name, data=data, author=author, delivery=uuid4().hex)
