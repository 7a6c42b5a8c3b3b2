"""Two people's changes of one text, put together line by line (ux.md 3.15).

Whoever saves chooses the texts, so the work is bounded: equal beginnings and ends go first, then lines that both texts
have once are the anchors, and only what lies between them is compared line with line, as long as there are steps left.
What is not compared counts as replaced as a whole: the two texts then stand beside each other, and nothing is lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterator
from difflib import SequenceMatcher

Hunk = tuple[int, int, list[str]]
#: Equal lines: from here in one text, from there in the other, so many.
Block = tuple[int, int, int]

#: Lines of a text that anchors are looked for in.
MOST_LINES = 20_000
#: Comparisons of a line with an equal line, in all gaps between anchors together.
MOST_STEPS = 2_000_000


def find_equal(base: list[str], text: list[str]) -> list[Block]:
    """What two texts have in common, in its order."""
    short = min(len(base), len(text))
    head = next((at for at in range(short) if base[at] != text[at]), short)
    tail = next((at for at in range(short - head) if base[-1 - at] != text[-1 - at]), short - head)
    blocks = [(0, 0, head)]
    inner = base[head : len(base) - tail], text[head : len(text) - tail]
    if max(map(len, inner)) <= MOST_LINES:
        blocks += [(a + head, b + head, size) for a, b, size in _find_inner(*inner)]
    blocks.append((len(base) - tail, len(text) - tail, tail))
    return [block for block in blocks if block[2]]


def _find_inner(base: list[str], text: list[str]) -> Iterator[Block]:
    """Anchors, and what is equal between them."""
    steps = MOST_STEPS
    a = b = 0
    for next_a, next_b in [*_find_anchors(base, text), (len(base), len(text))]:
        gap = base[a:next_a], text[b:next_b]
        cost = _cost(*gap)
        if cost <= steps:
            steps -= cost
            matcher = SequenceMatcher(None, *gap, autojunk=False)
            yield from ((a + i, b + j, size) for i, j, size in matcher.get_matching_blocks() if size)
        if next_a < len(base):
            yield next_a, next_b, 1
        a, b = next_a + 1, next_b + 1


def _cost(base: list[str], text: list[str]) -> int:
    """The most steps that difflib takes: it looks for a longest match as often as there are matches, and once more."""
    counts, other = Counter(base), Counter(text)
    pairs = sum(count * other[line] for line, count in counts.items())
    return (pairs + len(base) + len(text)) * (1 + min(pairs, len(base), len(text)))


def _find_anchors(base: list[str], text: list[str]) -> list[tuple[int, int]]:
    """Places of lines that both texts have exactly once: as many as stand in the same order (patience sorting)."""
    counts, other = Counter(base), Counter(text)
    places = {line: at for at, line in enumerate(text) if other[line] == 1}
    pairs = [(at, places[line]) for at, line in enumerate(base) if counts[line] == 1 and line in places]
    ends: list[int] = []
    piles: list[int] = []
    before: list[int | None] = []
    for number, (_a, b) in enumerate(pairs):
        pile = bisect_left(ends, b)
        before.append(piles[pile - 1] if pile else None)
        ends[pile : pile + 1] = [b]
        piles[pile : pile + 1] = [number]
    found: list[tuple[int, int]] = []
    at = piles[-1] if piles else None
    while at is not None:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _changes(base: list[str], text: list[str]) -> list[Hunk]:
    """Which lines of the base (from, to) became which lines."""
    changes: list[Hunk] = []
    a = b = 0
    for next_a, next_b, size in [*find_equal(base, text), (len(base), len(text), 0)]:
        if a < next_a or b < next_b:
            changes.append((a, next_a, text[b:next_b]))
        a, b = next_a + size, next_b + size
    return changes


def merge_lines(base: str, mine: str, theirs: str) -> str | None:
    """The base with both changes; None when they touch each other. The same change on both sides counts once."""
    if mine == theirs or base == theirs:
        return mine
    if base == mine:
        return theirs
    lines = base.split("\n")
    merged: list[Hunk] = []
    for change in sorted([*_changes(lines, mine.split("\n")), *_changes(lines, theirs.split("\n"))]):
        if merged and change == merged[-1]:
            continue
        if merged and change[0] <= merged[-1][1]:
            return None
        merged.append(change)
    return "\n".join(_apply(lines, merged))


def _apply(lines: list[str], changes: list[Hunk], start: int = 0, end: int | None = None) -> list[str]:
    """The lines from ``start`` to ``end`` with the changes, which come in the order of their places."""
    result: list[str] = []
    for a, b, new in changes:
        result += lines[start:a]
        result += new
        start = b
    return result + lines[start:end]


def combine_lines(base: str, mine: str, theirs: str) -> str:
    """The base with both changes; where they touch each other, my lines and then theirs."""
    lines = base.split("\n")
    sides = [deque(_changes(lines, text.split("\n"))) for text in (mine, theirs)]
    combined: list[Hunk] = []
    for start, end in _join_spans([*sides[0], *sides[1]]):
        versions: list[list[str]] = []
        for side in sides:
            inside: list[Hunk] = []
            while side and side[0][1] <= end:
                inside.append(side.popleft())
            version = _apply(lines, inside, start, end)
            if inside and version not in versions:
                versions.append(version)
        combined.append((start, end, [line for version in versions for line in version]))
    return "\n".join(_apply(lines, combined))


def _join_spans(changes: list[Hunk]) -> list[tuple[int, int]]:
    """The places of the base that changed; those that touch each other are one."""
    spans: list[tuple[int, int]] = []
    for start, end, _new in sorted(changes):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(spans[-1][1], end))
        else:
            spans.append((start, end))
    return spans


def mark_lines(base: str, text: str) -> list[tuple[str, bool]]:
    """The lines of the text, each with whether the base has it not."""
    lines = text.split("\n")
    kept = {at for _a, b, size in find_equal(base.split("\n"), lines) for at in range(b, b + size)}
    return [(line, at not in kept) for at, line in enumerate(lines)]
