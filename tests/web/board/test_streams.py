"""The stream of open boards, and what is said of others' changes (ux.md 3.10 and 3.13)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import OperationalError

from boards.actors import APPLICATION
from boards.live import streams as live
from boards.models import Change, Group, GroupMember, ProjectGroup
from boards.services.comments import create_comment
from boards.services.projects import create_project
from boards.services.tasks.move import move_task
from boards.services.tasks.remove import remove_task
from boards.services.tasks.update import update_task


class Boards:
    """A fake of the tables: ``revisions`` of the boards that the session may see, and what the watcher finds."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **revisions: int) -> None:
        self.revisions = {int(name[1:]): revision for name, revision in revisions.items()}
        monkeypatch.setattr(live, "LOOK", 0.01)
        monkeypatch.setattr(live, "WATCHER", live.RevisionWatcher())
        monkeypatch.setattr(live, "close_old_connections", lambda: None)
        monkeypatch.setattr(live, "find_readable_revisions", self.find)
        monkeypatch.setattr(live, "list_revisions", lambda ids: {pk: self.revisions[pk] for pk in ids})

    def find(self, _key: str, ids: Any) -> dict[int, int]:
        return {pk: self.revisions[pk] for pk in ids if pk in self.revisions}


class Browser:
    """Listens to boards: ``heard`` are the messages, ``news`` the revisions by board; ``leave`` hangs up."""

    def __init__(self, *ids: int) -> None:
        self.ids = ids
        self.heard: list[dict[str, Any]] = []
        self.gone = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        self.heard.append(message)

    @property
    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.heard).decode()

    @property
    def news(self) -> list[tuple[int, int]]:
        found = [json.loads(line[6:]) for line in self.text.splitlines() if line.startswith("data: ")]
        return [(one["project"], one["revision"]) for one in found]

    @property
    def is_over(self) -> bool:
        return bool(self.heard) and "body" in self.heard[-1] and not self.heard[-1].get("more_body")

    async def hears(self, n: int) -> None:
        await until(lambda: len(self.news) >= n)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what must come within seconds."""
    for _ in range(500):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come")


def listen(browser: Browser, then: Callable[[], Awaitable[None]]) -> None:
    """Listen while ``then`` runs, and hang up."""

    async def run() -> None:
        with ThreadPoolExecutor(1) as pool:
            stream = asyncio.create_task(
                live.stream_boards(
                    project_ids=browser.ids, session_key="x", pool=pool, receive=browser.receive, send=browser.send
                )
            )
            await then()
            browser.gone.set()
            await asyncio.wait_for(stream, 5)

    asyncio.run(run())


def test_a_stream_tells_each_newer_revision_of_its_boards(monkeypatch):
    boards, browser = Boards(monkeypatch, b1=5, b2=8), Browser(1, 2)

    async def work() -> None:
        await browser.hears(2)
        boards.revisions[2] = 9
        await browser.hears(3)

    listen(browser, work)
    assert browser.news == [(1, 5), (2, 8), (2, 9)]
    assert browser.heard[0]["status"] == 200
    assert browser.heard[-1] == {"type": "http.response.body", "body": b""}
    assert live.WATCHER.revisions == {}, "who hangs up is forgotten"


def test_a_board_that_may_not_be_seen_is_left_out(monkeypatch):
    boards, browser = Boards(monkeypatch, b1=5), Browser(1, 2)
    listen(browser, lambda: browser.hears(1))
    assert browser.news == [(1, 5)]
    boards.revisions.clear()
    refused = Browser(1)
    listen(refused, nothing)
    assert refused.heard[0]["status"] == 403


def test_a_board_that_is_named_often_is_looked_at_once(monkeypatch):
    boards, browser = Boards(monkeypatch, b1=5, b2=6), Browser(*([1] * 60), 2)
    asked = []
    monkeypatch.setattr(live, "find_readable_revisions", lambda key, ids: asked.append(ids) or boards.find(key, ids))
    listen(browser, lambda: browser.hears(2))
    assert asked == [[1, 2]]
    many = Browser(*range(1, 100))
    listen(many, lambda: many.hears(2))
    assert len(asked[1]) == live.MOST


def test_one_browser_has_so_many_streams(monkeypatch):
    Boards(monkeypatch, b1=5)
    monkeypatch.setattr(live, "MOST_STREAMS", 1)
    monkeypatch.setattr(live, "STREAMS", live.Streams())
    first, second, third = Browser(1), Browser(1), Browser(1)

    async def meanwhile() -> None:
        await first.hears(1)
        with ThreadPoolExecutor(1) as pool:
            await live.stream_boards(
                project_ids=[1], session_key="x", pool=pool, receive=second.receive, send=second.send
            )

    listen(first, meanwhile)
    assert second.heard[0]["status"] == 429
    listen(third, lambda: third.hears(1))
    assert third.heard[0]["status"] == 200, "the place is free again"


def test_streams_end_with_the_server(monkeypatch):
    Boards(monkeypatch, b1=5)
    browser, late = Browser(1), Browser(1)

    async def work() -> None:
        await browser.hears(1)
        live.WATCHER.close()
        await until(lambda: browser.is_over)

    listen(browser, work)
    listen(late, nothing)
    assert late.heard[0]["status"] == 503


def test_a_stream_without_a_database_is_asked_for_again(monkeypatch):
    boards, browser = Boards(monkeypatch, b1=5), Browser(1)

    def away(key: str, ids: Any) -> dict[int, int]:
        raise OperationalError("away")

    monkeypatch.setattr(live, "find_readable_revisions", away)
    listen(browser, nothing)
    start = browser.heard[0]
    assert (start["status"], (b"retry-after", b"5") in start["headers"]) == (503, True)

    patient = Browser(1)
    monkeypatch.setattr(live, "find_readable_revisions", boards.find)
    monkeypatch.setattr(live, "BEAT", 0.02)

    async def work() -> None:
        await patient.hears(1)
        monkeypatch.setattr(live, "RECHECK", 0.0)
        monkeypatch.setattr(live, "find_readable_revisions", away)
        before = patient.text.count(": here")
        await until(lambda: patient.text.count(": here") > before + 2)
        assert not patient.is_over

    listen(patient, work)


def test_streams_say_that_they_are_no_page(monkeypatch):
    Boards(monkeypatch, b1=5)
    for browser in (Browser(1), Browser(2)):
        listen(browser, lambda browser=browser: until(lambda: browser.heard))  # type: ignore[misc]
        headers = dict(browser.heard[0]["headers"])
        assert headers[b"x-content-type-options"] == b"nosniff"
        assert b"default-src 'none'" in headers[b"content-security-policy"]


@pytest.mark.parametrize("number", [1, 20])
def test_the_right_to_listen_costs_the_same_for_any_number_of_boards(
    world, monkeypatch, number, django_assert_max_num_queries
):
    monkeypatch.setattr(live, "close_old_connections", lambda: None)
    key = world.member.session.session_key
    group = Group.objects.create(name="Crew")
    GroupMember.objects.create(group=group, user=world.people["member"])
    boards = [create_project(actor=APPLICATION, name=f"B{n}", owner_id=None).pk for n in range(number)]
    for pk in boards[::2]:
        ProjectGroup.objects.create(project_id=pk, group=group, role="project-viewer")
    with django_assert_max_num_queries(5):
        found = live.find_readable_revisions(key, [*boards, world.project.pk])
    assert set(found) == {*boards[::2], world.project.pk}


async def nothing() -> None:
    """There is nothing to wait for."""


def test_a_quiet_stream_shows_that_it_lives_and_ends_with_the_right_to_listen(monkeypatch):
    boards, browser = Boards(monkeypatch, b1=5), Browser(1)
    monkeypatch.setattr(live, "BEAT", 0.02)

    async def work() -> None:
        await browser.hears(1)
        await until(lambda: ": here" in browser.text)
        monkeypatch.setattr(live, "RECHECK", 0.0)
        boards.revisions.clear()
        await until(lambda: browser.is_over)

    listen(browser, work)
    assert browser.is_over


def test_a_browser_that_breaks_off_ends_its_stream(monkeypatch):
    boards, browser = Boards(monkeypatch, b1=5), Browser(1)

    async def broken(message: dict[str, Any]) -> None:
        browser.heard.append(message)
        if len(browser.heard) == 3:
            raise OSError("gone")

    monkeypatch.setattr(browser, "send", broken)

    async def work() -> None:
        await browser.hears(1)
        boards.revisions[1] = 6
        await browser.hears(2)

    listen(browser, work)
    assert live.WATCHER.revisions == {}


def test_a_watcher_that_meets_a_failing_database_looks_again(monkeypatch):
    boards, browser = Boards(monkeypatch, b1=5), Browser(1)
    failures = [OSError("away"), OSError("away")]

    def look(ids: Any) -> dict[int, int]:
        if failures:
            raise failures.pop()
        return {pk: boards.revisions[pk] for pk in ids}

    monkeypatch.setattr(live, "list_revisions", look)

    async def work() -> None:
        await browser.hears(1)
        boards.revisions[1] = 6
        await browser.hears(2)

    listen(browser, work)
    assert browser.news == [(1, 5), (1, 6)]
    assert not failures


def test_a_session_hears_the_boards_that_it_may_see(world, monkeypatch):
    monkeypatch.setattr(live, "close_old_connections", lambda: None)
    other = create_project(actor=APPLICATION, name="Elsewhere", owner_id=None)
    task = world.task()
    newest = Change.objects.filter(project_id=world.project.pk).latest("pk").pk
    for who, found in {"member": {world.project.pk: newest}, "outsider": {}}.items():
        client = world.client(who)
        assert live.find_readable_revisions(client.session.session_key, [world.project.pk, other.pk]) == found
    assert set(live.find_readable_revisions(world.admin.session.session_key, [world.project.pk, other.pk])) == {
        world.project.pk,
        other.pk,
    }
    assert live.find_readable_revisions("nobody", [world.project.pk]) == {}
    assert task.project_id == world.project.pk


class TestNews:
    def news(self, world: Any, who: str = "member") -> list[str]:
        answer = world.client(who).get(f"/board/{world.project.pk}/changes", {"since": self.since}).json()
        return [one["sentence"] for one in answer["news"]]

    @pytest.fixture(autouse=True)
    def begin(self, world):
        self.task = world.task("Old")
        self.since = Change.objects.latest("pk").pk

    def test_others_are_named_with_what_they_did(self, world):
        actor = world.actor("manager")
        update_task(actor=actor, task_id=self.task.pk, fields={"title": "New"})
        move_task(
            actor=actor,
            task_id=self.task.pk,
            column_id=world.columns["Done"].pk,
            swimlane_id=world.swimlane.pk,
            position=1,
        )
        create_comment(actor=actor, task_id=self.task.pk, content="Well", visibility="app-user", user_id=actor.user_id)
        pk = self.task.pk
        assert self.news(world) == [
            f"Manager changed task {pk}.",
            f"Manager moved task {pk} to “Done”.",
            f"Manager commented on task {pk}.",
        ]

    def test_own_changes_are_no_news(self, world):
        update_task(actor=world.actor("member"), task_id=self.task.pk, fields={"title": "New"})
        assert self.news(world) == []

    def test_programs_and_removed_tasks_are_told_too(self, world):
        remove_task(actor=APPLICATION, task_id=self.task.pk)
        assert self.news(world) == [f"Somebody removed task {self.task.pk}."]
