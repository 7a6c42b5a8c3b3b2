"""Reading webhooks, and what they were told (feeds.md 8)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import OuterRef, Q, Subquery

from boards.errors import NotFound
from boards.events.told import TOLD_NAMES
from boards.models import Webhook, WebhookAttempt, WebhookDelivery
from boards.prepared import Prepared, param
from boards.queries.recent import Recent
from boards.roles import APPLICATION_RANK, ApplicationRole, application_rank

_ANY = Prepared(lambda: Webhook.objects.filter(is_on=True).order_by().values_list("id")[:1])
_LISTENING = Prepared(
    lambda: (
        Webhook.objects.filter(Q(project=None) | Q(project_id=param("project_id")), is_on=True)
        .order_by("pk")
        .values_list("id", "events", "project_id")
    )
)
_IS_ANY_ON = Recent(lambda: _ANY.value() is not None)


def is_webhook_on() -> bool:
    """Whether this installation has a webhook that is on. At most 1 statement a second and process."""
    return _IS_ANY_ON.get()


def forget_whether_on() -> None:
    """Look anew at the next call; for who has just switched one on."""
    _IS_ANY_ON.forget()


def list_listening_ids(event_name: str, *, project_id: int, only_own: bool = False) -> list[int]:
    """The webhooks that hear of an event of a project; ``only_own``: without those of the installation. 1 statement."""
    rows = _LISTENING.rows(project_id=project_id)
    return [pk for pk, events, owner in rows if (owner or not only_own) and (not events or event_name in events)]


def _of(project_id: int | None) -> Q:
    return Q(project=None) if project_id is None else Q(project_id=project_id)


def list_hearing_ids(webhook_ids: Collection[int], *, visibility: str) -> list[int]:
    """Those that may be told of a comment that not everybody reads: whose maker may, and those of the installation.

    1 statement.
    """
    rank = application_rank(visibility)
    roles = [role for role, value in APPLICATION_RANK.items() if value >= rank]
    may_read = Q(project=None) | Q(owner__role__in=roles, owner__is_active=True)
    if rank <= APPLICATION_RANK[ApplicationRole.USER]:
        return list(webhook_ids)
    return list(Webhook.objects.filter(may_read, pk__in=webhook_ids).order_by("pk").values_list("pk", flat=True))


def list_event_names() -> tuple[str, ...]:
    """The events that a webhook may choose from. No statement."""
    return TOLD_NAMES


def list_webhooks(*, project_id: int | None) -> list[Webhook]:
    """Those of a project, or of the whole installation (None), with who made them, by name. 1 statement."""
    found = Webhook.objects.filter(_of(project_id)).select_related("owner")
    return sorted(found, key=lambda one: (one.name.casefold(), one.pk))


def get_webhook(webhook_id: int | None, *, project_id: int | None) -> Webhook:
    """One of this project, or of the whole installation (None). 1 statement. Raises NotFound."""
    found = Webhook.objects.filter(_of(project_id), pk=webhook_id or 0).select_related("owner").first()
    if found is None:
        raise NotFound(f"webhook {webhook_id}")
    return found


def list_deliveries(*, webhook_id: int, state: str = "", before: int = 0, limit: int = 30) -> list[WebhookDelivery]:
    """The newest deliveries of a webhook, or those ``before`` an id, perhaps of one state only. 1 statement.

    With the status and failure of the latest attempt as ``last_status`` and ``last_error``, None before the first.
    """
    latest = WebhookAttempt.objects.filter(delivery=OuterRef("pk")).order_by("-pk")
    found = WebhookDelivery.objects.filter(webhook_id=webhook_id).order_by("-pk")
    if state:
        found = found.filter(state=state)
    if before:
        found = found.filter(pk__lt=before)
    found = found.annotate(
        last_status=Subquery(latest.values("status")[:1]), last_error=Subquery(latest.values("error")[:1])
    )
    return list(found[:limit])


def get_delivery(delivery_id: int | None, *, webhook_id: int) -> WebhookDelivery:
    """A delivery of this webhook. 1 statement. Raises NotFound."""
    found = WebhookDelivery.objects.filter(pk=delivery_id or 0, webhook_id=webhook_id).first()
    if found is None:
        raise NotFound(f"delivery {delivery_id}")
    return found


def list_attempts(delivery_id: int) -> list[WebhookAttempt]:
    """The attempts of a delivery, newest first. 1 statement."""
    return list(WebhookAttempt.objects.filter(delivery_id=delivery_id).order_by("-pk"))
