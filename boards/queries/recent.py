"""What every page needs and what seldom changes: read at most once a second in each process.

Another process may change it; this one notices within ``LIFETIME`` seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

LIFETIME = 1.0

Value = TypeVar("Value")


class Recent(Generic[Value]):
    """``get()`` answers what ``read`` has read last; ``forget()`` is for who has just changed it."""

    known: list[Recent[Any]] = []

    def __init__(self, read: Callable[[], Value]) -> None:
        self._read = read
        self._value: Value | None = None
        self._until = 0.0
        self._lock = Lock()
        self.known.append(self)

    def get(self) -> Value:
        moment = time.monotonic()
        value = self._value
        if value is None or moment >= self._until:
            with self._lock:
                value = self._value = self._read()
                self._until = moment + LIFETIME
        return value

    def forget(self) -> None:
        self._until = 0.0


def forget_all() -> None:
    """Read everything anew."""
    for one in Recent.known:
        one.forget()
