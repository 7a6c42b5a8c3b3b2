"""The first hour of a project: it is made from a template and opens as its board."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.site import PHONE, TOAST, open_board


def test_a_project_is_two_fields_and_opens_as_its_board(site):
    page = site.open("/projects", "admin")
    page.get_by_role("link", name="New project", exact=True).click()
    dialog = page.locator("#dialog")
    expect(dialog.locator("[name=name]")).to_be_focused()
    expect(dialog.locator("[name=identifier]")).to_be_hidden()
    dialog.locator("[name=name]").fill("Leaks")
    dialog.get_by_role("radio", name=re.compile("Bug tracking.*Reported, Confirmed")).check()
    dialog.get_by_role("button", name="Make project").click()
    page.wait_for_url(re.compile(r"/board/\d+"))
    for title in ("Reported", "Confirmed", "In progress", "Testing", "Fixed"):
        expect(page.get_by_role("heading", name=re.compile(title)).first).to_be_visible()


def test_the_parts_of_a_project_are_asked_for_when_one_is_chosen(site):
    ours = site.project(members=["admin"])
    page = site.open("/project/create", "admin")
    page.locator("summary", has_text="More").click()
    expect(page.get_by_label("Custom roles")).to_be_hidden()
    page.locator("[name=src_project_id]").select_option(str(ours.id))
    expect(page.get_by_label("Custom roles")).to_be_visible()


def test_an_empty_board_says_what_to_do_until_there_is_a_task(site, project):
    board, other = open_board(project), open_board(project, "bo")
    hints = [one.page.locator(".start-hint") for one in (board, other)]
    for hint in hints:
        expect(hint).to_be_visible()
        assert hint.inner_text() == "No open tasks. Press n or click + to add one."
    board.page.keyboard.press("n")
    expect(hints[0]).to_be_hidden()
    board.page.keyboard.type("First")
    board.page.keyboard.press("Enter")
    expect(board.page.locator(".card")).to_have_count(1)
    board.page.keyboard.press("Escape")
    for hint in hints:
        expect(hint).to_be_hidden()
    (task,) = site.rpc("getAllTasks", project_id=project.id, status_id=1)
    site.rpc("closeTask", task_id=task["id"])
    for hint in hints:
        expect(hint).to_be_visible()


def test_after_the_first_task_a_board_says_what_comes_next_until_one_has_moved(site, project):
    manager = site.project(members=["ana"], role="project-manager")
    for one, links in ((project, 0), (manager, 1)):
        board = open_board(one)
        hints = board.page.locator(".next-hints")
        expect(hints).to_be_hidden()
        pk = one.task()
        expect(hints).to_contain_text("Drag a card to the next column")
        expect(hints.get_by_role("link", name="Add people")).to_have_count(links)
        board.title(pk).focus()
        board.page.keyboard.press("]")
        expect(hints).to_be_hidden()
        one.move(pk, "Backlog")
        expect(hints).to_be_visible()
        for _n in range(3):
            one.task()
        expect(hints).to_be_hidden()


@pytest.mark.parametrize("options", [{"java_script_enabled": False}, {"has_touch": True, "is_mobile": True}])
def test_without_keys_it_names_none(site, project, options):
    page = site.open(project.board, **options)
    assert page.locator(".start-hint").inner_text() == "No open tasks. Add one with +."
    project.task()
    page.reload()
    expect(page.locator(".start-hint")).to_be_hidden()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}, {"viewport": PHONE}])
def test_a_starred_project_comes_first(site, options):
    names = {site.rpc("getProjectById", project_id=one.id)["name"]: one for one in (site.project(), site.project())}
    name = max(names)
    page = site.open(names[name].board, **options)
    star = page.get_by_role("button", name="Star", exact=True)
    expect(star).to_have_attribute("aria-pressed", "false")
    star.click()
    page.wait_for_url(re.compile(names[name].board))
    expect(star).to_have_attribute("aria-pressed", "true")
    page.goto("/projects")
    expect(page.locator("th .starred")).to_have_count(1)
    expect(page.locator("th[scope=row]").first).to_contain_text(name)
    page.goto(names[name].board)
    star.click()
    expect(star).to_have_attribute("aria-pressed", "false")


def test_a_task_is_made_from_any_page_and_seen_by_a_press(project):
    page = project.site.open("/dashboard")
    page.keyboard.press("n")
    dialog = page.locator("#dialog")
    expect(dialog.get_by_label("Title")).to_be_focused()
    dialog.get_by_label("Project").select_option(str(project.id))
    dialog.get_by_label("Title").fill("Buy rope !2")
    page.keyboard.press("Enter")
    toast = page.locator(TOAST).filter(visible=True)
    expect(toast).to_contain_text("added.")
    expect(page).to_have_url(re.compile("/dashboard$"))
    toast.get_by_role("link", name="View").or_(toast.get_by_role("button", name="View")).click()
    expect(page.locator("h1")).to_contain_text("Buy rope")


def test_plus_makes_a_task_on_a_phone_and_on_the_board_at_once(project):
    page = project.site.open(f"/list/{project.id}", viewport=PHONE)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Add task").click()
    page.locator("#dialog").get_by_label("Title").fill("Buy rope")
    page.locator("#dialog").get_by_role("button", name="Add task").click()
    expect(page.locator(".list-row")).to_contain_text("Buy rope")


def test_the_name_of_the_project_leads_to_the_one_used_before(project):
    other = project.site.project()
    page = project.site.open(other.board)
    page.goto(project.board)
    page.locator("[data-switcher]").click()
    options = page.locator("#palette [role=option]")
    name = project.site.rpc("getProjectById", project_id=other.id)["name"]
    expect(options.first).to_contain_text(name)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{other.board}")
    page.locator("[data-switcher]").press("Enter")
    page.keyboard.type(project.site.rpc("getProjectById", project_id=project.id)["name"])
    expect(options).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator("[data-switcher]")).to_be_focused()
