"""How many requests somebody may send: so many at once, and then at a steady rate."""

from __future__ import annotations

import time
from threading import Lock

from django.conf import settings

from api.credentials import Caller

#: Callers of whom a process knows how much they have asked.
MOST_CALLERS = 10_000


class RateLimit:
    """A bucket for each credential: it holds what API_RATE_LIMIT allows in a minute, and fills steadily.

    Each process counts for itself, so that no call waits for another process.
    """

    def __init__(self) -> None:
        self._buckets: dict[tuple[str, int, str | None], tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, caller: Caller) -> int:
        """Count a request; when the bucket is empty, the seconds until it is not, else 0."""
        most = settings.ENV["API_RATE_LIMIT"]
        if not most:
            return 0
        key = caller.actor.kind.value, caller.actor.user_id, caller.session_key
        moment, rate = time.monotonic(), most / 60
        with self._lock:
            if len(self._buckets) > MOST_CALLERS:
                self._buckets.clear()
            left, since = self._buckets.get(key, (float(most), moment))
            left = min(most, left + (moment - since) * rate)
            if left >= 1:
                self._buckets[key] = left - 1, moment
                return 0
            self._buckets[key] = left, moment
        return max(1, int((1 - left) / rate + 0.999))

    def forget(self) -> None:
        self._buckets.clear()


RATES = RateLimit()
