"""How a person looks at a board, in a real browser (ux.md 3.2, 3.4)."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.site import PHONE, Board, Project, open_board

MOVED = re.compile("/move$")
LOOKED = re.compile("/view$")


def choose(page: Page, name: str) -> None:
    """Press a button of the View menu."""
    page.locator("#view-menu > summary").click()
    page.locator("#view-menu").get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def add_lane(project: Project, name: str) -> int:
    made: int = project.site.rpc("addSwimlane", project_id=project.id, name=name)
    return made


def cell(board: Board, column: str, lane: object) -> Locator:
    return board.page.locator(f"[id='cell-{board.project.columns[column]}-{lane}']")


def test_items_of_cards_come_and_go_at_once_and_stay_so(site, project):
    one = project.task(score=5)
    board = open_board(project)
    badge = board.card(one).locator(".f-score")
    total = board.page.locator("[data-score]").first
    expect(badge).to_be_visible()
    expect(total).to_contain_text("5")
    board.page.locator("#view-menu > summary").click()
    with board.page.expect_response(LOOKED):
        board.page.get_by_label("Complexity").uncheck()
    expect(badge).to_be_hidden()
    expect(total).to_be_hidden()
    board.page.reload()
    expect(board.card(one)).to_be_visible()
    expect(badge).to_be_hidden()


def test_without_scripts_the_choices_are_saved_by_a_button(site, project):
    one = project.task(tags=["rope"])
    page = open_board(project, java_script_enabled=False).page
    page.locator("#view-menu > summary").click()
    page.get_by_label("Tags").uncheck()
    page.locator("[data-card-fields]").get_by_role("button", name="Save").click()
    expect(page.locator(f"#card-{one}")).to_be_visible()
    expect(page.locator(f"#card-{one} .card-tags")).to_be_hidden()


def test_a_hidden_lane_comes_back_with_its_first_task(site, project):
    project.task()
    second = add_lane(project, "Second")
    board = open_board(project)
    choose(board.page, "Hide empty lanes")
    expect(board.page.locator(".lane")).to_have_count(1)
    two = project.task("Two", swimlane_id=second)
    expect(board.card(two)).to_be_visible()
    expect(board.page.locator(".lane")).to_have_count(2)


def test_closed_tasks_are_shown_by_the_address(site, project):
    one = project.task()
    site.rpc("closeTask", task_id=one)
    board = open_board(project)
    expect(board.page.locator(".card")).to_have_count(0)
    board.page.locator("#view-menu > summary").click()
    board.page.get_by_role("link", name="Show closed tasks").click()
    expect(board.card(one)).to_contain_text("Closed")
    board.page.locator("#view-menu > summary").click()
    board.page.get_by_role("link", name="Hide closed tasks").click()
    expect(board.page.locator(".card")).to_have_count(0)


def test_the_view_menu_keeps_a_filter_that_came_later(site, project):
    one, two = project.task("Anchor"), project.task("Boat")
    board = open_board(project)
    board.page.locator("#filter").fill("status:open anchor")
    board.page.locator("#filter").press("Enter")
    expect(board.card(two)).to_have_count(0)
    choose(board.page, "One line a card")
    expect(board.card(one)).to_be_visible()
    expect(board.card(two)).to_have_count(0)


def test_a_collapsed_lane_is_a_row_of_numbers_that_takes_cards(site, project):
    second = add_lane(project, "Second")
    inside = [project.task(f"In {n}", column="Ready", swimlane_id=second) for n in range(2)]
    one = project.task()
    board = open_board(project)
    with board.page.expect_navigation():
        board.page.get_by_role("button", name="Second", exact=True).click()
    target = cell(board, "Ready", second)
    number = target.locator("[data-cell-count]")
    expect(number).to_have_text("2")
    assert board.page.locator(f"#swimlane-{second}").bounding_box()["height"] <= 56
    with board.page.expect_response(MOVED):
        board.drag(one, target)
    expect(number).to_have_text("3")
    expect(board.page.locator(".card")).to_have_count(0)
    assert board.project.order("Ready") == [*inside, one]
    board.page.keyboard.press("Control+z")
    expect(board.card(one)).to_be_visible()
    expect(number).to_have_text("2")


def test_who_rests_on_a_collapsed_lane_sees_into_it_for_this_drag(site, project):
    second = add_lane(project, "Second")
    first, last = (project.task(f"In {n}", column="Ready", swimlane_id=second) for n in range(2))
    one = project.task()
    board = open_board(project)
    with board.page.expect_navigation():
        board.page.get_by_role("button", name="Second", exact=True).click()
    board.lift(one)
    board.hover(cell(board, "Ready", second))
    expect(board.card(last)).to_be_visible()
    board.hover(board.card(last), above=True)
    with board.page.expect_response(MOVED):
        board.page.mouse.up()
    expect(board.page.locator(".card")).to_have_count(0)
    expect(cell(board, "Ready", second).locator("[data-cell-count]")).to_have_text("3")
    assert board.project.order("Ready") == [first, one, last]


def test_a_collapsed_column_is_a_narrow_strip_that_takes_cards(site, project):
    (inside,) = project.tasks(1, column="Ready")
    one = project.task()
    board = open_board(project)
    board.page.locator(".head summary[aria-label='Menu of Ready']").click()
    with board.page.expect_navigation():
        board.page.locator(".head").nth(1).get_by_role("button", name="Collapse").click()
    strip = board.page.get_by_role("button", name="Expand Ready")
    assert strip.bounding_box()["width"] == board.cell("Ready").bounding_box()["width"] == 44
    with board.page.expect_response(MOVED):
        board.drag(one, board.cell("Ready"))
    expect(strip).to_contain_text("2")
    assert project.order("Ready") == [inside, one]
    with board.page.expect_navigation():
        board.cell("Ready").click(position={"x": 20, "y": 180})
    expect(board.card(one)).to_be_visible()


def test_three_collapsed_columns_side_by_side_are_one_strip(site, project):
    project.task(column="Done")
    hidden = ["Ready", "Work in progress", "Done"]
    one = project.task()
    board = open_board(project, query=f"?hide={','.join(str(project.columns[name]) for name in hidden)}")
    stack = board.page.locator(".stack-menu > summary")
    expect(stack).to_contain_text("3 columns")
    assert stack.bounding_box()["width"] == 44
    expect(board.page.locator(".head")).to_have_count(2)
    stack.click()
    expect(board.page.get_by_role("button", name=re.compile("^Expand (Ready|Work|Done)"))).to_have_count(3)
    assert Axe().run(board.page).response["violations"] == []
    board.page.keyboard.press("Escape")
    expect(stack).to_be_focused()
    # Nothing is dropped where no column is seen.
    board.drag(one, board.page.locator(".cell-stack"))
    expect(board.cell("Backlog").locator(".card")).to_have_id(f"card-{one}")
    for name in hidden:
        assert (one in project.order(name)) is False
    project.move(one, "Done")
    expect(board.page.locator(f"[data-head='{project.columns['Done']}'] [data-figures]")).to_have_text("2")


def test_a_stack_is_opened_column_by_column_or_at_once(site, project):
    board = open_board(project)
    for name in ("Ready", "Work in progress", "Done"):
        board.page.locator(f".head summary[aria-label='Menu of {name}']").click()
        with board.page.expect_navigation():
            board.page.locator(f"#column-{project.columns[name]}").get_by_role("button", name="Collapse").click()
    board.page.locator(".stack-menu > summary").click()
    with board.page.expect_navigation():
        board.page.get_by_role("button", name="Expand all").click()
    expect(board.page.locator(".head.folded")).to_have_count(0)


def test_a_key_that_moves_a_card_out_of_sight_leaves_the_focus_with_its_neighbour(site, project):
    one, two = project.tasks(2)
    board = open_board(project)
    board.page.locator(".head summary[aria-label='Menu of Ready']").click()
    with board.page.expect_navigation():
        board.page.locator(".head").nth(1).get_by_role("button", name="Collapse").click()
    board.title(one).focus()
    with board.page.expect_response(MOVED):
        board.page.keyboard.press("]")
    expect(board.card(one)).to_have_count(0)
    expect(board.title(two)).to_be_focused()
    assert project.order("Ready") == [one]


def test_a_column_scrolls_by_itself(site, project):
    tasks = project.tasks(70)
    other = project.task("Elsewhere", column="Ready")
    board = open_board(project)
    choose(board.page, "Scroll each column")
    scroller = board.cell("Backlog").locator(".cards")
    head, ready = board.page.locator(".head").first, board.card(other)
    before, stays = head.bounding_box(), ready.bounding_box()
    scroller.evaluate("list => list.scrollTop = list.scrollHeight")
    expect(board.card(tasks[60])).to_be_attached()
    assert board.page.locator("#board").evaluate("board => board.scrollTop") == 0
    assert (head.bounding_box(), ready.bounding_box()) == (before, stays)
    # What others do above leaves what one reads where it is.
    read = board.card(tasks[25])
    read.evaluate("card => card.scrollIntoView({block: 'center'})")
    top = read.bounding_box()["y"]
    site.rpc("updateTask", id=tasks[0], title="A title so long that it needs several lines on the card " * 3)
    expect(board.title(tasks[0])).to_contain_text("so long")
    assert abs(read.bounding_box()["y"] - top) <= 1
    # Focus by the arrows and the edge during a drag scroll the column too.
    scroller.evaluate("list => list.scrollTop = 0")
    board.title(tasks[0]).focus()
    for _ in range(12):
        board.page.keyboard.press("ArrowDown")
    expect(board.title(tasks[12])).to_be_in_viewport()
    scroller.evaluate("list => list.scrollTop = 0")
    board.lift(tasks[1])
    box = scroller.bounding_box()
    board.page.mouse.move(box["x"] + 60, box["y"] + box["height"] - 8, steps=4)
    expect(board.title(tasks[20])).to_be_in_viewport()
    board.page.keyboard.press("Escape")
    board.page.mouse.up()
    assert Axe().run(board.page).response["violations"] == []


def test_a_column_is_selected_and_loaded_as_a_whole(site, project):
    project.tasks(60)
    project.tasks(2, column="Ready")
    board = open_board(project)
    cards = board.cell("Backlog").locator(".card")
    menu = board.page.locator(".head summary[aria-label='Menu of Backlog']")
    menu.click()
    board.page.get_by_role("link", name="Load all").click()
    expect(cards).to_have_count(60)
    expect(menu).to_be_focused()
    menu.click()
    expect(board.page.get_by_role("link", name="Load all")).to_have_count(0)
    board.page.locator(".head").first.get_by_role("link", name="Select all shown").click()
    expect(board.page.locator("#bulk-bar")).to_contain_text("60 selected")


def test_a_column_is_sorted_in_one_of_its_swimlanes(site, project):
    second = add_lane(project, "Second")
    low, high = (project.task(str(n), swimlane_id=second, priority=n) for n in (0, 2))
    board = open_board(project)
    board.page.locator(".head summary[aria-label='Menu of Backlog']").click()
    board.page.get_by_role("link", name="Sort once by…").click()
    board.page.locator("#dialog").get_by_label("Swimlane").select_option(label="Second")
    board.page.get_by_label("Priority, highest first").check()
    board.page.locator("#dialog").get_by_role("button", name="Sort").click()
    expect(cell(board, "Backlog", second).locator(".card").first).to_have_id(f"card-{high}")
    assert project.order("Backlog") == [high, low]
    board.page.locator(".toast").get_by_role("button", name="Undo").click()
    expect(cell(board, "Backlog", second).locator(".card").first).to_have_id(f"card-{low}")


def test_descriptions_stand_in_the_menus_of_the_columns(site, project):
    site.rpc("updateColumn", column_id=project.columns["Ready"], title="Ready", description="Has a *plan*")
    board = open_board(project)
    board.page.locator("summary[aria-label='Menu of Ready']").click()
    expect(board.page.get_by_role("group", name="About Ready").locator("em")).to_have_text("plan")
    board.page.keyboard.press("Escape")
    expect(board.page.locator(".about em")).to_be_hidden()
    expect(board.page.locator("summary[aria-label='Menu of Ready']")).to_be_focused()


class TestGroups:
    @pytest.fixture
    def grouped(self, site, project) -> Board:
        """A board by assignee, a task of nobody's and one of Bo's in two swimlanes."""
        second = add_lane(project, "Second")
        self.free = project.task("Free", swimlane_id=second)
        self.taken = project.task("Taken", owner_id=site.user("bo"))
        self.lane = second
        board = open_board(project)
        choose(board.page, "Assignee")
        return board

    def stored(self, board: Board, task: int) -> tuple[int, int, int]:
        found = board.project.site.rpc("getTask", task_id=task)
        return int(found["owner_id"]), int(found["column_id"]), int(found["swimlane_id"])

    def test_a_card_that_is_dragged_gets_an_assignee_and_undo_takes_both_back(self, site, project, grouped):
        bo = site.user("bo")
        with grouped.page.expect_response(MOVED):
            grouped.drag(self.free, cell(grouped, "Ready", f"owner_id:{bo}"))
        expect(cell(grouped, "Ready", f"owner_id:{bo}").locator(f"#card-{self.free}")).to_be_visible()
        expect(grouped.card(self.free).locator("[data-fk=owner]")).to_have_attribute("aria-label", re.compile("Bo"))
        assert self.stored(grouped, self.free) == (bo, project.columns["Ready"], self.lane)
        grouped.page.keyboard.press("Control+z")
        expect(cell(grouped, "Backlog", "owner_id:0").locator(f"#card-{self.free}")).to_be_visible()
        assert self.stored(grouped, self.free) == (0, project.columns["Backlog"], self.lane)

    def test_keys_move_between_groups(self, site, project, grouped):
        grouped.title(self.free).focus()
        with grouped.page.expect_response(MOVED):
            grouped.page.keyboard.press("{")
        expect(cell(grouped, "Backlog", f"owner_id:{site.user('bo')}").locator(".card")).to_have_count(2)
        assert self.stored(grouped, self.free)[0] == site.user("bo")

    def test_what_others_assign_changes_its_group(self, site, project, grouped):
        ana = site.user("ana")
        site.rpc("updateTask", id=self.taken, owner_id=ana)
        expect(cell(grouped, "Backlog", f"owner_id:{ana}").locator(f"#card-{self.taken}")).to_be_visible()
        expect(grouped.page.locator(f"[data-lane='owner_id:{ana}'] [data-lane-count]")).to_have_text("1")

    def test_a_line_in_a_group_becomes_a_task_of_it(self, site, project, grouped):
        ana = site.user("ana")
        cell(grouped, "Done", f"owner_id:{ana}").get_by_role("link", name="Add task").click()
        grouped.page.keyboard.type("Mine")
        with grouped.page.expect_response(re.compile("/add$")):
            grouped.page.keyboard.press("Enter")
        expect(cell(grouped, "Done", f"owner_id:{ana}").locator(".card")).to_have_count(1)

    @pytest.mark.parametrize("viewport", [None, PHONE], ids=["laptop", "phone"])
    def test_it_is_accessible(self, site, project, grouped, viewport):
        with grouped.page.expect_navigation():
            grouped.page.get_by_role("button", name="Bo", exact=True).click()
        if viewport:
            grouped.page.set_viewport_size(viewport)
        assert Axe().run(grouped.page).response["violations"] == []
        assert grouped.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_nothing_is_dropped_on_what_is_overdue(site, project):
    one = project.task()
    project.task("Late", date_due="2020-01-02")
    board = open_board(project)
    choose(board.page, "Due week")
    board.lift(one)
    shut = cell(board, "Ready", "date_due:overdue")
    shut.evaluate("cell => cell.closest('#board').scrollTop = 0")
    board.hover(shut)
    expect(shut).to_have_class(re.compile("forbidden"))
    board.page.mouse.up()
    assert project.order("Ready") == []


class TestVeryLongBoards:
    """Of a thousand cards those far from the screen are kept aside, and nobody misses one (ux.md 3.17)."""

    SCROLL = """(by) => new Promise((done) => {
        const board = document.getElementById("board");
        let [most, before] = [0, -1];
        const step = () => {
            most = Math.max(most, document.querySelectorAll("*").length);
            if (board.scrollTop === before && !document.querySelector("[data-more]")) { done(most); return; }
            before = board.scrollTop;
            board.scrollTop += by;
            setTimeout(step, 120);
        };
        step();
    })"""

    @pytest.fixture
    def board(self, site, project) -> Board:
        """A thousand tasks in two columns, scrolled through down to the end."""
        names = ["Backlog", "Ready"]
        for name in names:
            for start in range(0, 500, 100):
                fields = {"project_id": project.id, "column_id": project.columns[name], "owner_id": site.user("bo")}
                site.batch(
                    ("createTask", {"title": f"{name} {n}", "tags": ["oak", "hull"], "description": "Words", **fields})
                    for n in range(start, start + 100)
                )
        board = open_board(project)
        self.most = board.page.evaluate(self.SCROLL, 900)
        return board

    def test_they_stay_light_and_every_card_is_there_again(self, site, project, board):
        assert self.most <= 12_000
        page = board.page
        expect(page.locator("[data-parked]").first).to_be_attached()
        first = project.order("Backlog")[0]
        expect(board.card(first)).to_have_count(0)
        site.rpc("updateTask", id=first, title="Renamed meanwhile")
        expect(board.title(first)).to_have_text("Renamed meanwhile")
        page.evaluate("document.getElementById('board').scrollTop = 0")
        expect(board.card(first)).to_be_in_viewport()
        assert board.page.locator(".card").evaluate_all("cards => new Set(cards.map((card) => card.id)).size") >= 200

    def test_a_key_finds_all_of_them(self, project, board):
        board.title(project.order("Ready")[-1]).focus()
        board.page.keyboard.press("Control+a")
        expect(board.page.locator("#bulk-bar")).to_contain_text("500 selected")
        board.page.keyboard.press("Escape")
        board.page.keyboard.press("Home")
        expect(board.title(project.order("Ready")[0])).to_be_focused()
        expect(board.card(project.order("Ready")[0])).to_be_in_viewport()


def test_the_bar_stays_one_row_beside_the_panel(project):
    pk = project.task()
    board = open_board(project)
    bar = board.page.locator("#board-bar")
    before = bar.bounding_box()["height"]
    board.title(pk).click()
    expect(board.page.locator("#panel")).to_be_visible()
    box, panel = bar.bounding_box(), board.page.locator("#panel").bounding_box()
    assert box["height"] == before
    assert box["x"] + box["width"] <= panel["x"] + 1
