"""What a webhook is sent: one JSON object of at most 20 KB (feeds.md 8)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

#: Bytes of a body; Standard Webhooks asks for less than 20 KB.
MOST_BYTES = 20_000
#: Letters that a text keeps when it is cut, at least, and what stands behind them.
FEWEST = 100
ELLIPSIS = "…"
#: The event of a test.
PING = "ping"


def build_message(event_name: str, moment: int, data: Mapping[str, Any]) -> str:
    """``type``, ``timestamp`` (RFC 3339, UTC), ``data``, and ``truncated``: the paths of texts that were cut to fit.

    The longest text is halved until all of it fits.
    """
    own: dict[str, Any] = json.loads(json.dumps(data))
    timestamp = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    cut: set[str] = set()
    while True:
        message = {"type": event_name, "timestamp": timestamp, "data": own, "truncated": sorted(cut)}
        text = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        excess = len(text.encode("utf-8", "surrogatepass")) - MOST_BYTES
        if excess <= 0:
            return text
        holder, key, path = max(_list_texts(own), key=lambda one: len(one[0][one[1]]))
        whole = holder[key]
        if len(whole) <= FEWEST:
            return text
        holder[key] = whole[: max(len(whole) // 2, FEWEST - 1)].removesuffix(ELLIPSIS) + ELLIPSIS
        cut.add(path)


def _list_texts(data: dict[str, Any], above: str = "") -> Iterator[tuple[dict[str, Any], str, str]]:
    """The texts of an object and of those in it: which object holds each, under which key, and its path."""
    for key, value in data.items():
        if isinstance(value, str):
            yield data, key, above + key
        elif isinstance(value, dict):
            yield from _list_texts(value, f"{above}{key}.")
