"""Pieces of pages that are kept drawn: cards, rows, texts. Many stand on a page, and few change between two pages.

A piece is known by the values that it is drawn from, so nothing has to be thrown away when a task changes: another
value is another piece. It must be drawn from nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Generic, TypeVar

from django.urls import get_script_prefix
from jinja2 import pass_context

from boards.dates import day_of, now
from boards.queries.settings import get_date_format
from boards.web.jinja.dates import zone_of_reader

if TYPE_CHECKING:
    from jinja2.runtime import Context, Macro

Piece = TypeVar("Piece")


class Drawn(Generic[Piece]):
    """Pieces by what they are drawn from. Those that nobody has asked for during a whole generation go.

    ``most``: how many a generation has; two of them are kept.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._young: dict[Hashable, Piece] = {}
        self._old: dict[Hashable, Piece] = {}

    def find(self, key: Hashable) -> Piece | None:
        """The piece of a key; None when it is not here."""
        piece = self._young.get(key)
        if piece is None:
            piece = self._old.get(key)
            if piece is not None:
                self.keep(key, piece)
        return piece

    def keep(self, key: Hashable, piece: Piece) -> None:
        """From now on this is the piece of the key."""
        if len(self._young) >= self._most:
            self._old, self._young = self._young, {}
        self._young[key] = piece


#: One or two kilobytes each.
PIECES: Drawn[str] = Drawn(1500)


@pass_context
def keeper(context: Context, *of: Hashable) -> Callable[[Macro, Hashable], str]:
    """What draws a macro with a value, or finds it drawn. ``of``: all that it takes from the page around it.

    Language, dates as this reader sees them and the prefix of addresses always count.
    """
    zone = zone_of_reader(context)
    language = context.environment.language  # type: ignore[attr-defined]
    # One text, as a text knows its hash.
    ground = repr((context.name, language, get_script_prefix(), zone, day_of(now(), zone), get_date_format(), of))

    def keep(macro: Macro, value: Hashable) -> str:
        key = macro.name, ground, value
        piece = PIECES.find(key)
        if piece is None:
            piece = macro(value)
            PIECES.keep(key, piece)
        return piece

    return keep
