"""The bus: one table of listeners, walked in order inside the transaction of the change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from boards.events.base import Event


@dataclass(frozen=True)
class Listener:
    """``handler`` hears events of the classes ``to`` (subclasses too).

    Inside the transaction it is a part of the change: what it raises undoes the change. With ``after_commit`` it runs
    when the change is safe, and may be lost with the process: nothing that matters lives there.
    """

    handler: Callable[[Any], None]
    to: tuple[type[Event], ...]
    after_commit: bool = False


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
        if listener.after_commit:
            transaction.on_commit(lambda listener=listener: listener.handler(event), robust=True)  # type: ignore[misc]
        else:
            listener.handler(event)
