"""Work is counted, not timed: a test says the same on any machine."""

from __future__ import annotations

import sys
from collections.abc import Callable


def count_calls(run: Callable[[], object]) -> int:
    """How many functions are called, of Python and of C."""
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
    return calls
