"""What one typed line says of a new task (ux.md 3.6): ``Fix the mast !2 @bo #rig ^fri ~bug``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

#: A mark counts at the beginning of a word only, so that addresses and C# stay words.
MARK = re.compile(r"(?:^|(?<=\s))(?P<mark>[@#!^~])(?P<value>\"[^\"]+\"|[^\s\"]+)")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LARGEST_PRIORITY = 10


@dataclass
class Shorthand:
    """The title that is left, and what the marks named; a mark that names nothing known stays in the title."""

    title: str
    owner_id: int | None = None
    category_id: int | None = None
    priority: int | None = None
    day: date | None = None
    tags: list[str] = field(default_factory=list)


def read_day_word(text: str, today: date) -> date | None:
    """ "today", "tomorrow", "fri" (the next one), "+3d", "2026-12-31"; None for anything else."""
    word = text.casefold()
    if word in ("today", "tomorrow"):
        return today + timedelta(days=word == "tomorrow")
    if word[:3] in WEEKDAYS and len(word) <= 9:
        ahead = (WEEKDAYS.index(word[:3]) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead)
    if found := re.fullmatch(r"\+(\d{1,3})([dw])", word, re.ASCII):
        return today + timedelta(days=int(found[1]) * (7 if found[2] == "w" else 1))
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else None
    except ValueError:
        return None


def _find(names: Mapping[int, Iterable[str]], wanted: str) -> int | None:
    """The one whose name, or beginning of a name, it is; None when nobody's or several's."""
    wanted = wanted.casefold()
    exact = [pk for pk, each in names.items() if wanted in (name.casefold() for name in each)]
    if exact:
        return exact[0]
    found = [pk for pk, each in names.items() if any(name.casefold().startswith(wanted) for name in each)]
    return found[0] if len(found) == 1 else None


def read_marks(
    text: str, *, people: Mapping[int, Iterable[str]], categories: Mapping[int, str], today: date
) -> list[tuple[str, Shorthand | None]]:
    """Each mark of a text as it was written, and what it says by itself, None for nothing known. Never raises."""
    marks: list[tuple[str, Shorthand | None]] = []
    for found in MARK.finditer(text):
        said = Shorthand("")
        is_known = _take(said, found["mark"], found["value"].strip('"'), people, categories, today)
        marks.append((found[0], said if is_known else None))
    return marks


def read_shorthand(
    line: str, *, people: Mapping[int, Iterable[str]], categories: Mapping[int, str], today: date
) -> Shorthand:
    """Read a line. ``people``: user id to the names he goes by; ``categories``: id to name. Never raises."""
    result = Shorthand("")
    kept: list[str] = []
    position = 0
    for found in MARK.finditer(line):
        value = found["value"].strip('"')
        if not _take(result, found["mark"], value, people, categories, today):
            continue
        kept.append(line[position : found.start()])
        position = found.end()
    kept.append(line[position:])
    result.title = " ".join(" ".join(kept).split())
    return result


def _take(
    result: Shorthand,
    mark: str,
    value: str,
    people: Mapping[int, Iterable[str]],
    categories: Mapping[int, str],
    today: date,
) -> bool:
    """Whether the mark says something."""
    if mark == "@":
        result.owner_id = _find(people, value) or result.owner_id
        return result.owner_id is not None
    if mark == "~":
        result.category_id = _find({pk: [name] for pk, name in categories.items()}, value) or result.category_id
        return result.category_id is not None
    if mark == "^":
        day = read_day_word(value, today)
        result.day = day or result.day
        return day is not None
    if mark == "!":
        if not (value.isascii() and value.isdigit() and int(value) <= LARGEST_PRIORITY):
            return False
        result.priority = int(value)
        return True
    # "#12" names a task, not a tag.
    if value.isdigit():
        return False
    result.tags.append(value)
    return True
