"""The store of attachments: bytes under keys that no user wrote (domain.md 16). Knows no table."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage


def new_key(folder: str, owner_id: int) -> str:
    """A key like ``tasks/12/<40 hex>``, never given twice."""
    return f"{folder}/{owner_id}/{hashlib.sha1(secrets.token_bytes(32), usedforsecurity=False).hexdigest()}"


def thumbnail_key(key: str) -> str:
    return f"thumbnails/{key}"


def store_content(key: str, content: bytes) -> None:
    """Write new content, or nothing: a part that found room on a full disk goes again. Raises OSError."""
    try:
        default_storage.save(key, ContentFile(content))
    except OSError:
        with suppress(OSError):
            default_storage.delete(key)
        raise


@contextmanager
def new_contents() -> Iterator[Callable[[str, bytes], None]]:
    """Gives ``store_content`` for keys that a change is about to name; when the change fails, what was written goes."""
    keys: list[str] = []

    def store(key: str, content: bytes) -> None:
        keys.append(key)
        store_content(key, content)

    try:
        yield store
    except BaseException:
        for key in keys:
            with suppress(OSError):
                drop_content(key)
        raise


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
