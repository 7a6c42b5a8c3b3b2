"""What one connection may cost, with uvicorn on a real socket."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
import uvicorn

from kanboard_site import connections, web_process
from kanboard_site.connections import Connection, Guard


async def echo(scope: Any, receive: Any, send: Any) -> None:
    """An application that answers with the size of the body."""
    size, more = 0, True
    while more:
        message = await receive()
        size += len(message.get("body", b""))
        more = message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"x-size", str(size).encode())]})
    await send({"type": "http.response.body", "body": b""})


def serve(client: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[bytes]]) -> bytes:
    """What the client hears of a server with our connections."""

    async def run() -> bytes:
        config = uvicorn.Config(echo, http=Connection, ws="none", lifespan="off", log_config=None)
        server = web_process.Server(config)
        with socket.create_server(("127.0.0.1", 0)) as listening:
            serving = asyncio.create_task(server._serve([listening]))
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            try:
                return await asyncio.wait_for(client(reader, writer), 30)
            finally:
                writer.close()
                server.should_exit = True
                await serving

    return asyncio.run(run())


def say(*pieces: bytes) -> bytes:
    """What is answered to these pieces; nothing when the server hung up before it was told all."""

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bytes:
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            return await reader.read(65_536)
        except ConnectionError:
            return b""

    return serve(client)


BEGINNINGS = {
    "address": b"GET /",
    "value": b"GET / HTTP/1.1\r\nX-A: ",
    "name": b"GET / HTTP/1.1\r\nX",
    "trailer": b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nX-A: ",
}


@pytest.mark.parametrize("part", ["address", "value", "name"])
def test_a_head_has_a_limit(part):
    # Nothing is left unread when the server closes, so that its answer arrives.
    beginning = BEGINNINGS[part]
    assert say(beginning, b"a" * (connections.HEAD + 1 - len(beginning)))[:12] == b"HTTP/1.1 431"


def test_many_headers_are_refused():
    lines = b"".join(b"X-%d: a\r\n" % number for number in range(10_000))
    beginning = b"GET / HTTP/1.1\r\n"
    assert say(beginning, lines[: connections.HEAD + 1 - len(beginning)])[:12] == b"HTTP/1.1 431"


@pytest.mark.parametrize("beginning", BEGINNINGS.values(), ids=BEGINNINGS)
def test_what_has_no_end_is_not_kept(monkeypatch, beginning):
    kept: list[int] = []
    original = Connection.data_received

    def count(self: Connection, data: bytes) -> None:
        original(self, data)
        kept.append(len(data))

    monkeypatch.setattr(Connection, "data_received", count)
    assert say(beginning, *[b"a" * 10_000] * 300)[:12] in (b"HTTP/1.1 431", b"")
    assert sum(kept) < connections.HEAD + 3 * 262_144 < 3_000_000


def test_usual_requests_are_answered():
    big = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n"
    assert b"x-size: 1000000" in say(big, *[b"a" * 100_000] * 10)
    chunked = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    assert b"x-size: 20000" in say(chunked, b"1\r\na\r\n" * 20_000 + b"0\r\n\r\n")
    long = b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: a\r\nX-A: " + b"a" * 20_000 + b"\r\n\r\n"
    assert b"x-size: 0" in say(long)


def test_who_has_come_before_the_end_is_answered_when_she_asks_late():
    async def run() -> bytes:
        server = web_process.Server(uvicorn.Config(echo, http=Connection, ws="none", lifespan="off", log_config=None))
        with socket.create_server(("127.0.0.1", 0)) as listening:
            serving = asyncio.create_task(server._serve([listening]))
            reader, writer = await asyncio.open_connection(*listening.getsockname())
            server.should_exit = True
            await asyncio.sleep(web_process.ARRIVAL + 2 * web_process.NEXT_WORD)
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
            heard = await asyncio.wait_for(reader.read(), 30)
            writer.close()
            await serving
            return heard

    assert b"x-size: 0" in asyncio.run(run())


class Fake:
    """A connection, as far as the guard looks at it. ``unread``: bytes that the client has not taken."""

    def __init__(self, *, asks: bool, unread: int = 0) -> None:
        self.cycle: Any = SimpleNamespace(response_complete=not asks)
        self.unread, self.read, self.end = unread, 0, ""
        self.transport = SimpleNamespace(
            close=lambda: self.note("closed"),
            abort=lambda: self.note("aborted"),
            get_write_buffer_size=lambda: self.unread,
        )

    def note(self, end: str) -> None:
        self.end = end


def look(*fakes: Fake, between: Callable[[], None] = lambda: None) -> list[str]:
    """How the connections end at the second look; none does at the first."""

    async def run() -> None:
        guard = Guard()
        guard.look(list(fakes))
        assert not any(one.end for one in fakes)
        await asyncio.sleep(0.01)
        between()
        guard.look(list(fakes))

    asyncio.run(run())
    return [one.end for one in fakes]


def test_a_connection_on_which_nothing_is_asked_is_closed(monkeypatch):
    monkeypatch.setattr(connections, "SILENCE", 0.0)
    new = Fake(asks=False)
    new.cycle = None
    assert look(Fake(asks=True), Fake(asks=False), new) == ["", "closed", "closed"]


def test_an_answer_that_nobody_reads_is_given_up(monkeypatch):
    monkeypatch.setattr(connections, "STALLED", 0.0)
    slow, steady = Fake(asks=True, unread=50), Fake(asks=True, unread=50)

    def go_on() -> None:
        slow.unread = 49
        steady.read = 1

    assert look(Fake(asks=True, unread=50), slow, steady, Fake(asks=True), between=go_on) == ["aborted", "", "", ""]
