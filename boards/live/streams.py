"""Streams of open boards (ux.md 3.13): one watcher a process asks for news, the streams pass them on.

A stream says only that there is a newer revision; the browser then fetches what changed, through the same door and
with the same rights as everything else. One stream may follow several boards, as all tabs of a browser share one: a
browser opens six connections to a host at most. The watcher sleeps while no stream is open.
"""

from __future__ import annotations

import asyncio
import json
import logging
import random
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.db import close_old_connections

from boards.access.check import find_allowed
from boards.authentication.sessions import find_browser_actor
from boards.outages import describe_error, find_outage
from boards.queries.live import list_revisions

#: Seconds between two looks for news, between two signs of life, and between two checks of the right to listen.
LOOK = 0.2
BEAT = 20.0
RECHECK = 60.0
#: Boards that one stream may follow.
MOST = 50
#: Streams of one session in one process. Without a secure connection each tab has its own, and browsers stop at six.
MOST_STREAMS = 12
#: As on every answer to the browser: nothing in a stream is a page.
SAFE = [
    (b"cache-control", b"no-cache, no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
]

logger = logging.getLogger(__name__)

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class RevisionWatcher:
    """Wakes the streams of a project when its revision grows."""

    def __init__(self) -> None:
        self._waiting: dict[int, set[asyncio.Event]] = defaultdict(set)
        self.revisions: dict[int, int] = {}
        self._task: asyncio.Task[None] | None = None
        self.closed = False

    def close(self) -> None:
        """End all streams, and let none begin: the process ends."""
        self.closed = True
        for events in self._waiting.values():
            for event in events:
                event.set()

    def join(self, revisions: Mapping[int, int], pool: Executor) -> asyncio.Event:
        """Start to listen to projects from their revisions on; the answer is set at each newer one."""
        event = asyncio.Event()
        for project_id, revision in revisions.items():
            self._waiting[project_id].add(event)
            self.revisions[project_id] = max(revision, self.revisions.get(project_id, 0))
            if self.revisions[project_id] > revision:  # another stream has heard of it meanwhile
                event.set()
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._read(pool))
        return event

    def leave(self, project_ids: Iterable[int], event: asyncio.Event) -> None:
        for project_id in project_ids:
            self._waiting[project_id].discard(event)
            if not self._waiting[project_id]:
                del self._waiting[project_id]
                self.revisions.pop(project_id, None)

    async def _read(self, pool: Executor) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            await asyncio.sleep(LOOK)
            try:
                found = await loop.run_in_executor(pool, _look, list(self._waiting))
            except Exception:  # noqa: S112 - the database is away for a moment: the next look tells
                continue
            for project_id, revision in found.items():
                if revision > self.revisions.get(project_id, revision):
                    self.revisions[project_id] = revision
                    for event in self._waiting.get(project_id, ()):
                        event.set()


WATCHER = RevisionWatcher()


def _look(project_ids: list[int]) -> dict[int, int]:
    close_old_connections()
    return list_revisions(project_ids)


def find_readable_revisions(session_key: str, project_ids: Sequence[int]) -> dict[int, int]:
    """Those of the boards that the session may see, with their revisions. ≤ 5 statements, however many boards."""
    close_old_connections()
    actor = find_browser_actor(session_key)
    if actor is None:
        return {}
    allowed = find_allowed(replace(actor, bypass=True), "board.view", project_ids)
    return {**dict.fromkeys(allowed, 0), **list_revisions(allowed)}


class Streams:
    """How many streams each session has in this process: a browser needs one, and each costs a look now and then."""

    def __init__(self) -> None:
        self._open: Counter[str] = Counter()

    @contextmanager
    def place(self, session_key: str) -> Iterator[bool]:
        """True when the session may have one more, which counts until the block is left."""
        free = self._open[session_key] < MOST_STREAMS
        self._open[session_key] += free
        try:
            yield free
        finally:
            self._open[session_key] -= free
            if not self._open[session_key]:
                del self._open[session_key]


STREAMS = Streams()


async def stream_boards(
    *, project_ids: Sequence[int], session_key: str, pool: Executor, receive: Receive, send: Send
) -> None:
    """Tell one browser of newer revisions until it goes, or may not listen to any of the boards any more.

    Each event ``change`` holds ``{"project": id, "revision": n}``; the first ones come at once. Boards that the session
    may not see are left out; 403 when none is left.
    """
    with STREAMS.place(session_key) as free:
        if WATCHER.closed:
            await _refuse(send, 503, "The server ends.")
        elif not free:
            await _refuse(send, 429, "This browser listens often enough.")
        else:
            wanted = list(dict.fromkeys(project_ids))[:MOST]
            await _Stream(wanted, session_key, pool, receive, send).run()


class _Stream:
    """One stream, from its first look to its end."""

    def __init__(self, wanted: Sequence[int], key: str, pool: Executor, receive: Receive, send: Send) -> None:
        self.wanted, self.key, self.pool, self.receive, self.send = wanted, key, pool, receive, send
        self.checked = time.monotonic()
        #: Not all streams of a server that has just begun ask in the same second.
        self.pace = random.uniform(0.5, 1.0)  # noqa: S311

    async def find(self) -> dict[int, int]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.pool, find_readable_revisions, self.key, self.wanted)

    async def run(self) -> None:
        try:
            told = await self.find()
        except Exception as error:
            outage = find_outage(error)
            if outage is None:
                raise
            logger.error("A stream could not begin: %s", describe_error(error))
            await _refuse(self.send, outage.status, str(outage.sentence))
            return
        if not told:
            await _refuse(self.send, 403, "You may not see this board.")
            return
        headers = [(b"content-type", b"text/event-stream"), (b"x-accel-buffering", b"no"), *SAFE]
        await self.send({"type": "http.response.start", "status": 200, "headers": headers})
        event = WATCHER.join(told, self.pool)
        gone = asyncio.get_running_loop().create_task(_wait_for_end(self.receive))
        try:
            await _say(self.send, "retry: 2000\n" + "".join(_news(*pair) for pair in told.items()))
            while not gone.done() and not WATCHER.closed:
                await _wait_for_first(event, gone)
                await self.tell_newer(told)
                if not await self.may_go_on(told):
                    break
        except (OSError, asyncio.CancelledError):  # the browser went while it was told something, or the server ends
            pass
        finally:
            gone.cancel()
            WATCHER.leave(told, event)
        await self.send({"type": "http.response.body", "body": b""})

    async def tell_newer(self, told: dict[int, int]) -> None:
        """Say what is newer than what was told, or that we are still here."""
        newer = {pk: WATCHER.revisions[pk] for pk, known in told.items() if WATCHER.revisions.get(pk, 0) > known}
        told.update(newer)
        await _say(self.send, "".join(_news(*pair) for pair in newer.items()) or ": here\n\n")

    async def may_go_on(self, told: dict[int, int]) -> bool:
        """Whether the session may still see the same boards; asked now and then."""
        if time.monotonic() - self.checked <= RECHECK * self.pace:
            return True
        self.checked = time.monotonic()
        try:
            return set(await self.find()) == set(told)
        except Exception as error:
            if find_outage(error) is None:
                raise
            # Nothing can be read, so nothing is told; the next check asks again.
            return True


async def _wait_for_first(event: asyncio.Event, gone: asyncio.Task[None]) -> None:
    """Until there is news, the browser has gone, or it is time for a sign of life."""
    news = asyncio.get_running_loop().create_task(event.wait())
    await asyncio.wait({news, gone}, timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
    news.cancel()
    event.clear()


async def _refuse(send: Send, status: int, sentence: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *SAFE]
    if status in (429, 503):
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": sentence.encode()})


def _news(project_id: int, revision: int) -> str:
    return f"event: change\ndata: {json.dumps({'project': project_id, 'revision': revision})}\n\n"


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _wait_for_end(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
