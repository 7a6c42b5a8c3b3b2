"""Several tabs of one browser share one stream, whatever boards they show (ux.md 3.13)."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.site import Board, until


def count_streams(page: Page) -> list[str]:
    """The addresses of the streams that a page opens from now on."""
    found: list[str] = []
    page.on("request", lambda request: "/live/" in request.url and found.append(request.url.rpartition("/live/")[2]))
    return found


def open_tab(context: BrowserContext, board: str) -> tuple[Page, list[str]]:
    page = context.new_page()
    streams = count_streams(page)
    page.goto(board)
    expect(page.locator("#board")).to_be_visible()
    return page, streams


def test_tabs_share_a_stream_and_the_next_one_takes_it_over(site):
    first, second = site.project(members=("ana",)), site.project(members=("ana",))
    one, two = first.task("One"), second.task("Two")
    context = site.context()
    leader, streams = open_tab(context, first.board)
    follower, none = open_tab(context, second.board)
    expect(leader.locator("#connection")).to_be_hidden()
    until(leader, lambda: streams[-1] == f"{first.id},{second.id}")
    assert none == [], "the second tab listens through the first"
    for pk, page, project in ((one, leader, first), (two, follower, second)):
        site.rpc("updateTask", id=pk, title="Renamed")
        expect(Board(page, project).title(pk)).to_have_text("Renamed", timeout=2_000)
    leader.close()
    site.rpc("updateTask", id=two, title="Again")
    expect(Board(follower, second).title(two)).to_have_text("Again", timeout=4_000)
    assert none, "the tab that is left has a stream of its own"
