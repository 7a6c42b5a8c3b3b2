"""Markdown as plain words, for one line that tells of a text."""

from __future__ import annotations

import re

#: What is looked at; more than a line shows.
LONGEST = 1000
PICTURE_OR_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\([^()\s]*\)")
LINE_MARK = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+(?:\[[ xX]\]\s+)?)+", re.MULTILINE)
AROUND = re.compile(r"(\*\*|~~|__|`{1,3})(?=\S)([^\n]*?\S)\1")


def strip_marks(text: str) -> str:
    """The words of a text without the marks of headings, lists, quotes, emphasis, links and pictures."""
    text = PICTURE_OR_LINK.sub(r"\1", text[:LONGEST])
    return AROUND.sub(r"\2", LINE_MARK.sub("", text))
