"""Back and Esc never break a page, and undo exactly one step (ux.md 3.12, 4.1)."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PHONE, Board, filter_by, open_board


def show_only(page: Page, text: str) -> None:
    filter_by(page, text)
    expect(page.locator("#board")).to_have_attribute("data-search", text)


def search_of(page: Page) -> str | None:
    return parse_qs(urlparse(page.url).query).get("search", [None])[0]


def expect_whole(board: Board, text: str, task: int) -> None:
    """The board in its frame, with its filter, and the focus on the card."""
    page = board.page
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("header.top")).to_have_count(1)
    expect(page.locator("nav.rail")).to_have_count(1)
    expect(page.locator("#filter-chips")).to_have_attribute("data-whole", text)
    expect(page.locator("#board")).to_have_attribute("data-search", text)
    expect(board.title(task)).to_be_focused()
    assert search_of(page) == text
    assert page.locator("#board").bounding_box()["width"] > 900


@pytest.mark.parametrize("way", ["Esc", "X", "Back"])
def test_after_a_filter_the_panel_closes_to_the_board_with_its_filter(site, project, way):
    mine = project.task("Mine", owner_id=site.user("ana"))
    project.task("Of others")
    board = open_board(project)
    page = board.page
    show_only(page, "assignee:me")
    board.title(mine).click()
    expect(page.locator("#panel")).to_be_visible()
    if way == "Esc":
        page.keyboard.press("Escape")
    elif way == "X":
        page.locator("[data-panel=close]").click()
    else:
        page.go_back()
    expect_whole(board, "assignee:me", mine)
    expect(board.page.locator(".card")).to_have_count(1)
    # The board is alive: the next panel opens beside it, and closes again.
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect_whole(board, "assignee:me", mine)


def test_back_undoes_exactly_the_last_filter(site, project):
    one = project.task("Apple red", owner_id=site.user("ana"))
    project.task("Apple green")
    project.task("Pear", owner_id=site.user("ana"))
    board = open_board(project)
    page = board.page
    assert search_of(page) == "status:open"
    show_only(page, "title:apple")
    show_only(page, "title:apple assignee:me")
    expect(page.locator(".card")).to_have_count(1)
    page.go_back()
    expect(page.locator("#filter-chips")).to_have_attribute("data-whole", "title:apple")
    expect(page.locator(".card")).to_have_count(2)
    page.go_back()
    expect(page.locator("#filter-chips")).to_have_attribute("data-whole", "status:open")
    expect(page.locator(".card")).to_have_count(3)
    page.go_forward()
    expect(page.locator(".card")).to_have_count(2)
    assert search_of(page) == "title:apple"
    # What keeps the filter keeps this one.
    assert "title%3Aapple" in page.locator("#views [data-view=list]").get_attribute("href")
    page.go_forward()
    expect(page.locator(".card")).to_have_count(1)
    board.title(one).click()
    expect(page.locator("#panel")).to_be_visible()
    show_only(page, "title:pear")
    expect(page.locator("#panel")).to_be_hidden()
    page.go_back()
    expect(page.locator("#panel")).to_be_visible()
    expect(page.locator("#filter-chips")).to_have_attribute("data-whole", "title:apple assignee:me")
    page.keyboard.press("Escape")
    expect_whole(board, "title:apple assignee:me", one)


def test_a_remembered_filter_is_in_the_address_without_a_step(site, project):
    project.task("Apple")
    board = open_board(project)
    page = board.page
    show_only(page, "title:apple")
    page.goto("/dashboard")
    steps = page.evaluate("history.length")
    page.goto(project.board)
    expect(page.locator("#filter-chips")).to_have_attribute("data-whole", "title:apple")
    assert search_of(page) == "title:apple"
    assert page.evaluate("history.length") == steps + 1
    page.go_back()
    assert page.url.endswith("/dashboard")


def test_two_tabs_keep_their_filters_when_they_are_read_anew(site, project):
    project.task("Apple")
    project.task("Pear")
    context = site.context("ana")
    first, second = context.new_page(), context.new_page()
    first.goto(project.board)
    show_only(first, "title:apple")
    second.goto(project.board)
    show_only(second, "title:pear")
    for page, title in ((first, "Apple"), (second, "Pear")):
        page.reload()
        expect(page.locator(".card-title")).to_have_text([title])


def test_back_from_a_task_that_was_read_anew_is_the_board(site, project):
    one = project.task("Apple")
    board = open_board(project)
    page = board.page
    show_only(page, "title:apple")
    board.title(one).click()
    expect(page.locator("#panel")).to_be_visible()
    page.reload()
    expect(page.locator("#task")).to_be_visible()
    expect(page.locator("#board")).to_have_count(0)
    page.go_back()
    expect(page.locator("#board")).to_have_attribute("data-search", "title:apple")
    expect(page.locator("header.top")).to_have_count(1)


def test_an_anchor_in_the_panel_is_a_step_of_the_panel(site, project):
    one = project.task("Apple", description="[down](#comments-title)")
    board = open_board(project)
    page = board.page
    board.title(one).click()
    page.locator("#panel .markdown a").click()
    assert page.url.endswith("#comments-title")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect_whole(board, "status:open", one)


def test_on_a_phone_back_from_a_task_is_the_same_column_and_height(site, project):
    tasks = project.tasks(20, column="Ready")
    project.tasks(3)
    board = open_board(project, viewport=PHONE, has_touch=True, is_mobile=True)
    page = board.page
    page.locator(f".strip [data-strip='{project.columns['Ready']}']").click()
    current = page.locator(".strip [aria-current]")
    expect(current).to_contain_text("Ready")
    board.title(tasks[9]).scroll_into_view_if_needed()
    page.wait_for_function("() => history.state.place?.seen[0][0] === document.getElementById('board').scrollTop")
    top = page.locator("#board").evaluate("board => board.scrollTop")
    assert top > 300
    board.title(tasks[9]).dispatch_event("click")
    page.wait_for_url("**/task/*")
    page.go_back()
    expect(current).to_contain_text("Ready")
    page.wait_for_function("top => Math.abs(document.getElementById('board').scrollTop - top) < 40", arg=top)


#: Pages, and what is done on them: a link that is followed, "press" a key there, "filter" by it.
CRAWL: dict[str, tuple[str, ...]] = {
    "/board/{project}": (
        "filter title:apple", "#board .card-title", "a[data-view=list]", "filter assignee:me", "a[data-view=overview]",
        ".filter-chips a", "#filters-menu a:not([data-dialog])", "[data-card-menu]", ".card-owner", "press ?",
    ),
    "/list/{project}": ("filter title:apple", "th a", ".task-row-title", "a[data-view=board]", "filter title:pear"),
    "/task/{task}": ("a[data-task-key=e]", ".task-head a >> nth=1", "press ?"),
    "/dashboard": ("main .tabs a >> nth=1", "nav.rail a:visible >> nth=1", "header .tool >> nth=0", ".task-row-title"),
    "/search?search=apple": (".task-row-title", "main .tabs a >> nth=1", ".finder-quick a >> nth=0", "th a"),
    "/project/{project}": ("#views [data-view=board]", ".side a >> nth=2", ".side a >> nth=4"),
    "/project/{project}/columns": ("main [data-dialog] >> nth=0", ".side a >> nth=1"),
    "/projects": ("main a >> nth=0", "main [data-dialog] >> nth=0", "th a"),
    "/my-activity": ("main li a >> nth=0", "nav.rail a:visible >> nth=2"),
    "/user/show/{user}": (".side a >> nth=1", ".side a >> nth=2"),
    "/help/search": ("header .find", "nav.rail a >> nth=0"),
}  # fmt: skip


def take(page: Page, step: str) -> bool:
    """Do one step; whether the page offered it."""
    how, _, what = step.partition(" ")
    if how == "filter":
        filter_by(page, what)
        return True
    if how == "press":
        page.locator("main").press(what)
        return True
    target = page.locator(step if " >> " in step else f"{step} >> nth=0")
    if not target.count():
        return False
    for menu in target.locator("xpath=ancestor::details[not(@open)]").all():
        menu.evaluate("menu => menu.open = true")
    target.click()
    return True


def test_a_crawl_with_back_after_each_step_finds_no_bare_fragment(site, project):
    me = site.user("ana")
    task = project.task("Apple", owner_id=me, description="Words")
    site.rpc("addProjectUser", project_id=project.id, user_id=site.user("mona"), role="project-manager")
    names = {"project": project.id, "task": task, "user": site.user("mona")}
    page = site.open("/dashboard", "mona")
    taken = 0
    for path, steps in CRAWL.items():
        page.goto(path.format(**names))
        home = page.locator("h1").inner_text()
        for step in steps:
            before, place = page.url, page.evaluate("navigation.currentEntry.index")
            if not take(page, step):
                continue
            taken += 1
            page.wait_for_function(
                "at => navigation.currentEntry?.index !== at || document.querySelector('dialog[open], .card-menu')",
                arg=place,
            )
            page.wait_for_load_state()
            if page.evaluate("navigation.currentEntry.index") == place:
                page.keyboard.press("Escape")
            else:
                page.go_back()
            expect(page.locator("header.top"), f"{path}: {step}").to_have_count(1)
            expect(page.locator("nav.rail")).to_have_count(1)
            expect(page.locator("main > h1, main h1")).to_have_text([home])
            assert page.url == before, (path, step)
    assert taken >= 33


def test_back_and_reload_bring_nothing_anew_while_nothing_has_changed(site, project):
    task = project.task("Paint")
    page = site.open(f"/list/{project.id}")
    page.reload()
    with page.expect_response(lambda answer: urlparse(answer.url).path == f"/list/{project.id}") as found:
        page.reload()
    # The browser shows what it has; how the server answered is in what came over the wire.
    assert found.value.request.sizes()["responseBodySize"] == 0
    site.rpc("updateTask", id=task, title="Varnish")
    page.reload()
    expect(page.locator("tr[data-task-id]", has_text="Varnish")).to_be_visible()


def test_back_after_signing_out_shows_no_board(site, project):
    project.task("Secret")
    page = open_board(project).page
    page.locator("summary[aria-label^='Account of']").click()
    page.get_by_role("button", name="Sign out").click()
    del site.states["ana"]  # her session ends here
    expect(page).to_have_url(re.compile("/login"))
    page.go_back()
    expect(page.get_by_label("User name")).to_be_visible()
    expect(page.get_by_text("Secret")).to_have_count(0)
