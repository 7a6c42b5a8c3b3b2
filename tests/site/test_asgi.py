"""The ASGI entry: what uvicorn hands over reaches Django, and what Django answers reaches the client."""

from __future__ import annotations

import asyncio
import io
from typing import Any

import pytest
from django.http import HttpResponse

from kanboard_site import asgi, bodies

pytestmark = pytest.mark.usefixtures("own_pool")

CALL = b'{"jsonrpc":"2.0","method":"getVersion","id":1}'
JSONRPC = [(b"authorization", b"Basic anNvbnJwYzp0ZXN0"), (b"content-type", b"application/json")]


def ask(
    path: str = "/jsonrpc",
    chunks: tuple[bytes, ...] = (CALL,),
    headers: list[tuple[bytes, bytes]] = JSONRPC,
    gone: bool = False,
    **scope: Any,
) -> list[dict[str, Any]]:
    """The messages that a request is answered with."""
    messages = [
        {"type": "http.request", "body": chunk, "more_body": number < len(chunks) - 1 or gone}
        for number, chunk in enumerate(chunks)
    ]
    if gone:
        messages.append({"type": "http.disconnect"})
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return messages.pop(0)

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    full = {
        "type": "http", "method": "POST", "path": path, "query_string": b"a=1", "headers": headers,
        "client": ("10.0.0.1", 5), "server": ("testserver", 80), "scheme": "http", **scope,
    }  # fmt: skip
    asyncio.run(asgi.application(full, receive, send))
    return sent


def test_django_answers():
    start, body = ask("/robots.txt", chunks=(b"",), headers=[], method="GET")
    assert (start["status"], body["body"]) == (200, b"User-agent: *\nDisallow: /\n")
    assert (b"content-type", b"text/plain") in start["headers"]


def test_a_body_may_come_in_pieces(monkeypatch):
    def echo(environ: dict[str, Any], start_response: Any) -> HttpResponse:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return HttpResponse(environ["wsgi.input"].read())

    monkeypatch.setattr(asgi, "wsgi", echo)
    assert ask(chunks=(CALL[:10], CALL[10:]))[1]["body"] == CALL


@pytest.mark.parametrize("pieces", [1, 2])
def test_a_body_beyond_the_limit_is_refused(monkeypatch, pieces):
    monkeypatch.setattr(bodies, "LIMIT", 20)
    chunks = (CALL,) if pieces == 1 else (CALL[:15], CALL[15:])
    start, body = ask(chunks=chunks)
    assert (start["status"], b'"code":-32600' in body["body"]) == (413, True)
    start, body = ask("/task/1/file/upload", chunks=chunks, headers=[])
    assert (start["status"], body["body"]) == (413, b"The request is too large.")


def test_a_client_that_leaves_is_not_answered():
    assert ask(chunks=(b"{",), gone=True) == []


def test_headers_and_paths_arrive_as_wsgi_has_them():
    environ = asgi.build_environ(
        {
            "type": "http", "method": "GET", "path": "/bäd", "query_string": b"q=1", "root_path": "/kb",
            "headers": [
                (b"x-one", b"1"), (b"x-one", b"2"), (b"x_one", b"evil"), (b"content-type", b"text/plain"),
                (b"content-length", b"99"),
            ],
            "client": None, "server": None, "http_version": "2",
        },
        io.BytesIO(b"body"),
        4,
    )  # fmt: skip
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/bäd"
    assert (environ["SCRIPT_NAME"], environ["QUERY_STRING"], environ["HTTP_X_ONE"]) == ("/kb", "q=1", "1,2")
    assert (environ["CONTENT_TYPE"], environ["CONTENT_LENGTH"], environ["REMOTE_ADDR"]) == ("text/plain", "4", "")


def test_a_streaming_answer_is_sent_as_it_comes(monkeypatch):
    closed = []

    class Stream:
        streaming = True

        def __iter__(self):
            yield b"one"
            yield b"two"

        def close(self):
            closed.append(True)

    def application(environ: dict[str, Any], start_response: Any) -> Stream:
        start_response("200 OK", [("Content-Type", "text/plain")])
        return Stream()

    monkeypatch.setattr(asgi, "wsgi", application)
    assert [message.get("body") for message in ask()[1:]] == [b"one", b"two", b""]
    assert closed == [True]


def test_other_protocols_are_not_answered():
    assert ask(type="websocket") == []


def test_two_cookie_headers_are_one_list_of_cookies():
    scope = {"method": "GET", "path": "/", "headers": [(b"cookie", b"a=1"), (b"cookie", b"b=2; c=3")]}
    assert asgi.build_environ(scope, io.BytesIO(), 0)["HTTP_COOKIE"] == "a=1; b=2; c=3"


def test_a_stream_finds_its_session_in_any_cookie_header(monkeypatch):
    keys = []

    async def stream(**options: Any) -> None:
        keys.append((options["session_key"], options["project_ids"]))

    monkeypatch.setattr(asgi, "stream_boards", stream)
    headers = [(b"cookie", b"KB_SID=abc"), (b"cookie", b"other=1")]
    ask("//live//1,2,x", headers=headers, method="GET")
    assert keys == [("abc", [1, 2])]


@pytest.mark.parametrize("path", ["//jsonrpc.php", "/jsonrpc//", "///jsonrpc"])
def test_doubled_slashes_count_as_one(path, transactional_db):
    start, body = ask(path)
    assert start["status"] == 200, body


def test_at_the_end_no_connection_is_kept(monkeypatch):
    monkeypatch.setattr(asgi, "ending", False)
    monkeypatch.setattr(asgi.WATCHER, "closed", False)
    assert (b"connection", b"close") not in ask("/robots.txt", (b"",), [], method="GET")[0]["headers"]
    asgi.begin_end()
    assert (b"connection", b"close") in ask("/robots.txt", (b"",), [], method="GET")[0]["headers"]
    assert asgi.WATCHER.closed


def test_what_takes_too_long_at_the_end_is_told_so(monkeypatch):
    async def cancelled(*args: Any) -> None:
        raise asyncio.CancelledError

    monkeypatch.setattr(asgi, "serve_request", cancelled)
    start, body = ask()
    assert (start["status"], body["body"]) == (503, b"The server ends. Please try again in a moment.")
