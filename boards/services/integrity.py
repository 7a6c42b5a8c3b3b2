"""What the database refuses, as errors of the domain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError

from boards.errors import Conflict
from boards.transactions import block


@contextmanager
def conflicts() -> Iterator[None]:
    """Turns a violated constraint into Conflict; what was written inside is undone, the rest of the change is not."""
    try:
        with block():
            yield
    except IntegrityError as error:
        raise Conflict(str(error)) from error
