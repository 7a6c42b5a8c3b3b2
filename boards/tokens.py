"""Secrets that are handed out, and what is kept of them."""

from __future__ import annotations

import hashlib
import secrets


def new_token() -> str:
    """60 random hexadecimal digits."""
    return secrets.token_hex(30)


def digest_of(token: str) -> str:
    """What is kept of a token; it has 240 random bits, so a plain hash can't be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()
