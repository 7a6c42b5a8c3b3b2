"""What a page says."""

from __future__ import annotations


def text(response) -> str:
    return response.content.decode()
