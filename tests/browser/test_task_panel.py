"""The task beside the board: the focus stays, keys are the task's, Escape goes one step at a time, and it is fresh."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PHONE, TOAST, Project, until


def open_panel(project: Project, pk: int, user: str = "ana") -> Page:
    page = project.site.open(project.board, user)
    page.locator(f"#card-{pk} .card-title").click()
    expect(panel(page)).to_be_visible()
    return page


def panel(page: Page):
    return page.locator("#panel")


def dialog(page: Page):
    return page.locator("#dialog")


def comment(page: Page):
    return page.locator("#comment_comment")


@pytest.fixture(params=["panel", "page"])
def place(request, project):
    """Opens a task in the panel, or on its page."""
    return lambda pk: open_panel(project, pk) if request.param == "panel" else project.site.open(f"/task/{pk}")


def answered(page: Page):
    """Until the task has been read anew."""
    return page.expect_response(
        lambda one: re.search(r"/task/\d+$", one.url) is not None and one.request.method == "GET"
    )


def test_a_choice_returns_to_the_field_it_changed(project, place):
    page = place(project.task(tags=["rig"], date_due="2030-01-02"))
    for name, value in (("Change assignee", "Bo"), ("Change priority", "2"), ("Change colour", "Green")):
        page.get_by_role("link", name=name).click()
        with answered(page):
            dialog(page).get_by_role("radio", name=value, exact=True).click()
        expect(page.get_by_role("link", name=name)).to_be_focused()
        expect(page.locator(".facts")).to_contain_text(value)
    for name, value in (("Change tags", "keel"), ("Change due date", "2030-03-04")):
        page.get_by_role("link", name=name).press("Enter")
        dialog(page).locator("input:not([type=hidden], [type=date])").first.fill(value)
        with answered(page):
            page.keyboard.press("Control+Enter")
        expect(page.get_by_role("link", name=name)).to_be_focused()


def test_what_is_done_in_place_keeps_the_focus(project, place):
    page = place(project.task(description="Old"))
    with answered(page):
        page.get_by_role("button", name="Assign to me").click()
    expect(page.get_by_role("link", name="Change assignee")).to_be_focused()
    page.get_by_role("link", name="Edit the description").click()
    page.get_by_role("textbox", name="Description").fill("New")
    with answered(page):
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="Edit the description")).to_be_focused()
    page.locator("#subtask-line").fill("sub one")
    with answered(page):
        page.keyboard.press("Enter")
    expect(page.locator("#subtask-line")).to_be_focused()
    comment(page).fill("A word")
    with answered(page):
        page.keyboard.press("Control+Enter")
    expect(page.locator(".comment")).to_contain_text("A word")
    expect(comment(page)).to_be_focused()


def test_a_link_returns_to_the_button_that_adds_links(project, place):
    other = project.task("Mast")
    page = place(project.task())
    page.locator("#links").get_by_role("link", name="Add internal link").click()
    dialog(page).locator("[name=opposite_task_id]").fill(f"#{other}")
    with answered(page):
        dialog(page).get_by_role("button", name="Add link").click()
    expect(page.locator("#links")).to_contain_text("Mast")
    expect(page.locator("#links").get_by_role("link", name="Add internal link")).to_be_focused()


def test_an_added_field_has_the_focus_where_it_stands_now(project, place):
    page = place(project.task())
    page.get_by_text("Add field").click()
    page.locator(".add-field").get_by_role("link", name="Due date").click()
    dialog(page).locator("[name=date_due]").last.fill("2030-01-02")
    with answered(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Change due date")).to_be_focused()


def test_a_column_that_is_moved_keeps_the_focus(site, project):
    site.rpc("addProjectUser", project_id=project.id, user_id=site.user("mia"), role="project-manager")
    page = site.open(f"/project/{project.id}/columns", "mia")
    first = page.locator("#main ol.rows > li").nth(1)
    with page.expect_navigation():
        first.get_by_role("button", name=re.compile("^Move Ready up")).click()
    expect(page.locator("#main ol.rows > li").first).to_contain_text("Ready")
    expect(page.get_by_role("button", name="Move Ready down")).to_be_focused()
    page.get_by_role("link", name="Edit Ready").click()
    with page.expect_navigation():
        dialog(page).get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name="Edit Ready")).to_be_focused()


def test_the_whole_line_of_the_title_is_the_way_to_edit_it(project, place):
    page = place(project.task("dry"))
    box = page.locator("#title-edit").bounding_box()
    page.mouse.click(box["x"] + box["width"] - 12, box["y"] + box["height"] / 2)
    page.keyboard.type("rye and yeast")
    page.keyboard.press("Enter")
    expect(page.locator("#title-edit")).to_have_text("rye and yeast")
    expect(page.locator(".quick-add")).to_have_count(0)


def test_escape_goes_one_step_at_a_time(project):
    pk = project.task()
    page = open_panel(project, pk)
    menu = page.locator("#task-menu")
    menu.click()
    expect(page.get_by_role("link", name="Send by mail")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Send by mail")).to_be_hidden()
    expect(menu).to_be_focused()
    comment(page).fill("half a word")
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_visible()
    expect(comment(page)).not_to_be_focused()
    expect(comment(page)).to_have_value("half a word")
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()
    expect(page.locator(f"#card-{pk} .card-title")).to_be_focused()


def test_escape_in_an_empty_field_closes_the_panel(project):
    page = open_panel(project, project.task())
    comment(page).fill("A word")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".comment")).to_contain_text("A word")
    expect(comment(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(panel(page)).to_be_hidden()


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("e", r"^Edit #\d+$"),
        ("m", "^Move #"),
        ("a", "^Assign$"),
        ("d", "^Set due date$"),
        ("p", "^Set priority$"),
        ("t", "^Set tags$"),
        ("l", "^New internal link$"),
        ("s", "^New sub-task$"),
    ],
)
def test_a_key_opens_what_it_opens_on_the_page(project, place, key, title):
    page = place(project.task())
    page.keyboard.press(key)
    expect(page.locator("#dialog-title")).to_have_text(re.compile(title))
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()
    assert page.evaluate("document.activeElement !== document.body")


def test_keys_that_are_the_boards_elsewhere_are_the_tasks_in_the_panel(project):
    pk = project.task()
    page = open_panel(project, pk)
    page.evaluate("window.stays = true")
    page.keyboard.press("c")
    expect(comment(page)).to_be_focused()
    page.keyboard.press("Escape")
    page.locator(f"#card-{pk} .card-title").press("Enter")
    expect(panel(page)).to_be_visible()
    with answered(page):
        page.keyboard.press("i")
    expect(page.locator(".facts")).to_contain_text("Ana")
    page.keyboard.press("g")
    page.keyboard.press("i")
    expect(page).to_have_url(re.compile("notifications"))


def test_the_panel_is_fresh_after_closing_and_reopening(project):
    pk = project.task()
    page = open_panel(project, pk)
    for press, then in (("Close task", "Reopen"), ("Reopen", "Close task")):
        panel(page).get_by_role("button", name=press).click()
        expect(panel(page).get_by_role("button", name=then)).to_be_visible()
        expect(panel(page).get_by_role("button", name=press)).to_have_count(0)
        expect(panel(page).get_by_role("button", name=then)).to_be_focused()


def test_a_task_that_was_closed_at_once_is_opened_by_undo(project, place):
    pk = project.task()
    page = place(pk)
    page.get_by_role("button", name="Close task").click()
    expect(page.locator(TOAST).filter(has_text="closed")).to_be_visible()
    assert project.site.rpc("getTask", task_id=pk)["is_active"] == 0
    page.locator(TOAST).get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Close task")).to_be_visible()
    assert project.site.rpc("getTask", task_id=pk)["is_active"] == 1


def test_a_task_that_a_colleague_removes_says_so(project):
    pk = project.task()
    page = open_panel(project, pk)
    comment(page).fill("half a word")
    project.site.rpc("removeTask", task_id=pk)
    expect(panel(page).locator(".notice")).to_contain_text("not there any more")
    expect(comment(page)).to_have_value("half a word")
    expect(panel(page).get_by_role("button", name="Add comment")).to_be_disabled()
    expect(panel(page).get_by_role("button", name="Close task")).to_be_hidden()


def test_a_comment_and_a_sub_task_are_sent_once(project, place):
    pk = project.task()
    page = place(pk)
    going = []
    page.route("**/*", lambda route: going.append(route) if route.request.method == "POST" else route.continue_())
    comment(page).fill("A word")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Control+Enter")
    page.locator("#subtask-line").fill("sub one")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    until(page, lambda: len(going) == 2)
    for route in going:
        route.continue_()
    expect(page.locator(".comment")).to_have_count(1)
    expect(page.locator(".subtask")).to_have_count(1)
    assert len(going) == 2
    assert (
        len(project.site.rpc("getAllComments", task_id=pk)) == len(project.site.rpc("getAllSubtasks", task_id=pk)) == 1
    )


def test_without_network_nothing_is_lost_and_it_is_said(project, place):
    pk = project.task("Paint")
    page = place(pk)
    page.context.set_offline(True)
    page.locator("#title-edit").click()
    title = page.get_by_role("textbox", name="Title")
    title.fill("Varnish")
    page.keyboard.press("Enter")
    expect(page.locator("#title-error")).to_contain_text("does not answer")
    expect(title).to_be_focused()
    comment(page).fill("A word")
    page.keyboard.press("Control+Enter")
    expect(page.locator(TOAST).filter(has_text="does not answer").first).to_be_visible()
    expect(comment(page)).to_have_value("A word")
    page.locator(".toast-close").click()
    page.get_by_role("link", name="Change priority").click()
    expect(page.locator(TOAST).filter(has_text="does not answer")).to_have_count(1)
    page.context.set_offline(False)
    title.press("Enter")
    expect(page.locator("#title-edit")).to_have_text("Varnish")
    comment(page).press("Control+Enter")
    expect(page.locator(".comment")).to_contain_text("A word")


def test_selecting_text_in_a_dialog_and_letting_go_outside_keeps_it(project, place):
    page = place(project.task())
    page.get_by_role("link", name="Change priority").click()
    box = dialog(page).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] - 40, box["y"] + 20, steps=4)
    page.mouse.up()
    expect(dialog(page)).to_be_visible()
    page.mouse.click(box["x"] - 40, box["y"] + 20)
    expect(dialog(page)).to_be_hidden()


def test_words_begin_where_the_eye_is(project):
    pk = project.task(
        description="Words", date_due="2030-01-02", tags=["rig", "keel"], owner_id=project.site.user("ana"), priority=2
    )
    page = open_panel(project, pk)
    page.set_viewport_size({"width": 1280, "height": 800})
    top = panel(page).bounding_box()["y"]
    assert page.locator("#description-title").bounding_box()["y"] - top <= 240
    page = project.site.open(f"/task/{pk}")
    page.set_viewport_size(PHONE)
    assert page.locator("#description-title").bounding_box()["y"] <= 240


def test_a_fact_is_changed_beside_it_and_escape_closes_just_that(project, place):
    page = place(project.task())
    chip = page.get_by_role("link", name="Change priority")
    for way in ("click", "key"):
        if way == "click":
            chip.click()
        else:
            page.keyboard.press("p")
        expect(dialog(page).get_by_role("radio", name="0", exact=True)).to_be_focused()
        one, other = chip.bounding_box(), dialog(page).bounding_box()
        assert 0 <= other["y"] - (one["y"] + one["height"]) <= 12, way
        assert abs(other["x"] - one["x"]) <= 12 or other["x"] + other["width"] >= 1260, way
        page.keyboard.press("Escape")
        expect(dialog(page)).to_be_hidden()
        expect(chip).to_be_focused()
        expect(page.locator("#task")).to_be_visible()


def test_on_a_phone_the_choices_come_from_below(site, project):
    page = site.open(f"/task/{project.task()}")
    page.set_viewport_size(PHONE)
    page.emulate_media(reduced_motion="reduce")
    page.get_by_role("link", name="Change assignee").click()
    box = dialog(page).bounding_box()
    assert (box["x"], box["width"], box["y"] + box["height"]) == (0, 390, 844)
    assert box["y"] > 100
