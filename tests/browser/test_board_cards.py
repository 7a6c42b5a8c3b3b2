"""What is done on a card without opening it: details, selection, keys, quick add, pickers (ux.md 3.3 to 3.9)."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from kanboard_site.env import BASE_DIR
from tests.browser.site import PHONE, TOAST, Board, draw, hear, open_board


def badge(board: Board, pk: int, name: str) -> Any:
    return board.card(pk).locator(f"[data-fk={name}]")


def has_focus(locator: Any) -> None:
    expect(locator).to_be_focused()


class TestDetails:
    def test_a_sub_task_is_ticked_without_leaving_the_board(self, site, project):
        one = project.task()
        for title in ("Sand", "Paint"):
            site.rpc("createSubtask", task_id=one, title=title)
        board = open_board(project)
        badge(board, one, "subtasks").click()
        box = board.page.get_by_role("dialog", name=f"#{one} Sub-tasks")
        expect(box).to_be_visible()
        has_focus(box.get_by_role("button", name="Sand: Todo, tick"))
        assert Axe().run(board.page).response["violations"] == []
        board.page.keyboard.press("Enter")
        has_focus(box.get_by_role("button", name=re.compile("^Sand: Done")))
        expect(box.locator(".closed-title")).to_have_text("Sand")
        expect(badge(board, one, "subtasks")).to_have_accessible_name("1 of 2 sub-tasks done")
        expect(badge(board, one, "subtasks")).to_have_text("1/2")
        board.page.keyboard.press("Escape")
        expect(box).to_have_count(0)
        has_focus(badge(board, one, "subtasks"))
        assert site.rpc("getAllSubtasks", task_id=one)[0]["status"] == 2

    def test_details_are_asked_for_once_and_a_click_elsewhere_closes_them(self, project):
        one = project.task(description="Some **words**")
        board = open_board(project)
        asked: list[str] = []
        board.page.on("request", lambda request: "/tooltip/" in request.url and asked.append(request.url))
        badge(board, one, "description").click()
        box = board.page.get_by_role("dialog", name=f"#{one} Description")
        expect(box.locator("strong")).to_have_text("words")
        board.page.mouse.click(700, 700)
        expect(box).to_have_count(0)
        badge(board, one, "description").click()
        badge(board, one, "description").click()
        expect(box).to_have_count(0)
        assert len(asked) == 2

    def test_a_card_stays_below_its_details_and_moves_afterwards(self, site, project):
        one = project.task(description="Words")
        board = open_board(project)
        hear(board.page)
        badge(board, one, "description").click()
        box = board.page.get_by_role("dialog")
        expect(box).to_be_visible()
        with board.page.expect_response(re.compile("/changes")):
            project.move(one, "Done")
        draw(board.page)
        expect(box).to_be_visible()
        assert board.order("Backlog") == [one]
        board.page.keyboard.press("Escape")
        expect(board.cell("Done").locator(".card")).to_have_count(1)

    def test_a_badge_of_comments_opens_them(self, site, project):
        one = project.task()
        site.rpc("createComment", task_id=one, user_id=site.user("bo"), content="Look **here**")
        board = open_board(project)
        badge(board, one, "comments").click()
        expect(board.page.locator("#dialog .comment .markdown strong")).to_have_text("here")

    def test_on_a_phone_details_lie_at_the_foot(self, site, project):
        one = project.task(description="Words")
        board = open_board(project, viewport=PHONE, has_touch=True, is_mobile=True)
        badge(board, one, "description").tap()
        box = board.page.get_by_role("dialog")
        expect(box).to_be_visible()
        place = box.bounding_box()
        assert (place["x"], place["width"]) == (0, 390)
        assert abs(place["y"] + place["height"] - 844) <= 1

    def test_without_scripts_a_badge_leads_to_a_page(self, site, project):
        one = project.task(description="Words")
        board = open_board(project, java_script_enabled=False)
        badge(board, one, "description").click()
        expect(board.page.locator("h1")).to_have_text(re.compile(f"#{one}"))
        expect(board.page.get_by_role("heading", level=2, name="Description")).to_be_visible()


class TestRows:
    """What stands where: the same place at all times, whatever a card has."""

    def places(self, board: Board, pk: int, *names: str) -> list[float]:
        return [board.card(pk).locator(f"[data-fk={name}]").bounding_box()["x"] for name in names]

    def test_menu_and_box_stand_at_the_same_places_in_all_cards(self, site, project):
        bare = project.task()
        full = project.task("Paint", owner_id=site.user("bo"), priority=3, score=5, description="Words")
        board = open_board(project)
        at_rest = self.places(board, full, "check", "menu")
        assert self.places(board, bare, "check", "menu") == at_rest
        board.card(full).hover()
        assert self.places(board, full, "check", "menu") == at_rest
        menu, card = board.card(full).locator("[data-fk=menu]").bounding_box(), board.card(full).bounding_box()
        assert card["x"] + card["width"] - (menu["x"] + menu["width"]) <= 8

    def test_the_box_takes_the_place_of_the_number_while_it_is_there(self, project):
        one = project.task()
        board = open_board(project)
        number, box = board.card(one).locator(".card-number"), board.card(one).locator("[data-fk=check]")
        expect(number).to_have_css("opacity", "1")
        expect(box).to_have_css("opacity", "0")
        board.card(one).hover()
        expect(number).to_have_css("opacity", "0")
        expect(box).to_have_css("opacity", "1")

    def test_in_one_line_a_card_shows_its_whole_title(self, project):
        title = "Ask the harbour master whether the crane is free before the boats come home in autumn"
        late = project.task(title, date_due="2020-01-02 10:00")
        board = open_board(project)
        board.page.keyboard.press("s")
        expect(board.page.locator("#board")).to_have_class(re.compile("compact"))
        assert board.title(late).evaluate("title => title.scrollHeight <= title.clientHeight")
        words, badge = board.title(late).bounding_box(), board.card(late).locator(".f-due").bounding_box()
        assert badge["y"] >= words["y"] + words["height"] - 1


class TestCovers:
    def test_a_cover_has_its_place_before_it_comes_and_is_dragged_with_its_card(self, site, project):
        one = project.task()
        blob = base64.b64encode((BASE_DIR / "static/img/icon-192.png").read_bytes()).decode()
        site.rpc("createTaskFile", project_id=project.id, task_id=one, filename="hull.png", blob=blob)
        page = site.context().new_page()
        page.route("**/thumbnail", lambda route: route.abort())
        page.goto(project.board)
        board = Board(page, project)
        cover = board.card(one).locator(".card-cover")
        size = cover.bounding_box()
        assert abs(size["width"] / size["height"] - 2.5) < 0.02
        assert size["x"] + size["width"] == pytest.approx(
            sum(board.card(one).bounding_box()[k] for k in ("x", "width"))
        )
        page.mouse.move(size["x"] + 40, size["y"] + 40)
        page.mouse.down()
        page.mouse.move(size["x"] + 50, size["y"] + 50, steps=3)
        board.hover(board.cell("Done"))
        page.mouse.up()
        expect(board.cell("Done").locator(".card")).to_have_count(1)
        page.locator("#view-menu > summary").click()
        page.get_by_role("checkbox", name="Cover picture").uncheck()
        expect(cover).to_be_hidden()


class TestTick:
    def tick(self, board: Board, pk: int, verb: str) -> Any:
        return board.page.get_by_role("link", name=f"{verb} #{pk}", exact=True)

    def test_one_press_closes_and_undo_brings_back(self, site, project):
        one, two = project.tasks(2)
        board = open_board(project)
        board.card(one).hover()
        self.tick(board, one, "Close").click()
        expect(board.card(one)).to_have_count(0)
        assert site.rpc("getTask", task_id=one)["is_active"] == 0
        assert board.order("Backlog") == [two]
        board.page.locator(TOAST).get_by_role("button", name="Undo").click()
        expect(board.card(one)).to_be_visible()
        assert board.order("Backlog") == [one, two]
        assert site.rpc("getTask", task_id=one)["is_active"] == 1

    def test_a_closed_card_is_opened_again(self, site, project):
        one = project.task()
        site.rpc("closeTask", task_id=one)
        board = open_board(project, query="?search=status:closed")
        self.tick(board, one, "Reopen").click()
        expect(board.card(one)).to_have_count(0)
        assert site.rpc("getTask", task_id=one)["is_active"] == 1

    def test_a_refusal_leaves_the_card_where_it_is(self, site, project):
        one = project.task()
        board = open_board(project)
        board.page.route("**/task/*/close", lambda route: route.fulfill(status=403, json={"message": "Not this one."}))
        board.card(one).hover()
        self.tick(board, one, "Close").click()
        expect(board.page.locator(TOAST)).to_contain_text("Not this one.")
        expect(board.card(one)).not_to_have_class(re.compile("saving"))

    def test_without_scripts_the_tick_asks_first(self, site, project):
        one = project.task()
        board = open_board(project, java_script_enabled=False)
        board.card(one).hover()
        self.tick(board, one, "Close").click()
        board.page.get_by_role("button", name="Close task").click()
        assert site.rpc("getTask", task_id=one)["is_active"] == 0

    def test_who_may_only_look_has_none(self, site):
        project = site.project(members=["vera"], role="project-viewer")
        project.task()
        expect(open_board(project, "vera").page.locator(".card-tick")).to_have_count(0)


class TestHeads:
    LONG = "Waiting for answers"

    @pytest.mark.parametrize("width", [1024, 1280])
    def test_a_title_is_readable_beside_full_counters(self, site, project, width):
        column = project.columns["Work in progress"]
        site.rpc("updateColumn", column_id=column, title=self.LONG, task_limit=1, description="Why we wait")
        project.tasks(3, column="Work in progress", score=8)
        board = open_board(project, query="?search=title:task", viewport={"width": width, "height": 800})
        head = board.page.locator(f"#column-{column}")
        shown = head.locator(".head-title").evaluate(
            "title => title.clientWidth / parseFloat(getComputedStyle(title).fontSize)"
        )
        # Eight letters of this type take about four and a half times its size.
        assert shown >= 4.5
        expect(head.locator("[data-figures]")).to_have_text("3 · 3/1")
        expect(head.locator("[data-count]")).to_have_text("3 shown · 3 of 1 · over limit")

    def test_the_counters_follow_a_move_in_words_and_figures(self, site, project):
        site.rpc("updateColumn", column_id=project.columns["Ready"], title="Ready", task_limit=2)
        one = project.task()
        board = open_board(project)
        board.drag(one, board.cell("Ready"))
        head = board.page.locator(f"#column-{project.columns['Ready']}")
        expect(head.locator("[data-figures]")).to_have_text("1/2")
        expect(head.locator("[data-count]")).to_have_text("1 of 2")


class TestSelection:
    def check(self, board: Board, pk: int) -> Any:
        return board.page.get_by_role("checkbox", name=f"Select #{pk}", exact=True)

    def test_boxes_select_and_shift_takes_what_lies_between(self, project):
        tasks = project.tasks(5)
        board = open_board(project)
        board.card(tasks[0]).hover()
        self.check(board, tasks[0]).click()
        expect(board.page.locator("#bulk-bar")).to_contain_text("1 selected")
        self.check(board, tasks[3]).click(modifiers=["Shift"])
        expect(board.page.locator("#bulk-bar")).to_contain_text("4 selected")
        self.check(board, tasks[1]).uncheck()
        expect(board.page.locator(".card.selected")).to_have_count(3)
        assert Axe().run(board.page).response["violations"] == []
        board.page.keyboard.press("Escape")
        expect(board.page.locator("#bulk-bar")).to_be_hidden()
        expect(self.check(board, tasks[0])).not_to_be_checked()

    def test_the_selection_survives_what_others_do(self, site, project):
        one, two = project.tasks(2)
        board = open_board(project)
        hear(board.page)
        board.card(one).hover()
        self.check(board, one).check()
        site.rpc("updateTask", id=one, title="Renamed")
        expect(board.title(one)).to_have_text("Renamed")
        expect(self.check(board, one)).to_be_checked()
        expect(board.page.locator("#bulk-bar")).to_contain_text("1 selected")
        site.rpc("removeTask", task_id=one)
        expect(board.page.locator("#bulk-bar")).to_be_hidden()
        assert board.order("Backlog") == [two]

    def test_a_whole_column_is_selected_by_command(self, project):
        tasks = project.tasks(3)
        other = project.task(column="Ready")
        board = open_board(project)
        board.page.locator(".head details summary").first.click()
        board.page.get_by_role("link", name="Select all shown").first.click()
        for pk in tasks:
            expect(self.check(board, pk)).to_be_checked()
        expect(self.check(board, other)).not_to_be_checked()

    def test_more_changes_anything_of_all_selected(self, site, project):
        tasks = project.tasks(2)
        board = open_board(project)
        for pk in tasks:
            board.card(pk).hover()
            self.check(board, pk).check()
        board.page.locator("#bulk-bar").get_by_role("link", name="More").click()
        dialog = board.page.locator("#dialog")
        expect(dialog).to_contain_text("Change 2 tasks")
        dialog.locator("[name=score]").fill("5")
        dialog.get_by_role("button", name=re.compile("^(Save|Change)")).first.click()
        expect(board.card(tasks[0]).locator(".f-score")).to_contain_text("5")
        assert {int(site.rpc("getTask", task_id=pk)["score"]) for pk in tasks} == {5}

    def test_on_touch_the_menu_begins_a_selection(self, project):
        one, two = project.tasks(2)
        board = open_board(project, viewport=PHONE, has_touch=True, is_mobile=True)
        expect(self.check(board, two)).to_have_count(0)
        board.card(one).locator("[data-card-menu]").tap()
        board.page.get_by_role("menuitem", name="Select").tap()
        expect(self.check(board, one)).to_be_checked()
        self.check(board, two).tap()
        expect(board.page.locator("#bulk-bar")).to_contain_text("2 selected")
        box = self.check(board, two).bounding_box()
        assert min(box["width"], box["height"]) >= 24

    def test_who_may_only_look_selects_nothing(self, site):
        project = site.project(members=["vera"], role="project-viewer")
        one = project.task()
        board = open_board(project, "vera")
        board.title(one).focus()
        board.page.keyboard.press("x")
        board.page.keyboard.press("Control+a")
        expect(board.page.locator(".card.selected")).to_have_count(0)
        expect(board.page.locator("#bulk-bar")).to_have_count(0)


class TestQuickAdd:
    def begin(self, board: Board) -> Any:
        board.page.locator("#board").focus()
        board.page.keyboard.press("n")
        return board.page.locator(".quick-add textarea")

    def test_a_chip_takes_its_mark_out_of_the_text(self, site, project):
        site.rpc("createCategory", project_id=project.id, name="Hull")
        board = open_board(project)
        field = self.begin(board)
        board.page.keyboard.type("Fix #rig the ~hu mast @nobody")
        chips = board.page.locator(".quick-chips .chip")
        expect(chips).to_have_text(["#rig", "Hull", "@nobody"])
        expect(board.page.locator(".quick-chips .unknown")).to_have_text(["@nobody"])
        assert Axe().run(board.page).response["violations"] == []
        board.page.get_by_role("button", name="Remove #rig").click()
        expect(field).to_have_value("Fix the ~hu mast @nobody")
        has_focus(field)
        expect(chips).to_have_text(["Hull", "@nobody"])
        with board.page.expect_response(re.compile("/add$")):
            board.page.keyboard.press("Enter")
        (task,) = site.rpc("getAllTasks", project_id=project.id, status_id=1)
        assert task["title"] == "Fix the mast @nobody"

    def test_several_lines_are_asked_for_and_esc_means_no(self, site, project):
        board = open_board(project)
        field = self.begin(board)
        field.fill("One\nTwo")
        board.page.keyboard.press("Enter")
        expect(board.page.get_by_role("dialog", name="Add 2 tasks?")).to_be_visible()
        board.page.keyboard.press("Escape")
        expect(board.page.locator("dialog[open]")).to_have_count(0)
        expect(field).to_have_value("One\nTwo")
        has_focus(field)
        assert site.rpc("getAllTasks", project_id=project.id, status_id=1) == []

    def test_what_the_filter_hides_can_be_shown(self, project):
        project.task("Alder")
        board = open_board(project, query="?search=title:alder")
        self.begin(board)
        board.page.keyboard.type("Birch")
        board.page.keyboard.press("Enter")
        toast = board.page.locator(TOAST).filter(has_text="Added, hidden by the filter.")
        expect(toast.get_by_role("button", name="Undo")).to_be_visible()
        toast.get_by_role("button", name="Show").click()
        expect(board.page.locator(".card")).to_have_count(2)
        expect(board.page.locator(".card", has_text="Birch")).to_be_in_viewport()


class TestPickers:
    def open(self, board: Board, pk: int, key: str) -> Any:
        board.title(pk).focus()
        board.page.keyboard.press(key)
        dialog = board.page.locator("#dialog")
        expect(dialog).to_be_visible()
        return dialog

    def test_arrows_only_walk_and_enter_saves(self, site, project):
        one = project.task()
        board = open_board(project)
        dialog = self.open(board, one, "p")
        board.page.keyboard.press("ArrowDown")
        board.page.keyboard.press("ArrowDown")
        has_focus(dialog.get_by_role("radio", name="2", exact=True))
        expect(dialog).to_be_visible()
        board.page.keyboard.press("Enter")
        expect(board.card(one)).to_contain_text("Priority 2")
        has_focus(board.title(one))
        assert int(site.rpc("getTask", task_id=one)["priority"]) == 2

    def test_a_press_saves_at_once_with_keyboard_space_too(self, site, project):
        one = project.task()
        site.rpc("createCategory", project_id=project.id, name="Hull", color_id="red")
        board = open_board(project)
        dialog = self.open(board, one, "C")
        dialog.get_by_text("Hull", exact=True).click()
        expect(board.card(one).locator(".f-category")).to_have_text("Hull")
        dialog = self.open(board, one, "C")
        has_focus(dialog.get_by_role("radio", name="Hull"))
        board.page.keyboard.press("ArrowUp")
        board.page.keyboard.press(" ")
        expect(board.card(one).locator(".f-category")).to_have_count(0)

    def test_many_people_are_filtered(self, site):
        names = ["ana", "bo", *(f"person{number}" for number in range(8))]
        project = site.project(members=names)
        one = project.task()
        board = open_board(project)
        dialog = self.open(board, one, "a")
        field = dialog.get_by_role("searchbox", name="Filter the choices")
        has_focus(field)
        assert Axe().run(board.page).response["violations"] == []
        field.fill("son7")
        expect(dialog.get_by_role("radio")).to_have_count(1)
        field.press("Enter")
        expect(board.card(one).locator("[data-fk=owner]")).to_have_attribute("aria-label", re.compile("Person7"))
        assert int(site.rpc("getTask", task_id=one)["owner_id"]) == site.user("person7")

    def test_a_due_date_by_one_press_by_words_and_by_calendar(self, site, project):
        one = project.task()
        board = open_board(project)
        dialog = self.open(board, one, "d")
        has_focus(dialog.get_by_label("Due date"))
        assert Axe().run(board.page).response["violations"] == []
        dialog.get_by_role("button", name="Tomorrow").click()
        expect(board.card(one).locator(".f-due")).to_have_count(1)
        dialog = self.open(board, one, "d")
        dialog.get_by_label("Due date").fill("today")
        board.page.keyboard.press("Enter")
        expect(board.card(one).locator(".f-due")).to_have_text("Today")
        dialog = self.open(board, one, "d")
        dialog.locator("[data-date-native]").evaluate(
            "field => { field.value = '2031-02-03'; field.dispatchEvent(new Event('change', {bubbles: true})); }"
        )
        expect(board.card(one).locator(".f-due")).to_contain_text("3 Feb 2031")
        dialog = self.open(board, one, "d")
        dialog.get_by_role("button", name="None").click()
        expect(board.card(one).locator(".f-due")).to_have_count(0)
        assert int(site.rpc("getTask", task_id=one)["date_due"] or 0) == 0

    def test_tags_are_completed_and_those_there_stay(self, site, project):
        project.task(tags=["varnish"])
        one = project.task(tags=["wood"])
        board = open_board(project)
        dialog = self.open(board, one, "t")
        field = dialog.get_by_role("combobox", name="Tags")
        expect(field).to_have_value("wood")
        field.press("End")
        field.press_sequentially(", varn")
        board.page.get_by_role("option", name="varnish").click()
        dialog.get_by_role("button", name="Save").click()
        expect(board.card(one).locator(".card-tags .chip")).to_have_text(["varnish", "wood"])
        assert set(site.rpc("getTaskTags", task_id=one).values()) == {"wood", "varnish"}


class TestMoveTo:
    def test_a_task_goes_before_one_that_is_found_by_its_words(self, site, project):
        one = project.task()
        first, second = project.task("Anchor", column="Done"), project.task("Rudder", column="Done")
        board = open_board(project)
        board.title(one).focus()
        board.page.keyboard.press("m")
        dialog = board.page.locator("#dialog")
        has_focus(dialog.get_by_role("radio", name=re.compile("Backlog")))
        expect(dialog.locator("[name=beside]")).to_be_hidden()
        assert Axe().run(board.page).response["violations"] == []
        dialog.get_by_text("Before a task").click()
        dialog.locator("[name=beside]").press_sequentially("rud")
        board.page.get_by_role("option", name=re.compile("Rudder")).click()
        dialog.get_by_role("button", name="Move", exact=True).click()
        expect(board.cell("Done").locator(".card")).to_have_count(3)
        assert project.order("Done") == [first, one, second]
        has_focus(board.title(one))

    def test_another_project_is_one_press_away(self, site, project):
        other = site.project()
        one = project.task()
        board = open_board(project)
        board.title(one).focus()
        board.page.keyboard.press("m")
        board.page.locator("#dialog").get_by_role("link", name="To another project…").click()
        expect(board.page.locator("#dialog-title")).to_have_text(f"Move #{one} to another project")
        assert other.id
        board.page.keyboard.press("Escape")
        has_focus(board.title(one))


class TestPanel:
    def open(self, board: Board, pk: int) -> Any:
        board.title(pk).click()
        panel = board.page.locator("#panel")
        expect(panel.get_by_role("heading", level=2).first).to_contain_text(board.title(pk).inner_text())
        # Until it has come in, a pointer finds the board below.
        panel.evaluate("() => Promise.allSettled(document.getAnimations().map((one) => one.finished))")
        return panel

    def shows(self, board: Board, pk: int) -> None:
        expect(board.page.locator("#panel [data-task-id]").first).to_have_attribute("data-task-id", str(pk))
        expect(board.page).to_have_url(re.compile(f"/task/{pk}$"))

    def test_arrows_in_its_head_and_buttons_walk_through_the_column(self, project):
        one, two, three = project.tasks(3)
        board = open_board(project)
        panel = self.open(board, one)
        assert Axe().run(board.page).response["violations"] == []
        expect(panel.get_by_role("button", name="Previous task")).to_have_attribute("aria-disabled", "true")
        board.page.keyboard.press("ArrowDown")
        self.shows(board, two)
        has_focus(panel.get_by_role("button", name="Next task"))
        panel.get_by_role("button", name="Next task").click()
        self.shows(board, three)
        board.page.keyboard.press("ArrowUp")
        self.shows(board, two)
        board.page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(board.page).to_have_url(re.compile(rf"/board/{project.id}(\?search=status%3Aopen)?$"))
        has_focus(board.title(two))

    def test_its_width_is_changed_by_keys_and_pointer_and_kept(self, project):
        one = project.task()
        board = open_board(project)
        panel = self.open(board, one)
        edge = panel.get_by_role("separator", name="Width of the panel")
        before = panel.bounding_box()["width"]
        edge.focus()
        board.page.keyboard.press("ArrowLeft")
        expect(edge).to_have_attribute("aria-valuenow", str(round(before) + 24))
        board.page.keyboard.press("Home")
        expect(edge).to_have_attribute("aria-valuenow", "420")
        board.page.mouse.move(1280 - 420, 500)
        board.page.mouse.down()
        board.page.mouse.move(1280 - 600, 500, steps=4)
        board.page.mouse.up()
        assert abs(panel.bounding_box()["width"] - 600) <= 2
        board.page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        board.page.reload()
        self.open(board, one)
        assert abs(panel.bounding_box()["width"] - 600) <= 2
        board.page.set_viewport_size({"width": 1024, "height": 800})
        board.page.keyboard.press("Escape")
        self.open(board, one)
        assert panel.bounding_box()["width"] <= 1024 * 0.6 + 1


class TestKeys:
    def test_end_loads_the_last_cards_only(self, project):
        tasks = project.tasks(130)
        board = open_board(project)
        board.title(tasks[0]).focus()
        board.page.keyboard.press("Control+End")
        has_focus(board.title(tasks[-1]))
        expect(board.title(tasks[-1])).to_be_in_viewport()
        assert board.page.locator(".card").count() < 130
        more = board.page.locator("[data-between]")
        left = int(more.get_attribute("data-left") or 0)
        assert left + board.page.locator(".card").count() == 130
        more.press("Enter")
        expect(board.page.locator(".card")).to_have_count(130 - max(0, left - 25))
        while board.page.locator("[data-between]").count():
            before = board.page.locator(".card").count()
            board.page.locator("[data-between]").press("Enter")
            expect(board.page.locator(".card")).not_to_have_count(before)
        assert board.order("Backlog") == tasks

    def test_capital_n_opens_the_whole_form_of_the_cell(self, site, project):
        one = project.task(column="Ready")
        board = open_board(project)
        board.title(one).focus()
        board.page.keyboard.press("Shift+N")
        dialog = board.page.locator("#dialog")
        has_focus(dialog.locator("[name=title]"))
        board.page.keyboard.type("Whole")
        dialog.get_by_role("button", name=re.compile("^(Save|Add|Create)")).first.click()
        expect(board.cell("Ready").locator(".card")).to_have_count(2)

    def test_y_says_that_the_link_is_copied(self, project):
        one = project.task()
        board = open_board(project)
        board.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        board.title(one).focus()
        board.page.keyboard.press("y")
        expect(board.page.locator(TOAST)).to_contain_text(f"Link of #{one} copied.")
        assert board.page.evaluate("navigator.clipboard.readText()").endswith(f"/task/{one}")
        has_focus(board.title(one))
