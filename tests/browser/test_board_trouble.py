"""What goes wrong on a board, and what a person then sees (ux.md 3.13 to 3.16)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PASSWORD, PHONE, TOAST, Board, filter_by, open_board

AWAY = "The server does not answer. Nothing was saved; try again in a moment."


def press_key(
    page: Page, key: str, code: str, *, control: bool = False, alt: bool = False, shift: bool = False
) -> None:
    """A key as another layout sends it."""
    client = page.context.new_cdp_session(page)
    modifiers = (1 if alt else 0) | (2 if control else 0) | (8 if shift else 0)
    shared: dict[str, Any] = {"key": key, "code": code, "modifiers": modifiers}
    client.send("Input.dispatchKeyEvent", {"type": "keyDown", **shared})
    client.send("Input.dispatchKeyEvent", {"type": "keyUp", **shared})


@pytest.mark.parametrize("hand", ["mouse", "keyboard"])
def test_after_a_lift_without_a_move_the_board_shows_what_came_meanwhile(site, project, hand):
    one, two, three = project.tasks(3)
    board = open_board(project)
    if hand == "mouse":
        board.lift(one)
    else:
        board.title(one).focus()
        board.page.keyboard.press("Space")
    with board.page.expect_response(re.compile("/changes")):
        site.rpc("updateTask", id=two, title="Renamed meanwhile")
    with board.page.expect_response(re.compile("/changes")):
        site.rpc("removeTask", task_id=three)
    board.page.keyboard.press("Escape")
    if hand == "mouse":
        board.page.mouse.up()
    expect(board.title(two)).to_have_text("Renamed meanwhile")
    expect(board.card(three)).to_have_count(0)
    assert project.order("Backlog") == [one, two]


def test_a_card_that_is_lifted_and_removed_meanwhile_goes(site, project):
    one, two = project.tasks(2)
    board = open_board(project)
    board.lift(one)
    with board.page.expect_response(re.compile("/changes")):
        site.rpc("removeTask", task_id=one)
    board.hover(board.cell("Ready"))
    board.page.mouse.up()
    expect(board.card(one)).to_have_count(0)
    expect(board.page.locator(".toast-error")).to_contain_text("Not saved.")
    expect(board.page.locator(".toast-error")).not_to_contain_text("Retry")
    expect(board.card(two)).to_be_visible()


def test_a_card_whose_title_is_edited_and_that_is_removed_goes(site, project):
    one, two = project.tasks(2)
    board = open_board(project)
    board.title(one).focus()
    board.page.keyboard.press("e")
    with board.page.expect_response(re.compile("/changes")):
        site.rpc("removeTask", task_id=one)
    board.page.keyboard.type("New words")
    board.page.keyboard.press("Enter")
    expect(board.card(one)).to_have_count(0)
    expect(board.card(two)).to_be_visible()


def test_quick_add_without_network_keeps_the_text_and_says_so(site, project):
    board = open_board(project)
    page = board.page
    page.keyboard.press("n")
    page.keyboard.type("Buy paint")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator(".toast-error")).to_contain_text(AWAY)
    expect(page.locator(".quick-add textarea")).to_have_value("Buy paint")
    expect(page.locator("#connection")).to_have_text("No connection")
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    expect(page.locator(".card-title")).to_have_text(["Buy paint"])
    expect(page.locator("#connection")).to_be_hidden()
    assert [int(task["id"]) for task in site.rpc("getAllTasks", project_id=project.id, status_id=1)] == project.order(
        "Backlog"
    )


def lose_first_answer(page, path: str) -> None:
    """The first request to an address arrives, and its answer does not."""
    lost = []

    def handle(route):
        if lost or route.request.method != "POST":
            route.continue_()
        else:
            lost.append(route.fetch())
            route.abort()

    page.route(re.compile(path), handle)


def test_a_line_whose_answer_was_lost_is_added_once(site, project):
    board = open_board(project)
    lose_first_answer(board.page, "/board/")
    board.cell("Backlog").locator("[data-add]").first.click()
    board.page.keyboard.type("Only once")
    board.page.keyboard.press("Enter")
    expect(board.page.locator(".quick-add textarea")).to_have_value("Only once")
    board.page.keyboard.press("Enter")
    expect(board.page.locator(".quick-add textarea")).to_have_value("")
    titles = [task["title"] for task in site.rpc("getAllTasks", project_id=project.id, status_id=1)]
    assert titles == ["Only once"]


def test_a_title_that_is_not_stored_goes_home_and_can_be_sent_again(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    page = board.page
    board.title(one).focus()
    page.keyboard.press("e")
    page.keyboard.type("Better words")
    page.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator(".toast-error")).to_contain_text(AWAY)
    expect(board.title(one)).to_have_text("Task 1")
    page.context.set_offline(False)
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.get_by_role("button", name="Retry").click()
    expect(board.title(one)).to_have_text("Better words")
    page.wait_for_function("() => !document.querySelector('.toast-error')")
    assert site.rpc("getTask", task_id=one)["title"] == "Better words"


def test_without_network_each_request_of_a_person_says_so(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    page = board.page
    page.context.set_offline(True)
    for key in ("i", "d", "Enter", "]"):
        board.title(one).focus()
        page.keyboard.press(key)
        expect(page.locator(".toast-error").first).to_contain_text(AWAY)
        for close in page.locator(".toast-close").all():
            close.click()
    assert board.order("Backlog") == [one]
    assert "Failed to fetch" not in page.locator("body").inner_text()


@pytest.mark.parametrize(
    ("key", "code"), [("z", "KeyY"), ("z", "KeyW"), ("я", "KeyZ")], ids=["qwertz", "azerty", "russian"]
)
def test_undo_is_on_the_letter_of_the_layout(site, project, key, code):
    (one,) = project.tasks(1)
    board = open_board(project)
    board.title(one).focus()
    with board.page.expect_response(re.compile("/move$")):
        board.page.keyboard.press("]")
    press_key(board.page, "y", "KeyZ", control=True)
    with board.page.expect_response(re.compile("/undo")):
        press_key(board.page, key, code, control=True)
    assert project.order("Backlog") == [one]


def test_brackets_behind_alt_gr_move_a_card(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    board.title(one).focus()
    with board.page.expect_response(re.compile("/move$")):
        press_key(board.page, "]", "Digit9", control=True, alt=True)
    assert project.order("Ready") == [one]


def test_the_palette_opens_on_every_layout_and_leaves_composing_alone(site, project):
    board = open_board(project)
    page = board.page
    press_key(page, "л", "KeyK", control=True)
    expect(page.locator("#palette")).to_be_visible()
    page.keyboard.type("list")
    for composed in ({"isComposing": True, "keyCode": 13}, {"isComposing": False, "keyCode": 229}):
        page.locator("#palette input").evaluate(
            "(one, more) => one.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, ...more}))",
            composed,
        )
    expect(page.locator("#palette")).to_be_visible()
    box = page.locator("#palette input").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(5, 700, steps=4)
    page.mouse.up()
    expect(page.locator("#palette")).to_be_visible()
    page.mouse.click(5, 700)
    expect(page.locator("#palette")).to_be_hidden()


def test_enter_that_ends_a_composition_adds_nothing(site, project):
    board = open_board(project)
    page = board.page
    page.keyboard.press("n")
    page.keyboard.type("Kana")
    page.locator(".quick-add textarea").evaluate(
        "field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', keyCode: 229, bubbles: true}))"
    )
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    assert len(project.order("Backlog")) == 1


@pytest.mark.parametrize("where", ["edge", "gutter"])
def test_a_drop_at_the_edge_or_between_columns_counts(site, project, where):
    (one,) = project.tasks(1)
    board = open_board(project)
    last = board.cell("Done").bounding_box()
    before = board.cell("Work in progress").bounding_box()
    x = 1277 if where == "edge" else (before["x"] + before["width"] + last["x"]) / 2
    board.lift(one)
    board.page.mouse.move(x - 20, last["y"] + 40, steps=5)
    board.page.mouse.move(x, last["y"] + 40, steps=3)
    expect(board.page.locator(".gap")).to_be_attached()
    with board.page.expect_response(re.compile("/move$")):
        board.page.mouse.up()
    assert project.order("Backlog") == []


def test_a_message_lets_through_what_is_dragged(site, project):
    (one,) = project.tasks(1)
    (two,) = project.tasks(1, column="Done")
    board = open_board(project)
    page = board.page
    board.drag(one, board.cell("Ready"))
    message = page.locator(TOAST)
    expect(message).to_be_visible()
    box = message.bounding_box()
    board.lift(two)
    page.mouse.move(box["x"] + 30, box["y"] + 10, steps=6)
    under = "([x, y]) => document.elementFromPoint(x, y).closest('.toast')"
    assert page.evaluate(under, [box["x"] + 30, box["y"] + 10]) is None
    board.hover(board.cell("Backlog"))
    with page.expect_response(re.compile("/move$")):
        page.mouse.up()
    assert project.order("Backlog") == [two]


def test_what_is_added_in_a_row_is_one_message_in_the_order_of_typing(site, project):
    project.tasks(1)
    board = open_board(project)
    page = board.page
    page.keyboard.press("n")
    for title in ("First", "Second", "Third"):
        page.keyboard.type(title)
        page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(4)
    expect(page.locator(TOAST)).to_have_count(1)
    expect(page.locator(TOAST)).to_contain_text("3 tasks added.")
    expect(page.locator(".card-title")).to_have_text(["First", "Second", "Third", "Task 1"])
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".card-title")).to_have_text(["Task 1"])


def test_the_message_of_what_was_undone_goes(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    page = board.page
    board.title(one).focus()
    page.keyboard.press("]")
    expect(page.locator(TOAST)).to_contain_text("moved to Ready")
    page.keyboard.press("Control+z")
    expect(page.locator(TOAST)).to_have_text([re.compile("^Undone: ")])


def test_a_move_is_said_once(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    page = board.page
    regions = "[role=status], [role=alert], [aria-live]"
    page.evaluate(
        """regions => {
          window.heard = [];
          const watch = () => {
            for (const one of document.querySelectorAll(regions)) {
              const text = one.textContent.trim();
              if (text && window.heard.at(-1) !== text && text.includes("Ready")) window.heard.push(text);
            }
          };
          new MutationObserver(watch).observe(document.body, {childList: true, subtree: true, characterData: true});
        }""",
        regions,
    )
    board.title(one).focus()
    with page.expect_response(re.compile("/move$")):
        page.keyboard.press("]")
    expect(page.locator(TOAST)).to_be_visible()
    expect(page.locator("#polite")).to_have_text(f"Moved {one} to Ready, place 1 of 1.")
    assert page.evaluate("window.heard") == [f"Moved {one} to Ready, place 1 of 1."]


def sign_out_elsewhere(board: Board) -> None:
    board.page.context.clear_cookies()


def test_40_who_was_signed_out_signs_in_beside_the_page_and_the_move_is_done(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    page = board.page
    sign_out_elsewhere(board)
    board.title(one).focus()
    page.keyboard.press("]")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("You are signed out")
    with page.context.expect_page() as opened:
        dialog.get_by_role("link", name="Sign in").click()
    other = opened.value
    other.locator("[name=username]").fill("ana")
    other.locator("[name=password]").fill(PASSWORD)
    other.get_by_role("button", name="Sign in", exact=True).click()
    other.wait_for_url("**/dashboard")
    page.bring_to_front()
    expect(dialog).to_be_hidden()
    expect(page.locator(TOAST)).to_contain_text("moved to Ready")
    assert project.order("Ready") == [one]
    # Other forms of the page have the new token, too.
    board.title(one).focus()
    with page.expect_response(re.compile("/move$")) as answer:
        page.keyboard.press("]")
    assert answer.value.status == 200
    page.locator("[data-head] details summary").first.click()
    page.get_by_role("button", name="Collapse").first.click()
    expect(page.locator(".head.folded")).to_have_count(1)


def test_who_does_not_sign_in_again_keeps_the_board_as_it_is_stored(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    page = board.page
    sign_out_elsewhere(board)
    board.title(one).focus()
    page.keyboard.press("]")
    page.get_by_role("button", name="Not now").click()
    expect(page.locator(".toast-error")).to_contain_text("You are signed out: nothing was saved.")
    assert board.order("Backlog") == [one]


def test_a_form_of_somebody_signed_out_says_that_nothing_was_saved(site, project):
    page = site.open(f"/project/{project.id}/task/create")
    page.locator("[name=title]").fill("Long thought")
    page.context.clear_cookies(name="KB_SID")
    page.context.clear_cookies(name="KB_RM")
    page.locator("main .form-actions button").first.click()
    expect(page.get_by_text("You were signed out, so nothing was saved.")).to_be_visible()
    page.locator("[name=username]").fill("ana")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(re.compile("/task/create"))
    expect(page.locator("[data-draft-line]").first).to_be_visible()


@pytest.mark.parametrize("form", ["page", "comment", "sub-task"])
def test_a_form_is_sent_once(site, project, form):
    pk = project.task()
    page = site.open(f"/project/{project.id}/task/create" if form == "page" else f"/task/{pk}")
    sent = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))

    def slow(route: Any) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        answer = route.fetch(max_redirects=0)
        # The answer itself is slow.
        page.wait_for_timeout(800)
        route.fulfill(response=answer)

    page.route("**/*", slow)
    if form == "page":
        page.locator("[name=title]").fill("Only once")
        click_twice = "button => { button.click(); setTimeout(() => button.click(), 250); }"
        page.locator("main .form-actions button").first.evaluate(click_twice)
        page.wait_for_url("**/board/*")
        titles = [task["title"] for task in site.rpc("getAllTasks", project_id=project.id, status_id=1)]
        assert titles.count("Only once") == 1
    elif form == "comment":
        page.locator("[data-comment] textarea").fill("Only once")
        page.keyboard.press("Control+Enter")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".comment", has_text="Only once")).to_have_count(1)
        # A second one would come now.
        page.wait_for_timeout(800)
        assert len(site.rpc("getAllComments", task_id=pk)) == 1
    else:
        page.locator("#subtask-line").fill("Only once")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        expect(page.locator(".subtask")).to_have_count(1)
        # A second one would come now.
        page.wait_for_timeout(800)
        assert len(site.rpc("getAllSubtasks", task_id=pk)) == 1


def test_a_move_that_a_role_refuses_offers_no_second_try(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    site.rpc("changeProjectUserRole", project_id=project.id, user_id=site.user("ana"), role="project-viewer")
    board.title(one).focus()
    board.page.keyboard.press("]")
    expect(board.page.locator(".toast-error")).to_contain_text("Your role does not allow this.")
    expect(board.page.get_by_role("button", name="Retry")).to_have_count(0)
    assert board.order("Backlog") == [one]


def test_aiming_at_the_menu_of_a_card_opens_the_menu(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    page = board.page
    page.mouse.move(900, 700)
    before = board.card(one).locator("[data-card-menu]").bounding_box()
    page.mouse.move(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2, steps=8)
    assert board.card(one).locator("[data-card-menu]").bounding_box() == before
    page.mouse.down()
    page.mouse.up()
    expect(page.locator(".card-menu")).to_be_visible()
    expect(page.locator("#bulk-bar")).to_be_hidden()


def test_lanes_are_as_high_as_their_cards_from_the_beginning(site, project):
    site.rpc("addSwimlane", project_id=project.id, name="Second")
    for number in range(10):
        site.rpc("addColumn", project_id=project.id, title=f"Column {number}")
    project.tasks(2)
    project.tasks(1, column="Done")
    for viewport in ({"width": 1280, "height": 800}, PHONE):
        board = open_board(project, viewport=viewport)
        heights = board.page.locator(".cell").evaluate_all("cells => cells.map(cell => cell.offsetHeight)")
        assert max(heights) < 500


def test_saving_a_filter_stays_on_the_board(site, project):
    project.task("Apple")
    project.task("Pear")
    board = open_board(project)
    page = board.page
    filter_by(page, "title:apple")
    expect(page.locator(".card")).to_have_count(1)
    page.locator("#filters-menu summary").click()
    page.get_by_role("link", name="Save this filter").click()
    expect(page.locator("#dialog [name=filter]")).to_have_value("title:apple")
    page.locator("#dialog [name=name]").fill("Apples")
    page.keyboard.press("Enter")
    expect(page.locator(TOAST)).to_contain_text("Filter saved.")
    expect(page.locator("#board")).to_have_attribute("data-search", "title:apple")


def test_on_a_phone_the_menu_of_a_card_is_above_the_bar_and_has_no_keys(site, project):
    (one,) = project.tasks(1)
    board = open_board(project, viewport=PHONE, has_touch=True, is_mobile=True)
    page = board.page
    board.card(one).locator("[data-card-menu]").tap()
    copy = page.get_by_role("menuitem", name="Copy link")
    copy.scroll_into_view_if_needed()
    box = copy.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
    assert page.locator(".card-menu kbd").first.is_hidden()
    copy.tap()
    expect(page.locator(TOAST)).to_contain_text(f"Link of #{one} copied.")
