"""Work that a change leaves behind: a row in its transaction, done by ``boards.workers`` (docs/operations.md, Jobs)."""

from __future__ import annotations

from typing import Any

from boards.dates import now
from boards.models import Job
from boards.prepared import Prepared, PreparedInsert, param

#: Name of a job to the dotted path of its function; it is called with the payload as keyword arguments.
JOBS: dict[str, str] = {
    "statistics.record": "boards.services.statistics.record_day",
    "thumbnails.draw": "boards.services.files.make_thumbnail",
    "mail.send": "boards.mail.messages.deliver_mail",
    "mail.send_to_address": "boards.mail.messages.deliver_to_address",
    "invitations.send": "boards.services.invitations.send_invitation",
    "password_resets.send": "boards.services.password_resets.send_reset",
    "webhooks.deliver": "boards.webhooks.delivery.deliver_webhook",
}

#: Jobs that are done in the order in which they were left, as long as that goes: all of a name go to one receiver.
ORDERED = ("webhooks.deliver",)

_WAITING = Prepared(lambda: Job.objects.filter(key=param("key")).order_by().values_list("id"))
_INSERT = PreparedInsert(Job)


def queue_of(name: str) -> str:
    """Jobs of one queue are done one at a time, jobs of different queues beside each other."""
    return name.partition(".")[0]


def enqueue(name: str, *, key: str | None = None, delay: int = 0, **payload: Any) -> None:
    """Leave a job, in the caller's transaction. ≤ 2 statements.

    ``delay``: seconds before it may run. With a ``key`` nothing happens while a job with that key waits; the worker
    clears the key when it takes the job, so a change during the work leaves a new one.
    """
    if name not in JOBS:
        raise KeyError(name)
    if key is not None and _WAITING.value(key=key) is not None:
        return
    _INSERT.run(name=name, payload=payload, key=key, run_after=now() + delay)
