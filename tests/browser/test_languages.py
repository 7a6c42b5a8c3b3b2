"""Pages in other languages: longer words, other letters, the other direction. Nothing runs over the edge."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

SIZES = [(390, 844), (1280, 800)]
#: Every text a third longer and in letters that no font is drawn for, as a translation may be.
LENGTHEN = """() => {
  const letters = {a: "ä", c: "ç", e: "ë", i: "ï", n: "ñ", o: "ö", u: "ü", y: "ÿ", A: "Å", E: "É", O: "Ø", U: "Ů"};
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode, text = node.data.trim();
    if (!text || node.parentElement.closest("script, style, code, kbd, template, svg")) continue;
    const changed = text.replace(/[a-zA-Z]/g, (letter) => letters[letter] ?? letter);
    const more = text.length > 20 ? " löñgër wörds".repeat(Math.ceil(text.length / 40)) : "·".repeat(text.length / 3);
    node.data = node.data.replace(text, changed + more);
  }
}"""


def paths(project) -> list[str]:
    task = project.task("Paint the boat", description="Some words", date_due="2030-01-01")
    return [
        "/dashboard", "/projects", project.board, f"/list/{project.id}", f"/task/{task}", "/search?search=status:open",
        f"/project/{project.id}/overview", f"/project/{project.id}/activity", f"/project/{project.id}/edit",
        f"/project/{project.id}/columns", "/users", "/settings/application", "/groups", "/help/roles", "/help/actions",
    ]  # fmt: skip


def runs_over(page) -> list[str]:
    """What sticks out beyond the edge of the window, but for what scrolls by itself."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
        .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || one.getBoundingClientRect().left < -1)
        .slice(0, 5).map((one) => `${one.tagName}.${one.className} ${one.textContent.trim().slice(0, 40)}`)"""
    )


@pytest.mark.parametrize("size", SIZES, ids=["phone", "laptop"])
def test_longer_words_stay_within_the_page(site, project, size):
    wide = {}
    width, height = size
    page = site.open("/dashboard", user="admin", viewport={"width": width, "height": height})
    for path in paths(project):
        page.goto(path)
        page.evaluate(LENGTHEN)
        if over := runs_over(page):
            wide[path] = over
    assert wide == {}


@pytest.mark.parametrize("size", SIZES, ids=["phone", "laptop"])
def test_the_other_direction_mirrors_the_page_and_nothing_runs_over(site, project, size):
    wide = {}
    width, height = size
    page = site.open("/dashboard", user="admin", viewport={"width": width, "height": height})
    page.add_init_script('new MutationObserver(() => { document.documentElement.dir = "rtl"; })'
                         ".observe(document, {childList: true, subtree: true})")  # fmt: skip
    for path in paths(project):
        page.goto(path)
        if over := runs_over(page):
            wide[path] = over
    assert wide == {}
    page.goto(project.board)
    first, last = (page.locator("[data-column-id]").nth(at).bounding_box() for at in (0, 1))
    if width > 1000:
        assert first["x"] > last["x"]
        assert page.locator(".rail").bounding_box()["x"] > width / 2


def test_a_person_works_in_russian(site):
    """The language is chosen in the profile; board, dialogs, keys and messages speak it."""
    project = site.project(members=["vera"])
    project.task("Покрасить лодку")
    page = site.open(project.board, user="vera")
    me = page.evaluate("document.querySelector('.top a[href*=\"/user/show/\"]').getAttribute('href')").split("/")[-1]
    page.goto(f"/user/{me}/edit")
    page.locator("[name=language]").select_option("ru_RU")
    page.locator("main form").get_by_role("button", name="Save").click()
    expect(page.get_by_text("Профиль сохранён")).to_be_visible()
    page.goto(project.board)
    expect(page.get_by_role("link", name="Моя работа").first).to_be_visible()
    page.locator("[data-task-id] .card-title").focus()
    page.keyboard.press("Shift+D")
    expect(page.locator(".toast, .messages").filter(has_text="закрыта")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Везде")
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.lang") == "ru"
