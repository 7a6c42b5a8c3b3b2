"""What is typed into the filter, and what completes it (ux.md 3.12)."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.site import PHONE, open_board, until


def test_enter_and_tab_take_the_highlighted_completion(site, project):
    mine = project.task("Mine", owner_id=site.user("ana"))
    project.task("Other")
    board = open_board(project)
    page = board.page
    box, offers = page.locator("#filter"), page.locator(".filter .suggestions li")
    page.keyboard.press("f")
    box.fill("")
    page.keyboard.type("as")
    expect(offers).to_have_text(["assignee: Who works on it: a name or a key word."])
    # After the first letter the same one is offered, and not chosen yet.
    expect(offers.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(box).to_have_value("assignee:")
    page.keyboard.type("an")
    expect(offers.first).to_have_text("anybody")
    page.keyboard.press("ArrowDown")
    expect(offers.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Tab")
    expect(box).to_have_value("assignee:Ana ")
    expect(box).to_be_focused()
    # What could come next is offered, and does not lie over what was found.
    expect(offers.first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    expect(board.card(mine)).to_be_visible()
    expect(page.locator(".filter .suggestions")).to_be_hidden()


def test_what_an_arrow_has_chosen_stays_chosen_while_more_is_typed(site, project):
    page = open_board(project).page
    box, offers = page.locator("#filter"), page.locator(".filter .suggestions li")
    page.keyboard.press("f")
    box.fill("")
    page.keyboard.type("assignee:a")
    expect(offers.first).to_have_text("anybody")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("n")
    page.keyboard.press("Tab")
    expect(box).to_have_value("assignee:Ana ")


def test_a_whole_word_is_searched_and_tab_leaves_the_field(site, project):
    project.task("Created with care")
    project.task("Other")
    page = open_board(project).page
    box = page.locator("#filter")
    page.keyboard.press("f")
    box.fill("")
    page.keyboard.type("created")
    expect(page.locator(".filter .suggestions li").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    page.keyboard.press("f")
    page.keyboard.press("Tab")
    expect(box).not_to_be_focused()


def test_a_completion_finds_what_it_says(site, project):
    odd = project.task("Odd", tags=[">1.5h"])
    project.task("Other", tags=["none"])
    board = open_board(project)
    page = board.page
    box = page.locator("#filter")
    page.keyboard.press("f")
    box.fill("")
    page.keyboard.type("tag:>")
    expect(page.locator(".filter .suggestions li")).to_have_text([">1.5h"])
    page.keyboard.press("Enter")
    expect(box).to_have_value('tag:">1.5h" ')
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    expect(board.card(odd)).to_be_visible()


def chips(page):
    return page.locator(".filter-chips .chip > span:first-child")


def test_chips_stand_in_the_field_and_are_removed_and_edited_there(site, project):
    one, two = project.task("Alder", owner_id=site.user("ana")), project.task("Birch")
    board = open_board(project)
    page, box = board.page, board.page.locator("#filter")
    expect(chips(page)).to_have_text(["status: open"])
    expect(box).to_have_value("")
    page.keyboard.press("f")
    page.keyboard.type("assignee:me alder")
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_text(["status: open", "assignee: me"])
    expect(box).to_have_value("alder")
    expect(page).to_have_url(re.compile(r"search=status%3Aopen\+assignee%3Ame\+alder"))
    expect(page.locator(".card")).to_have_count(1)
    field, chip = page.locator(".filter-box").bounding_box(), chips(page).first.bounding_box()
    assert field["y"] < chip["y"] < field["y"] + field["height"]
    # Backspace makes text of the last chip again.
    box.focus()
    page.keyboard.press("Home")
    page.keyboard.press("Backspace")
    expect(chips(page)).to_have_text(["status: open"])
    expect(box).to_have_value("assignee:me alder")
    box.fill("")
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(2)
    # A chip that goes by its cross takes its word along, without a new page.
    page.evaluate("window.same = true")
    box.fill("assignee:nobody")
    page.keyboard.press("Enter")
    expect(board.card(one)).to_have_count(0)
    page.get_by_role("link", name="Remove assignee nobody").press("Enter")
    expect(board.card(one)).to_be_visible()
    expect(board.card(two)).to_be_visible()
    expect(box).to_be_focused()
    assert page.evaluate("window.same")


def test_another_word_on_open_or_closed_replaces_the_chip(site, project):
    project.task("Alder")
    page = open_board(project).page
    page.locator(".filter [name=search]").fill("status:closed")
    page.locator(".filter [name=search]").press("Enter")
    expect(chips(page)).to_have_text(["status: closed"])
    expect(page.locator(".card")).to_have_count(0)


def test_the_whole_filter_can_be_edited_as_text(site, project):
    project.task("Alder")
    page = open_board(project, query='?search=due:<="%2B7 days" status:open').page
    page.locator("#filters-menu summary").click()
    page.get_by_role("button", name="Edit as text").click()
    expect(page.locator("#filter")).to_have_value('due:<="+7 days" status:open')
    expect(page.locator("#filter")).to_be_focused()
    expect(chips(page)).to_have_count(0)


def test_a_filter_is_made_by_click_on_board_and_list(site, project):
    mine = project.task("Mine", owner_id=site.user("ana"))
    project.task("Other")
    board = open_board(project)
    page = board.page
    page.locator("#filters-menu summary").click()
    page.get_by_role("link", name="Assignee…").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".choice .avatar")).to_have_count(2)
    dialog.get_by_role("link", name="Ana").click()
    expect(dialog).to_have_count(0)
    expect(chips(page)).to_have_text(["status: open", "assignee: Ana"])
    expect(page.locator(".card")).to_have_count(1)
    expect(board.card(mine)).to_be_visible()
    page.goto(f"/list/{project.id}?search=status:open")
    page.locator("#filters-menu summary").click()
    page.get_by_role("link", name="Status…").click()
    dialog.get_by_role("link", name="Closed").press("Enter")
    expect(page).to_have_url(re.compile("/list/.*search=status%3Aclosed"))
    expect(chips(page)).to_have_text(["status: closed"])


@pytest.mark.parametrize("place", ["board", "list", "search"])
def test_a_menu_of_the_filter_is_walked_by_keys(site, project, place):
    project.task()
    path = {"board": project.board, "list": f"/list/{project.id}", "search": "/search"}[place]
    page = site.open(path)
    menu, dialog = page.locator("#filters-menu summary"), page.get_by_role("dialog")
    menu.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Status…").press("Enter")
    expect(dialog.get_by_role("link", name="Open")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(dialog.get_by_role("link", name="Closed")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(dialog.get_by_role("link", name="Open")).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Due date…").press("Enter")
    field = dialog.get_by_role("searchbox", name="Filter the choices")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(dialog.locator(".choice").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.type("overd")
    page.keyboard.press("Enter")
    expect(chips(page).last).to_have_text("due: <today")


@pytest.mark.parametrize("place", ["board", "list", "search"])
def test_without_scripts_the_words_stand_in_the_field_alone(site, project, place):
    path = {"board": project.board, "list": f"/list/{project.id}", "search": "/search"}[place]
    page = site.open(f"{path}?search=status:open priority:much paint", java_script_enabled=False)
    expect(page.locator(".filter [name=search]")).to_have_value("status:open priority:much paint")
    shown = page.locator(".filter-chips li:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("no number; it finds nothing that is meant")


def test_people_are_offered_with_their_pictures(site, project):
    page = open_board(project).page
    page.keyboard.press("f")
    page.keyboard.type("assignee:an")
    expect(page.locator(".filter .suggestions li", has_text="Ana").locator(".avatar")).to_be_visible()
    page.locator("#filter").fill("due:over")
    expect(page.locator(".filter .suggestions li")).to_have_text(["overdue"])
    page.keyboard.press("Tab")
    expect(page.locator("#filter")).to_have_value("due:<today ")


def test_the_filter_on_a_phone(site, project):
    project.task("Alder")
    page = open_board(project, viewport=PHONE, has_touch=True).page
    page.locator(".open-bar").tap()
    page.locator("#filters-menu summary").tap()
    page.get_by_role("link", name="Priority…").tap()
    page.get_by_role("dialog").get_by_role("link", name="P0", exact=True).tap()
    expect(chips(page)).to_have_text(["status: open", "priority: 0"])
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_search_has_the_same_field(site, project):
    pk = project.task("Oaken mast", owner_id=site.user("ana"))
    page = site.open("/search?search=oaken status:open")
    expect(chips(page)).to_have_text(["status: open"])
    box = page.locator(".filter [name=search]")
    expect(box).to_have_value("oaken")
    page.keyboard.press("f")
    # In one piece: a list that belongs to half of the word is not taken from.
    page.keyboard.insert_text(" assi")
    expect(page.get_by_role("option").first).to_contain_text("assignee")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("me")
    expect(page.get_by_role("option", name="me").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(chips(page)).to_have_text(["status: open", "assignee: me"])
    expect(page.locator(".task-row-title", has_text=f"#{pk}")).to_be_visible()
    page.locator("#filters-menu summary").click()
    page.get_by_role("link", name="Status…").click()
    page.get_by_role("dialog").get_by_role("link", name="Closed").click()
    expect(chips(page)).to_have_text(["assignee: me", "status: closed"])


def test_clearing_a_filter_leads_to_the_usual_one(site, project):
    project.tasks(2)
    site.rpc("closeTask", task_id=project.task("Closed"))
    page = open_board(project, query="?search=title:nothing").page
    page.evaluate("window.same = true")
    page.locator("[data-filtered]").get_by_role("link", name="Clear filter").click()
    expect(chips(page)).to_have_text(["status: open"])
    expect(page.locator(".card")).to_have_count(2)
    assert page.evaluate("window.same")


def test_a_menu_that_is_opened_while_a_filter_comes_stays_open(site, project):
    project.task("Mine", owner_id=site.user("ana"))
    page = open_board(project).page
    page.locator(".filter-chips a").first.click()
    page.wait_for_url(re.compile("search=$"))
    held = []
    page.route(re.compile("/board/"), lambda route: held.append(route))
    page.go_back()
    until(page, lambda: bool(held))
    page.locator("#filters-menu summary").click()
    held.pop().continue_()
    page.unroute_all()
    expect(page.locator("#filter-chips [data-term]")).to_have_count(1)
    page.locator("#filters-menu").get_by_role("link", name="Mine", exact=True).click()
    expect(page.locator("#filter-chips [data-term]")).to_have_count(2)
