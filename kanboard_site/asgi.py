"""ASGI entry of ``make run``: uvicorn reads and writes, Django's WSGI handler answers in a few threads.

Why not Django's own ASGI handler: it hops threads and opens a database connection per request, which costs nine
tenths of the throughput (docs/architecture.md, Server). The event loop stays free for slow clients and for streams.
"""

from __future__ import annotations

import asyncio
import io
import logging
import os
import re
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from http.cookies import CookieError, SimpleCookie
from typing import IO, Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kanboard_site.settings")

from django.conf import settings
from django.http import HttpResponse

from kanboard_site.wsgi import application as wsgi

# Models can be imported once the application above is set up.
from api.rest.problems import OVERSIZED, UNAUTHENTICATED, Problem, problem_of_outage, respond_with_problem  # isort: skip
from api.rest.views import is_rest  # isort: skip
from api.rpc.views import answer_outage, refuse_large, refuse_stranger  # isort: skip
from boards.inputs import decode_number  # isort: skip
from boards.outages import describe_error, find_outage  # isort: skip
from boards.live.streams import WATCHER, Receive, Send, stream_boards  # isort: skip


from kanboard_site import bodies  # isort: skip
from kanboard_site.callers import is_known  # isort: skip
from kanboard_site.middleware import SLASHES, is_for_programs  # isort: skip

Scope = dict[str, Any]
Headers = list[tuple[bytes, bytes]]

logger = logging.getLogger(__name__)

LIVE = "/live/"
POOL = ThreadPoolExecutor(max_workers=settings.ENV["WEB_THREADS"], thread_name_prefix="django")
DIGITS = re.compile(rb"\d{1,15}")

#: Set when this process has begun to end: streams are over, and no connection is kept for another request.
ending = False


def begin_end() -> None:
    """Let everything that lasts come to its end; what was asked is answered."""
    global ending
    ending = True
    WATCHER.close()


def build_environ(scope: Scope, body: IO[bytes], size: int) -> dict[str, Any]:
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
        "CONTENT_LENGTH": str(size),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
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
        # The parts of a cookie are separated in their own way (RFC 9110 5.3, RFC 6265 5.4).
        separator = "; " if name == "cookie" else ","
        environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
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


async def send_start(send: Send, status: int, headers: Headers) -> None:
    """Begin an answer; the last one of a connection when this process ends."""
    closing = [(b"connection", b"close")] if ending else []
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *closing]})


async def send_refusal(send: Send, status: int, sentence: str, *more: tuple[bytes, bytes]) -> None:
    content = sentence.encode()
    length = str(len(content)).encode()
    await send_start(
        send, status, [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", length), *more]
    )
    await send({"type": "http.response.body", "body": content})


async def lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            begin_end()
            POOL.shutdown(wait=True)
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


def headers_named(scope: Scope, wanted: bytes) -> list[bytes]:
    return [value for name, value in scope["headers"] if name == wanted]


async def serve_stream(scope: Scope, receive: Receive, send: Send) -> None:
    """``/live/1,2,3``: server-sent events, one for each new revision of these boards (ux.md 3.13)."""
    try:
        cookies = SimpleCookie(b"; ".join(headers_named(scope, b"cookie")).decode("latin-1"))
    except CookieError:
        cookies = SimpleCookie()
    key = cookies.get(settings.SESSION_COOKIE_NAME)
    parts = scope["path"].removeprefix(LIVE).split(",")
    ids = [number for part in parts if (number := decode_number(part)) is not None]
    await stream_boards(project_ids=ids, session_key=key.value if key else "", pool=POOL, receive=receive, send=send)


async def read_request(scope: Scope, receive: Receive, send: Send) -> bodies.Body | None:
    """The body of a request; None when the request is answered already, or nobody waits for an answer.

    Raises OSError when the disk is full.
    """
    length = headers_named(scope, b"content-length")
    declared = int(length[0]) if length and DIGITS.fullmatch(length[0]) else 0

    async def ask() -> bool:
        environ = build_environ(scope, io.BytesIO(), 0)
        return await asyncio.get_running_loop().run_in_executor(POOL, is_known, environ)

    try:
        return await bodies.read_body(receive, declared=declared, is_known=ask)
    except bodies.TooLarge:
        await turn_away(scope, send, refuse_large(), Problem(OVERSIZED), 413, "The request is too large.")
    except bodies.TooSlow:
        await send_refusal(send, 408, "The request came too slowly.", (b"connection", b"close"))
    except bodies.Stranger:
        await turn_away(scope, send, refuse_stranger(), Problem(UNAUTHENTICATED), 413, "Sign in to send so much.")
    except bodies.Gone:
        pass
    return None


async def send_response(response: HttpResponse, send: Send) -> None:
    """Send an answer that needs no middleware."""
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in response.items()]
    await send_start(send, response.status_code, headers)
    await send({"type": "http.response.body", "body": response.content})


async def turn_away(
    scope: Scope,
    send: Send,
    for_rpc: HttpResponse,
    for_rest: Problem,
    status: int,
    sentence: str,
    *more: tuple[bytes, bytes],
) -> None:
    """Refuse a request in the form of its door: of JSON-RPC, of REST, or as a sentence."""
    if is_for_programs(scope["path"]):
        await send_response(for_rpc, send)
    elif is_rest(scope["path"]):
        await send_response(respond_with_problem(for_rest), send)
    else:
        await send_refusal(send, status, sentence, *more)


async def serve_request(scope: Scope, receive: Receive, send: Send) -> None:
    """Read a request, let Django answer it, and send the answer."""
    body = await read_request(scope, receive, send)
    if body is None:
        return
    try:
        loop = asyncio.get_running_loop()
        environ = build_environ(scope, body.file, body.size)
        status, headers, content, chunks = await loop.run_in_executor(POOL, answer, environ)
    finally:
        body.close()
    await send_start(send, status, headers)
    if chunks is None:
        await send({"type": "http.response.body", "body": content})
    else:
        await send_chunks(chunks, send)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
        return
    if scope["type"] != "http":
        return
    if "//" in scope["path"]:
        scope = {**scope, "path": SLASHES.sub("/", scope["path"])}
    has_begun = False

    async def tell(message: dict[str, Any]) -> None:
        nonlocal has_begun
        has_begun = True
        await send(message)

    serve = serve_stream if scope["path"].startswith(LIVE) and scope["method"] == "GET" else serve_request
    try:
        await serve(scope, receive, tell)
    except asyncio.CancelledError:
        # The server ends, and what is still at work has had its time.
        if not has_begun:
            await send_refusal(send, 503, "The server ends. Please try again in a moment.", (b"retry-after", b"5"))
    except Exception as error:
        outage = find_outage(error)
        if outage is None or has_begun:
            raise
        logger.error("%s %s: %s", scope["method"], scope["path"], describe_error(error))
        retry = (b"retry-after", str(outage.retry).encode())
        forms = answer_outage(outage), problem_of_outage(outage)
        await turn_away(scope, send, *forms, outage.status, str(outage.sentence), retry)
