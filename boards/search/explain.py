"""What a search text was understood as, term by term, for people (ux.md 3.12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from boards.search.attributes import TASKS, Language
from boards.search.conditions import SearchContext, is_digits, read_number, split_operator
from boards.search.dates import read_day
from boards.search.parser import Search


class Doubt(Enum):
    """Why a term finds nothing, or not what was meant."""

    DATE = "date"
    NUMBER = "number"
    NAME = "name"
    STATUS = "status"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Term:
    """``name``: the attribute as it was named, "" for free words. ``without``: the search text without this term."""

    name: str
    value: str
    doubt: Doubt | None
    without: str


DATED = {"due", "started", "created", "modified", "updated", "moved", "completed"}
NUMBERED = {"priority", "score", "complexity"}
#: Whether somebody or something of that name is there, for the attributes where it can be asked.
Known = Callable[[str], Collection[str] | None]


def explain(search: Search, context: SearchContext, known: Known, language: Language = TASKS) -> list[Term]:
    """The terms in their order, the free words last. Values of one attribute are alternatives, each a term."""
    found = []
    for name, values in search.terms.items():
        offered = language.by_name()[name].values
        for value in values:
            doubt = None if value in offered else _doubt(name, value, context, known)
            found.append(Term(name, value, doubt, write(search, name, value)))
    if search.text:
        looks_like_one = re.search(r"(?:^|\s)[A-Za-z]+:\S", search.text)
        found.append(Term("", search.text, Doubt.ATTRIBUTE if looks_like_one else None, write(search, "", "")))
    return found


def _doubt(name: str, value: str, context: SearchContext, known: Known) -> Doubt | None:
    if name == "status":
        return None if value in ("0", "1") else Doubt.STATUS
    if name in DATED:
        day = read_day(split_operator(value)[1], now=context.now, zone=context.zone)
        return Doubt.DATE if day is None else None
    if name in NUMBERED:
        return Doubt.NUMBER if read_number(split_operator(value)[1]) is None else None
    names = None if is_digits(value) else known(name)
    if names is None or any(value.casefold() in one.casefold() for one in names):
        return None
    return Doubt.NAME


def write(search: Search, name: str, value: str) -> str:
    """A search as text, without one value of one attribute; without the free words for ``name`` ""."""
    kept = list(_kept(search.terms, name, value))
    if name and search.text:
        kept.append(search.text)
    return " ".join(kept)


def _kept(terms: Mapping[str, Collection[str]], name: str, value: str) -> Iterator[str]:
    for attribute, values in terms.items():
        for one in values:
            if (attribute, one) != (name, value):
                yield f'{attribute}:"{one}"' if re.search(r"\s", one) else f"{attribute}:{one}"
