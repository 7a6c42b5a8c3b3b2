"""Two people's changes of one text, put together line by line (ux.md 3.15)."""

from __future__ import annotations

from difflib import SequenceMatcher

Change = tuple[int, int, list[str]]


def _changes(base: list[str], text: list[str]) -> list[Change]:
    """Which lines of the base (from, to) became which lines."""
    matcher = SequenceMatcher(None, base, text, autojunk=False)
    return [(a, b, text[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def merge_lines(base: str, mine: str, theirs: str) -> str | None:
    """The base with both changes; None when they touch each other. The same change on both sides counts once."""
    if mine == theirs or base == theirs:
        return mine
    if base == mine:
        return theirs
    lines = base.split("\n")
    merged: list[Change] = []
    for change in sorted([*_changes(lines, mine.split("\n")), *_changes(lines, theirs.split("\n"))]):
        if merged and change == merged[-1]:
            continue
        if merged and change[0] <= merged[-1][1]:
            return None
        merged.append(change)
    for start, end, new in reversed(merged):
        lines[start:end] = new
    return "\n".join(lines)
