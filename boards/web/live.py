"""Streams of open boards (ux.md 3.13, stack.md 8): one reader a process asks for news, the streams pass them on.

A stream says only that there is a newer revision; the browser then fetches what changed, through the same door and
with the same rights as everything else. The reader sleeps while no stream is open.
"""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

from django.db import close_old_connections

from boards.access import is_allowed
from boards.authentication.sessions import find_browser_actor
from boards.queries.cards import find_revision, list_revisions

#: Seconds between two looks for news, between two signs of life, and between two checks of the right to listen.
LOOK = 0.2
BEAT = 20.0
RECHECK = 60.0

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Reader:
    """Wakes the streams of a project when its revision grows."""

    def __init__(self) -> None:
        self._waiting: dict[int, set[asyncio.Event]] = defaultdict(set)
        self.revisions: dict[int, int] = {}
        self._task: asyncio.Task[None] | None = None

    def join(self, project_id: int, revision: int, pool: Executor) -> asyncio.Event:
        """Start to listen; the answer is set at each newer revision."""
        event = asyncio.Event()
        self._waiting[project_id].add(event)
        self.revisions[project_id] = max(revision, self.revisions.get(project_id, 0))
        if self._task is None or self._task.done():
            self._task = asyncio.get_running_loop().create_task(self._read(pool))
        return event

    def leave(self, project_id: int, event: asyncio.Event) -> None:
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


READER = Reader()


def _look(project_ids: list[int]) -> dict[int, int]:
    close_old_connections()
    return list_revisions(project_ids)


def may_listen(session_key: str, project_id: int) -> int | None:
    """The revision of the board when the session may see it, else None. ≤ 5 statements."""
    close_old_connections()
    actor = find_browser_actor(session_key)
    if actor is None or not is_allowed(replace(actor, bypass=True), "board.view", project_id=project_id):
        return None
    return find_revision(project_id)


async def stream_board(*, project_id: int, session_key: str, pool: Executor, receive: Receive, send: Send) -> None:
    """Answer one browser until it goes, or until it may not listen any more. 403 for who may not from the start."""
    loop = asyncio.get_running_loop()
    revision = await loop.run_in_executor(pool, may_listen, session_key, project_id)
    if revision is None:
        headers = [(b"content-type", b"text/plain")]
        await send({"type": "http.response.start", "status": 403, "headers": headers})
        await send({"type": "http.response.body", "body": b"You may not see this board."})
        return
    headers = [
        (b"content-type", b"text/event-stream"),
        (b"cache-control", b"no-cache, no-store"),
        (b"x-accel-buffering", b"no"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await _say(send, f"retry: 2000\nevent: change\ndata: {revision}\n\n")
    event = READER.join(project_id, revision, pool)
    gone = loop.create_task(_wait_for_end(receive))
    checked = time.monotonic()
    try:
        while not gone.done():
            news = loop.create_task(event.wait())
            await asyncio.wait({news, gone}, timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            if event.is_set():
                event.clear()
                await _say(send, f"event: change\ndata: {READER.revisions.get(project_id, 0)}\n\n")
            else:
                await _say(send, ": here\n\n")
            if time.monotonic() - checked > RECHECK:
                checked = time.monotonic()
                if await loop.run_in_executor(pool, may_listen, session_key, project_id) is None:
                    break
    except OSError:  # the browser went while it was told something
        pass
    finally:
        gone.cancel()
        READER.leave(project_id, event)
    await send({"type": "http.response.body", "body": b""})


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _wait_for_end(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
