"""The bus: one table of listeners, walked in order inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from boards.events.base import Event


@dataclass(frozen=True)
class Listener:
    """``handler`` hears events of the classes ``to`` (subclasses too).

    It runs inside the transaction and is a part of the change: what it raises undoes the change. Slow work is left as
    a job (``boards.jobs``). ``hears_copies``: it is told of what a quiet actor does, too.
    """

    handler: Callable[[Any], None]
    to: tuple[type[Event], ...]
    hears_copies: bool = False


_listeners: tuple[Listener, ...] = ()
_routes: dict[type[Event], tuple[Listener, ...]] = {}


def subscribe(listeners: Iterable[Listener]) -> None:
    """Replace the table. Called once, by ``BoardsConfig.ready``."""
    global _listeners
    _listeners = tuple(listeners)
    _routes.clear()


def emit(event: Event) -> None:
    """Tell every listener of this event, in the order of the table. Must be called inside a transaction."""
    kind = type(event)
    route = _routes.get(kind)
    if route is None:
        route = _routes.setdefault(kind, tuple(one for one in _listeners if issubclass(kind, one.to)))
    for listener in route:
        if listener.hears_copies or not event.actor.quiet:
            listener.handler(event)
