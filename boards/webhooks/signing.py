"""Signatures of Standard Webhooks: HMAC-SHA256 over id, moment and body, by the bytes behind ``whsec_``."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable

PREFIX = "whsec_"


def sign_message(secrets: Iterable[str], *, message_id: str, timestamp: int, body: str) -> str:
    """The value of ``webhook-signature``: one ``v1,<base64>`` for each secret, with spaces between them.

    ``secrets``: ``whsec_`` and base64, the newest first. ``timestamp``: UTC seconds.
    """
    signed = f"{message_id}.{timestamp}.{body}".encode()
    return " ".join(f"v1,{_digest(secret, signed)}" for secret in secrets)


def _digest(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
