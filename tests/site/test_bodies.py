"""Bodies of requests: what is held in memory, for how long, and for whom (decisions.md 5)."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest

from kanboard_site import asgi, bodies
from tests.site.test_asgi import CALL, JSONRPC, ask


def read(*chunks: bytes, known: bool = True, declared: int = 0, more: bool = False) -> bodies.Body:
    """What ``read_body`` makes of these pieces; ``more``: nothing comes after them, though it should."""
    messages = [
        {"type": "http.request", "body": chunk, "more_body": more or number < len(chunks) - 1}
        for number, chunk in enumerate(chunks)
    ]

    async def receive() -> dict[str, Any]:
        if not messages:
            await asyncio.Event().wait()
        return messages.pop(0)

    async def is_known() -> bool:
        return known

    return asyncio.run(bodies.read_body(receive, declared=declared, is_known=is_known))


def test_a_small_body_lies_in_memory_and_a_large_one_on_the_disk(monkeypatch):
    monkeypatch.setattr(bodies, "SMALL", 10)
    small, large = read(b"12345", b"67890"), read(b"12345", b"67890", b"1")
    assert isinstance(small.file, io.BytesIO)
    assert not isinstance(large.file, io.BytesIO)
    assert (small.file.read(), large.file.read(), large.size) == (b"1234567890", b"12345678901", 11)
    assert bodies.held == 10
    for body in (small, large):
        body.close()
    assert bodies.held == 0


def test_all_bodies_together_have_a_bound_in_memory(monkeypatch):
    monkeypatch.setattr(bodies, "MEMORY", 8)
    first, second = read(b"12345"), read(b"12345")
    assert isinstance(first.file, io.BytesIO)
    assert not isinstance(second.file, io.BytesIO)
    assert (bodies.held, second.file.read()) == (5, b"12345")
    first.close()
    second.close()
    assert bodies.held == 0


@pytest.mark.parametrize("declared", [0, 11])
def test_a_stranger_is_not_heard_beyond_a_small_body(monkeypatch, declared):
    monkeypatch.setattr(bodies, "SMALL", 10)
    with pytest.raises(bodies.Stranger):
        read(b"1" * 6, b"2" * 6, known=False, declared=declared)
    assert bodies.held == 0


@pytest.mark.parametrize("declared", [0, 21])
def test_nobody_is_heard_beyond_the_limit(monkeypatch, declared):
    monkeypatch.setattr(bodies, "LIMIT", 20)
    with pytest.raises(bodies.TooLarge):
        read(b"1" * 15, b"2" * 6, declared=declared)
    assert bodies.held == 0


@pytest.mark.parametrize("limit", ["IDLE", "WHOLE"])
def test_who_stops_sending_is_sent_away(monkeypatch, limit):
    monkeypatch.setattr(bodies, limit, 0.01)
    with pytest.raises(bodies.TooSlow):
        read(b"1", more=True)
    assert bodies.held == 0


@pytest.mark.usefixtures("own_pool")
class TestDoor:
    def big(self, path: str = "/jsonrpc", headers: Any = JSONRPC) -> dict[str, Any]:
        """The answers to a body of more than a stranger may send, that gives its length, and the first only."""
        length = [(b"content-length", b"2000000")]
        return dict(zip(("start", "body"), ask(path, (CALL,), [*headers, *length]), strict=False))

    def test_a_program_that_is_not_known_gets_401(self, transactional_db):
        said = self.big(headers=[])
        assert (said["start"]["status"], b'"code":401' in said["body"]["body"]) == (401, True)
        assert (b"www-authenticate", b'Basic realm="JsonRPC"') in said["start"]["headers"]

    def test_a_browser_without_a_session_is_asked_to_sign_in(self, transactional_db):
        assert self.big("/task/1/file/upload", [])["start"]["status"] == 413

    def test_who_is_known_is_heard(self, monkeypatch):
        monkeypatch.setattr(asgi, "is_known", lambda environ: True)
        monkeypatch.setattr(
            asgi, "wsgi", lambda environ, start: (start("200 OK", []), [environ["wsgi.input"].read()])[1]
        )
        assert self.big()["start"]["status"] == 200

    def test_a_slow_one_is_told_so_and_its_connection_closed(self, monkeypatch):
        monkeypatch.setattr(bodies, "IDLE", 0.01)
        monkeypatch.setattr(bodies, "_receive_in_time", never)
        (start, _) = ask()
        assert (start["status"], (b"connection", b"close") in start["headers"]) == (408, True)

    def test_a_full_disk_is_said_in_words(self, monkeypatch):
        def full(body: bodies.Body, chunk: bytes) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(bodies.Body, "write", full)
        for path, form in (("/jsonrpc", b"application/json"), ("/task/1/file/upload", b"text/plain; charset=utf-8")):
            start, body = ask(path)
            assert (start["status"], b"disk of the server is full" in body["body"]) == (507, True)
            assert (b"content-type", form) in start["headers"]


async def never(receive: Any, until: float) -> dict[str, Any]:
    raise bodies.TooSlow
