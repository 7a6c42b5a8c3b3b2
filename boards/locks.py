"""One at a time, in all processes: a lock of the database where it has one, else of a file in DATA_DIR."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from filelock import FileLock


@contextmanager
def alone_in_folder(name: str, *, patience: float = -1) -> Iterator[None]:
    """Hold the lock ``name`` of DATA_DIR. Raises filelock.Timeout after ``patience`` seconds; -1 waits for ever."""
    folder = settings.DATA_DIR / "locks"
    folder.mkdir(mode=0o700, exist_ok=True)
    with FileLock(folder / f"{name}.lock", timeout=patience):
        yield


@contextmanager
def alone_in_database(number: int) -> Iterator[None]:
    """Hold PostgreSQL's advisory lock ``number``, of 64 bits, in this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [number])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
