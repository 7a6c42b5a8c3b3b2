"""Work that a change leaves behind: a row in its transaction, done by ``boards.workers`` (docs/operations.md, Jobs)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from boards.dates import DAY, now
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
    "mail.webhook_off": "boards.mail.messages.deliver_webhook_mail",
    "webhooks.deliver": "boards.webhooks.delivery.deliver_webhook",
    "events.spread": "boards.webhooks.spreading.spread_event",
    "deliveries.send": "boards.webhooks.sending.send_delivery",
}

#: Jobs that are done in the order in which they were left, as long as that goes: all of a name go to one receiver.
ORDERED = ("webhooks.deliver",)
#: How many jobs of a queue are done beside each other, where it is more than one; of one lane it is one all the same.
WIDTHS = {"deliveries": 8}
#: Seconds that jobs may wait which wait longer than a worker lets them.
PATIENT = {"deliveries.send": 2 * DAY}

_WAITING = Prepared(lambda: Job.objects.filter(key=param("key")).order_by().values_list("id"))
_INSERT = PreparedInsert(Job)


def queue_of(name: str) -> str:
    """Jobs of one queue are done one at a time, jobs of different queues beside each other."""
    return name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Laned:
    """A job that waits for those of its ``lane``, and ``delay`` seconds; ``key`` as in ``enqueue``."""

    lane: str
    delay: int
    key: str
    payload: dict[str, Any] = field(default_factory=dict)


def enqueue_each(name: str, jobs: Iterable[Laned]) -> None:
    """Leave jobs whose keys wait nowhere, in the caller's transaction. 1 statement."""
    moment = now()
    Job.objects.bulk_create(
        Job(name=name, payload=one.payload, key=one.key, lane=one.lane, run_after=moment + one.delay) for one in jobs
    )


def enqueue(name: str, *, key: str | None = None, lane: str = "", delay: int = 0, **payload: Any) -> None:
    """Leave a job, in the caller's transaction. ≤ 2 statements.

    ``delay``: seconds before it may run. With a ``key`` nothing happens while a job with that key waits; the worker
    clears the key when it takes the job, so a change during the work leaves a new one. ``lane``: a name; of the jobs
    that share one, one is done at a time.
    """
    if name not in JOBS:
        raise KeyError(name)
    if key is not None and _WAITING.value(key=key) is not None:
        return
    _INSERT.run(name=name, payload=payload, key=key, lane=lane, run_after=now() + delay)
