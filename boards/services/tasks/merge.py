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
    return _apply(lines, merged)


def _apply(lines: list[str], changes: list[Change]) -> str:
    """The text with the changes, which come in the order of their places."""
    result = list(lines)
    for start, end, new in reversed(changes):
        result[start:end] = new
    return "\n".join(result)


def combine_lines(base: str, mine: str, theirs: str) -> str:
    """The base with both changes; where they touch each other, my lines and then theirs."""
    lines = base.split("\n")
    sides = [_changes(lines, mine.split("\n")), _changes(lines, theirs.split("\n"))]
    combined: list[Change] = []
    spans: list[tuple[int, int]] = []
    for start, end, _new in sorted([*sides[0], *sides[1]]):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    for start, end in spans:
        versions: list[list[str]] = []
        for side in sides:
            inside = [(a - start, b - start, new) for a, b, new in side if start <= a and b <= end]
            version = list(lines[start:end])
            for a, b, new in reversed(inside):
                version[a:b] = new
            if inside and version not in versions:
                versions.append(version)
        combined.append((start, end, [line for version in versions for line in version]))
    return _apply(lines, combined)


def mark_lines(base: str, text: str) -> list[tuple[str, bool]]:
    """The lines of the text, each with whether the base has it not."""
    lines = text.split("\n")
    matcher = SequenceMatcher(None, base.split("\n"), lines, autojunk=False)
    kept = {at for _a, b, size in matcher.get_matching_blocks() for at in range(b, b + size)}
    return [(line, at not in kept) for at, line in enumerate(lines)]
