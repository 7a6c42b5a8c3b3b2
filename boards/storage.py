"""The store of attachments: bytes under keys that no user wrote (domain.md 16). Knows no table."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import TypeAlias

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

#: What is to be stored: bytes, or a file that is read piece by piece.
Content: TypeAlias = "bytes | File[bytes]"


def new_key(folder: str, owner_id: int) -> str:
    """A key like ``tasks/12/<40 hex>``, never given twice."""
    return f"{folder}/{owner_id}/{hashlib.sha1(secrets.token_bytes(32), usedforsecurity=False).hexdigest()}"


def thumbnail_key(key: str) -> str:
    return f"thumbnails/{key}"


def store_content(key: str, content: Content) -> None:
    """Write new content, or nothing: a part of it goes again. Raises OSError, and what reading it raises."""
    try:
        default_storage.save(key, ContentFile(content) if isinstance(content, bytes) else content)
    except BaseException:
        with suppress(OSError):
            default_storage.delete(key)
        raise


@contextmanager
def new_contents() -> Iterator[Callable[[str, Content], None]]:
    """Gives ``store_content`` for keys that a change is about to name; when the change fails, what was written goes."""
    keys: list[str] = []

    def store(key: str, content: Content) -> None:
        keys.append(key)
        store_content(key, content)

    try:
        yield store
    except BaseException:
        for key in keys:
            with suppress(OSError):
                drop_content(key)
        raise


def size_of(content: Content) -> int:
    """In bytes."""
    return len(content) if isinstance(content, bytes) else int(content.size)


def read_content(key: str, start: int = 0, length: int = -1) -> bytes | None:
    """The content, or ``length`` bytes of it from ``start`` on; None when it is lost."""
    try:
        with default_storage.open(key) as file:
            file.seek(start)
            content: bytes = file.read(length)
            return content
    except OSError:
        return None


def drop_thumbnail(key: str) -> None:
    default_storage.delete(thumbnail_key(key))


def drop_content(key: str) -> None:
    """Remove content and thumbnail; what is gone already does no harm."""
    default_storage.delete(key)
    drop_thumbnail(key)
