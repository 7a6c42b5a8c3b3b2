"""From text to tokens (search.md 2, rules 1 to 7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

#: What separates words, inside the language and around the free text: every blank of Unicode.
BLANKS = (
    " \t\n\v\f\r\x85\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)


class TokenKind(Enum):
    ATTRIBUTE = auto()
    BLANK = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """``text``: the attribute's name in lower case, the blanks, or the characters without their double quotes."""

    kind: TokenKind
    text: str


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in names)
    date = r"[<=>]{0,2}[0-9]{4}-[0-9]{2}-[0-9]{2}"
    word_after_operator = r"[<=>]{1,2}\w+"
    # wire: greedy up to the last quote of the line (search.md 7, `due:<="+1 day" title:"due"`).
    quotes_after_operator = r'[<=>]{1,2}".*"'
    quotes = r'"[^"\n]*"'
    return re.compile(
        rf"(?P<attribute>(?ai:{known})):|(?P<blank>[{BLANKS}]+)"
        rf"|{date}|{word_after_operator}|{quotes_after_operator}|{quotes}|[^{BLANKS}]+"
    )


def split_tokens(text: str, names: Iterable[str]) -> Iterator[Token]:
    """The tokens of a search, none left out. ``names``: the known attributes. Never raises."""
    for found in _pattern(tuple(names)).finditer(text):
        if found["attribute"]:
            yield Token(TokenKind.ATTRIBUTE, found["attribute"].lower())
        elif found["blank"]:
            yield Token(TokenKind.BLANK, found["blank"])
        else:
            yield Token(TokenKind.TEXT, found[0].replace('"', ""))
