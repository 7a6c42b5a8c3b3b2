"""Where a search found its words: marked in a text, and the part of a long text around them (ux.md 5)."""

from __future__ import annotations

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: Signs of a text that stand before and after the found words.
AROUND = 60


def mark_hits(text: str, phrase: str) -> SafeString:
    """The text, escaped, with each place of the phrase in ``<mark>``, whatever its case."""
    if not phrase:
        return format_html("{}", text)
    parts = re.split(f"({re.escape(phrase)})", text, flags=re.IGNORECASE)
    # Every second part is a hit.
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", part) if n % 2 else part,) for n, part in enumerate(parts))
    )


def find_snippet(text: str | None, phrase: str) -> str:
    """The first place of the phrase in a text with what stands around it, in one line; "" when it is not there."""
    flat = " ".join((text or "").split())
    found = re.search(re.escape(phrase), flat, re.IGNORECASE) if phrase else None
    if found is None:
        return ""
    begin, end = max(0, found.start() - AROUND), found.end() + AROUND
    return ("…" if begin else "") + flat[begin:end].strip() + ("…" if end < len(flat) else "")
