"""The whole product as `make run` serves it, with its live stream, filled over its own API."""

from __future__ import annotations

import base64
import json
import re
import secrets
import time
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.serving import PASSWORD, TOKEN

TOAST = ".toast"
LAPTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


def draw(page: Page, pictures: int = 2) -> None:
    """What was done shows: so many pictures are drawn."""
    page.evaluate(
        """n => new Promise(done => { const next = () => n-- > 0 ? requestAnimationFrame(next) : done(); next(); })""",
        pictures,
    )


def hold_still(locator: Any) -> None:
    """Wait until an element is not scrolled any more."""
    locator.evaluate(
        """element => new Promise(done => {
            let [left, top, same] = [NaN, NaN, 0];
            const look = () => {
                same = element.scrollLeft === left && element.scrollTop === top ? same + 1 : 0;
                [left, top] = [element.scrollLeft, element.scrollTop];
                if (same < 10) requestAnimationFrame(look); else done();
            };
            look();
        })"""
    )


def until(page: Page, is_true: Callable[[], bool], seconds: float = 5) -> None:
    """Wait for what only Python sees: requests that a page has sent, or what is stored."""
    end = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < end, "it has not come"
        draw(page)


def hear(page: Page) -> None:
    """Load a page anew, and wait until news of others come to it by themselves."""
    with page.expect_response(re.compile("/live/")):
        page.reload()


class Site:
    """``site.rpc("createTask", title="a", project_id=1)``; ``site.open("ana")`` a signed-in page."""

    def __init__(self, url: str, browser: Browser, environment: dict[str, str]) -> None:
        self.url, self.browser, self.environment = url, browser, environment
        self.states: dict[str, Any] = {}
        self.users: dict[str, int] = {"admin": 1}
        self.contexts: list[BrowserContext] = []
        #: What scripts of the pages did not catch.
        self.failures: list[str] = []

    def rpc(self, method: str, /, **params: Any) -> Any:
        found = self._post({"jsonrpc": "2.0", "method": method, "id": 1, "params": params})
        assert "result" in found, found
        return found["result"]

    def _post(self, calls: Any) -> Any:
        body = json.dumps(calls).encode()
        credentials = base64.b64encode(f"jsonrpc:{TOKEN}".encode()).decode()
        request = urllib.request.Request(
            f"{self.url}/jsonrpc.php",
            body,
            {"Content-Type": "application/json", "Authorization": f"Basic {credentials}"},
        )
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)

    def batch(self, calls: Iterable[tuple[str, dict[str, Any]]]) -> None:
        """Many calls in one request; none may fail."""
        asked = [{"jsonrpc": "2.0", "method": name, "id": n, "params": more} for n, (name, more) in enumerate(calls)]
        assert all("result" in answer for answer in self._post(asked))

    def user(self, name: str) -> int:
        if name not in self.users:
            self.users[name] = self.rpc("createUser", username=name, password=PASSWORD, name=name.title())
        return self.users[name]

    def project(self, *, members: Sequence[str] = ("ana", "bo"), role: str = "project-member", **more: Any) -> Project:
        made = Project(self, self.rpc("createProject", name=f"Harbour {secrets.token_hex(3)}", **more))
        for name in members:
            self.rpc("addProjectUser", project_id=made.id, user_id=self.user(name), role=role)
        return made

    def context(self, user: str = "ana", **options: Any) -> BrowserContext:
        """A signed-in browser; signed in by the form once a person."""
        self.user(user)
        if user not in self.states:
            first = self.browser.new_context(viewport=LAPTOP)
            page = first.new_page()
            page.goto(f"{self.url}/login")
            page.locator("[name=username]").fill(user)
            page.locator("[name=password]").fill(PASSWORD)
            page.get_by_role("button", name="Sign in", exact=True).click()
            page.wait_for_url(f"{self.url}/dashboard")
            self.states[user] = first.storage_state()
            first.close()
        made = self.browser.new_context(
            **{"viewport": LAPTOP, "storage_state": self.states[user], "base_url": self.url, **options}
        )
        made.set_default_timeout(8_000)
        made.on("weberror", lambda error: self.failures.append(f"{error.page.url}: {error.error}"))
        self.contexts.append(made)
        return made

    def open(self, path: str, user: str = "ana", **options: Any) -> Page:
        page = self.context(user, **options).new_page()
        page.goto(path)
        return page

    def close_all(self) -> list[str]:
        """Close the browsers; what failed in them."""
        for one in self.contexts:
            one.close()
        self.contexts.clear()
        failures, self.failures = self.failures, []
        return failures


class Project:
    """A project of one test. ``tasks(3, column="Ready")`` adds tasks and answers their ids."""

    def __init__(self, site: Site, project_id: int) -> None:
        self.site, self.id = site, project_id
        self.columns = {column["title"]: int(column["id"]) for column in site.rpc("getColumns", project_id=project_id)}
        self.lane = int(site.rpc("getActiveSwimlanes", project_id=project_id)[0]["id"])
        self.board = f"/board/{project_id}"

    def task(self, title: str = "Paint", *, column: str = "Backlog", **fields: Any) -> int:
        made: int = self.site.rpc(
            "createTask", title=title, project_id=self.id, column_id=self.columns[column], **fields
        )
        return made

    def tasks(self, n: int, *, column: str = "Backlog", **fields: Any) -> list[int]:
        return [self.task(f"Task {number}", column=column, **fields) for number in range(1, n + 1)]

    def move(self, task_id: int, column: str) -> None:
        """Move a task to the top of a column, as a program does."""
        place = {"column_id": self.columns[column], "swimlane_id": self.lane, "position": 1}
        self.site.rpc("moveTaskPosition", project_id=self.id, task_id=task_id, **place)

    def order(self, column: str) -> list[int]:
        """The stored order of a column."""
        lanes = self.site.rpc("getBoard", project_id=self.id)
        return [
            int(task["id"])
            for lane in lanes
            for one in lane["columns"]
            if one["title"] == column
            for task in one["tasks"]
        ]


class Board:
    """A board on the screen."""

    def __init__(self, page: Page, project: Project) -> None:
        self.page, self.project = page, project

    def card(self, task_id: int) -> Any:
        return self.page.locator(f"#card-{task_id}")

    def title(self, task_id: int) -> Any:
        return self.card(task_id).locator(".card-title")

    def cell(self, column: str) -> Any:
        return self.page.locator(f".cell[data-column-id='{self.project.columns[column]}']").first

    def order(self, column: str) -> list[int]:
        ids = self.cell(column).locator(".card").evaluate_all("cards => cards.map(card => card.dataset.taskId)")
        return [int(pk) for pk in ids]

    def said(self) -> str:
        return self.page.locator("#polite").inner_text()

    def lift(self, task_id: int) -> None:
        """Press on a card and begin to drag it."""
        box = self.title(task_id).bounding_box()
        self.page.mouse.move(box["x"] + 20, box["y"] + 6)
        self.page.mouse.down()
        self.page.mouse.move(box["x"] + 30, box["y"] + 16, steps=3)

    def hover(self, target: Any, *, above: bool = False) -> None:
        box = target.bounding_box()
        bottom = min(box["y"] + box["height"] - 6, 640)
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 3 if above else bottom, steps=6)
        draw(self.page)

    def drag(self, task_id: int, target: Any, *, above: bool = False) -> None:
        self.lift(task_id)
        self.hover(target, above=above)
        self.page.mouse.up()


class Finger:
    """One finger on the screen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)

    def _send(self, kind: str, points: list[dict[str, float]]) -> None:
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def down(self, x: float, y: float) -> None:
        self.at = (x, y)
        self._send("touchStart", [{"x": x, "y": y}])

    def move(self, x: float, y: float, steps: int = 8) -> None:
        (from_x, from_y), self.at = self.at, (x, y)
        for step in range(1, steps + 1):
            part = step / steps
            self._send("touchMove", [{"x": from_x + (x - from_x) * part, "y": from_y + (y - from_y) * part}])
            draw(self.page, 1)

    def up(self) -> None:
        self._send("touchEnd", [])


def open_board(project: Project, user: str = "ana", query: str = "", **options: Any) -> Board:
    return Board(project.site.open(project.board + query, user, **options), project)


def filter_by(page: Page, text: str) -> None:
    """Another filter in place of the whole one before."""
    page.locator("#filters-menu summary").click()
    page.get_by_role("button", name="Edit as text").click()
    page.locator("#filter").fill(text)
    page.locator("#filter").press("Enter")
