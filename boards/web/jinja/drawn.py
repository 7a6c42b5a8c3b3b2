"""Pieces of pages that are kept drawn, for cards and rows: hundreds stand on a page, and few change between two pages.

A piece is known by the values that it is drawn from, so nothing has to be thrown away when a task changes: another
value is another piece. It must be drawn from nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from django.urls import get_script_prefix
from jinja2 import pass_context

from boards.dates import day_of, now
from boards.queries.settings import get_date_format
from boards.web.jinja.dates import zone_of_reader

if TYPE_CHECKING:
    from jinja2.runtime import Context, Macro

#: Pieces of a generation, of one or two kilobytes each; a process keeps two generations.
MOST = 1500


class Drawn:
    """Pieces by what they are drawn from. Those that nobody has asked for during a whole generation go."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._young: dict[Hashable, str] = {}
        self._old: dict[Hashable, str] = {}

    def get(self, key: Hashable, draw: Callable[[], str]) -> str:
        """The piece of a key, which is drawn when it is not there."""
        piece = self._young.get(key)
        if piece is None:
            piece = self._old.get(key) or draw()
            if len(self._young) >= self._most:
                self._old, self._young = self._young, {}
            self._young[key] = piece
        return piece


PIECES = Drawn()


@pass_context
def keeper(context: Context, *of: Hashable) -> Callable[[Macro, Hashable], str]:
    """What draws a macro with a value, or finds it drawn. ``of``: all that it takes from the page around it.

    Language, dates as this reader sees them and the prefix of addresses always count.
    """
    zone = zone_of_reader(context)
    language = context.environment.language  # type: ignore[attr-defined]
    # One text, as a text knows its hash.
    ground = repr((language, get_script_prefix(), zone, day_of(now(), zone), get_date_format(), of))
    return lambda macro, value: PIECES.get((macro.name, ground, value), lambda: macro(value))
