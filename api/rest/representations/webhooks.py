"""Webhooks, and what they were told."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.representations.kinds import Identifier, Moment, as_moment
from boards.limits import NAME
from boards.queries.webhooks import list_event_names

if TYPE_CHECKING:
    from boards.models import Webhook, WebhookAttempt, WebhookDelivery

HookName = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME, examples=["Chat"])]
HookAddress = Annotated[str, msgspec.Meta(min_length=1, max_length=2000, description="Where events are sent by POST.",
                                          examples=["https://chat.example/hook"])]  # fmt: skip
HeardEvents = Annotated[list[str], msgspec.Meta(max_length=100, description=f"None for all of them: "
                                                f"{', '.join(list_event_names())}.",
                                                examples=[["task.create", "task.close"]])]  # fmt: skip


class OffReason(Enum):
    """Why a webhook was switched off by itself: the receiver is gone, or failed for five days."""

    GONE, FAILING = "gone", "failing"


class DeliveryProgress(Enum):
    """What came of a delivery. Those that wait are tried again by themselves."""

    WAITING, DELIVERED, FAILED, DROPPED = "waiting", "delivered", "failed", "dropped"


class WebhookStatusRepresentation(Representation):
    """How a receiver does. ``failures``: in a row, the first of them at ``failing_since``."""

    last_success: Moment | None
    failing_since: Moment | None
    failures: int
    paused_until: Annotated[Moment | None, msgspec.Meta(description="Nothing is sent by itself before.")]


class WebhookRepresentation(Representation):
    id: Identifier
    project_id: Annotated[Identifier | None, msgspec.Meta(description="Null: it hears of all projects.")]
    name: HookName
    url: HookAddress
    events: HeardEvents
    is_on: bool
    off_reason: OffReason | None
    owner_id: Annotated[Identifier | None, msgspec.Meta(description="Who has made it; null for a program.")]
    date_creation: Moment | None
    status: WebhookStatusRepresentation | UnsetType = UNSET


class WebhookSecretRepresentation(Representation):
    """``secret``: told this once, for checking signatures as Standard Webhooks says."""

    webhook: WebhookRepresentation
    secret: Annotated[str, msgspec.Meta(examples=["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"])]


class WebhookPatch(Sent):
    name: HookName | UnsetType = UNSET
    url: HookAddress | UnsetType = UNSET
    events: HeardEvents | UnsetType = UNSET


class NewWebhookBody(Sent):
    name: HookName
    url: HookAddress
    events: HeardEvents = []


class AttemptRepresentation(Representation):
    """A request to the receiver. ``status``: null without an answer, and ``error`` says why."""

    date: Moment | None
    status: int | None
    error: str
    duration: Annotated[int, msgspec.Meta(description="Milliseconds", examples=[120])]
    headers: Annotated[dict[str, str], msgspec.Meta(description="Those of the request.")]
    answer: Annotated[str, msgspec.Meta(description="The first kilobytes of the answer.")]


class DeliveryRepresentation(Representation):
    """``last_status``, ``last_error``: of the latest attempt, null before the first. ``attempts``: made by itself."""

    id: Identifier
    message_id: Annotated[str, msgspec.Meta(examples=["msg_0b8f"])]
    event_name: str
    date_creation: Moment | None
    state: DeliveryProgress
    attempts: int
    next_attempt: Moment | None
    last_status: int | None
    last_error: str | None


class WholeDeliveryRepresentation(DeliveryRepresentation):
    """With the body that is sent, and all requests, the newest first."""

    body: str
    requests: list[AttemptRepresentation]


def represent_webhook(webhook: Webhook, *, with_status: bool = False) -> WebhookRepresentation:
    found = WebhookRepresentation(
        id=webhook.pk,
        project_id=webhook.project_id,
        name=webhook.name,
        url=webhook.url,
        events=webhook.events,
        is_on=webhook.is_on,
        off_reason=OffReason(webhook.off_reason) if webhook.off_reason else None,
        owner_id=webhook.owner_id,
        date_creation=as_moment(webhook.date_creation),
    )
    if with_status:
        found.status = WebhookStatusRepresentation(
            last_success=as_moment(webhook.last_success),
            failing_since=as_moment(webhook.failing_since),
            failures=webhook.failures,
            paused_until=as_moment(webhook.paused_until),
        )
    return found


def represent_delivery(delivery: WebhookDelivery) -> DeliveryRepresentation:
    """``delivery``: as ``list_deliveries`` reads it, with the latest attempt."""
    return DeliveryRepresentation(
        id=delivery.pk,
        message_id=delivery.message_id,
        event_name=delivery.event_name,
        date_creation=as_moment(delivery.date_creation),
        state=DeliveryProgress(delivery.state),
        attempts=delivery.attempts,
        next_attempt=as_moment(delivery.next_attempt),
        last_status=getattr(delivery, "last_status", None) or None,
        last_error=getattr(delivery, "last_error", None),
    )


def represent_whole_delivery(delivery: WebhookDelivery, attempts: list[WebhookAttempt]) -> WholeDeliveryRepresentation:
    """``attempts``: the newest first."""
    latest = attempts[0] if attempts else None
    return WholeDeliveryRepresentation(
        **{
            **msgspec.structs.asdict(represent_delivery(delivery)),
            "last_status": (latest.status or None) if latest else None,
            "last_error": latest.error if latest else None,
        },
        body=delivery.body,
        requests=[
            AttemptRepresentation(
                date=as_moment(one.date),
                status=one.status or None,
                error=one.error,
                duration=one.duration,
                headers=one.headers,
                answer=one.answer,
            )
            for one in attempts
        ],
    )
