"""The board on a phone and on a narrow window (ux.md 3.8, 3.18)."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlparse

from playwright.sync_api import expect

from tests.browser.site import PHONE, Board, Finger, Project, draw, hold_still


def open_phone(project: Project) -> Board:
    board = Board(
        project.site.open(project.board, viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2), project
    )
    board.page.evaluate(
        """() => { window.seen = []; for (const name of ["pointercancel", "contextmenu"])
            document.addEventListener(name, (event) => window.seen.push(name + event.defaultPrevented)); }"""
    )
    return board


def middle(locator: Any) -> tuple[float, float]:
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_9_a_swipe_on_a_card_scrolls(site, project):
    tasks = project.tasks(20)
    board = open_phone(project)
    finger = Finger(board.page)
    x, y = middle(board.card(tasks[4]))
    finger.down(x, y)
    finger.move(x, y - 300)
    finger.up()
    board.page.wait_for_function("() => document.querySelector('#board').scrollTop + scrollY > 100")
    hold_still(board.page.locator("#board"))
    assert board.page.locator("#panel").is_hidden()
    assert project.order("Backlog") == tasks
    assert urlparse(board.page.url).path == project.board


def test_10_holding_lifts_a_card(site, project):
    one, two, three = project.tasks(3)
    board = open_phone(project)
    finger = Finger(board.page)
    x, y = middle(board.card(one))
    finger.down(x, y)
    expect(board.card(one)).to_have_class(re.compile("lifted"))
    below = middle(board.card(three))
    finger.move(x, below[1] + 40)
    draw(board.page)
    with board.page.expect_response(re.compile("/move$")):
        finger.up()
    assert project.order("Backlog") == [two, three, one]
    assert "pointercancelfalse" not in board.page.evaluate("window.seen")
    assert "contextmenufalse" not in board.page.evaluate("window.seen")
    assert urlparse(board.page.url).path == project.board


def test_11_at_the_edge_the_next_column_comes(site, project):
    one = project.task()
    board = open_phone(project)
    finger = Finger(board.page)
    x, y = middle(board.card(one))
    finger.down(x, y)
    expect(board.card(one)).to_have_class(re.compile("lifted"))
    finger.move(384, y)
    board.page.wait_for_function("() => document.querySelector('#board').scrollLeft > 200", timeout=4_000)
    finger.move(200, y)
    hold_still(board.page.locator("#board"))
    with board.page.expect_response(re.compile("/move$")):
        finger.up()
    assert project.order("Ready") == [one]


def test_12_a_card_is_moved_with_three_taps(site, project):
    one = project.task()
    project.task("There", column="Done")
    board = open_phone(project)
    board.card(one).locator("[data-card-menu]").tap()
    board.page.get_by_role("menuitem", name="Move to…").tap()
    dialog = board.page.locator("#dialog")
    dialog.get_by_text("Done", exact=True).tap()
    dialog.get_by_role("button", name="Move").tap()
    expect(board.cell("Done").locator(".card")).to_have_count(2)
    assert project.order("Done")[0] == one


def test_50_a_narrow_window_opens_the_page_of_a_task(site, project):
    one = project.task()
    board = Board(site.open(project.board, viewport={"width": 900, "height": 800}), project)
    board.title(one).click()
    expect(board.page).to_have_url(re.compile(f"/task/{one}$"))
    expect(board.page.locator("h1")).to_have_text(re.compile("Paint"))


def test_51_the_first_card_is_near_the_top_and_nothing_overflows(site, project):
    tasks = project.tasks(5, priority=2, date_due="2026-12-31", tags=["wet"])
    board = open_phone(project)
    assert board.card(tasks[0]).bounding_box()["y"] <= 150
    assert board.page.evaluate("document.documentElement.scrollWidth") == 390
    expect(board.page.get_by_role("navigation", name="Columns")).to_be_visible()
    assert "user-scalable" not in board.page.locator("meta[name=viewport]").get_attribute("content")
    small = board.page.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, input, select")]
            .map((element) => [element, element.getBoundingClientRect()])
            .filter(([element, box]) => box.width && element.checkVisibility() && !element.closest(".unseen, .skip"))
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([element]) => element.outerHTML.slice(0, 120))"""
    )
    assert [html for html in small if "card-title" not in html] == []


def test_52_a_swipe_shows_exactly_the_next_column(site, project):
    project.tasks(2)
    board = open_phone(project)
    finger = Finger(board.page)
    finger.down(330, 500)
    finger.move(60, 500, steps=6)
    finger.up()
    expect(board.page.locator(".strip a[aria-current]")).to_have_text(re.compile("Ready"))
    hold_still(board.page.locator("#board"))
    heads = board.page.locator(".head").evaluate_all(
        "heads => heads.map(head => { const box = head.getBoundingClientRect(); return (box.left + box.right) / 2; })"
    )
    assert [at for at, x in enumerate(heads) if abs(x - 195) <= 4] == [1]
    assert urlparse(board.page.url).path == project.board


def test_add_in_the_bottom_bar_means_the_column_on_the_screen(site, project):
    board = open_phone(project)
    board.page.locator(".strip a").nth(2).click()
    expect(board.page.locator(".strip a[aria-current]")).to_have_text(re.compile("Work in progress"))
    board.page.get_by_role("navigation", name="Main").get_by_role("link", name="Add task").click()
    board.page.keyboard.type("Sand the hull")
    board.page.keyboard.press("Enter")
    expect(board.cell("Work in progress").locator(".card")).to_have_text(re.compile("Sand the hull"))
