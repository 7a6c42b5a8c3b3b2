"""The palette does what is done to tasks: to the one with the focus, or to all that are selected (ux.md 2.4)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import TOAST, Project, open_board

#: What the palette offers for one task, its key there, and the heading of what it opens.
DEEDS = {
    "Assign…": ("a", "Assign"),
    "Due date…": ("d", "Set due date"),
    "Priority…": ("p", "Set priority"),
    "Category…": ("C", "Set category"),
    "Tags…": ("t", "Set tags"),
    "Colour…": ("", "Set colour"),
    "Move to…": ("m", "Move"),
    "Edit…": ("", "Edit"),
}


def options(page: Page):
    return page.locator("#palette [role=option]")


def first_group(page: Page):
    return page.locator("#palette .palette-group").first


def choose(page: Page, label: str) -> None:
    page.keyboard.press("Control+k")
    expect(options(page).first).to_be_visible()
    page.get_by_role("combobox", name="Search or jump").fill(f">{label}")
    page.get_by_role("option", name=re.compile(f"^{re.escape(label)}")).first.click()
    expect(page.locator("#palette")).to_be_hidden()


def focused_task(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('[data-task-id]')?.dataset.taskId ?? ''"))


def go_to_task(project: Project, place: str, pk: int) -> Page:
    """The task has the focus, or is the one on the screen."""
    path = {"list": f"/list/{project.id}", "page": f"/task/{pk}"}.get(place, project.board)
    page = project.site.open(path)
    if place == "list":
        page.locator(f".list-row[data-task-id='{pk}'] .task-row-title").focus()
    elif place != "page":
        page.locator(f"#card-{pk} .card-title").focus()
    if place == "panel":
        page.keyboard.press("Enter")
        expect(page.locator("#panel h2")).to_be_visible()
    return page


@pytest.mark.parametrize("place", ["board", "list", "panel"])
def test_every_deed_is_offered_with_its_key_and_the_focus_comes_back(site, project, place):
    site.rpc("createCategory", project_id=project.id, name="Wood")
    pk = project.task("Buy milk")
    page = go_to_task(project, place, pk)
    page.keyboard.press("Control+k")
    expect(first_group(page)).to_have_text(f"#{pk} Buy milk")
    for label, (key, _heading) in DEEDS.items():
        option = page.get_by_role("option", name=re.compile(f"^{label}"))
        expect(option).to_have_count(1)
        if key:
            expect(option.locator(".palette-hint")).to_have_text(key)
    page.keyboard.press("Escape")
    for label, (_key, heading) in DEEDS.items():
        choose(page, label)
        expect(page.locator("#dialog-title")).to_contain_text(heading)
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        if place == "panel":
            expect(page.locator("#panel :focus")).to_have_count(1)
        else:
            assert focused_task(page) == str(pk)


def test_the_task_of_a_page_is_meant_wherever_the_focus_is(site, project):
    pk = project.task("Buy milk")
    page = go_to_task(project, "page", pk)
    page.keyboard.press("Control+k")
    expect(first_group(page)).to_have_text(f"#{pk} Buy milk")
    expect(page.get_by_role("option", name="Edit… e")).to_be_visible()
    page.keyboard.press("Escape")
    choose(page, "Assign to me")
    expect(page.locator("#fact-owner_id")).to_contain_text("Ana")
    choose(page, "Close")
    expect(page.locator(TOAST).last).to_contain_text(f"#{pk} closed.")
    choose(page, "Reopen")
    expect(page.locator(TOAST).last).to_contain_text(f"#{pk} opened again.")
    choose(page, "Undo")
    expect(page.locator(TOAST).last).to_contain_text("Undone")
    choose(page, "Redo")
    expect(page.locator("#task[data-closed]")).to_have_count(0)


def test_all_that_are_selected_are_meant(site, project):
    one, two, three = project.tasks(3)
    board = open_board(project)
    page = board.page
    board.title(one).focus()
    for key in ("x", "j", "x"):
        page.keyboard.press(key)
    page.keyboard.press("Control+k")
    expect(first_group(page)).to_have_text("2 tasks")
    expect(page.get_by_role("option", name="Duplicate")).to_have_count(0)
    page.keyboard.press("Escape")
    choose(page, "Priority…")
    expect(page.locator("#dialog")).to_contain_text("For 2 tasks.")
    page.locator("#dialog").get_by_role("radio", name="2", exact=True).click()
    expect(board.card(one)).to_contain_text("P2")
    expect(board.card(two)).to_contain_text("P2")
    assert focused_task(page) == str(two)
    choose(page, "Close")
    expect(board.card(one)).to_have_count(0)
    expect(board.title(three)).to_be_focused()


def test_what_is_done_at_once_leaves_the_focus_on_the_card(site, project):
    one = project.task()
    board = open_board(project)
    board.title(one).focus()
    choose(board.page, "Duplicate")
    expect(board.page.locator(TOAST)).to_contain_text(f"Copy of #{one} made.")
    expect(board.page.locator(".card")).to_have_count(2)
    expect(board.title(one)).to_be_focused()


def test_select_and_copy_by_name(site, project):
    one = project.task()
    board = open_board(project)
    board.title(one).focus()
    choose(board.page, "Select")
    expect(board.page.locator(".card.selected")).to_have_count(1)
    choose(board.page, "Copy link")
    expect(board.page.locator(TOAST)).to_contain_text(f"Link of #{one} copied.")
    expect(board.title(one)).to_be_focused()


def test_a_row_has_the_palette_for_its_menu(site, project):
    pk = project.task("Buy milk")
    page = go_to_task(project, "list", pk)
    page.keyboard.press(".")
    expect(first_group(page)).to_have_text(f"#{pk} Buy milk")
    expect(page.get_by_role("combobox", name="Search or jump")).to_have_value(">")
    page.keyboard.press("Escape")
    assert focused_task(page) == str(pk)


def test_what_is_done_is_offered_before_the_server_has_answered(site, project):
    one = project.task()
    board = open_board(project)
    board.page.route("**/palette*", lambda route: None)
    board.title(one).focus()
    board.page.keyboard.press("Control+k")
    expect(board.page.get_by_role("option", name="Assign… a")).to_be_visible()


def test_a_reader_is_offered_what_readers_may(site):
    project = site.project(members=["bo"], role="project-viewer")
    one = project.task()
    board = open_board(project, "bo")
    board.title(one).focus()
    board.page.keyboard.press("Control+k")
    expect(board.page.get_by_role("option", name="Copy link y")).to_be_visible()
    for label in ("Assign…", "Close", "Move to…", "Edit title"):
        expect(board.page.get_by_role("option", name=re.compile(f"^{label}"))).to_have_count(0)


def test_without_a_task_pages_and_projects_are_offered(site, project):
    page = open_board(project).page
    page.keyboard.press("b")
    expect(page.get_by_role("option", name=re.compile("^My work"))).to_be_visible()
    expect(page.get_by_role("option", name=re.compile("^Assign"))).to_have_count(0)


def test_by_keys_it_opens_at_once_and_holds_the_focus(site, project):
    """The list comes with the next picture; who is quicker than that gets it by the key."""
    pk = project.task("Buy milk")
    page = go_to_task(project, "board", pk)
    field = page.get_by_role("combobox", name="Search or jump")
    page.keyboard.press("Control+k")
    expect(field).to_be_focused()
    for key in ("Tab", "Shift+Tab"):
        page.keyboard.press(key)
        expect(field).to_be_focused()
    page.locator("#palette .hint").click()
    page.evaluate("document.querySelector('.card-title').focus()")
    expect(field).to_be_focused()
    page.locator("#palette").click(position={"x": 20, "y": 400})
    expect(page.locator("#palette")).to_be_hidden()
    assert focused_task(page) == str(pk)
    drawn = page.evaluate(
        """() => {
          const press = (key, more) => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key, code: "KeyK", bubbles: true, cancelable: true, ...more}));
          const count = () => document.querySelectorAll("#palette [role=option]").length;
          press("k", {ctrlKey: true});
          const before = count();
          press("ArrowDown", {code: "ArrowDown"});
          return [before, count() > 1, document.querySelector("#palette [aria-selected=true]").id];
        }"""
    )
    assert drawn == [0, True, "palette-1"]
    page.keyboard.press("Escape")
    expect(page.locator("#palette")).to_be_hidden()
    assert focused_task(page) == str(pk)


def test_the_button_makes_the_rest_of_the_page_inert(site, project):
    page = open_board(project).page
    page.locator("[data-palette-open]").click()
    expect(options(page).first).to_be_visible()
    assert page.evaluate("document.getElementById('palette').matches(':modal')")


def test_a_task_is_added_on_the_board_itself(site, project):
    page = open_board(project).page
    choose(page, "Add task")
    expect(page.locator(".quick-add textarea")).to_be_focused()
