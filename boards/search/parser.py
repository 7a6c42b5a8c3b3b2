"""From tokens to what is asked for (search.md 2, building the filter)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from boards.search.lexer import BLANKS, TokenKind, split_tokens


@dataclass(frozen=True, slots=True)
class Search:
    """``text`` is one phrase; different attributes are ANDed, the values of one attribute ORed.

    ``terms``: attribute as it was named, in lower case (an alias counts as an attribute of its own), to its values.
    """

    text: str = ""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def parse_search(text: str, names: Collection[str]) -> Search:
    """What a search text asks for. ``names``: the known attributes, in lower case.

    Never raises: what is no term is free text. An attribute that no value follows at once is dropped, and so is what
    follows it.
    """
    tokens = split_tokens(text, names)
    free: list[str] = []
    terms: dict[str, list[str]] = {}
    for token in tokens:
        if token.kind is not TokenKind.ATTRIBUTE:
            free.append(token.text)
            continue
        value = next(tokens, None)
        if value is not None and value.kind is TokenKind.TEXT:
            terms.setdefault(token.text, []).append(value.text)
    return Search("".join(free).strip(BLANKS), {name: tuple(dict.fromkeys(values)) for name, values in terms.items()})
