"""Messages have one place, are joined, and what can be undone is done without a question (ux.md 2.4 and 3.16)."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.site import LAPTOP, PHONE, TOAST, Board, open_board


def toast(page: Page) -> Locator:
    return page.locator(TOAST).filter(visible=True)


def choose_of_menu(board: Board, pk: int, name: str) -> None:
    board.card(pk).locator("[data-card-menu]").click()
    board.page.get_by_role("menuitem", name=name).click()


def test_a_card_is_closed_at_once_and_several_closings_are_told_together(project):
    one, two, three = project.tasks(3)
    board = open_board(project)
    for n, pk in enumerate((one, two), start=1):
        choose_of_menu(board, pk, "Close task")
        expect(board.card(pk)).to_have_count(0)
        expect(toast(board.page)).to_contain_text("task closed" if n == 1 else "2 tasks closed.")
    expect(board.page.locator("#dialog[open]")).to_have_count(0)
    board.page.get_by_role("button", name="Undo").click()
    for pk in (one, two, three):
        expect(board.card(pk)).to_be_visible()
    expect(toast(board.page)).to_contain_text("Undone: 2 tasks closed.")
    assert {int(project.site.rpc("getTask", task_id=pk)["is_active"]) for pk in (one, two)} == {1}


def test_a_double_click_on_undo_opens_nothing_below_it(project):
    (pk,) = project.tasks(1)
    board = open_board(project)
    choose_of_menu(board, pk, "Close task")
    board.page.get_by_role("button", name="Undo").dblclick()
    expect(toast(board.page)).to_contain_text("Undone")
    expect(board.card(pk)).to_be_visible()
    expect(board.page.locator("dialog[open]")).to_have_count(0)


def test_selected_cards_are_closed_at_once(project):
    one, two, _three = project.tasks(3)
    board = open_board(project)
    for pk in (one, two):
        board.title(pk).focus()
        board.page.keyboard.press("x")
    board.page.locator("#bulk-bar").get_by_role("link", name="Close").click()
    expect(toast(board.page)).to_contain_text("2 tasks closed.")
    expect(board.card(two)).to_have_count(0)
    expect(board.page.locator("#bulk-bar")).to_be_hidden()


def test_a_copy_is_made_at_once_and_shown_on_demand(project):
    (pk,) = project.tasks(1)
    board = open_board(project)
    choose_of_menu(board, pk, "Duplicate")
    expect(board.cell("Backlog").locator(".card")).to_have_count(2)
    expect(toast(board.page)).to_contain_text(f"Copy of #{pk} made.")
    toast(board.page).get_by_role("button", name="View").click()
    expect(board.page.locator("h1")).to_contain_text("Task 1")
    assert not board.page.url.endswith(f"/task/{pk}")


def test_a_copy_can_be_taken_back_from_the_panel(project):
    (pk,) = project.tasks(1)
    board = open_board(project)
    board.title(pk).click()
    panel = board.page.locator("#panel")
    panel.locator("#task-menu").click()
    panel.get_by_role("link", name="Duplicate").click()
    expect(board.cell("Backlog").locator(".card")).to_have_count(2)
    expect(panel.locator("#task-menu")).to_be_focused()
    toast(board.page).get_by_role("button", name="Undo").click()
    expect(board.cell("Backlog").locator(".card")).to_have_count(1)
    expect(panel.locator("#task")).to_have_attribute("data-task-id", str(pk))


def test_an_answer_that_was_lost_is_asked_for_again_and_done_once(project):
    (pk,) = project.tasks(1)
    board = open_board(project)

    def lose(route):
        route.fetch()
        route.abort()

    board.page.route("**/duplicate", lose, times=1)
    choose_of_menu(board, pk, "Duplicate")
    expect(board.page.locator(".toast-error")).to_contain_text("does not answer")
    board.page.get_by_role("button", name="Retry").click()
    expect(toast(board.page).filter(has_text=f"Copy of #{pk} made.")).to_be_visible()
    expect(board.cell("Backlog").locator(".card")).to_have_count(2)
    assert len(project.site.rpc("getAllTasks", project_id=project.id)) == 2


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_message_stands_in_the_header_and_over_nothing_else(project, viewport):
    (pk,) = project.tasks(1)
    board = open_board(project, viewport=viewport)
    choose_of_menu(board, pk, "Duplicate")
    expect(toast(board.page)).to_have_count(1)
    box, header = toast(board.page).bounding_box(), board.page.locator("header.top").bounding_box()
    assert header["y"] <= box["y"] <= box["y"] + box["height"] <= header["y"] + header["height"] + 1
    assert 0 <= box["x"] <= box["x"] + box["width"] <= viewport["width"]


def test_a_refusal_waits_below_what_is_done_meanwhile(project):
    one, two = project.tasks(2)
    board = open_board(project)
    board.page.route("**/duplicate", lambda route: route.abort(), times=1)
    choose_of_menu(board, one, "Duplicate")
    expect(toast(board.page)).to_contain_text("does not answer")
    choose_of_menu(board, two, "Duplicate")
    expect(toast(board.page)).to_contain_text(f"Copy of #{two} made.")
    toast(board.page).locator(".toast-close").click()
    expect(toast(board.page)).to_contain_text("does not answer")


def test_where_no_project_is_shown_the_key_takes_back_what_the_message_tells(project):
    project.task("Rope", owner_id=project.site.user("ana"))
    page = project.site.open("/dashboard")
    page.keyboard.press("j")
    page.keyboard.press("D")
    expect(toast(page)).to_contain_text("closed.")
    page.keyboard.press("z")
    expect(toast(page)).to_contain_text("Undone:")
    assert int(project.site.rpc("getAllTasks", project_id=project.id, status_id=1)[0]["is_active"]) == 1


@pytest.mark.parametrize("size", [LAPTOP, PHONE])
def test_without_scripts_a_message_lies_over_nothing(project, size):
    (pk,) = project.tasks(1)
    path = f"/board/{project.id}/change/priority?ids={pk}"
    page = project.site.open(path, viewport=size, java_script_enabled=False)
    page.locator("[name=priority]").last.check(force=True)
    page.locator("main .form-actions button").first.click()
    message, frame = toast(page).bounding_box(), page.locator(".board-frame").bounding_box()
    bar = page.locator("#board-bar")
    below = bar.bounding_box() if bar.is_visible() else frame
    assert message["y"] + message["height"] <= below["y"]
    assert below["y"] + below["height"] <= frame["y"] + frame["height"] <= size["height"]
    toast(page).get_by_role("button", name="Undo").click()
    expect(toast(page)).to_contain_text("Undone")
