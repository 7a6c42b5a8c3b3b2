"""What one typed line says of a new task (ux.md 3.6): ``Fix the mast !2 @bo #rig ^fri ~bug``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from itertools import chain, islice
from typing import Any

from boards.dates import DateFormat
from boards.inputs import decode_number, tidy_tag
from boards.limits import is_blank
from boards.texts.day_words import read_written_day

#: A mark counts at the beginning of a word only, so that addresses and C# stay words.
MARK = re.compile(r"(?:^|(?<=\s))(?P<mark>[@#!^~])(?P<value>\"[^\"]+\"[,;]?|[^\s\"]+)")
#: What may follow a mark in a sentence.
TRAILS = ",;:.!?)"
#: Marks of a line that are read, and names with the same beginning that are looked at.
MOST_MARKS, MOST_NAMES = 50, 1000


@dataclass
class Shorthand:
    """The title that is left, and what the marks named.

    What can take no effect stays in the title: a mark that names nothing known, and a second person, category,
    priority or day, for the first one counts.
    """

    title: str
    owner_id: int | None = None
    category_id: int | None = None
    priority: int | None = None
    day: date | None = None
    clock: time | None = None
    tags: list[str] = field(default_factory=list)


class Names:
    """Ids by their names. Made once for many lines: finding a name does not grow with them."""

    def __init__(self, names: Mapping[int, Iterable[str]]) -> None:
        folded = sorted((name.casefold(), pk) for pk, each in names.items() for name in each)
        self._words = [word for word, _ in folded]
        self._ids = [pk for _, pk in folded]

    def find(self, wanted: str) -> int | None:
        """The one whose name, or beginning of a name, it is; None when nobody's or several's."""
        wanted = wanted.casefold()
        at = bisect_left(self._words, wanted)
        first: int | None = None
        for place in range(at, min(at + MOST_NAMES, len(self._ids))):
            word, pk = self._words[place], self._ids[place]
            if not word.startswith(wanted):
                break
            if word == wanted:
                return pk
            if first not in (None, pk):
                return None
            first = pk
        return first


@dataclass(frozen=True)
class Vocabulary:
    """What the marks of a project may name: people, categories, priorities; ``today``, from which days count, and
    ``dates``, how they are written here."""

    people: Names
    categories: Names
    priorities: Container[int]
    today: date
    dates: DateFormat


def read_marks(text: str, known: Vocabulary) -> list[tuple[str, Shorthand | None]]:
    """Each mark of the lines of a text as it was written, and what it says, None for what ``read_shorthand`` leaves in
    the title of its line. Never raises."""
    return list(islice(chain.from_iterable(_read_line(line, known) for line in text.splitlines()), MOST_MARKS))


def _read_line(line: str, known: Vocabulary) -> Iterator[tuple[str, Shorthand | None]]:
    result = Shorthand("")
    for found in MARK.finditer(line):
        said = Shorthand("")
        takes_effect = _take(result, found["mark"], found["value"], known)
        yield found[0], said if takes_effect and _take(said, found["mark"], found["value"], known) else None


def read_shorthand(line: str, known: Vocabulary) -> Shorthand:
    """Read a line; what comes after ``MOST_MARKS`` marks are words. Never raises."""
    result = Shorthand("")
    kept: list[str] = []
    position = 0
    for found in islice(MARK.finditer(line), MOST_MARKS):
        if not _take(result, found["mark"], found["value"], known):
            continue
        kept.append(line[position : found.start()])
        position = found.end()
    kept.append(line[position:])
    result.title = " ".join(" ".join(kept).split())
    return result


def _take(result: Shorthand, mark: str, value: str, known: Vocabulary) -> bool:
    """Whether the mark takes effect; punctuation may follow what it names."""
    words = [value[1 : value.rindex('"')]] if value.startswith('"') else [value, value.rstrip(TRAILS)]
    return any(_take_word(result, mark, word, known) for word in words if word)


def _take_word(result: Shorthand, mark: str, word: str, known: Vocabulary) -> bool:
    if mark == "@":
        return _keep(result, "owner_id", known.people.find(word))
    if mark == "~":
        return _keep(result, "category_id", known.categories.find(word))
    if mark == "^":
        written = read_written_day(word, known.today, known.dates)
        if written is None or known.dates.keep(written) is None or result.day is not None:
            return False
        result.day, result.clock = written
        return True
    if mark == "!":
        number = decode_number(word)
        return _keep(result, "priority", number if number is not None and number in known.priorities else None)
    # "#12" names a task, not a tag.
    tag = tidy_tag(word.rstrip(TRAILS))
    if is_blank(tag) or tag.isdigit():
        return False
    result.tags.append(tag)
    return True


def _keep(result: Shorthand, field: str, value: Any) -> bool:
    """Whether the value is kept: there is one, and it is the first."""
    if value is None or getattr(result, field) is not None:
        return False
    setattr(result, field, value)
    return True
