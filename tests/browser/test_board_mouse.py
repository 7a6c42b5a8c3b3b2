"""The board with the mouse (ux.md 3.1 to 3.8)."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.site import TOAST, draw, open_board


def test_1_the_board_has_an_outline_and_light_cards(site, project):
    for column in project.columns:
        project.tasks(12, column=column)
    board = open_board(project)
    assert board.page.locator("h1").count() == 1
    assert board.page.locator("main").count() == 1
    assert board.page.locator(".card").count() == 48
    worst = board.page.locator(".card").evaluate_all(
        "cards => Math.max(...cards.map(c => c.querySelectorAll('*').length))"
    )
    assert worst <= 30
    assert Axe().run(board.page).response["violations"] == []


def test_2_a_dark_system_gets_dark_tokens_from_the_first_paint(site):
    project = site.project(members=["dora"])
    project.task()
    page = site.open(f"/user/{site.user('dora')}/edit", "dora")
    page.locator("[name=theme]").select_option("auto")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/user/show/**")
    board = open_board(project, "dora", color_scheme="dark")
    assert board.page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(21, 19, 17)"
    assert Axe().run(board.page).response["violations"] == []


def test_3_titles_of_columns_and_lanes_stay_while_scrolling(site, project):
    for name in ("Second", "Third"):
        site.rpc("addSwimlane", project_id=project.id, name=name)
    for lane in site.rpc("getActiveSwimlanes", project_id=project.id):
        project.tasks(20, swimlane_id=int(lane["id"]))
    board = open_board(project)
    head = board.page.locator(".head").first
    before = head.bounding_box()["y"]
    board.page.locator("#board").evaluate("board => board.scrollTop = 1500")
    draw(board.page)
    assert head.bounding_box()["y"] == before
    under = before + head.bounding_box()["height"]
    tops = [title.bounding_box()["y"] for title in board.page.locator(".lane-title").all()]
    assert any(abs(top - under) <= 12 for top in tops), tops
    assert all(top >= under - 12 or top < 0 for top in tops), tops


def test_4_lane_names_stay_at_the_left_edge(site, project):
    for number in range(8):
        site.rpc("addColumn", project_id=project.id, title=f"Column {number}")
    site.rpc("addSwimlane", project_id=project.id, name="Second")
    project.task()
    board = open_board(project)
    top = board.page.locator("header.top").bounding_box()
    button = board.page.locator(".lane-button").first
    left = button.bounding_box()["x"]
    board.page.locator("#board").evaluate("board => board.scrollLeft = 900")
    draw(board.page)
    assert abs(button.bounding_box()["x"] - left) <= 2
    assert board.page.locator("header.top").bounding_box() == top


def test_5_a_card_is_dropped_between_others_with_one_small_request(site, project):
    (one,) = project.tasks(1)
    first, second = project.tasks(2, column="Ready")
    board = open_board(project)
    sent = []
    board.page.on("request", lambda request: request.method == "POST" and sent.append(request))
    with board.page.expect_response(re.compile("/move$")) as answer:
        board.drag(one, board.card(second), above=True)
    assert board.order("Ready") == [first, one, second]
    assert answer.value.status == 200
    assert len(answer.value.body()) <= 4096
    assert len(sent) == 1
    board.page.reload()
    assert board.order("Ready") == project.order("Ready") == [first, one, second]


def test_6_escape_cancels_a_drag(site, project):
    one, two = project.tasks(2)
    board = open_board(project)
    sent = []
    board.page.on("request", lambda request: request.method == "POST" and sent.append(request))
    board.lift(one)
    board.hover(board.cell("Ready"))
    board.page.keyboard.press("Escape")
    board.page.mouse.up()
    expect(board.page.locator("#polite")).to_contain_text("Move cancelled")
    assert board.order("Backlog") == [one, two]
    assert sent == []


def test_7_an_empty_column_is_outlined_as_a_whole(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    board.lift(one)
    board.hover(board.cell("Done"))
    expect(board.cell("Done")).to_have_class(re.compile("target-empty"))
    with board.page.expect_response(re.compile("/move$")):
        board.page.mouse.up()
    assert project.order("Done") == [one]


def test_8_a_hidden_card_keeps_its_place(site, project):
    first = project.task("Show one")
    hidden = project.task("Secret")
    third = project.task("Show three")
    board = open_board(project, query="?search=title:show")
    assert board.order("Backlog") == [first, third]
    with board.page.expect_response(re.compile("/move$")):
        board.drag(third, board.card(first), above=True)
    assert project.order("Backlog") == [third, first, hidden]


def test_18_the_toast_takes_a_move_back(site, project):
    one, two, three = project.tasks(3)
    board = open_board(project)
    with board.page.expect_response(re.compile("/move$")):
        board.drag(two, board.cell("Ready"))
    board.page.locator(TOAST).get_by_role("button", name="Undo").click()
    expect(board.cell("Backlog").locator(".card")).to_have_count(3)
    assert project.order("Backlog") == [one, two, three]


def test_19_keys_undo_and_redo(site, project):
    (one,) = project.tasks(1)
    board = open_board(project)
    with board.page.expect_response(re.compile("/move$")):
        board.drag(one, board.cell("Ready"))
    board.page.keyboard.press("Control+z")
    expect(board.cell("Backlog").locator(".card")).to_have_count(1)
    board.page.keyboard.press("Control+Shift+Z")
    expect(board.cell("Ready").locator(".card")).to_have_count(1)
    assert project.order("Ready") == [one]


def test_20_what_somebody_else_moved_since_is_not_undone(site, project):
    (one,) = project.tasks(1)
    board, other = open_board(project), open_board(project, "bo")
    with board.page.expect_response(re.compile("/move$")):
        board.drag(one, board.cell("Ready"))
    expect(other.cell("Ready").locator(".card")).to_have_count(1)
    with other.page.expect_response(re.compile("/move$")):
        other.drag(one, other.cell("Done"))
    expect(board.cell("Done").locator(".card")).to_have_count(1)
    board.page.keyboard.press("Control+z")
    expect(board.page.locator("#urgent")).not_to_be_empty()
    assert project.order("Done") == [one]


def test_21_selected_cards_are_dropped_together(site, project):
    tasks = project.tasks(6)
    board = open_board(project)
    for pk in tasks[:5]:
        board.card(pk).click(modifiers=["Control"], position={"x": 60, "y": 8})
    expect(board.page.locator("#bulk-bar")).to_contain_text("5 selected")
    with board.page.expect_response(re.compile("/move$")):
        board.drag(tasks[0], board.cell("Done"))
    expect(board.page.locator(TOAST)).to_contain_text("5 tasks moved")
    assert project.order("Done") == tasks[:5]


def test_23_a_move_over_the_limit_is_asked_for(site, project):
    site.rpc("updateColumn", column_id=project.columns["Ready"], title="Ready", task_limit=3)
    project.tasks(3, column="Ready")
    one = project.task()
    site.rpc("saveProjectMetadata", project_id=project.id, values={"board.ask_over_limit": "1"})
    board = open_board(project)
    question = board.page.get_by_role("dialog", name=re.compile("4 of 3"))
    board.drag(one, board.cell("Ready"))
    question.get_by_role("button", name="Cancel").click()
    expect(board.cell("Backlog").locator(".card")).to_have_count(1)
    assert board.order("Backlog") == [one]
    assert len(project.order("Ready")) == 3
    board.drag(one, board.cell("Ready"))
    with board.page.expect_response(re.compile("/move$")):
        question.get_by_role("button", name="Move").click()
    expect(board.page.locator(f"#column-{project.columns['Ready']}")).to_contain_text("4 of 3 · over limit")


def test_24_limits_of_each_lane_say_what_they_count(site):
    project = site.project()
    page = site.open(f"/project/{project.id}/edit", "admin")
    page.get_by_label("Column limits count in each swimlane").check()
    page.get_by_role("button", name="Save").click()
    board = open_board(project)
    title = board.page.locator(".head .count").first.get_attribute("title")
    assert "each swimlane" in title


def test_25_a_forbidden_column_refuses_the_drop(site, project):
    one = project.task()
    page = site.open(f"/?controller=ProjectRoleController&action=create&project_id={project.id}", "admin")
    page.locator("[name=role]").fill("careful")
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_url(re.compile("custom-roles"))
    role = re.findall(r"role_id=(\d+)", page.content())[0]
    page.goto(f"/?controller=ColumnMoveRestrictionController&action=create&project_id={project.id}&role_id={role}")
    page.locator("[name=src_column_id]").select_option(label="Backlog")
    page.locator("[name=dst_column_id]").select_option(label="Ready")
    page.locator("main form").get_by_role("button").first.click()
    page.wait_for_url(re.compile("custom-roles"))
    site.rpc("changeProjectUserRole", project_id=project.id, user_id=site.user("bo"), role="careful")
    board = open_board(project, "bo")
    board.lift(one)
    board.hover(board.cell("Done"))
    expect(board.cell("Done")).to_have_class(re.compile("forbidden"))
    expect(board.cell("Done")).to_contain_text("You may not move tasks here.")
    board.page.mouse.up()
    assert board.order("Backlog") == [one]
    forged = board.page.evaluate(
        """async ([url, body]) => (await fetch(url, {method: "POST", body: JSON.stringify(body), headers: {
            "Content-Type": "application/json", "X-Requested-With": "XMLHttpRequest",
            "X-CSRFToken": document.querySelector("meta[name=csrf-token]").content}})).status""",
        [f"/board/{project.id}/move", {"op": "8b6c1c3e-4c53-4b57-a8b6-0d6f1f7e2a11", "ids": [one],
         "column_id": project.columns["Done"], "swimlane_id": project.lane, "at": "top"}],
    )  # fmt: skip
    assert forged == 403
    assert project.order("Backlog") == [one]


def add(page: Page, text: str) -> None:
    page.keyboard.type(text)
    with page.expect_response(re.compile("/add$")):
        page.keyboard.press("Enter")


def test_26_a_line_becomes_a_task_with_its_marks(site, project):
    board = open_board(project)
    board.page.locator("#board").focus()
    board.page.keyboard.press("n")
    board.page.keyboard.type("Fix !2 @bo !1")
    chips = board.page.locator(".quick-chips .chip")
    expect(chips).to_have_text(["Priority 2", "Bo", "!1"])
    expect(chips.nth(2)).to_contain_class("unknown")
    for _ in range(3):
        board.page.keyboard.press("Backspace")
    expect(chips).to_have_text(["Priority 2", "Bo"])
    add(board.page, "")
    expect(board.page.locator(".card")).to_have_count(1)
    (task,) = site.rpc("getAllTasks", project_id=project.id, status_id=1)
    assert (task["title"], int(task["priority"]), int(task["owner_id"])) == ("Fix", 2, site.user("bo"))
    field = board.page.locator(".quick-add textarea")
    expect(field).to_be_focused()
    expect(field).to_have_value("")


def test_27_pasted_lines_become_tasks_and_one_undo_removes_them(site, project):
    board = open_board(project)
    board.page.locator("#board").focus()
    board.page.keyboard.press("n")
    lines = [f"Line {number}" for number in range(6)]
    board.page.locator(".quick-add textarea").fill("\n".join(lines))
    board.page.keyboard.press("Enter")
    question = board.page.get_by_role("dialog", name="Add 6 tasks?")
    with board.page.expect_response(re.compile("/add$")):
        question.get_by_role("button", name="Add 6 tasks").click()
    expect(board.page.locator(".quick-add textarea")).to_be_focused()
    expect(board.page.locator(".card")).to_have_count(6)
    assert board.page.locator(".card-title").all_inner_texts() == lines
    board.page.locator(TOAST).get_by_role("button", name="Undo").click()
    expect(board.page.locator(".card")).to_have_count(0)
    assert site.rpc("getAllTasks", project_id=project.id, status_id=1) == []


def test_28_a_new_task_fits_the_filter(site, project):
    board = open_board(project, query="?search=status:open assignee:me")
    board.page.locator("#board").focus()
    board.page.keyboard.press("n")
    add(board.page, "Mine")
    expect(board.page.locator(".card")).to_have_count(1)
    (task,) = site.rpc("getAllTasks", project_id=project.id, status_id=1)
    assert int(task["owner_id"]) == site.user("ana")


def test_29_a_title_is_changed_where_it_stands(site, project):
    one = project.task("Old")
    board = open_board(project)
    board.title(one).focus()
    board.page.keyboard.press("e")
    board.page.keyboard.type("Not this")
    board.page.keyboard.press("Escape")
    expect(board.title(one)).to_have_text("Old")
    board.page.evaluate("window.stayed = true")
    board.page.keyboard.press("e")
    board.page.keyboard.type("New")
    with board.page.expect_response(re.compile("/change/title")):
        board.page.keyboard.press("Enter")
    expect(board.title(one)).to_have_text("New")
    assert site.rpc("getTask", task_id=one)["title"] == "New"
    assert board.page.evaluate("window.stayed")


def test_30_the_assignee_is_chosen_on_the_card(site, project):
    one = project.task()
    board = open_board(project)
    board.card(one).hover()
    board.card(one).locator("[data-fk=owner]").click()
    board.page.locator("#dialog").get_by_role("radio", name="Bo").click()
    expect(board.card(one).locator("[data-fk=owner]")).to_have_attribute("aria-label", re.compile("Bo"))
    assert int(site.rpc("getTask", task_id=one)["owner_id"]) == site.user("bo")


def test_the_filter_completes_attributes_and_values(site, project):
    project.task("Alder", column="Done")
    board = open_board(project)
    box = board.page.locator("#filter")
    box.fill("")
    box.press_sequentially("colu")
    option = board.page.get_by_role("option", name="column:")
    expect(option).to_be_visible()
    box.press("Tab")
    expect(box).to_have_value("column:")
    expect(board.page.get_by_role("option", name="Done")).to_be_visible()
    box.press("ArrowDown")
    box.press("ArrowUp")
    expect(board.page.get_by_role("option", selected=True)).to_have_text("Done")
    box.press("Enter")
    expect(box).to_have_value("column:Done ")
    box.press("Enter")
    expect(board.page).to_have_url(re.compile("column%3ADone"))
    expect(board.page.locator(".card")).to_have_count(1)
