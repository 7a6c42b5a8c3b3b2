"""One event to the address of the settings, as Kanboard sends it; a job, so it is tried again (feeds.md 4)."""

from __future__ import annotations

import hashlib
import hmac
import json
import logging
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.conf import settings

from boards import options
from boards.outgoing import PrivateAddressError, request_public
from boards.queries.settings import get_setting

logger = logging.getLogger(__name__)

#: What an event is about stands before its task, as receivers have seen it.
FIRST = ("task_id", "comment", "subtask", "file", "task_link")


class RefusedError(Exception):
    """The receiver answered that it failed; the job is tried again."""


def build_body(event_name: str, data: Mapping[str, Any], author: str | None) -> bytes:
    """The JSON of an event: ASCII, with escaped slashes."""
    ordered = {key: data[key] for key in (*FIRST, *data) if key in data}
    text = json.dumps({"event_name": event_name, "event_data": ordered, "event_author": author}, separators=(",", ":"))
    return text.replace("/", "\\/").encode()


def deliver_webhook(*, event_name: str, data: Mapping[str, Any], author: str | None, delivery: str = "") -> None:
    """Send an event, with the token in the address and the body's signature under that token in a header.

    ``delivery`` is in a header, too, and the same when the event is sent again: a receiver can tell it from a new one.
    One of before has none, and gets the digest of its body.

    Nothing is sent without an address, or to a private one unless WEBHOOK_ALLOW_PRIVATE_NETWORKS says so.
    Raises RefusedError, UnreachableError: the worker tries again.
    """
    url, token = get_setting(options.WEBHOOK_URL), get_setting(options.WEBHOOK_TOKEN)
    if not url:
        return
    body = build_body(event_name, data, author)
    signature = hmac.new(token.encode(), body, hashlib.sha256).hexdigest()
    headers = {
        "User-Agent": "Kanboard",
        "Accept": "*/*",
        "Content-Type": "application/json",
        "X-Webhook-Signature": f"sha256={signature}",
        "X-Webhook-Delivery": delivery or hashlib.sha256(body).hexdigest()[:32],
    }
    address = f"{url}{'&' if '?' in url else '?'}token={quote(token)}"
    try:
        reply = request_public(
            address,
            method="POST",
            body=body,
            headers=headers,
            allow_private=settings.ENV["WEBHOOK_ALLOW_PRIVATE_NETWORKS"],
        )
    except PrivateAddressError:
        logger.warning("The address of the webhook is private, nothing is sent")
        return
    if reply.status >= 500:
        raise RefusedError(f"The receiver answered {reply.status}")
