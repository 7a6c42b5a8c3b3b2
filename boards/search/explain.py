"""What a search text was understood as, term by term, for people (ux.md 3.12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from boards.search.attributes import TASKS, Attribute, AttributeKind, Language, Noun
from boards.search.conditions import SearchContext, is_digits, read_number, split_operator
from boards.search.dates import read_day
from boards.search.parser import Search, parse_search


class Doubt(Enum):
    """Why a term finds nothing, or not what was meant."""

    DATE = "date"
    NUMBER = "number"
    NAME = "name"
    STATUS = "status"
    ATTRIBUTE = "attribute"


@dataclass(frozen=True, slots=True)
class Term:
    """``name``: the attribute as it was named, "" for free words. ``written``: the term as text; ``without``: the
    search text without it."""

    name: str
    value: str
    doubt: Doubt | None
    written: str
    without: str


#: The names of a kind that are there; None where that can not be asked.
FindNames = Callable[[Noun], Collection[str] | None]
#: Terms that are explained; the others are only counted.
MOST_TERMS = 40


def explain(
    search: Search, context: SearchContext, known: FindNames, language: Language = TASKS
) -> tuple[list[Term], list[str]]:
    """The terms in their order, the free words last, and the further ones as they are written.

    Values of one attribute are alternatives, each a term. Each carries the rest of the search, so they are limited.
    """
    attributes = language.by_name()
    pairs = [(name, value) for name, values in search.terms.items() for value in values]
    shown = pairs[: MOST_TERMS - bool(search.text)]
    written = [write_term(name, value, attributes) for name, value in pairs]
    words = [write_words(search.text, attributes)] if search.text else []
    known = cache(known)
    found = []
    for at, (name, value) in enumerate(shown):
        attribute = attributes[name]
        doubt = None if value in attribute.values else _doubt(attribute, value, context, known)
        found.append(Term(name, value, doubt, written[at], " ".join([*written[:at], *written[at + 1 :], *words])))
    if search.text:
        looks_like_one = re.search(r"(?:^|\s)[A-Za-z]+:\S", search.text)
        doubt = Doubt.ATTRIBUTE if looks_like_one else None
        found.append(Term("", search.text, doubt, words[0], " ".join(written)))
    return found, written[len(shown) :]


def _doubt(attribute: Attribute, value: str, context: SearchContext, known: FindNames) -> Doubt | None:
    if attribute.kind is AttributeKind.STATUS:
        return None if value in ("0", "1") else Doubt.STATUS
    if attribute.kind is AttributeKind.DAY:
        day = read_day(split_operator(value)[1], now=context.now, zone=context.zone)
        return Doubt.DATE if day is None else None
    if attribute.kind is AttributeKind.NUMBER:
        return Doubt.NUMBER if read_number(split_operator(value)[1]) is None else None
    if attribute.kind is not AttributeKind.NAME or attribute.names is None or is_digits(value):
        return None
    names = known(attribute.names)
    if names is None or any(_fits(value, name) for name in names):
        return None
    return Doubt.NAME


def _fits(value: str, name: str) -> bool:
    """Whether the value is in the name, as the database would find it: ``_`` is any one character."""
    words = ".".join(map(re.escape, value.casefold().split("_")))
    return re.search(words, name.casefold(), re.DOTALL) is not None


def write(search: Search, name: str, value: str) -> str:
    """A search of tasks as text, without one value of one attribute."""
    attributes = TASKS.by_name()
    kept = [
        write_term(attribute, one, attributes)
        for attribute, values in search.terms.items()
        for one in values
        if (attribute, one) != (name, value)
    ]
    return " ".join([*kept, write_words(search.text, attributes)] if search.text else kept)


def write_with(search: Search, name: str, values: Sequence[str]) -> str:
    """A search of tasks as text in which an attribute has these values, and no other; without any it is left out."""
    attributes = TASKS.by_name()
    others = [(one, value) for one, kept in search.terms.items() if one != name for value in kept]
    terms = [write_term(one, value, attributes) for one, value in [*others, *((name, value) for value in values)]]
    return " ".join([*terms, write_words(search.text, attributes)] if search.text else terms)


def write_value(value: str) -> str:
    """A value so that it is read again as itself, whatever it begins with; a double quote can not be written."""
    return write_term("title", value, TASKS.by_name()).removeprefix("title:")


def write_term(name: str, value: str, attributes: Collection[str]) -> str:
    """The attribute and its value, in quotes only where they are needed."""
    plain = f"{name}:{value}"
    return plain if parse_search(plain, attributes) == Search("", {name: (value,)}) else f'{name}:"{value}"'


def write_words(text: str, attributes: Collection[str]) -> str:
    """Free words so that none of them is read as a term."""
    return text if parse_search(text, attributes) == Search(text) else f'"{text}"'
