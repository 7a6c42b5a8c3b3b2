"""The list of a project: the task beside it, cells that change, keys, groups (ux.md 5)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PHONE


def dialog(page: Page):
    return page.locator("#dialog")


def row(page: Page, pk: int):
    return page.locator(f".list-row[data-task-id='{pk}']")


def link(page: Page, pk: int):
    return row(page, pk).locator(".task-row-title")


def test_a_click_opens_the_task_beside_the_list(site, project):
    one, two = project.tasks(2)
    page = site.open(f"/list/{project.id}")
    link(page, one).click()
    expect(page.locator("#panel h2")).to_have_text("Task 1")
    expect(page).to_have_url(re.compile(f"/task/{one}$"))
    expect(row(page, one)).to_have_class(re.compile("shown"))
    link(page, two).click()
    expect(page.locator("#panel h2")).to_have_text("Task 2")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page).to_have_url(re.compile(f"/list/{project.id}$"))
    expect(link(page, two)).to_be_focused()


def test_heads_and_filters_lead_to_the_list_while_a_task_is_beside_it(site, project):
    one, _two = project.tasks(2)
    page = site.open(f"/list/{project.id}")
    link(page, one).click()
    expect(page.locator("#panel")).to_be_visible()
    page.locator("thead").get_by_role("link", name="Task").click()
    expect(page).to_have_url(re.compile(rf"/list/{project.id}\?order=id"))


def test_what_the_panel_changes_shows_in_its_row(site, project):
    pk = project.task("Paint")
    page = site.open(f"/list/{project.id}")
    link(page, pk).click()
    page.locator("#panel h2 [role=button]").click()
    page.get_by_role("textbox", name="Title").fill("Varnish")
    page.keyboard.press("Enter")
    expect(link(page, pk)).to_contain_text("Varnish")
    expect(page.locator("#panel h2")).to_have_text("Varnish")


def test_below_1024_px_a_click_opens_the_page(site, project):
    pk = project.task()
    page = site.open(f"/list/{project.id}", viewport=PHONE)
    link(page, pk).click()
    expect(page.locator("h1")).to_have_text("Paint")
    expect(page.locator("#panel")).to_have_count(0)


def test_a_cell_changes_and_the_list_stays(site, project):
    tasks = project.tasks(3)
    page = site.open(f"/list/{project.id}")
    page.evaluate("window.stays = true")
    row(page, tasks[0]).get_by_role("checkbox").check()
    page.get_by_role("link", name=f"Change assignee of #{tasks[1]}").click()
    dialog(page).get_by_role("radio", name="Bo", exact=True).click()
    expect(row(page, tasks[1])).to_contain_text("Bo")
    expect(page.get_by_role("link", name=f"Change assignee of #{tasks[1]}")).to_be_focused()
    expect(row(page, tasks[0]).get_by_role("checkbox")).to_be_checked()
    expect(page.get_by_text("1 selected")).to_be_visible()
    assert page.evaluate("window.stays")
    page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(row(page, tasks[1])).not_to_contain_text("Bo")
    page.get_by_role("link", name=f"Move #{tasks[1]} to another column").click()
    dialog(page).get_by_label("Done").check()
    dialog(page).get_by_role("button", name="Move").click()
    expect(row(page, tasks[1])).to_contain_text("Done")


def test_a_task_that_leaves_the_filter_hands_the_focus_on(site, project):
    tasks = project.tasks(3)
    page = site.open(f"/list/{project.id}?search=assignee:nobody")
    link(page, tasks[1]).focus()
    page.keyboard.press("a")
    dialog(page).get_by_role("radio", name="Bo", exact=True).click()
    expect(row(page, tasks[1])).to_have_count(0)
    expect(link(page, tasks[0])).to_be_focused()


def test_rows_by_keys(site, project):
    first, second, third = reversed(project.tasks(3))
    page = site.open(f"/list/{project.id}")
    page.keyboard.press("j")
    expect(link(page, first)).to_be_focused()
    page.keyboard.press("x")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    expect(link(page, third)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.get_by_text("2 selected")).to_be_visible()
    page.keyboard.press("p")
    expect(dialog(page)).to_contain_text("For 2 tasks.")
    dialog(page).get_by_role("radio", name="2", exact=True).click()
    expect(row(page, first)).to_contain_text("P2")
    expect(row(page, second)).to_contain_text("P2")
    expect(link(page, second)).to_be_focused()
    for key, heading in (("d", "Set due date"), ("t", "Set tags"), ("m", "Move tasks to…"), ("e", "Edit title")):
        page.keyboard.press(key)
        expect(dialog(page).locator("h2")).to_have_text(heading)
        page.keyboard.press("Escape")
        expect(dialog(page)).to_be_hidden()
    page.keyboard.press("Control+z")
    expect(row(page, first)).not_to_contain_text("P2")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()


def test_groups_stand_in_the_address(site, project):
    project.task("One", owner_id=site.user("bo"))
    project.task("Two")
    page = site.open(f"/list/{project.id}")
    page.get_by_text("Group by").click()
    page.get_by_role("link", name="Assignee", exact=True).first.click()
    expect(page).to_have_url(re.compile("group=assignee"))
    expect(page.locator(".group-row")).to_have_text([re.compile("Bo 1"), re.compile("Unassigned 1")])


def test_sub_tasks_fold_and_stay_folded(site, project):
    pk = project.task()
    site.rpc("createSubtask", task_id=pk, title="Sand")
    page = site.open(f"/list/{project.id}?show_subtasks=1")
    expect(page.get_by_text("Sand", exact=True)).to_be_visible()
    page.get_by_text("Sub-tasks 0/1").click()
    expect(page.get_by_text("Sand", exact=True)).to_be_hidden()
    page.get_by_role("link", name=f"Change priority of #{pk}").click()
    dialog(page).get_by_role("radio", name="1", exact=True).click()
    expect(row(page, pk)).to_contain_text("P1")
    expect(page.get_by_text("Sand", exact=True)).to_be_hidden()


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "laptop"])
def test_nothing_sticks_out_and_every_control_can_be_hit(site, project, viewport):
    project.task("A title of the usual length " * 3, owner_id=site.user("bo"), tags=["ios", "api"], priority=2)
    project.task("Bare")
    page = site.open(f"/list/{project.id}?group=assignee", viewport=viewport)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.locator("#list").evaluate(
        """list => [...list.querySelectorAll("a, button, input:not([type=hidden], label input), summary")]
            .map(one => [one.outerHTML.slice(0, 80), one.getBoundingClientRect()])
            .filter(([, box]) => box.width && (box.width < 24 || box.height < 23.9)).map(([html]) => html)"""
    )
    assert small == []


def test_what_is_done_to_many_needs_a_choice_and_happens_in_a_dialog(site, project):
    tasks = project.tasks(3)
    page = site.open(f"/list/{project.id}")
    page.evaluate("window.stays = true")
    close = page.get_by_role("button", name="Close…")
    expect(close).to_have_attribute("aria-disabled", "true")
    expect(close).to_have_attribute("title", "Tick some tasks first.")
    close.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Tick some tasks first.")
    row(page, tasks[0]).get_by_role("checkbox").check()
    row(page, tasks[1]).get_by_role("checkbox").check()
    page.locator(".bulk-menu summary").click()
    page.get_by_role("button", name="Several fields…").click()
    dialog(page).get_by_role("checkbox", name="Priority").check()
    dialog(page).locator("[name=priority]").select_option("2")
    dialog(page).get_by_role("button", name="Change tasks").click()
    expect(page.locator(".toast").filter(has_text="2 tasks changed")).to_be_visible()
    expect(page.locator(".bulk-menu summary")).to_be_focused()
    page.get_by_role("button", name="Close…").click()
    dialog(page).get_by_role("button", name="Close tasks").click()
    expect(page.locator(".list-row")).to_have_count(1)
    expect(close).to_have_attribute("aria-disabled", "true")
    assert page.evaluate("window.stays")
    assert [int(site.rpc("getTask", task_id=pk)["priority"]) for pk in tasks] == [2, 2, 0]


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "laptop"])
def test_long_dates_neither_wrap_nor_widen_their_column(site, project, viewport):
    project.task("Short", date_due="2030-01-02", tags=["accessibility", "customer"], owner_id=site.user("bo"))
    page = site.open(f"/list/{project.id}", viewport=viewport)
    dates = page.locator(".f-due")

    def sizes() -> list[tuple[float, float, bool]]:
        return dates.evaluate_all("all => all.map(one => [one.getBoundingClientRect(), one.closest('td')])"
            ".map(([box, cell]) => [box.height, cell.clientWidth, cell.scrollWidth <= cell.clientWidth])")  # fmt: skip

    ((height, _width, _fits),) = sizes()
    late = project.task("A longer title of a task", date_due="2025-09-27 13:09", owner_id=site.user("ana"))
    page.reload()
    expect(dates).to_have_count(2)
    assert [(box, fits) for box, _cell, fits in sizes()] == [(height, True)] * 2
    if viewport is not PHONE:
        assert max(cell for _box, cell, _fits in sizes()) <= 130
    badge = row(page, late).locator(".f-due")
    expect(badge).to_have_text("Overdue 27 Sep 2025")
    expect(badge).to_have_attribute("title", "Overdue 27 Sep 2025 13:09")


def test_shift_and_arrows_tick_rows(site, project):
    first, second, _third = reversed(project.tasks(3))
    page = site.open(f"/list/{project.id}")
    link(page, first).focus()
    page.keyboard.press("Shift+ArrowDown")
    expect(link(page, second)).to_be_focused()
    expect(page.get_by_text("2 selected")).to_be_visible()
    for pk in (first, second):
        expect(row(page, pk).get_by_role("checkbox")).to_be_checked()


@pytest.mark.parametrize("width", [1024, 768])
def test_the_page_is_no_wider_than_the_window(site, project, width):
    project.task(tags=["customer", "accessibility", "mobile"], date_due="2030-01-02", owner_id=site.user("bo"))
    page = site.open(f"/list/{project.id}", viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_one_value_is_given_to_many_by_its_picker(site, project):
    tasks = project.tasks(3)
    page = site.open(f"/list/{project.id}")
    for pk in tasks[:2]:
        row(page, pk).get_by_role("checkbox").check()
    page.locator(".rows-bar > .button", has_text="Assign").click()
    expect(dialog(page)).to_contain_text("For 2 tasks.")
    dialog(page).get_by_text("Bo", exact=True).click()
    expect(row(page, tasks[0])).to_contain_text("Bo")
    expect(row(page, tasks[1])).to_contain_text("Bo")
    expect(row(page, tasks[2])).not_to_contain_text("Bo")
    page.locator(".bulk-menu summary").click()
    page.get_by_role("button", name="Add tags").click()
    dialog(page).locator("[name=add_tags]").fill("spring")
    page.keyboard.press("Enter")
    expect(row(page, tasks[0])).to_contain_text("spring")


def test_all_matching_tasks_are_given_a_value(site, project):
    project.tasks(51)
    page = site.open(f"/list/{project.id}")
    page.get_by_label("Select all 51 matching tasks").check()
    page.locator(".rows-bar > .button", has_text="Priority").click()
    expect(dialog(page)).to_contain_text("For 51 tasks.")
    dialog(page).get_by_role("radio", name="2", exact=True).click()
    expect(page.locator(".toast").filter(has_text="51 tasks changed")).to_be_visible()
