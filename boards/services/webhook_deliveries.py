"""What webhooks are told: the events that wait, what came of each attempt, and when it is tried again (feeds.md 8)."""

from __future__ import annotations

import random
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.db.models import Q

from boards.actors import WORKER, Actor
from boards.dates import DAY, now
from boards.errors import NotFound
from boards.jobs import Laned, enqueue, enqueue_each
from boards.models import Job, Notification, User, Webhook, WebhookAttempt, WebhookDelivery
from boards.queries.memberships import find_project_role
from boards.queries.webhooks import forget_whether_on
from boards.roles import ApplicationRole
from boards.services.audit import AuditKind, audit
from boards.shapes.webhooks import PING, build_message
from boards.transactions import atomic, block

HOUR = 3600
#: Seconds between an attempt and the next one: nine attempts in a little more than two days.
DELAYS = (5, 300, 1800, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR)
#: A receiver that does not answer is left alone, for twice as long each time, up to this.
FIRST_PAUSE, LONGEST_PAUSE = 5, 300
#: The longest wait that a receiver may ask for.
LONGEST_RETRY_AFTER = DAY
#: A webhook is switched off when it has failed for so long, and so many times in a row: two deliveries at least.
PATIENCE, FEWEST_FAILURES = 5 * DAY, 10
#: How long deliveries are kept.
KEPT = 7 * DAY
#: Rows that one transaction drops.
BATCH = 500
GONE = 410

DeliveryState = WebhookDelivery.State


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one request. ``status`` 0: no answer, and ``error`` says why. ``duration``: milliseconds.

    ``retry_after``: seconds that the receiver asks for, 0 for none. ``headers``: of the request.
    """

    status: int = 0
    answer: str = ""
    error: str = ""
    duration: int = 0
    retry_after: int = 0
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


def lane_of(webhook_id: int) -> str:
    """Deliveries of one webhook are made one at a time."""
    return f"webhook {webhook_id}"


def new_message_id() -> str:
    """What a receiver knows an event by."""
    return f"msg_{uuid4().hex}"


def _leave_job(delivery: WebhookDelivery, delay: int) -> None:
    key = f"delivery:{delivery.pk}"
    enqueue("deliveries.send", key=key, lane=lane_of(delivery.webhook_id), delay=delay, delivery_id=delivery.pk)


def _leave_job_by_hand(delivery: WebhookDelivery) -> None:
    enqueue(
        "deliveries.send",
        key=f"delivery by hand:{delivery.pk}",
        lane=lane_of(delivery.webhook_id),
        delivery_id=delivery.pk,
        by_hand=True,
    )


@atomic
def record_deliveries(
    *, webhook_ids: Collection[int], message_id: str, event_name: str, moment: int, body: str
) -> None:
    """Let these webhooks be told of an event, those that are on, each once for a message. ≤ 4 statements."""
    known = WebhookDelivery.objects.filter(message_id=message_id, webhook_id__in=webhook_ids)
    hooks = Webhook.objects.filter(pk__in=webhook_ids, is_on=True).exclude(pk__in=known.values("webhook_id"))
    paused = dict(hooks.order_by("pk").values_list("pk", "paused_until"))
    start = now()
    deliveries = WebhookDelivery.objects.bulk_create(
        WebhookDelivery(
            webhook_id=pk, message_id=message_id, event_name=event_name, body=body, date_creation=moment,
            next_attempt=max(start, until),
        )
        for pk, until in paused.items()
    )  # fmt: skip
    enqueue_each(
        "deliveries.send",
        [
            Laned(lane_of(one.webhook_id), one.next_attempt - start, f"delivery:{one.pk}", {"delivery_id": one.pk})
            for one in deliveries
        ],
    )


@atomic
def send_webhook_test(*, actor: Actor, webhook: Webhook) -> WebhookDelivery:
    """Send the event ``ping``, once, also to a webhook that is off."""
    moment = now()
    body = build_message(PING, moment, {"webhook_id": webhook.pk, "name": webhook.name})
    delivery = WebhookDelivery.objects.create(
        webhook=webhook, message_id=new_message_id(), event_name=PING, body=body, date_creation=moment
    )
    _leave_job_by_hand(delivery)
    return delivery


@atomic
def redeliver(*, actor: Actor, delivery: WebhookDelivery) -> None:
    """Send a delivery once more, now, as the same message; what waits is tried by itself, too. Raises NotFound."""
    found = WebhookDelivery.objects.select_for_update(no_key=True).filter(pk=delivery.pk).first()
    if found is None:
        raise NotFound(f"delivery {delivery.pk}")
    if found.state != DeliveryState.WAITING:
        found.state, found.next_attempt = DeliveryState.WAITING, 0
        found.save(update_fields=["state", "next_attempt"])
    _leave_job_by_hand(found)


@atomic
def postpone_delivery(*, delivery: WebhookDelivery, until: int) -> None:
    """It is not the time for it. ≤ 3 statements."""
    WebhookDelivery.objects.filter(pk=delivery.pk).update(next_attempt=until)
    _leave_job(delivery, _with_jitter(max(until - now(), 1)))


def _with_jitter(seconds: int) -> int:
    """Up to a fifth more, so that receivers that come back are not asked for everything at once."""
    return seconds + random.randrange(seconds // 5 + 1)  # noqa: S311


@atomic
def note_attempt(*, delivery_id: int, outcome: Outcome, by_hand: bool = False) -> None:
    """Keep what came of an attempt, and leave the next one where there is one.

    ``by_hand``: it stands beside those that are made by themselves. 410 switches the webhook off, as does failing for
    ``PATIENCE``.
    """
    hooks = Webhook.objects.select_for_update(no_key=True, of=("self",))
    webhook = hooks.filter(deliveries__pk=delivery_id).first()
    delivery = WebhookDelivery.objects.filter(pk=delivery_id).first()
    if webhook is None or delivery is None:
        return
    moment = now()
    WebhookAttempt.objects.create(
        delivery=delivery, date=moment, headers=outcome.headers, status=outcome.status, answer=outcome.answer,
        error=outcome.error, duration=outcome.duration,
    )  # fmt: skip
    if not by_hand:
        delivery.attempts += 1
    if outcome.is_success:
        _note_success(webhook, delivery, moment)
    else:
        _note_failure(webhook, delivery, outcome, moment, by_hand=by_hand)


def _note_success(webhook: Webhook, delivery: WebhookDelivery, moment: int) -> None:
    end_pause(webhook)
    webhook.last_success, webhook.failures, webhook.failing_since = moment, 0, 0
    webhook.save(update_fields=["last_success", "failures", "failing_since", "paused_until"])
    delivery.state, delivery.next_attempt = DeliveryState.DELIVERED, 0
    delivery.save(update_fields=["state", "next_attempt", "attempts"])


def _note_failure(webhook: Webhook, delivery: WebhookDelivery, outcome: Outcome, moment: int, *, by_hand: bool) -> None:
    webhook.failures += 1
    webhook.failing_since = webhook.failing_since or moment
    pause = _find_pause(outcome, webhook.failures)
    if pause:
        webhook.paused_until = moment + pause
    webhook.save(update_fields=["failures", "failing_since", "paused_until"])
    if not by_hand and delivery.attempts <= len(DELAYS) and outcome.status != GONE:
        wait = max(_with_jitter(DELAYS[delivery.attempts - 1]), pause)
        delivery.state, delivery.next_attempt = DeliveryState.WAITING, moment + wait
        _leave_job(delivery, wait)
    elif not (by_hand and delivery.next_attempt):
        delivery.state, delivery.next_attempt = DeliveryState.FAILED, 0
    delivery.save(update_fields=["state", "next_attempt", "attempts"])
    if webhook.is_on and outcome.status == GONE:
        _switch_off(webhook, Webhook.OffReason.GONE)
    elif webhook.is_on and webhook.failures >= FEWEST_FAILURES and moment - webhook.failing_since >= PATIENCE:
        _switch_off(webhook, Webhook.OffReason.FAILING)
    elif pause:
        _hold_back(webhook)


def _find_pause(outcome: Outcome, failures: int) -> int:
    """Seconds in which nothing is sent: what the receiver asks for, or more with each time that it keeps silent."""
    if outcome.retry_after:
        return min(outcome.retry_after, LONGEST_RETRY_AFTER)
    if outcome.status:
        return 0
    return min(FIRST_PAUSE << min(failures - 1, 10), LONGEST_PAUSE)


def _hold_back(webhook: Webhook) -> None:
    """What waits for the receiver waits for the end of the pause, too, so that it takes nobody's time. 2 statements."""
    until = webhook.paused_until
    waiting = Job.objects.filter(name="deliveries.send", lane=lane_of(webhook.pk), attempts=0, run_after__lt=until)
    waiting.exclude(key__startswith="delivery by hand:").update(run_after=until)
    webhook.deliveries.filter(state=DeliveryState.WAITING, next_attempt__gt=0, next_attempt__lt=until).update(
        next_attempt=until
    )


def end_pause(webhook: Webhook) -> None:
    """What was held back comes now; the caller saves ``paused_until``. ≤ 2 statements, none without a pause."""
    moment, until = now(), webhook.paused_until
    webhook.paused_until = 0
    if until > moment:
        held = Job.objects.filter(name="deliveries.send", lane=lane_of(webhook.pk), attempts=0, run_after__lte=until)
        held.update(run_after=moment)
        webhook.deliveries.filter(state=DeliveryState.WAITING, next_attempt__lte=until, next_attempt__gt=0).update(
            next_attempt=moment
        )


def _switch_off(webhook: Webhook, reason: Webhook.OffReason) -> None:
    """By itself: its owner gets a mail and a word in the inbox."""
    webhook.is_on, webhook.off_reason = False, reason
    webhook.save(update_fields=["is_on", "off_reason"])
    drop_waiting(webhook)
    project = webhook.project
    name = f"{webhook.name} ({project.name})" if project else webhook.name
    audit(WORKER, AuditKind.WEBHOOK_DISABLED, webhook, changes={"reason": ("", str(reason.value))}, name=name)
    if webhook.owner is not None:
        _tell_owner(webhook, webhook.owner)
    forget_whether_on()


def _tell_owner(webhook: Webhook, owner: User) -> None:
    """By mail and in the inbox; who has no role in the project any more is told nothing of it."""
    project = webhook.project
    is_administrator = owner.role == ApplicationRole.ADMIN
    if project and not is_administrator and not find_project_role(project_id=project.pk, user_id=owner.pk):
        return
    enqueue("mail.webhook_off", webhook_id=webhook.pk)
    data: dict[str, Any] = {"webhook": {"id": webhook.pk, "name": webhook.name}}
    if project:
        data |= {"project_id": project.pk, "project_name": project.name}
    # Administrators need no role to read it, and an entry of a project is shown to those only who have one.
    home = None if is_administrator else project
    Notification.objects.create(user=owner, project=home, event_name="webhook.off", date_creation=now(), data=data)


@atomic
def drop_waiting(webhook: Webhook) -> None:
    """What waits for a webhook is not sent by itself any more. 2 statements."""
    Job.objects.filter(lane=lane_of(webhook.pk)).delete()
    webhook.deliveries.filter(state=DeliveryState.WAITING).update(state=DeliveryState.DROPPED, next_attempt=0)


def forget_old_deliveries() -> None:
    """Drop what is older than seven days and does not wait any more."""
    limit = now() - KEPT
    old = WebhookDelivery.objects.filter(
        ~Q(state=DeliveryState.WAITING) | Q(next_attempt__lt=limit), date_creation__lt=limit
    )
    while found := list(old.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        with block():
            WebhookDelivery.objects.filter(pk__in=found).delete()
