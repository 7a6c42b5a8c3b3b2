"""One attempt to tell a webhook of an event, as a job (feeds.md 8)."""

from __future__ import annotations

import ssl
import time
from email.utils import parsedate_to_datetime

from django.conf import settings

from boards.dates import now
from boards.models import Webhook, WebhookDelivery
from boards.outgoing import NoHttpError, PrivateAddressError, Reply, UnreachableError, request_public
from boards.product import NAME, VERSION
from boards.services.webhook_deliveries import DeliveryState, Outcome, note_attempt, postpone_delivery
from boards.webhooks.signing import sign_message

#: Bytes of an answer that are kept.
MOST_ANSWER = 2048
#: Statuses of which Retry-After counts.
ASKS_TO_WAIT = (429, 503)

#: Failures that pages tell in words (``boards.wording.webhooks``); of others stands there what the system says.
PRIVATE, SLOW, REDIRECTED, NO_HTTP = "private_address", "timeout", "redirect", "no_http"


def send_delivery(*, delivery_id: int, by_hand: bool = False) -> None:
    """Send a delivery and keep what came of it; nothing when it is done meanwhile, or its webhook is off or gone.

    ``by_hand``: somebody has asked for it, so that it goes to one that is off or paused, too.
    """
    delivery = WebhookDelivery.objects.select_related("webhook").filter(pk=delivery_id).first()
    if delivery is None:
        return
    webhook = delivery.webhook
    if not by_hand:
        if delivery.state != DeliveryState.WAITING or not webhook.is_on:
            return
        if webhook.paused_until > now():
            postpone_delivery(delivery=delivery, until=webhook.paused_until)
            return
    note_attempt(delivery_id=delivery.pk, outcome=_post(webhook, delivery), by_hand=by_hand)


def _post(webhook: Webhook, delivery: WebhookDelivery) -> Outcome:
    """Ask the receiver, once. The name of its host is looked up anew, and what is private is refused."""
    allows_private = settings.ENV["WEBHOOK_ALLOW_PRIVATE_NETWORKS"]
    headers = _make_headers(webhook, delivery)
    begin = time.monotonic()
    status, answer, error, retry_after = 0, "", "", 0
    try:
        reply = request_public(
            webhook.url,
            method="POST",
            body=delivery.body.encode("utf-8", "surrogatepass"),
            headers=headers,
            allow_private=allows_private,
            limit=MOST_ANSWER,
        )
    except PrivateAddressError:
        error = PRIVATE
    except NoHttpError:
        error = NO_HTTP
    except UnreachableError as failure:
        is_late = time.monotonic() - begin >= settings.ENV["HTTP_TIMEOUT"]
        error = SLOW if is_late else _tell_failure(failure)
    else:
        status, retry_after = reply.status, _read_retry_after(reply)
        error = REDIRECTED if 300 <= status < 400 else ""
        # Who may write a webhook of a project may not read what stands inside the operator's own network.
        if webhook.project_id is None or not allows_private:
            answer = reply.body.decode(errors="replace").replace("\0", "\ufffd")
    return Outcome(
        status=status,
        answer=answer,
        error=error,
        duration=int((time.monotonic() - begin) * 1000),
        retry_after=retry_after,
        headers=headers,
    )


def _tell_failure(failure: UnreachableError) -> str:
    """Why there was no answer, as the system says it, without the number of the error."""
    cause = failure.__cause__
    reason = cause.strerror if isinstance(cause, OSError) and not isinstance(cause, ssl.SSLError) else ""
    return reason or str(failure) or type(cause).__name__


def _make_headers(webhook: Webhook, delivery: WebhookDelivery) -> dict[str, str]:
    moment = now()
    secrets = [webhook.secret]
    if webhook.old_secret and webhook.old_secret_until > moment:
        secrets.append(webhook.old_secret)
    signature = sign_message(secrets, message_id=delivery.message_id, timestamp=moment, body=delivery.body)
    return {
        "User-Agent": f"{NAME}-Webhooks/{VERSION}",
        "Accept": "*/*",
        "Content-Type": "application/json",
        "webhook-id": delivery.message_id,
        "webhook-timestamp": str(moment),
        "webhook-signature": signature,
    }


def _read_retry_after(reply: Reply) -> int:
    """The seconds that a receiver asks for, as a number or as a date; 0 for none, and for what is neither."""
    text = reply.headers.get("retry-after", "").strip()
    if reply.status not in ASKS_TO_WAIT or not text:
        return 0
    if text.isascii() and text.isdigit():
        return int(text[:9])
    try:
        return max(int(parsedate_to_datetime(text).timestamp()) - now(), 0)
    except (ValueError, OverflowError):
        return 0
