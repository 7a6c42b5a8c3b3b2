"""Texts in Markdown: lists that end, marks by keys, pictures, tables and mentions put in where one writes."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PHONE, until

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@pytest.fixture
def page(site, project) -> Page:
    return site.open(f"/task/{project.task()}")


def area(page: Page):
    return page.locator("#comment_comment")


def write(page: Page, text: str, caret: int | None = None) -> None:
    """A text that stands in the field, and the caret in it."""
    area(page).fill(text)
    at = len(text) if caret is None else caret
    area(page).evaluate("(area, at) => area.setSelectionRange(at, at)", at)


def test_a_list_ends_with_enter_on_an_empty_item(page):
    area(page).focus()
    for text in ("- a", "b", "", "end"):
        page.keyboard.type(text)
        if text != "end":
            page.keyboard.press("Enter")
    expect(area(page)).to_have_value("- a\n- b\n\nend")


@pytest.mark.parametrize(
    ("before", "caret", "after"),
    [
        ("- abc", 2, "- \n- |abc"),
        ("- [X] done", None, "- [X] done\n- [ ] |"),
        ("9) nine", None, "9) nine\n10) |"),
        ("1. one", None, "1. one\n2. |"),
        ("- [ ] ab", 3, "- [ ] \n- [ ] |ab"),
        ("  * deep", None, "  * deep\n  * |"),
        ("> said", None, "> said\n> |"),
        ("> said\n> ", None, "> said\n\n|"),
        ("- a\n- \n- c", 6, "- a\n\n|\n- c"),
        ("- [ ] a\n- [ ] ", None, "- [ ] a\n\n|"),
        ("- ", None, "|"),
        ("- a", 0, "\n|- a"),
        ("words", None, "words\n|"),
    ],
)
def test_enter_in_a_list(page, before, caret, after):
    write(page, before, caret)
    page.keyboard.press("Enter")
    page.keyboard.type("|")
    expect(area(page)).to_have_value(after)


def test_what_enter_did_is_taken_back_by_the_browser(page):
    area(page).focus()
    page.keyboard.type("- a")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(area(page)).to_have_value("- a\n\n")
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    expect(area(page)).to_have_value("- a")


def test_marks_by_keys_on_a_russian_layout(page):
    write(page, "")
    area(page).evaluate(
        """(area) => area.dispatchEvent(new KeyboardEvent("keydown",
            {key: "и", code: "KeyB", ctrlKey: true, bubbles: true, cancelable: true}))"""
    )
    page.keyboard.type("bold")
    expect(area(page)).to_have_value("**bold**")


PASTE = """(area, {parts, picture}) => {
  const data = new DataTransfer();
  for (const [type, text] of Object.entries(parts)) data.setData(type, text);
  const bytes = Uint8Array.from(atob(picture), (c) => c.charCodeAt(0));
  if (picture) data.items.add(new File([bytes], "image.png", {type: "image/png"}));
  return !area.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


def paste(page: Page, picture: bytes = b"", **parts: str) -> bool:
    """Whether the paste was taken from the browser. ``parts``: what the clipboard holds, by kind."""
    given = {f"text/{name}": text for name, text in parts.items()}
    return area(page).evaluate(PASTE, {"parts": given, "picture": base64.b64encode(picture).decode()})


def test_cells_of_a_table_become_a_table(page):
    write(page, "")
    html = "<html><body><table><tr><td>A1</td><td>B|1</td></tr><tr><td>A2</td><td></td></tr></table></body></html>"
    assert paste(page, PIXEL, plain="A1\tB|1\nA2\t", html=html)
    expect(area(page)).to_have_value("| A1 | B\\|1 |\n| --- | --- |\n| A2 |  |\n")
    expect(page.locator(".file")).to_have_count(0)


def test_words_win_over_their_picture(page, project):
    write(page, "")
    assert not paste(page, PIXEL, plain="Words of an office program", html="<p>Words of an office program</p>")
    page.reload()
    expect(page.locator(".file")).to_have_count(0)


def test_who_types_on_while_a_picture_comes_keeps_the_caret(page):
    write(page, "see ")
    going = []
    page.route("**/file/save", lambda route: going.append(route))
    assert paste(page, PIXEL)
    page.keyboard.type("the picture is here")
    until(page, lambda: bool(going))
    for route in going:
        route.continue_()
    expect(area(page)).to_have_value(re.compile(r"^see !\[image\.png\]\(/.+\)the picture is here$"))
    page.keyboard.type(" and more")
    expect(area(page)).to_have_value(re.compile(r"\)the picture is here and more$"))


def test_a_mention_is_taken_back_at_once(page):
    area(page).focus()
    page.keyboard.type("hello @bo")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(area(page)).to_have_value("hello @bo ")
    page.keyboard.press("Control+z")
    expect(area(page)).to_have_value("hello @bo")


def test_enter_takes_a_mention_in_a_list_too(page):
    area(page).focus()
    page.keyboard.type("- @b")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(area(page)).to_have_value("- @bo ")


def test_the_first_digits_find_open_tasks(project, page):
    pk = project.task("Mast")
    while pk < 10:
        pk = project.task("Mast")
    area(page).focus()
    page.keyboard.type(f"see #{str(pk)[:-1]}")
    option = page.get_by_role("option", name=f"#{pk} Mast")
    expect(option).to_be_visible()
    option.click()
    expect(area(page)).to_have_value(f"see #{pk} ")


def test_a_picture_comes_into_a_comment_where_it_was_pasted(page):
    words = page.locator("#comment_comment")
    words.focus()
    page.keyboard.type("before after")
    for _letter in " after":
        page.keyboard.press("ArrowLeft")
    going = []
    page.route("**/file/save", lambda route: going.append(route))
    given = {"parts": {}, "picture": base64.b64encode(PIXEL).decode()}
    assert words.evaluate(PASTE, given)
    expect(words).to_have_value("before![Uploading image.png…]() after")
    expect(page.locator("#comments progress")).to_be_visible()
    for route in going:
        route.continue_()
    expect(words).to_have_value(re.compile(r"^before!\[image\.png\]\(/\S+\) after$"))
    expect(page.locator("#comments progress")).to_have_count(0)


def test_a_file_dropped_on_a_text_comes_into_it_in_a_dialog_too(site, project):
    pk = project.task("Mast")
    page = site.open(f"/task/{pk}")
    page.goto(f"/task/{pk}/comment/create")
    drop = """area => {
      const data = new DataTransfer();
      data.items.add(new File(["x"], "plan.txt", {type: "text/plain"}));
      area.dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
    }"""
    words = page.locator("textarea[name=comment]")
    words.evaluate(drop)
    expect(words).to_have_value(re.compile(r"^\[plan\.txt\]\(/\S+\)$"))


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(page):
    page.evaluate("document.querySelector('#files').dataset.most = '0.00001'")
    page.route("**/file/save", lambda route: route.abort())
    words = page.locator("#comment_comment")
    words.focus()
    assert words.evaluate(PASTE, {"parts": {}, "picture": base64.b64encode(PIXEL).decode()})
    expect(page.locator(".toast")).to_contain_text("“image.png” is too large")
    expect(words).to_have_value("")


def test_people_and_tasks_are_offered_at_the_caret(site, project, page):
    done = project.task("Quoin of oak")
    site.rpc("closeTask", task_id=done)
    area(page).focus()
    page.keyboard.type("one\ntwo\nthree words @b")
    options = page.get_by_role("option")
    expect(options).to_have_count(1)
    expect(options.locator(".avatar")).to_be_visible()
    expect(options).to_contain_text("Bo")
    expect(options).to_contain_text("@bo")
    field, offered = area(page).bounding_box(), page.get_by_role("listbox").bounding_box()
    assert offered["x"] > field["x"] + 60, "below the sign, not at the edge of the field"
    below, above = field["y"] + 75 - offered["y"], field["y"] + 50 - offered["y"] - offered["height"]
    assert min(abs(below), abs(above)) < 30, "below the third line, or above it where there is no room"
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(area(page)).to_be_visible()
    page.keyboard.type(" #quoin")
    expect(options).to_have_count(1)
    expect(options.locator("s")).to_have_text(f"#{done} Quoin of oak")
    page.keyboard.press("Enter")
    expect(area(page)).to_have_value(f"one\ntwo\nthree words @b #{done} ")


def test_offers_stay_within_a_phone(site, project):
    page = site.open(f"/task/{project.task('Mast')}", viewport=PHONE, has_touch=True)
    words = page.locator("#comment_comment")
    words.fill("some words that reach the edge of it")
    words.press("End")
    page.keyboard.type(" @b")
    offered = page.get_by_role("listbox")
    expect(offered).to_be_visible()
    box = offered.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert box["y"] + box["height"] <= PHONE["height"]
    page.get_by_role("option").tap()
    expect(words).to_have_value("some words that reach the edge of it @bo ")
