"""The board by keyboard alone (ux.md 3.9)."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.site import Board, open_board, until


def enter(board: Board) -> None:
    """Tab until the first card has the focus; it is one stop among the controls."""
    for _ in range(40):
        board.page.keyboard.press("Tab")
        if board.page.evaluate("document.activeElement.classList.contains('card-title')"):
            return
    raise AssertionError("no card can be reached with Tab")


def focused(board: Board) -> int:
    return int(board.page.evaluate("document.activeElement.closest('.card')?.dataset.taskId ?? 0"))


def test_13_a_card_is_carried_with_the_arrows(site, project):
    one, two = project.tasks(2)
    three, four = project.tasks(2, column="Ready")
    board = open_board(project)
    said = board.page.evaluate_handle(
        """() => { const all = []; new MutationObserver(() => all.push(document.querySelector("#polite").textContent))
            .observe(document.querySelector("#polite"), {childList: true, characterData: true, subtree: true});
            return all; }"""
    )
    enter(board)
    board.page.keyboard.press("ArrowDown")
    assert focused(board) == two
    for n, key in enumerate((" ", "ArrowRight", "ArrowDown"), start=1):
        board.page.keyboard.press(key)
        board.page.wait_for_function("([said, n]) => said.filter(Boolean).length >= n", arg=[said, n])
    with board.page.expect_response(re.compile("/move$")):
        board.page.keyboard.press(" ")
    until(board.page, lambda: board.order("Ready") == [three, four, two])
    board.page.wait_for_function("said => said.filter(Boolean).length >= 4", arg=said)
    assert board.order("Ready") == project.order("Ready") == [three, four, two]
    assert board.order("Backlog") == [one]
    assert focused(board) == two
    sentences = [text for text in said.json_value() if text]
    for earlier, later in zip(("Lifted", "Ready, place 2", "Ready, place 3"), sentences, strict=False):
        assert earlier in later
    assert any(f"Moved {two} to Ready, place 3 of 3" in text for text in sentences)


def test_14_escape_brings_a_carried_card_home(site, project):
    one, two = project.tasks(2)
    board = open_board(project)
    enter(board)
    for key in (" ", "ArrowRight", "Escape"):
        board.page.keyboard.press(key)
    assert board.order("Backlog") == project.order("Backlog") == [one, two]
    assert focused(board) == one


def press_russian(board: Board, key: str, code: str) -> None:
    """A key of a Russian layout: its letter is Cyrillic, its place is that of a Latin one."""
    board.page.evaluate(
        """([key, code]) => document.activeElement.dispatchEvent(
            new KeyboardEvent("keydown", {key, code, bubbles: true, cancelable: true}))""",
        [key, code],
    )


def test_15_letters_count_by_their_place_on_a_russian_layout(site, project):
    one = project.task()
    board = open_board(project)
    board.title(one).focus()
    press_russian(board, "ь", "KeyM")
    expect(board.page.locator("#dialog-title")).to_have_text(re.compile("Move"))


def test_16_single_letters_can_be_switched_off(site):
    project = site.project(members=["eve"])
    one = project.task()
    page = site.open(f"/user/{site.user('eve')}/edit", "eve")
    page.get_by_label("No shortcuts of a single letter").check()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/user/show/**")
    board = open_board(project, "eve")
    board.title(one).focus()
    for key in ("x", "m", "z", "?"):
        board.page.keyboard.press(key)
    # A dialog would have come by now.
    board.page.wait_for_timeout(300)
    assert board.page.locator(".card.selected, dialog[open]").count() == 0
    board.page.keyboard.press(" ")
    board.page.keyboard.press("ArrowRight")
    with board.page.expect_response(re.compile("/move$")):
        board.page.keyboard.press(" ")
    expect(board.cell("Ready").locator(".card")).to_have_count(1)
    with board.page.expect_response(re.compile("/undo")):
        board.page.keyboard.press("Control+z")
    expect(board.cell("Backlog").locator(".card")).to_have_count(1)
    board.title(one).focus()
    board.page.keyboard.press("Enter")
    expect(board.page.locator("#panel h2").first).to_be_visible()


def test_17_arrows_load_more_cards_and_the_focus_stays(site, project):
    tasks = project.tasks(110)
    board = open_board(project)
    assert board.page.locator(".card").count() < 110
    board.title(tasks[0]).focus()
    for at in range(1, 61):
        board.page.keyboard.press("ArrowDown")
        board.page.wait_for_function(
            "id => document.activeElement.closest('.card')?.dataset.taskId === String(id)", arg=tasks[at]
        )
    assert focused(board) == tasks[60]


def test_49_the_panel_closes_with_back_and_a_reload_gives_the_page(site, project):
    one, _two = project.tasks(2)
    board = open_board(project)
    board.title(one).click()
    expect(board.page.locator("#panel h2").first).to_have_text(re.compile("Task 1"))
    expect(board.page).to_have_url(re.compile(f"/task/{one}$"))
    board.page.go_back()
    expect(board.page.locator("#panel")).to_be_hidden()
    expect(board.page).to_have_url(re.compile(rf"/board/{project.id}(\?search=status%3Aopen)?$"))
    assert focused(board) == one
    with board.page.context.expect_page() as opened:
        board.title(one).click(modifiers=["Control"])
    expect(opened.value.locator("h1")).to_have_text(re.compile("Task 1"))
    board.title(one).click()
    expect(board.page).to_have_url(re.compile(f"/task/{one}$"))
    board.page.reload()
    expect(board.page.locator("h1")).to_have_text(re.compile("Task 1"))


def test_every_key_of_a_card_opens_its_dialog(site, project):
    one = project.task()
    board = open_board(project)
    for key, title in {"a": "Assign", "d": "Set due date", "p": "Set priority", "t": "Set tags", "m": "Move"}.items():
        board.title(one).focus()
        board.page.keyboard.press(key)
        expect(board.page.locator("#dialog-title")).to_have_text(re.compile(title))
        board.page.keyboard.press("Escape")
        expect(board.page.locator("dialog[open]")).to_have_count(0)
        assert focused(board) == one
    with board.page.expect_response(re.compile("assign-to-me")):
        board.page.keyboard.press("i")
    expect(board.card(one).locator("[data-fk=owner]")).to_have_attribute("aria-label", re.compile("Ana"))


def test_the_palette_jumps_and_moves(site, project):
    one = project.task("Paint the mast")
    board = open_board(project)
    board.page.keyboard.press("Control+k")
    box = board.page.get_by_role("combobox", name="Search or jump")
    expect(box).to_be_focused()
    box.fill(f"move #{one} to do")
    option = board.page.get_by_role("option", name=f"Move #{one} to Done")
    expect(option).to_be_visible()
    board.page.keyboard.press("Enter")
    board.page.locator("#dialog").get_by_role("button", name="Move").click()
    expect(board.cell("Done").locator(".card")).to_have_count(1)
    board.page.keyboard.press("Control+k")
    box.fill("paint the mast")
    expect(board.page.get_by_role("option", name=re.compile("Paint the mast"))).to_be_visible()
    board.page.keyboard.press("Escape")
    expect(box).to_be_hidden()
