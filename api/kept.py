"""Answers of lists, kept encoded in the memory of a process while nothing has changed (docs/architecture.md, Editions).

A kept answer is given to the same caller for the same arguments while project, options and all that stands outside are
at the same editions; one small statement tells. The rights of the caller are checked on each call, before.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

import msgspec
from django.conf import settings
from django.db import connection

from boards.queries.editions import find_editions
from boards.queries.settings import list_setting_values

#: Bytes that are reckoned for the key of an answer, and the share of the whole that one answer may take.
OVERHEAD = 1000
LARGEST_SHARE = 4

_encode = msgspec.json.Encoder().encode


class KeptAnswers:
    """At most ``most`` bytes; what was not asked for longest goes first. 0: none are kept."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.size = 0
        self._answers: OrderedDict[Hashable, tuple[Any, bytes]] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Hashable, project_id: int, make: Callable[[], Any]) -> Any:
        """What ``make`` answers now, or has answered when all was as it is now. 1 statement beside its own.

        Not inside a transaction: what it has changed may still be taken back, and its editions with it.
        """
        if not self.most or connection.in_atomic_block:
            return make()
        # Read before what it stands for: at worst, an answer is newer than the edition that it is kept for.
        editions = find_editions(project_id)
        if editions is None:
            return make()
        state = (editions, *list_setting_values())
        content = self._get(key, state)
        if content is None:
            content = _encode(make())
            self._put(key, state, content)
        return msgspec.Raw(content)

    def _get(self, key: Hashable, state: Any) -> bytes | None:
        with self._lock:
            known, content = self._answers.get(key, (None, b""))
            if known != state:
                return None
            self._answers.move_to_end(key)
            return content

    def _put(self, key: Hashable, state: Any, content: bytes) -> None:
        with self._lock:
            _state, old = self._answers.pop(key, (None, None))
            if old is not None:
                self.size -= len(old) + OVERHEAD
            if (len(content) + OVERHEAD) * LARGEST_SHARE > self.most:
                return
            self._answers[key] = state, content
            self.size += len(content) + OVERHEAD
            while self.size > self.most:
                _key, (_state, content) = self._answers.popitem(last=False)
                self.size -= len(content) + OVERHEAD

    def clear(self) -> None:
        with self._lock:
            self._answers.clear()
            self.size = 0


ANSWERS = KeptAnswers(settings.ENV["KEPT_ANSWERS_MB"] * 1_000_000)
