"""From an event to those who are told of it: a job of the change, done by the worker (feeds.md 8)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from boards.queries.webhooks import list_hearing_ids
from boards.services.webhook_deliveries import record_deliveries
from boards.shapes.webhooks import build_message


def spread_event(
    *, webhook_ids: Collection[int], message_id: str, event_name: str, moment: int, data: dict[str, Any]
) -> None:
    """Leave a delivery for each of the webhooks; of a comment only for those whose makers may read it."""
    visibility = data.get("comment", {}).get("visibility", "")
    if visibility:
        webhook_ids = list_hearing_ids(webhook_ids, visibility=visibility)
    body = build_message(event_name, moment, data)
    record_deliveries(webhook_ids=webhook_ids, message_id=message_id, event_name=event_name, moment=moment, body=body)
