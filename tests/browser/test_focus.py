"""The focus is never lost: after each deed it is on a control, never on the body (ux.md 3.13)."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.site import TOAST, open_board


def expect_focus(page: Page, inside: str = "main, dialog, #panel, header, .toast") -> None:
    """Some control has the focus, inside of what the selector names."""
    page.wait_for_function(
        "inside => document.activeElement !== document.body && document.activeElement.closest(inside) !== null",
        arg=inside,
    )


def test_escape_goes_one_step_at_a_time(site, project):
    one, _two = project.tasks(2)
    board = open_board(project)
    page = board.page
    board.title(one).focus()
    for key in ("x", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("#panel h2")).to_be_visible()
    page.keyboard.press(".")
    expect(page.locator("#task details[data-menu][open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("#task details[data-menu][open]")).to_have_count(0)
    expect(page.locator("#task-menu")).to_be_focused()
    page.keyboard.press("a")
    expect(page.locator("dialog[open]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("#panel")).to_be_visible()
    expect_focus(page, "#panel")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(board.title(one)).to_be_focused()
    expect(page.locator(".card.selected")).to_have_count(1)
    page.keyboard.press("Space")
    expect(page.locator(".card.grabbed")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".card.grabbed")).to_have_count(0)
    expect(page.locator(".card.selected")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".card.selected")).to_have_count(0)
    expect(board.title(one)).to_be_focused()


def test_a_suggestion_and_a_dialog_are_two_steps(site, project):
    project.task("Tar")
    board = open_board(project)
    page = board.page
    page.keyboard.press("j")
    page.keyboard.press(".")
    page.get_by_role("menuitem", name="Edit", exact=True).click()
    area = page.locator("#dialog textarea[name=description]")
    area.press_sequentially("@an")
    expect(page.locator("[role=listbox] [role=option]").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_visible()
    expect(area).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#dialog")).to_be_hidden()
    expect_focus(page, ".card")


def test_undo_that_takes_a_card_away_leaves_the_focus_on_the_board(site, project):
    one = project.task()
    board = open_board(project)
    page = board.page
    board.title(one).focus()
    page.keyboard.press("n")
    page.keyboard.type("Caulk")
    page.keyboard.press("Enter")
    expect(page.locator(TOAST)).to_contain_text("added")
    page.keyboard.press("Escape")
    expect(page.locator(".quick-add")).to_have_count(0)
    expect_focus(page, ".card")
    page.keyboard.press("F8")
    expect_focus(page, ".toast")
    page.keyboard.press("Enter")
    expect(board.cell("Backlog").locator(".card")).to_have_count(1)
    expect_focus(page, "#board")


def test_the_last_card_leaves_the_focus_on_the_board(site, project):
    one = project.task()
    board = open_board(project)
    board.title(one).focus()
    board.page.keyboard.press("D")
    expect(board.card(one)).to_have_count(0)
    expect_focus(board.page, "#board")
    board.page.keyboard.press("z")
    expect(board.card(one)).to_be_visible()
    board.page.keyboard.press("ArrowDown")
    expect(board.title(one)).to_be_focused()


def test_a_card_that_leaves_the_filter_hands_the_focus_on(site, project):
    one, two = project.tasks(2)
    board = open_board(project, query="?search=assignee:nobody")
    page = board.page
    board.title(one).focus()
    page.keyboard.press("i")
    expect(board.card(one)).to_have_count(0)
    expect(board.title(two)).to_be_focused()
    page.keyboard.press("a")
    page.locator("#dialog").get_by_role("radio", name="Bo", exact=True).click()
    expect(board.card(two)).to_have_count(0)
    expect_focus(page, "#board")


def test_a_card_that_moves_out_of_the_filter_hands_the_focus_on(site, project):
    one, two = project.tasks(2)
    board = open_board(project, query="?search=column:Backlog")
    board.title(one).focus()
    board.page.keyboard.press("]")
    expect(board.card(one)).to_have_count(0)
    expect(board.title(two)).to_be_focused()


def test_dialogs_of_the_menu_go_back_to_the_card(site, project):
    one = project.task()
    board = open_board(project)
    page = board.page
    for name in ("Move to…", "Edit", "Colour", "Add comment"):
        board.title(one).focus()
        page.keyboard.press(".")
        page.locator(".card-menu").get_by_role("menuitem", name=re.compile(f"^{name}")).click()
        expect(page.locator("#dialog-title")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        expect_focus(page, f"#card-{one}")
    page.keyboard.press(".")
    page.get_by_role("menuitem", name="Colour").click()
    page.locator("#dialog").get_by_role("radio", name="Red", exact=True).click()
    expect(board.card(one)).to_have_class(re.compile("red"))
    expect_focus(page, f"#card-{one}")


def test_a_toast_that_is_closed_gives_the_focus_back(site, project):
    one = project.task()
    board = open_board(project)
    page = board.page
    board.title(one).focus()
    page.keyboard.press("y")
    expect(page.locator(TOAST)).to_be_visible()
    page.keyboard.press("F8")
    expect_focus(page, ".toast")
    page.keyboard.press("Enter")
    expect(page.locator(TOAST)).to_have_count(0)
    expect_focus(page, "main")


def test_settings_keep_the_focus_over_their_page_loads(site, project):
    manager = site.project(members=["ana"], role="project-manager")
    page = site.open(f"/project/{manager.id}/columns")
    page.get_by_role("button", name=re.compile("^Move Ready up")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move Ready up")).to_be_disabled()
    expect(page.get_by_role("button", name="Move Ready down")).to_be_focused()
    link = page.locator("main a[data-dialog]").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#dialog-title")).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#dialog-title")).to_be_visible()
    with page.expect_navigation():
        page.locator("#dialog form button.primary").click()
    expect_focus(page, "main")


def test_another_look_of_the_board_keeps_the_focus(site, project):
    _one, two = project.tasks(2)
    board = open_board(project)
    board.title(two).focus()
    for key in ("s", "c"):
        with board.page.expect_navigation():
            board.page.keyboard.press(key)
        expect(board.title(two)).to_be_focused()


def test_the_star_keeps_the_focus(site, project):
    page = open_board(project).page
    star = page.locator("header").get_by_role("button", name=re.compile("star", re.IGNORECASE))
    star.focus()
    page.keyboard.press("Enter")
    expect(page.locator("header [aria-pressed=true]")).to_be_visible()
    expect_focus(page, "header")


def test_a_refused_dialog_keeps_the_focus_inside(site, project):
    one = project.task()
    board = open_board(project)
    page = board.page
    board.title(one).focus()
    page.keyboard.press("d")
    page.locator("#dialog").get_by_label("Due date").fill("never ever")
    page.locator("#dialog").get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#dialog [aria-invalid=true]")).to_be_visible()
    expect_focus(page, "#dialog")


def test_a_task_that_is_read_anew_below_palette_and_dialog_has_the_focus_again(site, project):
    """What had it stands there as another element; the card has links to the same addresses."""
    pk = project.task()
    page = open_board(project).page
    page.locator(f"#card-{pk} .card-title").click()
    fact = page.locator("#fact-priority")
    fact.focus()
    page.keyboard.press("Control+k")
    site.rpc("updateTask", id=pk, priority=1)
    expect(fact).to_have_text("P1")
    page.keyboard.press("Escape")
    expect(fact).to_be_focused()
    page.keyboard.press("d")
    expect(page.locator("#dialog-title")).to_be_visible()
    site.rpc("updateTask", id=pk, priority=2)
    expect(fact).to_have_text("P2")
    page.keyboard.press("Escape")
    expect(fact).to_be_focused()
    page.locator("#panel .task-number").focus()
    site.rpc("updateTask", id=pk, priority=3)
    expect(fact).to_have_text("P3")
    expect(page.locator("#panel .task-number")).to_be_focused()


def test_a_field_that_is_not_set_gives_the_focus_to_the_list_of_fields(site, project):
    pk = project.task()
    page = open_board(project).page
    page.locator(f"#card-{pk} .card-title").click()
    expect(page.locator("#panel [data-panel=close]")).to_be_focused()
    page.keyboard.press("Control+k")
    page.get_by_role("option", name=re.compile("^Due date")).click()
    expect(page.locator("#dialog-title")).to_be_visible()
    site.rpc("updateTask", id=pk, priority=1)
    expect(page.locator("#fact-priority")).to_have_text("P1")
    page.locator("#dialog").press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator("#add-field")).to_be_focused()
