"""The bodies of requests: read by the event loop, so that a slow sender costs no thread, and little memory.

Up to ``SMALL`` bytes are read from anybody; for more the caller must be known. What is large lies in a file without a
name in DATA_DIR, and who sends nothing, or sends for too long, is sent away.
"""

from __future__ import annotations

import asyncio
import io
import tempfile
from collections.abc import Awaitable, Callable
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings

from boards.limits import STRANGERS_BYTES

if TYPE_CHECKING:
    from boards.live.streams import Receive

#: Bytes of a body that may lie in memory, and of all unfinished bodies of this process.
SMALL = STRANGERS_BYTES
MEMORY = 32_000_000
#: Room for the fields around an upload.
LIMIT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1024 * 1024
#: Seconds between two pieces of a body, and for a whole one: of anybody, and of who is known.
IDLE, WHOLE, WHOLE_KNOWN = 30.0, 60.0, 900.0

#: Bytes of unfinished and unanswered bodies in the memory of this process.
held = 0


class TooLarge(Exception):
    pass


class TooSlow(Exception):
    pass


class Stranger(Exception):
    """Somebody who is not known wants to send more than ``SMALL`` bytes."""


class Gone(Exception):
    """The client has hung up."""


class Body:
    """What has come of a body; ``file`` holds it when it is complete. To be closed."""

    def __init__(self) -> None:
        self.size = 0
        self._held = 0
        self._file: IO[bytes] = io.BytesIO()

    def write(self, chunk: bytes) -> None:
        """Raises OSError when the disk is full."""
        global held
        self.size += len(chunk)
        if isinstance(self._file, io.BytesIO):
            if self.size <= SMALL and held + len(chunk) <= MEMORY:
                self._held += len(chunk)
                held += len(chunk)
            else:
                self._move_to_disk()
        self._file.write(chunk)

    def _move_to_disk(self) -> None:
        memory, self._file = self._file, tempfile.TemporaryFile(dir=settings.DATA_DIR)  # noqa: SIM115
        self._file.write(memory.getvalue())  # type: ignore[attr-defined]
        self._release()

    def _release(self) -> None:
        global held
        held -= self._held
        self._held = 0

    @property
    def file(self) -> IO[bytes]:
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        self._release()
        self._file.close()


async def read_body(receive: Receive, *, declared: int, is_known: Callable[[], Awaitable[bool]]) -> Body:
    """The whole body. ``declared``: its Content-Length, 0 without one; ``is_known`` is asked only for a large one.

    Raises TooLarge, TooSlow, Stranger, Gone, and OSError when the disk is full.
    """
    if declared > LIMIT:
        raise TooLarge
    known = declared > SMALL
    if known and not await is_known():
        raise Stranger
    loop = asyncio.get_running_loop()
    until = loop.time() + (WHOLE_KNOWN if known else WHOLE)
    body = Body()
    try:
        while True:
            message = await _receive_in_time(receive, until)
            chunk = message.get("body", b"")
            if body.size + len(chunk) > LIMIT:
                raise TooLarge
            if not known and body.size + len(chunk) > SMALL:
                if not await is_known():
                    raise Stranger
                known, until = True, until + WHOLE_KNOWN
            body.write(chunk)
            if not message.get("more_body"):
                return body
    except BaseException:
        body.close()
        raise


async def _receive_in_time(receive: Receive, until: float) -> dict[str, Any]:
    try:
        async with asyncio.timeout_at(min(until, asyncio.get_running_loop().time() + IDLE)):
            message = await receive()
    except TimeoutError:
        raise TooSlow from None
    if message["type"] == "http.disconnect":
        raise Gone
    return message
