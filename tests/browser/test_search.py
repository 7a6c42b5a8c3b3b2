"""The tasks of all projects that a search has found: by keys and mouse as in the list of one project (ux.md 5)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import LAPTOP, PHONE, TOAST, Project


@pytest.fixture
def there(site) -> Project:
    return site.project()


@pytest.fixture
def word(project) -> str:
    """What only the tasks of one test are called."""
    return f"Oaken{project.id}"


def row(page: Page, pk: int):
    return page.locator(f".task-row[data-task-id='{pk}']")


def link(page: Page, pk: int):
    return row(page, pk).locator(".task-row-title")


def box(page: Page, pk: int):
    return row(page, pk).get_by_role("checkbox")


def dialog(page: Page):
    return page.locator("#dialog")


def values(site, pks: list[int], field: str) -> list[int]:
    return [int(site.rpc("getTask", task_id=pk)[field] or 0) for pk in pks]


def test_rows_are_ticked_by_keys_and_changed_together(site, project, there, word):
    third, second, first = project.task(word), there.task(word), there.task(word)
    page = site.open(f"/search?search={word}")
    page.evaluate("window.stays = true")
    page.keyboard.press("j")
    expect(link(page, first)).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_text("1 selected")).to_be_visible()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    expect(link(page, third)).to_be_focused()
    expect(page.get_by_text("3 selected")).to_be_visible()
    page.keyboard.press("p")
    expect(dialog(page)).to_contain_text("For 3 tasks of 2 projects.")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(row(page, first)).to_contain_text("P1")
    expect(page.locator(TOAST)).to_have_count(1)
    expect(page.locator(TOAST)).to_contain_text("3 tasks changed.")
    expect(link(page, third)).to_be_focused()
    expect(box(page, first)).to_be_checked()
    assert page.evaluate("window.stays")
    page.locator(TOAST).get_by_role("button", name="Undo").click()
    expect(row(page, first)).not_to_contain_text("P1")
    expect(row(page, third)).not_to_contain_text("P1")
    assert values(site, [first, second, third], "priority") == [0, 0, 0]
    page.keyboard.press("Escape")
    expect(page.get_by_role("checkbox", name="Select #", checked=True)).to_have_count(0)


def test_keys_of_several_projects_ask_and_do_as_those_of_one(site, project, there, word):
    tasks = [project.task(word), there.task(word)]
    page = site.open(f"/search?search={word}")
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    for key, heading in (("a", "Assign"), ("d", "Set due date"), ("t", "Set tags"), ("p", "Set priority")):
        page.keyboard.press(key)
        expect(dialog(page).locator("h2")).to_have_text(heading)
        expect(dialog(page)).to_contain_text("For 2 tasks of 2 projects.")
        page.keyboard.press("Escape")
        expect(dialog(page)).to_be_hidden()
    for key, noun in (("C", "categories"), ("m", "columns")):
        page.keyboard.press(key)
        expect(page.locator(TOAST).last).to_contain_text(f"Each project has its own {noun}. Tick tasks of one project.")
    page.keyboard.press("i")
    expect(row(page, tasks[0])).to_contain_text("Assigned to Ana")
    expect(row(page, tasks[1])).to_contain_text("Assigned to Ana")
    page.keyboard.press("D")
    expect(row(page, tasks[1]).get_by_text("Closed")).to_have_count(1)
    assert values(site, tasks, "is_active") == [0, 0]
    page.keyboard.press("D")
    expect(row(page, tasks[1]).get_by_text("Closed")).to_have_count(0)
    assert values(site, tasks, "is_active") == [1, 1]
    page.keyboard.press("z")
    expect(row(page, tasks[1]).get_by_text("Closed")).to_have_count(1)
    expect(page.locator(TOAST).last).to_contain_text("Undone")


def test_ticked_tasks_of_one_project_have_its_categories_and_columns(site, project, there, word):
    site.rpc("createCategory", project_id=project.id, name="Hull")
    one, two, other = project.task(word), project.task(word), there.task(word)
    page = site.open(f"/search?search={word}")
    box(page, one).check()
    box(page, two).check()
    page.locator(".bulk-menu summary").click()
    page.get_by_role("button", name="Category").click()
    dialog(page).get_by_text("Hull", exact=True).click()
    expect(row(page, one)).to_contain_text("Hull")
    expect(row(page, two)).to_contain_text("Hull")
    page.locator(".bulk-menu summary").click()
    page.get_by_role("button", name="Move to…").click()
    dialog(page).get_by_label("Done").check()
    dialog(page).get_by_role("button", name="Move").click()
    expect(row(page, one)).to_contain_text("› Done")
    box(page, other).check()
    page.locator(".bulk-menu summary").click()
    page.get_by_role("button", name="Category").click()
    expect(page.locator(TOAST).last).to_contain_text("Each project has its own categories.")


def test_shift_ticks_all_between_and_the_bar_closes_and_reopens(site, project, there, word):
    tasks = [project.task(word), there.task(word), project.task(word)]
    page = site.open(f"/search?search={word}")
    close = page.get_by_role("button", name="Close", exact=True)
    expect(close).to_have_attribute("aria-disabled", "true")
    box(page, tasks[2]).click()
    box(page, tasks[0]).click(modifiers=["Shift"])
    expect(page.get_by_text("3 selected")).to_be_visible()
    close.click()
    expect(page.locator(TOAST)).to_contain_text("3 tasks closed.")
    expect(row(page, tasks[1]).get_by_text("Closed")).to_have_count(1)
    assert values(site, tasks, "is_active") == [0, 0, 0]
    page.locator(".bulk-menu summary").click()
    page.get_by_role("button", name="Reopen").click()
    expect(page.locator(TOAST).last).to_contain_text("3 tasks opened again.")
    assert values(site, tasks, "is_active") == [1, 1, 1]


def test_colours_and_tags_are_given_and_all_matching_are_taken(site, project, there, word):
    site.batch(("createTask", {"title": word, "project_id": project.id}) for _number in range(30))
    there.task(word)
    page = site.open(f"/search?search={word}")
    page.get_by_role("checkbox", name="Select this page").check()
    expect(page.get_by_text("30 selected")).to_be_visible()
    page.get_by_label("Select all 31 matching tasks").check()
    page.locator(".bulk-menu summary").click()
    page.get_by_role("button", name="Colour").click()
    expect(dialog(page)).to_contain_text("For 31 tasks of 2 projects.")
    dialog(page).get_by_text("Red", exact=True).click()
    expect(page.locator(TOAST)).to_contain_text("31 tasks changed.")
    expect(page.locator(".task-row.c-red")).to_have_count(30)
    page.locator(".bulk-menu summary").click()
    page.get_by_role("button", name="Add tags").click()
    dialog(page).locator("[name=add_tags]").fill("salty")
    page.keyboard.press("Enter")
    expect(page.locator(".task-row .chip", has_text="salty")).to_have_count(30)


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_open_closed_and_foreign_rows_stand_in_line(site, project, word, viewport):
    one, two = project.task(word), project.task(word)
    site.rpc("closeTask", task_id=two)
    read_only = site.project(members=["ana"], role="project-viewer")
    three = read_only.task(word)
    page = site.open(f"/search?search={word}", viewport=viewport)
    left = [link(page, pk).bounding_box()["x"] for pk in (one, two, three)]
    assert max(left) - min(left) < 0.5
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(box(page, three)).to_have_count(0)
    if viewport is LAPTOP:
        head = page.get_by_role("checkbox", name="Select this page").bounding_box()
        assert abs(head["x"] - box(page, one).bounding_box()["x"]) < 1


def test_without_scripts_ticked_tasks_are_changed_by_pages(site, project, there, word):
    tasks = [project.task(word), there.task(word)]
    page = site.open(f"/search?search={word}", java_script_enabled=False)
    for pk in tasks:
        box(page, pk).check()
    page.locator(".rows-bar > button", has_text="Priority").click()
    expect(page.get_by_text("For 2 tasks of 2 projects.")).to_be_visible()
    page.get_by_role("radio", name="2", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page).to_have_url(re.compile(rf"/search\?search={word}$"))
    expect(row(page, tasks[0])).to_contain_text("P2")
    for pk in tasks:
        box(page, pk).check()
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Close tasks").click()
    expect(row(page, tasks[1]).get_by_text("Closed")).to_have_count(1)


def test_the_field_completes_names_of_all_projects(site, project, there, word):
    site.rpc("createCategory", project_id=there.id, name=f"{word} hull")
    hidden = site.project(members=["bo"])
    site.rpc("createCategory", project_id=hidden.id, name=f"{word} secret")
    pk = there.task("Painted", tags=[f"{word}wet"])
    page = site.open("/search")
    field, offers = page.locator(".filter [name=search]"), page.locator(".filter .suggestions li")
    page.keyboard.press("f")
    page.keyboard.insert_text(f"category:{word}")
    expect(offers).to_have_text([f"{word} hull"])
    field.fill("")
    page.keyboard.insert_text(f"tag:{word}w")
    expect(offers).to_have_text([f"{word}wet"])
    page.keyboard.press("Tab")
    expect(field).to_have_value(f"tag:{word}wet ")
    page.keyboard.press("Enter")
    expect(link(page, pk)).to_be_visible()
    page.locator("#filters-menu summary").click()
    page.get_by_role("link", name="Category…").click()
    dialog(page).get_by_role("link", name=f"{word} hull").click()
    expect(page.locator(".filter-chips .chip > span:first-child")).to_have_text(
        [f"tag: {word}wet", f"category: {word} hull"]
    )


@pytest.mark.parametrize("path", ["/search?search={word}", "/list/{project}"])
def test_what_can_be_done_to_ticked_tasks_stays_in_sight(site, project, word, path):
    site.batch(("createTask", {"title": word, "project_id": project.id}) for _number in range(30))
    page = site.open(path.format(word=word, project=project.id))
    assign = page.locator(".rows-bar > button", has_text="Assign")
    page.keyboard.press("j")
    page.keyboard.press("End")
    expect(assign).not_to_be_in_viewport()
    page.keyboard.press("x")
    expect(assign).to_be_in_viewport()
    # Who walks up sees every row, none of them below the bar.
    for _step in range(15):
        page.keyboard.press("k")
    below = assign.bounding_box()
    assert page.locator(".task-row-title:focus").bounding_box()["y"] >= below["y"] + below["height"]


def test_a_task_opens_beside_what_was_found(site, project, there, word):
    one, two = project.task(f"{word} mast"), there.task(f"{word} keel")
    page = site.open(f"/search?search={word}")
    page.evaluate("window.stays = true")
    link(page, two).click()
    expect(page.locator("#panel h2")).to_have_text(f"{word} keel")
    expect(page).to_have_url(re.compile(f"/task/{two}$"))
    expect(row(page, two)).to_have_class(re.compile("shown"))
    page.keyboard.press("j")
    expect(page.locator("#panel h2")).to_have_text(f"{word} mast")
    page.keyboard.press("p")
    dialog(page).get_by_role("radio", name="2", exact=True).press("Enter")
    expect(row(page, one)).to_contain_text("P2")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page).to_have_url(re.compile(rf"/search\?search={word}$"))
    expect(link(page, one)).to_be_focused()
    assert page.evaluate("window.stays")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text(f"{word} mast")
    # Links of the page keep leading to the search.
    page.locator(".finder-quick a").first.click()
    expect(page).to_have_url(re.compile(r"/search\?search=status"))
