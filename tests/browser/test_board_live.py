"""Two people on one board (ux.md 3.13, 3.15)."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.site import Board, Project, draw, filter_by, hear, open_board


def open_live(project: Project, user: str = "ana", query: str = "") -> Board:
    """A board whose stream has begun."""
    board = open_board(project, user, query)
    hear(board.page)
    return board


def test_what_a_program_changes_is_seen_within_a_second(site, project):
    one = project.task("Old")
    board = open_live(project)
    site.rpc("updateTask", id=one, title="New")
    expect(board.title(one)).to_have_text("New", timeout=1_500)
    project.move(one, "Done")
    expect(board.cell("Done").locator(".card")).to_have_count(1, timeout=1_500)
    two = project.task("Second")
    expect(board.card(two)).to_be_visible(timeout=1_500)
    site.rpc("closeTask", task_id=two)
    expect(board.card(two)).to_have_count(0, timeout=1_500)


def test_31_others_changes_keep_focus_and_place(site, project):
    tasks = project.tasks(30)
    board, other = open_live(project), open_live(project, "bo")
    board.title(tasks[13]).focus()
    root = board.page.locator("#board")
    root.evaluate("board => board.scrollTop = 600")
    draw(board.page)
    top = board.title(tasks[13]).bounding_box()["y"]
    other.title(tasks[3]).focus()
    other.page.keyboard.press("e")
    other.page.keyboard.type("Renamed by Bo")
    other.page.keyboard.press("Enter")
    for number in range(3):
        pk = project.task(f"Above {number}")
        project.move(pk, "Backlog")
    expect(board.title(tasks[3])).to_have_text("Renamed by Bo", timeout=2_000)
    expect(board.cell("Backlog").locator(".card")).to_have_count(33, timeout=2_000)
    assert board.page.evaluate("document.activeElement.closest('.card').dataset.taskId") == str(tasks[13])
    assert abs(board.title(tasks[13]).bounding_box()["y"] - top) <= 1
    expect(board.page.locator("#polite")).to_have_text(re.compile("changed"))


def test_32_an_open_menu_stays_and_the_card_moves_afterwards(site, project):
    one = project.task()
    board = open_live(project)
    board.card(one).hover()
    board.card(one).locator("[data-card-menu]").click()
    menu = board.page.get_by_role("menu", name="Task")
    expect(menu).to_be_visible()
    with board.page.expect_response(re.compile("/changes")):
        project.move(one, "Done")
    draw(board.page)
    expect(menu).to_be_visible()
    assert board.order("Backlog") == [one]
    board.page.keyboard.press("Escape")
    expect(board.cell("Done").locator(".card")).to_have_count(1)


def test_33_a_neighbour_that_goes_during_a_drag_does_no_harm(site, project):
    one = project.task()
    first, second = project.tasks(2, column="Ready")
    board = open_live(project)
    board.lift(one)
    board.hover(board.card(second), above=True)
    with board.page.expect_response(re.compile("/changes")):
        site.rpc("removeTask", task_id=second)
    draw(board.page)
    with board.page.expect_response(re.compile("/move$")) as answer:
        board.page.mouse.up()
    assert answer.value.status == 200
    assert project.order("Ready") == [first, one]


def test_34_two_editors_of_different_lines_are_merged(site, project):
    one = project.task(description="first\nmiddle\nlast")
    pages = [site.open(f"/task/{one}/edit", user) for user in ("ana", "bo")]
    for page, text in zip(pages, ("FIRST\nmiddle\nlast", "first\nmiddle\nLAST"), strict=True):
        page.locator("[name=description]").fill(text)
    for page in pages:
        page.locator("main").get_by_role("button", name="Save").click()
        page.wait_for_url(re.compile(f"/task/{one}(#.*)?$|/board/"))
    assert site.rpc("getTask", task_id=one)["description"] == "FIRST\nmiddle\nLAST"


def test_two_filters_in_two_tabs_stay_apart(site, project):
    """Scenario 56."""
    one, two = project.task("Alder"), project.task("Birch")
    board = open_live(project, query="?search=title:alder")
    other = Board(board.page.context.new_page(), project)
    other.page.goto(f"{project.board}?search=title:birch")
    for page in (board.page, other.page):
        page.reload()
    assert (board.order("Backlog"), other.order("Backlog")) == ([one], [two])
    filter_by(board.page, "status:open")
    expect(board.page.locator(".card")).to_have_count(2)
    board.page.go_back()
    expect(board.page.locator(".card")).to_have_count(1)
    assert board.order("Backlog") == [one]


def test_an_unreadable_date_is_explained(site, project):
    """Scenario 55."""
    project.task()
    board = open_live(project)
    box = board.page.locator("#filter")
    box.fill("due:<tomorow")
    box.press("Enter")
    expect(board.page.locator(".chip.warn")).to_contain_text("no readable date")
    expect(board.page.locator("[data-filtered]")).to_contain_text("0 of 1 tasks shown.")
