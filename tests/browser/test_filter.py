"""What is typed into the filter, and what completes it (ux.md 3.12)."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.site import open_board


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
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    expect(board.card(mine)).to_be_visible()


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
