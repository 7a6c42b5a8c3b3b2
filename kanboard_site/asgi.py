"""ASGI entry of ``make run``: uvicorn reads and writes, Django's WSGI handler answers in a few threads.

Why not Django's own ASGI handler: it hops threads and opens a database connection per request, which costs nine
tenths of the throughput (docs/architecture.md, Server). The event loop stays free for slow clients and for streams.
"""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kanboard_site.settings")

from django.conf import settings

from kanboard_site.wsgi import application as wsgi

# Models can be imported once the application above is set up.
from boards.web.live import stream_boards  # isort: skip

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

#: Room for the fields around an upload.
BODY_LIMIT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1024 * 1024
LIVE = "/live/"
POOL = ThreadPoolExecutor(max_workers=settings.ENV["WEB_THREADS"], thread_name_prefix="django")


class BodyTooLarge(Exception):
    pass


class ClientGone(Exception):
    pass


async def read_body(receive: Receive) -> bytes:
    """The whole body, so that a slow sender costs no thread. Raises BodyTooLarge, ClientGone."""
    message = await receive()
    if message["type"] == "http.request" and not message.get("more_body"):
        body: bytes = message.get("body", b"")
        if len(body) > BODY_LIMIT:
            raise BodyTooLarge
        return body
    chunks: list[bytes] = []
    size = 0
    while True:
        if message["type"] == "http.disconnect":
            raise ClientGone
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > BODY_LIMIT:
            raise BodyTooLarge
        chunks.append(chunk)
        if not message.get("more_body"):
            return b"".join(chunks)
        message = await receive()


def build_environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """The WSGI environment of a request, by the rules of PEP 3333 (texts are latin-1)."""
    server = scope.get("server") or ("localhost", 80)
    client = scope.get("client") or ("", 0)
    root_path = scope.get("root_path", "").encode().decode("latin-1")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": root_path,
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope.get("query_string", b"").decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1] or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope.get('http_version', '1.1')}",
        "REMOTE_ADDR": client[0],
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        # A name with an underscore would pass for another header (CVE-2015-0219).
        if name == "content-length" or "_" in name:
            continue
        key = "CONTENT_TYPE" if name == "content-type" else f"HTTP_{name.upper().replace('-', '_')}"
        environ[key] = f"{environ[key]},{value}" if key in environ else value
    return environ


def answer(environ: dict[str, Any]) -> tuple[int, Headers, bytes, Iterable[bytes] | None]:
    """Status, headers and body; a response that streams gives its chunks instead of a body. Runs in a thread."""
    started: list[tuple[int, Headers]] = []

    def start_response(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
        encoded = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        started.append((int(status[:3]), encoded))
        return None

    response: Any = wsgi(environ, start_response)
    status, headers = started[-1]
    if getattr(response, "streaming", False) or not hasattr(response, "close"):
        return status, headers, b"", response
    try:
        return status, headers, b"".join(response), None
    finally:
        response.close()


async def send_chunks(chunks: Any, send: Send) -> None:
    """Send a streaming response as it comes; each chunk is made in a thread."""
    loop = asyncio.get_running_loop()
    iterator = iter(chunks)
    try:
        while (chunk := await loop.run_in_executor(POOL, next, iterator, None)) is not None:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        if hasattr(chunks, "close"):
            await loop.run_in_executor(POOL, chunks.close)


async def refuse(send: Send, status: int, sentence: bytes) -> None:
    headers = [(b"content-type", b"text/plain"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence})


async def lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            POOL.shutdown(wait=True)
            return


async def serve_stream(scope: Scope, receive: Receive, send: Send) -> None:
    """``/live/1,2,3``: server-sent events, one for each new revision of these boards (ux.md 3.13)."""
    key = SimpleCookie(dict(scope["headers"]).get(b"cookie", b"").decode("latin-1")).get(settings.SESSION_COOKIE_NAME)
    parts = scope["path"].removeprefix(LIVE).split(",")
    ids = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) < 19]
    await stream_boards(project_ids=ids, session_key=key.value if key else "", pool=POOL, receive=receive, send=send)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
        return
    if scope["type"] != "http":
        return
    if scope["path"].startswith(LIVE) and scope["method"] == "GET":
        await serve_stream(scope, receive, send)
        return
    try:
        body = await read_body(receive)
    except BodyTooLarge:
        await refuse(send, 413, b"The request is too large.")
        return
    except ClientGone:
        return
    loop = asyncio.get_running_loop()
    environ = build_environ(scope, body)
    status, headers, content, chunks = await loop.run_in_executor(POOL, answer, environ)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    if chunks is None:
        await send({"type": "http.response.body", "body": content})
    else:
        await send_chunks(chunks, send)
