"""Pages on a phone: what stands at the head and at the foot, sheets from below, settings as links (ux.md 2.4)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.site import PHONE, Finger, Project, Site, open_board

TOUCH: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
FOOT = 844 - 56


def head_of(page: Page) -> Any:
    return page.get_by_role("banner")


class TestHead:
    @pytest.mark.parametrize("path", ["board", "list", "project"])
    def test_it_is_one_row_with_the_whole_name_of_the_project(self, site, path):
        project = site.project()
        site.rpc("updateProject", project_id=project.id, name="Harbour and quays")
        page = site.open(f"/{path}/{project.id}", **TOUCH)
        name = head_of(page).get_by_role("link", name="Harbour and quays")
        assert name.evaluate("link => link.scrollWidth <= link.clientWidth")
        assert head_of(page).bounding_box()["height"] <= 49

    def test_what_the_bar_at_the_foot_holds_stands_once(self, project):
        page = open_board(project, **TOUCH).page
        for name in ("Search", "Inbox", "Add task"):
            expect(page.get_by_role("navigation", name="Main").get_by_role("link", name=name)).to_be_visible()
        expect(head_of(page).get_by_role("link", name=re.compile("Search|Inbox"))).to_have_count(0)
        expect(head_of(page).locator("summary >> visible=true")).to_have_count(1)

    def test_filter_and_view_open_by_a_press_and_close_by_another(self, project):
        page = open_board(project, **TOUCH).page
        opener = head_of(page).get_by_role("button", name="Filter and view")
        expect(opener).to_have_attribute("aria-expanded", "false")
        opener.tap()
        expect(page.get_by_role("navigation", name="Views of the project")).to_be_visible()
        expect(opener).to_have_attribute("aria-expanded", "true")
        assert Axe().run(page).response["violations"] == []
        opener.tap()
        expect(page.get_by_role("navigation", name="Views of the project")).to_be_hidden()

    def test_the_name_of_a_column_is_seen_once(self, project):
        page = open_board(project, **TOUCH).page
        expect(page.locator(".strip").get_by_text("Backlog")).to_be_visible()
        assert page.locator(".head-title").first.evaluate("title => title.getBoundingClientRect().width") <= 1
        expect(page.get_by_role("heading", level=2, name="Backlog")).to_have_count(1)


@pytest.mark.parametrize("path", ["user/{user}/avatar", "project/{project}/file/create"])
def test_a_field_for_files_is_no_wider_than_a_narrow_screen(site, project, path):
    narrow = TOUCH | {"viewport": {"width": 320, "height": 640}}
    page = site.open(f"/{path.format(user=site.user('ana'), project=project.id)}", **narrow)
    expect(page.locator("main input[type=file]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_list_shows_six_tasks(site, project):
    for number in range(8):
        project.task(f"Task {number}", owner_id=site.user("bo"), priority=2, date_due="2030-01-02 10:00", tags=["oak"])
    page = site.open(f"/list/{project.id}", **TOUCH)
    feet = page.locator(".list-row").evaluate_all("rows => rows.map(row => row.getBoundingClientRect().bottom)")
    assert len([foot for foot in feet if foot <= FOOT]) >= 6
    expect(page.get_by_role("button", name="Move to…")).to_be_hidden()
    page.locator(".list-row").first.get_by_role("checkbox").check()
    bar = page.locator(".rows-bar")
    tops = {bar.locator("> .button", has_text=name).last.bounding_box()["y"] for name in ("Move to…", "Close…")}
    assert tops == {page.locator("#bulk-more").bounding_box()["y"]}
    assert Axe().run(page).response["violations"] == []


class TestSettings:
    def test_they_are_a_list_of_links_and_each_leads_back_to_it(self, site):
        project = site.project(role="project-manager")
        page = site.open(f"/project/{project.id}", **TOUCH)
        link = page.get_by_role("navigation", name="Settings").get_by_role("link", name="Columns")
        assert link.bounding_box()["height"] >= 44
        assert Axe().run(page).response["violations"] == []
        link.tap()
        expect(page.get_by_role("heading", level=1)).to_have_text("Columns")
        expect(page.get_by_role("navigation", name="Settings")).to_be_hidden()
        assert (
            page.get_by_role("button", name="Add column")
            .or_(page.get_by_role("link", name="Add column"))
            .bounding_box()["y"]
            <= 200
        )
        page.get_by_role("main").get_by_role("link", name="Settings", exact=True).tap()
        expect(page.get_by_role("navigation", name="Settings")).to_be_visible()

    def test_those_of_an_account_too(self, site):
        page = site.open(f"/user/show/{site.user('ana')}", **TOUCH)
        page.get_by_role("navigation", name="Account").get_by_role("link", name="Edit profile").tap()
        expect(page.get_by_role("navigation", name="Account")).to_be_hidden()
        page.get_by_role("main").get_by_role("link", name="Ana", exact=True).tap()
        expect(page.get_by_role("navigation", name="Account")).to_be_visible()

    def test_on_a_laptop_they_stand_beside(self, site):
        project = site.project(role="project-manager")
        page = site.open(f"/project/{project.id}/columns")
        expect(page.get_by_role("navigation", name="Settings")).to_be_visible()
        expect(page.locator(".side-back")).to_be_hidden()


class TestTask:
    def open(self, site: Site, project: Project) -> Page:
        pk = project.task("Paint the hull", description="First sand it.", owner_id=site.user("bo"), priority=2, score=5)
        site.rpc("updateTask", id=pk, reference="HB-12", date_due="2030-01-02 10:00", date_started="2026-01-02 10:00")
        return site.open(f"/task/{pk}", **TOUCH)

    def test_its_description_begins_near_the_top(self, site, project):
        page = self.open(site, project)
        assert page.locator("#description").bounding_box()["y"] <= 244

    def test_rare_facts_stand_behind_more(self, site, project):
        page = self.open(site, project)
        reference = page.get_by_role("link", name="Change reference")
        expect(reference).to_be_hidden()
        page.get_by_text("More", exact=True).tap()
        expect(reference).to_be_visible()
        reference.tap()
        page.locator("#dialog [name=reference]").fill("HB-13")
        page.locator("#dialog").get_by_role("button", name="Save").tap()
        expect(reference).to_contain_text("HB-13")
        assert Axe().run(page).response["violations"] == []


class TestSheets:
    def open(self, site: Site, project: Project) -> Page:
        one = project.task()
        board = open_board(project, **TOUCH)
        board.card(one).locator("[data-card-menu]").tap()
        return board.page

    def lies_at_the_foot(self, locator: Any) -> None:
        box = locator.bounding_box()
        assert (box["x"], box["width"]) == (0, 390)
        assert abs(box["y"] + box["height"] - 844) <= 1
        assert box["y"] >= 84

    def test_the_menu_of_a_card_and_what_it_opens(self, site, project):
        page = self.open(site, project)
        self.lies_at_the_foot(page.locator(".card-menu"))
        last = page.get_by_role("menuitem").last
        last.scroll_into_view_if_needed()
        box = last.bounding_box()
        on_top = "([x, y]) => document.elementFromPoint(x, y).closest('.card-menu') !== null"
        assert page.evaluate(on_top, [box["x"] + 20, box["y"] + box["height"] / 2])
        page.get_by_role("menuitem", name="Due date").tap()
        expect(page.locator("#dialog")).to_be_visible()
        self.lies_at_the_foot(page.locator("#dialog"))
        assert Axe().run(page).response["violations"] == []

    def test_a_sheet_is_pulled_down_by_its_head(self, site, project):
        page = self.open(site, project)
        page.get_by_role("menuitem", name="Due date").tap()
        sheet = page.locator("#dialog")
        expect(sheet).to_be_visible()
        top = sheet.bounding_box()["y"]
        finger = Finger(page)
        finger.down(120, top + 30)
        finger.move(120, top + 60)
        finger.up()
        expect(sheet).to_be_visible()
        assert sheet.bounding_box()["y"] == top
        finger.down(120, top + 30)
        finger.move(120, top + 200)
        finger.up()
        expect(sheet).to_be_hidden()

    def test_a_press_above_a_sheet_closes_it(self, site, project):
        page = self.open(site, project)
        page.get_by_role("menuitem", name="Due date").tap()
        expect(page.locator("#dialog")).to_be_visible()
        page.touchscreen.tap(200, 60)
        expect(page.locator("#dialog")).to_be_hidden()

    def test_a_wide_form_fills_the_screen(self, site, project):
        page = self.open(site, project)
        page.get_by_role("menuitem", name="Edit").tap()
        expect(page.locator("#dialog")).to_be_visible()
        assert page.locator("#dialog").bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}


class TestNeighbours:
    """From task to task as they stand where the first one was opened (WCAG 2.5.1: each swipe has a press)."""

    def open(self, project: Project) -> Page:
        self.tasks = [project.task(f"Plank {number}") for number in range(3)]
        board = open_board(project, **TOUCH)
        board.title(self.tasks[1]).tap()
        expect(self.title(board.page)).to_have_text("Plank 1")
        return board.page

    def title(self, page: Page) -> Any:
        return page.get_by_role("heading", level=1)

    def swipe(self, page: Page, across: int, *, down: int = 0) -> None:
        expect(page.get_by_role("navigation", name="Tasks beside this one")).to_be_visible()
        finger = Finger(page)
        finger.down(195, 600)
        finger.move(195 + across, 600 + down, steps=4)
        finger.up()

    def test_a_swipe_shows_the_next_one_and_back_leads_to_the_board(self, project):
        page = self.open(project)
        self.swipe(page, -140)
        expect(self.title(page)).to_have_text("Plank 2")
        self.swipe(page, 140)
        expect(self.title(page)).to_have_text("Plank 1")
        self.swipe(page, 140)
        expect(self.title(page)).to_have_text("Plank 0")
        page.go_back()
        expect(page).to_have_url(re.compile(f"{project.board}"))

    def test_a_press_does_the_same_and_ends_at_the_last(self, project):
        page = self.open(project)
        expect(page.get_by_role("link", name="Previous task")).to_be_visible()
        page.get_by_role("link", name="Next task").tap()
        expect(self.title(page)).to_have_text("Plank 2")
        expect(page.get_by_role("link", name="Next task")).to_have_count(0)
        assert Axe().run(page).response["violations"] == []

    def test_a_finger_that_goes_down_or_writes_scrolls_or_writes(self, project):
        page = self.open(project)
        self.swipe(page, -90, down=-200)
        box = page.locator("#subtask-line").bounding_box()
        finger = Finger(page)
        finger.down(box["x"] + 150, box["y"] + 20)
        finger.move(box["x"] + 20, box["y"] + 20, steps=4)
        finger.up()
        expect(self.title(page)).to_have_text("Plank 1")

    def test_a_task_from_elsewhere_has_none(self, site, project):
        self.open(project)
        page = site.open(f"/task/{project.task()}", **TOUCH)
        expect(page.get_by_role("navigation", name="Tasks beside this one")).to_have_count(0)

    def test_a_list_has_its_own_order(self, site, project):
        first, second = project.task("Keel"), project.task("Mast")
        page = site.open(f"/list/{project.id}?order=id&direction=DESC", **TOUCH)
        page.locator(f"[data-task-id='{second}'] .task-row-title").tap()
        page.get_by_role("link", name="Next task").tap()
        expect(self.title(page)).to_have_text("Keel")
        expect(page).to_have_url(re.compile(f"/task/{first}$"))
