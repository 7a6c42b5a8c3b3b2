"""How pages look (ux.md 2): themes, the measure of texts, what moves."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.site import LAPTOP, PHONE, open_board

LIGHT, DARK = "rgb(250, 248, 245)", "rgb(21, 19, 17)"
GROUND = "() => getComputedStyle(document.documentElement).backgroundColor"


@pytest.mark.parametrize(
    ("chosen", "system", "ground"),
    [("light", "dark", LIGHT), ("dark", "light", DARK), ("auto", "light", LIGHT), ("auto", "dark", DARK)],
)
def test_the_theme_is_what_a_person_chose_and_else_that_of_the_system(site, chosen, system, ground):
    page = site.open("/login", java_script_enabled=False, color_scheme=system, storage_state=None, viewport=LAPTOP)
    page.evaluate("theme => document.documentElement.dataset.theme = theme", chosen)
    assert page.evaluate(GROUND) == ground
    page.emulate_media(media="print", color_scheme=system)
    assert page.evaluate(GROUND) == LIGHT


def test_what_a_filter_leaves_stands_in_its_bar_and_takes_no_row(site, project):
    project.tasks(3)
    page = site.open(project.board)
    line, board = page.locator("#filtered"), page.locator("#board")
    expect(line).to_be_hidden()
    top = board.bounding_box()["y"]
    page.locator("[data-filter]").fill('title:"Task 2"')
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_have_count(1)
    expect(line.locator("[data-figures]")).to_have_text("1 of 3")
    expect(line).to_contain_text("1 of 3 tasks shown.")
    expect(page.locator("#polite")).to_have_text("1 of 3 tasks shown.")
    box = line.bounding_box()
    assert board.bounding_box()["y"] == top
    assert box["y"] + box["height"] < top
    # What others do counts, too.
    project.task("Task 2 again")
    expect(line).to_contain_text("2 of 4 tasks shown.")
    line.get_by_role("link", name="Clear filter").click()
    expect(page.locator(".card")).to_have_count(4)
    expect(line).to_be_hidden()


def test_on_a_phone_the_button_of_the_filter_says_how_many_tasks_it_leaves(site, project):
    project.tasks(3)
    page = site.open(f"{project.board}?search=title:%22Task 2%22", viewport=PHONE, has_touch=True, is_mobile=True)
    button = page.locator(".open-bar")
    expect(button).to_have_text("1")
    expect(button).to_have_accessible_description("1 of 3 1 of 3 tasks shown. Clear filter")
    button.tap()
    page.locator("#filtered a").tap()
    expect(page.locator(".card")).to_have_count(3)
    expect(button.locator(".dot-count")).to_be_hidden()


def filled(site, project) -> int:
    words = "The mast has to be dry before anybody paints it, and the first coat is on before the frost comes. " * 6
    pk = project.task("Paint the main mast", description=words, priority=2)
    site.rpc("createTaskLink", task_id=pk, opposite_task_id=project.task("Order the paint"), link_id=1)
    for n in range(3):
        site.rpc("createSubtask", task_id=pk, title=f"Coat {n}")
        site.rpc("createComment", task_id=pk, user_id=site.user("bo"), content=words)
    return pk


def test_a_task_on_a_wide_screen_has_a_column_of_words_and_what_belongs_to_them_beside_it(site, project):
    page = site.open(f"/task/{filled(site, project)}")
    boxes = {name: page.locator(f"#{name}").bounding_box() for name in ("description", "comments", "links", "files")}
    width = boxes["description"]["width"]
    letter = page.evaluate(
        """() => {
          const range = document.createRange();
          range.selectNodeContents(document.querySelector("#description .markdown p").firstChild);
          return [...range.getClientRects()].reduce((sum, box) => sum + box.width, 0) / range.toString().length;
        }"""
    )
    assert 70 <= width / letter <= 85
    assert boxes["comments"]["width"] == width
    for name in ("links", "files"):
        assert boxes[name]["x"] > boxes["description"]["x"] + width
        assert boxes[name]["y"] < boxes["comments"]["y"]
    assert boxes["links"]["y"] < boxes["description"]["y"] + 20
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_words_of_a_task_begin_high_up_in_the_panel_and_on_a_phone(site, project):
    pk = filled(site, project)
    page = site.open(project.board, reduced_motion="reduce")
    page.locator(f"#card-{pk} .card-title").click()
    panel, words = page.locator("#panel"), page.locator("#panel #description")
    expect(words).to_be_visible()
    assert words.bounding_box()["y"] - panel.bounding_box()["y"] <= 240
    # One column, in the order in which it is read.
    parts = [page.locator(f"#panel #{name}").bounding_box() for name in ("description", "links", "files", "comments")]
    assert len({part["x"] for part in parts}) == 1
    assert [part["y"] for part in parts] == sorted(part["y"] for part in parts)
    phone = site.open(f"/task/{pk}", viewport=PHONE, has_touch=True, is_mobile=True)
    assert phone.locator("#description").bounding_box()["y"] <= 240
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_long_title_and_all_facts_leave_the_words_high_up_too(site, project):
    title = "Replace the standing rigging of the main mast before the spring regatta, and have it looked at"
    category = site.rpc("createCategory", project_id=project.id, name="Standing rigging and deck hardware")
    facts = {"score": 8, "time_estimated": 12.5, "time_spent": 3.25, "reference": "https://example.org/RIG-4711"}
    facts |= {"date_due": "2030-12-24 14:30", "date_started": "2026-11-20 10:00", "priority": 3, "color_id": "red"}
    facts |= {"category_id": category, "tags": ["rigging", "before the regatta", "surveyor"]}
    pk = project.task(title, description="Dry first. " * 40, owner_id=site.user("ana"), **facts)
    page = site.open(project.board, reduced_motion="reduce")
    page.locator(f"#card-{pk} .card-title").click()
    words = page.locator("#description")
    expect(words).to_be_visible()
    assert words.bounding_box()["y"] - page.locator("#panel").bounding_box()["y"] <= 240
    # What the panel is and what its task is stand in one line, and nothing lies over anything.
    head, tools = page.locator("#panel .task-head").bounding_box(), page.locator("#panel [data-panel=previous]")
    assert head["x"] + head["width"] <= tools.bounding_box()["x"]
    assert head["y"] + head["height"] <= page.locator("#panel-title").bounding_box()["y"]
    spent, more = page.get_by_role("link", name="Change hours spent"), page.locator("#more-facts")
    expect(spent).to_be_hidden()
    more.press("Enter")
    expect(spent).to_be_visible()
    phone = site.open(f"/task/{pk}", viewport=PHONE, has_touch=True, is_mobile=True)
    assert phone.locator("#description").bounding_box()["y"] <= 240
    expect(phone.locator("#fact-tags")).to_be_hidden()
    phone.locator("#more-facts").tap()
    expect(phone.locator("#fact-tags")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


#: What moves on the page now or moved since it was watched: the name, or "script", and how long in milliseconds.
WATCH = """() => {
  window.moved = {};
  const look = () => {
    for (const one of document.getAnimations()) {
      const { duration } = one.effect.getTiming();
      if (duration) moved[one.animationName ?? one.transitionProperty ?? "script"] = duration;
    }
    requestAnimationFrame(look);
  };
  look();
}"""


def move_about(project, **options) -> dict[str, float]:
    pk = project.task()
    page = open_board(project, **options).page
    page.evaluate(WATCH)
    page.locator("#filters-menu summary").click()
    page.keyboard.press("Escape")
    project.move(pk, "Done")
    expect(page.locator(f"[data-column-id='{project.columns['Done']}'] #card-{pk}")).to_be_visible()
    page.locator(f"#card-{pk} .card-title").click()
    expect(page.locator("#panel #description")).to_be_visible()
    page.locator("#panel #set-status").click()
    expect(page.locator(".toast")).to_be_visible()
    page.wait_for_timeout(300)
    assert page.locator(".ghost-card").count() == 0
    found: dict[str, float] = page.evaluate("moved")
    found.pop("changed", None)  # The ring around what others changed fades: nothing moves.
    return found


def test_what_moves_is_short(site, project):
    found = move_about(project)
    assert {"drop", "beside", "script"} <= set(found)
    assert max(found.values()) <= 200


def test_nothing_moves_for_who_wants_that(site, project):
    assert move_about(project, reduced_motion="reduce") == {}
