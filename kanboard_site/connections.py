"""What one connection may cost: uvicorn and its parser keep a head of any length, and an answer that nobody reads."""

from __future__ import annotations

import asyncio
from typing import Any
from weakref import WeakKeyDictionary

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

#: Bytes of address and headers of a request; of what surrounds the chunks of a body, this and some for each byte.
HEAD = 65_536
AROUND_A_BYTE = 16
#: Seconds after which a connection is closed on which nothing is asked, or nothing is read of an answer.
SILENCE, STALLED = 30.0, 60.0

SENTENCE = b"The address or the headers are too long."
REFUSAL = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: text/plain\r\nconnection: close\r\n"
    b"content-length: %d\r\n\r\n%b" % (len(SENTENCE), SENTENCE)
)


class Connection(HttpToolsProtocol):
    """uvicorn's, with a bound on what is not the body of a request."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        #: Bytes that have come since the head or the body began, and those of them that are body.
        self.received = self.body = 0
        #: How often the client has read so much that more could be written.
        self.read = 0

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        super().data_received(data)
        if self.received - self.body > HEAD + AROUND_A_BYTE * self.body and not self.transport.is_closing():
            self.transport.write(REFUSAL)
            self.transport.close()

    def on_headers_complete(self) -> None:
        self.received = self.body = 0
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self.body += len(body)
        # What came in one piece with the head was counted there.
        self.received = max(self.received, self.body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self.received = self.body = 0
        super().on_message_complete()

    def resume_writing(self) -> None:
        self.read += 1
        super().resume_writing()


class Guard:
    """Closes connections that only cost: each is a file descriptor, and what it has not read lies in memory."""

    def __init__(self) -> None:
        self._silent: WeakKeyDictionary[Any, float] = WeakKeyDictionary()
        self._unread: WeakKeyDictionary[Any, tuple[tuple[int, int], float]] = WeakKeyDictionary()

    def look(self, connections: list[Any]) -> None:
        """To be called about every second."""
        moment = asyncio.get_running_loop().time()
        for one in connections:
            if one.cycle is not None and not one.cycle.response_complete:
                self._silent.pop(one, None)
            elif moment - self._silent.setdefault(one, moment) > SILENCE:
                one.transport.close()
            self._look_at_unread(one, moment)

    def _look_at_unread(self, one: Any, moment: float) -> None:
        state = (one.transport.get_write_buffer_size(), one.read)
        known, since = self._unread.get(one, (None, moment))
        if not state[0]:
            self._unread.pop(one, None)
        elif state != known:
            self._unread[one] = (state, moment)
        elif moment - since > STALLED:
            one.transport.abort()
