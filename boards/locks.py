"""One at a time, in all processes: a lock of the database where it has one, else of a file in DATA_DIR."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from filelock import FileLock, Timeout


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


@contextmanager
def alone_or_not(name: str) -> Iterator[bool]:
    """Hold the lock of a name, or not when somebody else does: nobody waits. A file stands for many names."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    if connection.vendor == "postgresql":
        number = int.from_bytes(digest, "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
            is_ours = bool(cursor.fetchone()[0])
        try:
            yield is_ours
        finally:
            if is_ours:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_unlock(%s)", [number])
        return
    try:
        with alone_in_folder(f"once-{digest.hex()[:3]}", patience=0):
            yield True
    except Timeout:
        yield False
