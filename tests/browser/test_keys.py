"""Keys wherever tasks are shown: cards, rows, the panel, the page (ux.md 3.9, boards/wording/keys.py)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import TOAST, open_board

#: What each key of a task opens.
OPENED = {
    "a": "Assign",
    "d": "Set due date",
    "p": "Set priority",
    "t": "Set tags",
    "C": "Set category",
    "m": "Move",
}


def focused_task(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('[data-task-id]')?.dataset.taskId ?? ''"))


def is_open(site, pk: int) -> bool:
    return bool(int(site.rpc("getTask", task_id=pk)["is_active"]))


def row(page: Page, pk: int):
    return page.locator(f"[data-task-id='{pk}'] .task-row-title")


def press_undo(page: Page) -> None:
    page.locator(TOAST).get_by_role("button", name="Undo").last.click()


@pytest.mark.parametrize("key", ["ArrowDown", "ArrowUp", "ArrowRight", "j", "k", "h", "l"])
def test_the_first_key_enters_a_fresh_board(site, project, key):
    one, _two = project.tasks(2)
    page = open_board(project).page
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press(key)
    expect(page.locator(f"#card-{one} .card-title")).to_be_focused()


def test_letters_come_back_to_the_card_that_was_left(site, project):
    _one, two = project.tasks(2)
    board = open_board(project)
    board.title(two).focus()
    board.page.locator("[data-palette-open]").focus()
    board.page.keyboard.press("ArrowDown")
    expect(board.page.locator("[data-palette-open]")).to_be_focused()
    board.page.keyboard.press("j")
    expect(board.title(two)).to_be_focused()


@pytest.mark.parametrize("place", ["board", "list", "panel", "page", "search", "work"])
def test_every_key_of_a_task_counts_wherever_it_is_shown(site, place):
    # A person with this one task: a dashboard shows the first of many.
    name = f"kim-{place}"
    project = site.project(members=[name])
    pk = project.task(f"Tar the hull {project.id}", owner_id=site.user(name))
    site.rpc("createCategory", project_id=project.id, name="Wood")
    path = {
        "board": project.board,
        "panel": project.board,
        "list": f"/list/{project.id}",
        "page": f"/task/{pk}",
        "search": f"/search?search=Tar+the+hull+{project.id}",
        "work": "/dashboard",
    }[place]
    page = site.open(path, user=name)
    if place in ("board", "panel"):
        page.keyboard.press("j")
    elif place != "page":
        row(page, pk).focus()
    if place == "panel":
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_be_visible()
    for key, heading in OPENED.items():
        page.keyboard.press(key)
        expect(page.locator("#dialog-title")).to_contain_text(heading)
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        assert page.evaluate("document.activeElement !== document.body"), key
        assert focused_task(page) == str(pk) or place in ("page", "panel")
    page.keyboard.press("D")
    expect(page.locator(TOAST).last).to_contain_text(f"#{pk} closed.")
    assert not is_open(site, pk)
    assert page.evaluate("document.activeElement !== document.body")
    press_undo(page)
    expect(page.locator(TOAST).last).to_contain_text("Undone")
    assert is_open(site, pk)
    assert page.evaluate("document.activeElement !== document.body")


def test_done_closes_and_opens_again_and_the_focus_goes_to_the_next_card(site, project):
    one, two, three = project.tasks(3)
    board = open_board(project)
    board.title(two).focus()
    board.page.keyboard.press("D")
    expect(board.card(two)).to_have_count(0)
    expect(board.title(three)).to_be_focused()
    board.page.keyboard.press("D")
    expect(board.card(three)).to_have_count(0)
    expect(board.title(one)).to_be_focused()
    closed = open_board(project, query="?search=status:closed")
    closed.title(three).focus()
    closed.page.keyboard.press("D")
    expect(closed.page.locator(TOAST)).to_contain_text(f"#{three} opened again.")
    assert is_open(site, three)
    assert not is_open(site, two)


def test_done_acts_on_all_that_are_selected_and_one_undo_opens_them(site, project):
    one, two, three = project.tasks(3)
    board = open_board(project)
    board.title(one).focus()
    for key in ("x", "j", "x", "D"):
        board.page.keyboard.press(key)
    expect(board.page.locator(TOAST)).to_contain_text("2 tasks closed.")
    expect(board.title(three)).to_be_focused()
    press_undo(board.page)
    expect(board.card(one)).to_be_visible()
    assert [is_open(site, pk) for pk in (one, two, three)] == [True, True, True]


def test_what_board_and_panel_both_read_is_told_once(site, project):
    one, two = project.tasks(2)
    board = open_board(project)
    told = [{"text": "Closed.", "undo": 7, "kind": "success", "joined": "{n} tasks closed.", "count": 1}]
    board.page.route("**/messages", lambda route: route.fulfill(json=told))
    for pk in (one, two):
        board.title(pk).focus()
        with board.page.expect_response(re.compile("/messages")):
            board.page.keyboard.press("D")
        expect(board.card(pk)).to_have_count(0)
    expect(board.page.locator(TOAST)).to_have_count(1)
    expect(board.page.locator(TOAST)).to_contain_text("Closed.")


def test_assign_to_me_takes_all_that_are_selected(site, project):
    tasks = project.tasks(2)
    board = open_board(project)
    board.title(tasks[0]).focus()
    board.page.keyboard.press("Control+a")
    board.page.keyboard.press("i")
    for pk in tasks:
        expect(board.card(pk).locator("[data-fk=owner]")).to_have_attribute("aria-label", re.compile("Ana"))
    expect(board.page.locator(TOAST)).to_have_count(1)
    assert focused_task(board.page) == str(tasks[0])


def test_done_in_a_list_closes_and_opens_what_is_ticked(site, project):
    third, second, first = project.tasks(3)
    page = site.open(f"/list/{project.id}?search=")
    for key in ("j", "x", "j", "x", "D"):
        page.keyboard.press(key)
    expect(page.locator(TOAST)).to_contain_text("2 tasks closed.")
    expect(row(page, second)).to_be_focused()
    assert [is_open(site, pk) for pk in (first, second, third)] == [False, False, True]
    page.keyboard.press("D")
    expect(page.locator(TOAST).last).to_contain_text("2 tasks opened again.")
    assert is_open(site, first)
    page.keyboard.press("Escape")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_rows_of_a_search_are_walked(site, project):
    for name in ("one", "two"):
        project.task(f"Gull{project.id} {name}")
    page = site.open(f"/search?search=Gull{project.id}")
    titles = page.locator(".task-row-title")
    page.keyboard.press("ArrowDown")
    expect(titles.first).to_be_focused()
    for key, at in (("j", 1), ("ArrowUp", 0), ("End", 1), ("Home", 0), ("k", 0)):
        page.keyboard.press(key)
        expect(titles.nth(at)).to_be_focused()
    page.keyboard.press("D")
    expect(page.locator(TOAST)).to_contain_text("closed.")
    assert page.evaluate("document.activeElement !== document.body")


def test_the_panel_is_walked_and_names_the_window(site, project):
    one, two = project.tasks(2)
    board = open_board(project)
    page = board.page
    usual = page.title()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile(rf"^#{one} Task 1 · Harbour"))
    page.keyboard.press("j")
    expect(page).to_have_title(re.compile(rf"^#{two} Task 2 · Harbour"))
    page.keyboard.press("k")
    expect(page.locator("#panel h2")).to_have_text("Task 1")
    page.keyboard.press("D")
    expect(board.card(one)).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page).to_have_title(usual)
    expect(board.title(two)).to_be_focused()


def test_a_reader_has_no_keys_that_change(site):
    project = site.project(members=["bo"], role="project-viewer")
    one = project.task()
    board = open_board(project, "bo")
    board.title(one).focus()
    for key in ("a", "D", "m", "e", "x", "i"):
        board.page.keyboard.press(key)
    expect(board.page.locator("dialog[open], .selected, .title-edit")).to_have_count(0)
    expect(board.page.locator(TOAST)).to_have_count(0)
    assert is_open(site, one)


@pytest.mark.parametrize(("key", "who"), [("n", "cleo"), ("N", "nils")])
def test_who_may_add_no_task_here_is_told_so_where_tasks_are_added(site, key, who):
    project = site.project(members=[who], role="project-viewer")
    project.task()
    page = open_board(project, who).page
    page.keyboard.press(key)
    dialog = page.locator("#dialog")
    expect(dialog).to_contain_text("You can't add tasks in this project.")
    expect(dialog.get_by_role("button", name="Add task")).to_have_count(0)
    page.keyboard.press("Escape")
    other = site.project(members=[who])
    page.keyboard.press(key)
    expect(dialog).to_contain_text("You can't add tasks in this project. Choose another one.")
    expect(dialog.get_by_role("textbox", name="Title")).to_be_focused()
    page.keyboard.type("Elsewhere")
    page.keyboard.press("Enter")
    expect(page.locator(TOAST)).to_contain_text("added")
    found = site.rpc("getAllTasks", project_id=other.id, status_id=1)
    assert [task["title"] for task in found] == ["Elsewhere"]


def test_all_fields_of_a_new_task_have_the_path_form(site, project):
    page = site.open("/dashboard")
    page.keyboard.press("n")
    page.locator("#dialog").get_by_role("textbox", name="Title").fill("Sand & paint")
    page.locator("#dialog [name=project_id]").select_option(str(project.id))
    page.get_by_role("button", name="All fields").click()
    expect(page).to_have_url(re.compile(rf"/project/{project.id}/task/create\?title=Sand\+%26\+paint$"))
    expect(page.get_by_role("textbox", name="Title")).to_have_value("Sand & paint")


def test_a_letter_of_the_card_menu_does_what_it_says(site, project):
    one = project.task()
    board = open_board(project)
    board.title(one).focus()
    board.page.keyboard.press(".")
    expect(board.page.locator(".card-menu")).to_be_visible()
    board.page.keyboard.press("p")
    expect(board.page.locator("#dialog-title")).to_have_text("Set priority")
    expect(board.page.locator(".card-menu")).to_have_count(0)
    board.page.keyboard.press("Escape")
    assert focused_task(board.page) == str(one)


def test_keys_that_follow_each_other_and_those_of_a_russian_layout(site, project):
    one = project.task()
    page = open_board(project).page
    page.keyboard.press("v")
    page.keyboard.press("l")
    page.wait_for_url(re.compile(rf"/list/{project.id}"))
    row(page, one).focus()
    page.evaluate(
        """document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key: "В", code: "KeyD", shiftKey: true, bubbles: true, cancelable: true}))"""
    )
    expect(page.locator(TOAST)).to_contain_text(f"#{one} closed.")
