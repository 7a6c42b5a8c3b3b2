"""Streams of open boards (ux.md 3.13, stack.md 8): one reader a process asks for news, the streams pass them on.

A stream says only that there is a newer revision; the browser then fetches what changed, through the same door and
with the same rights as everything else. One stream may follow several boards, as all tabs of a browser share one: a
browser opens six connections to a host at most. The reader sleeps while no stream is open.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from typing import Any

from django.db import close_old_connections

from boards.access import is_allowed
from boards.authentication.sessions import find_browser_actor
from boards.queries.live import find_revision, list_revisions

#: Seconds between two looks for news, between two signs of life, and between two checks of the right to listen.
LOOK = 0.2
BEAT = 20.0
RECHECK = 60.0
#: Boards that one stream may follow.
MOST = 50

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]


class Reader:
    """Wakes the streams of a project when its revision grows."""

    def __init__(self) -> None:
        self._waiting: dict[int, set[asyncio.Event]] = defaultdict(set)
        self.revisions: dict[int, int] = {}
        self._task: asyncio.Task[None] | None = None

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


READER = Reader()


def _look(project_ids: list[int]) -> dict[int, int]:
    close_old_connections()
    return list_revisions(project_ids)


def find_readable_revisions(session_key: str, project_ids: Sequence[int]) -> dict[int, int]:
    """Those of the boards that the session may see, with their revisions. ≤ 2 statements, and 5 for each board."""
    close_old_connections()
    actor = find_browser_actor(session_key)
    if actor is None:
        return {}
    reader = replace(actor, bypass=True)
    return {
        project_id: find_revision(project_id)
        for project_id in project_ids
        if is_allowed(reader, "board.view", project_id=project_id)
    }


async def stream_boards(
    *, project_ids: Sequence[int], session_key: str, pool: Executor, receive: Receive, send: Send
) -> None:
    """Tell one browser of newer revisions until it goes, or may not listen to any of the boards any more.

    Each event ``change`` holds ``{"project": id, "revision": n}``; the first ones come at once. Boards that the session
    may not see are left out; 403 when none is left.
    """
    loop = asyncio.get_running_loop()

    async def find() -> dict[int, int]:
        return await loop.run_in_executor(pool, find_readable_revisions, session_key, project_ids[:MOST])

    told = await find()
    if not told:
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
    await _say(send, "retry: 2000\n" + "".join(_news(*pair) for pair in told.items()))
    event = READER.join(told, pool)
    gone = loop.create_task(_wait_for_end(receive))
    checked = time.monotonic()
    try:
        while not gone.done():
            news = loop.create_task(event.wait())
            await asyncio.wait({news, gone}, timeout=BEAT, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            event.clear()
            newer = {pk: READER.revisions[pk] for pk, known in told.items() if READER.revisions.get(pk, 0) > known}
            told.update(newer)
            await _say(send, "".join(_news(*pair) for pair in newer.items()) or ": here\n\n")
            if time.monotonic() - checked > RECHECK:
                checked = time.monotonic()
                if set(await find()) != set(told):
                    break
    except OSError:  # the browser went while it was told something
        pass
    finally:
        gone.cancel()
        READER.leave(told, event)
    await send({"type": "http.response.body", "body": b""})


def _news(project_id: int, revision: int) -> str:
    return f"event: change\ndata: {json.dumps({'project': project_id, 'revision': revision})}\n\n"


async def _say(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _wait_for_end(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
