"""A week of three people in one project: a manager, a member, and a member with a phone (ux.md 3, 4, 5)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.site import PHONE, TOAST, Board, Project, Site

TOUCH: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}


def dialog(page: Page):
    return page.locator("#dialog")


def message(page: Page, text: str):
    return page.locator(TOAST).filter(has_text=text)


class Week:
    """Mona and Ana at laptops, Bo with a phone; each keeps one page the whole week."""

    def __init__(self, site: Site) -> None:
        self.site = site
        for name in ("mona", "ana", "bo"):
            site.user(name)
        site.rpc("updateUser", id=site.user("mona"), role="app-manager")
        self.mona = site.open("/projects", "mona")
        self.ana = site.open("/dashboard", "ana")
        self.bo = site.open("/dashboard", "bo", **TOUCH)

    def begin(self) -> None:
        self.project = Project(self.site, int(re.search(r"/board/(\d+)", self.mona.url).group(1)))
        self.boards = [Board(page, self.project) for page in (self.mona, self.ana, self.bo)]

    def task(self, title: str) -> int:
        """The number of an open or closed task."""
        found = [one for one in self.tasks() if one["title"] == title]
        assert len(found) == 1, (title, found)
        return int(found[0]["id"])

    def tasks(self) -> list[dict[str, Any]]:
        return [
            one
            for status in (1, 0)
            for one in self.site.rpc("getAllTasks", project_id=self.project.id, status_id=status)
        ]

    def stored(self, title: str) -> dict[str, Any]:
        found: dict[str, Any] = self.site.rpc("getTask", task_id=self.task(title))
        return found

    def everybody_sees(self, title: str, column: str) -> None:
        pk = self.task(title)
        for board in self.boards:
            expect(board.cell(column).locator(f"#card-{pk}")).to_be_attached()

    def monday(self) -> None:
        """A project is made, people come, tasks are written down."""
        page = self.mona
        page.get_by_role("link", name="New project", exact=True).click()
        dialog(page).locator("[name=name]").fill("Spring refit")
        dialog(page).get_by_role("radio", name=re.compile("Scrum board")).check()
        dialog(page).get_by_role("button", name="Make project").click()
        page.wait_for_url(re.compile(r"/board/\d+"))
        self.begin()
        page.goto(f"/project/{self.project.id}/permissions")
        for typed, name in (("ana", "Ana"), ("Bo (bo)", "Bo")):
            page.locator("#add-user").fill(typed)
            page.locator("form", has=page.locator("#add-user")).get_by_role("button", name="Add").click()
            expect(page.locator(".rows-name", has_text=name)).to_be_visible()
        page.locator("#views [data-view=board]").click()
        page.wait_for_url(re.compile(self.project.board))
        page.keyboard.press("n")
        line = page.locator(".quick-add textarea")
        expect(line).to_be_focused()
        for title in ("Sand the hull", "Paint the hull !3", "Buy rope @bo"):
            page.keyboard.type(title)
            page.keyboard.press("Enter")
        expect(page.locator(".card")).to_have_count(3)
        line.fill("Check the mast\nGrease the winch\nSew the sail")
        page.keyboard.press("Enter")
        page.get_by_role("dialog", name="Add 3 tasks?").get_by_role("button", name="Add 3 tasks").click()
        expect(page.locator(".card")).to_have_count(6)
        page.keyboard.press("Escape")
        assert int(self.stored("Paint the hull")["priority"]) == 3
        assert int(self.stored("Buy rope")["owner_id"]) == self.site.user("bo")
        hull = self.task("Paint the hull")
        self.site.rpc("updateTask", id=hull, description="- [ ] first coat\n- [ ] second coat\n\nwhite\nred")
        for other in (self.ana, self.bo):
            other.goto(self.project.board)
            expect(other.locator(".card")).to_have_count(6)

    def tuesday(self) -> None:
        """By mouse, keys and touch; each change is seen by the others without a new page."""
        for board in self.boards:
            board.page.evaluate("window.sameWeek = true")
        mona, ana, bo = self.boards
        sand, rope, mast = (self.task(title) for title in ("Sand the hull", "Buy rope", "Check the mast"))
        ana.title(sand).focus()
        ana.page.keyboard.press("i")
        expect(mona.card(sand).locator("[data-fk=owner]")).to_have_attribute("aria-label", re.compile("Ana"))
        ana.page.keyboard.press("]")
        self.everybody_sees("Sand the hull", "Sprint backlog")
        ana.drag(mast, ana.cell("In progress"))
        self.everybody_sees("Check the mast", "In progress")
        bo.card(rope).locator("[data-card-menu]").tap()
        bo.page.get_by_role("menuitem", name="Move to…").tap()
        dialog(bo.page).get_by_text("Review", exact=True).tap()
        dialog(bo.page).get_by_role("button", name="Move").tap()
        self.everybody_sees("Buy rope", "Review")
        for board in self.boards:
            assert board.page.evaluate("window.sameWeek")
        self.talk()

    def talk(self) -> None:
        """Bo on the page of the task, Ana beside her board, about the same task."""
        hull, sail = self.task("Paint the hull"), self.task("Sew the sail")
        _mona, ana, bo = self.boards
        ana.title(hull).click()
        panel = ana.page.locator("#panel")
        expect(panel.locator("h2").first).to_have_text("Paint the hull")
        bo.page.goto(f"/task/{hull}")
        area = panel.locator("[data-comment] textarea")
        area.click()
        ana.page.keyboard.type("Is @b")
        ana.page.get_by_role("option", name=re.compile("bo")).click()
        ana.page.keyboard.type("there? See #sew")
        expect(ana.page.get_by_role("option", name=re.compile("Sew the sail"))).to_be_visible()
        ana.page.keyboard.press("Enter")
        expect(area).to_have_value(f"Is @bo there? See #{sail} ")
        panel.get_by_role("button", name="Add comment").click()
        for page in (ana.page, bo.page):
            expect(page.locator(".comment .user-mention-link")).to_have_text("@bo")
            expect(page.locator(".comment").get_by_role("link", name=f"#{sail}")).to_be_visible()
        bo.page.locator("#description").get_by_role("checkbox", name="first coat").tap()
        for page in (bo.page, ana.page):
            box = page.locator("#description").get_by_role("checkbox", name="first coat")
            expect(box).to_have_attribute("aria-checked", "true")
        ana.page.keyboard.press("Escape")
        bo.page.goto(self.project.board)

    def wednesday(self) -> None:
        """An action closes what enters Done."""
        page = self.mona
        _mona, ana, bo = self.boards
        page.goto(f"/project/{self.project.id}/actions")
        page.get_by_role("link", name="Add automatic action").click()
        dialog(page).locator("[name=action_name]").select_option(label="Close tasks that enter a column")
        dialog(page).locator(".form-actions button.primary").click()
        event = dialog(page).locator("select[name=event_name]")
        column = dialog(page).locator("[name='params[column_id]']")
        expect(event.or_(column)).to_be_visible()
        if event.count():
            dialog(page).locator(".form-actions button.primary").click()
        column.select_option(label="Done")
        dialog(page).locator(".form-actions button.primary").click()
        told = page.locator(".action-row").filter(has_text=re.compile("enters.*Done.*close it"))
        expect(told).to_contain_text("It had nothing to do so far.")
        pk = self.task("Check the mast")
        ana.title(pk).focus()
        ana.page.keyboard.press("]")
        self.moved(pk, "Review")
        ana.cell("Done").scroll_into_view_if_needed()
        with ana.page.expect_response(re.compile("/move$")):
            ana.drag(pk, ana.cell("Done"))
        for board in (ana, bo):
            expect(board.card(pk)).to_have_count(0)
        assert int(self.stored("Check the mast")["is_active"]) == 0
        page.reload()
        expect(told.locator(".runs")).to_contain_text(f"#{pk}")
        expect(told.locator(".runs")).to_contain_text("Done")
        page.goto(self.project.board)

    def moved(self, pk: int, column: str) -> None:
        for board in self.boards[1:]:
            expect(board.cell(column).locator(f"#card-{pk}")).to_be_attached()

    def thursday(self) -> None:
        """Several at once and back, words without a connection, and two who write the same text."""
        self.change_several()
        self.write_offline()
        self.write_together()

    def change_several(self) -> None:
        mona, _ana, bo = self.boards
        page = mona.page
        page.keyboard.press("f")
        page.keyboard.type("assignee:nobody")
        page.keyboard.press("Enter")
        chips = page.locator(".filter-chips .chip > span:first-child")
        expect(chips).to_have_text(["status: open", "assignee: nobody"])
        expect(page.locator(".card")).to_have_count(3)
        winch, sail = self.task("Grease the winch"), self.task("Sew the sail")
        for pk in (winch, sail):
            mona.card(pk).hover()
            page.get_by_role("checkbox", name=f"Select #{pk}", exact=True).check()
        expect(page.locator("#bulk-bar")).to_contain_text("2 selected")
        page.keyboard.press("p")
        dialog(page).get_by_text("2", exact=True).click()
        expect(message(page, "2 tasks")).to_be_visible()
        for pk in (winch, sail):
            expect(bo.card(pk)).to_contain_text("Priority 2")
        message(page, "2 tasks").get_by_role("button", name="Undo").click()
        for pk in (winch, sail):
            expect(bo.card(pk)).not_to_contain_text("Priority 2")
        page.keyboard.press("Escape")
        page.get_by_role("link", name="Remove assignee nobody").click()
        expect(page.locator(".card")).to_have_count(5)

    def write_offline(self) -> None:
        page = self.bo
        sail = self.task("Sew the sail")
        page.goto(f"/task/{sail}")
        area = page.locator("[data-comment] textarea")
        page.context.set_offline(True)
        area.fill("The thread is too thin")
        page.get_by_role("button", name="Add comment").tap()
        expect(page.locator(".toast-error")).to_contain_text("The server does not answer.")
        expect(area).to_have_value("The thread is too thin")
        assert self.site.rpc("getAllComments", task_id=sail) == []
        page.context.set_offline(False)
        page.reload()
        page.get_by_role("button", name="Restore").tap()
        expect(area).to_have_value("The thread is too thin")
        page.get_by_role("button", name="Add comment").tap()
        expect(page.locator(".comment")).to_contain_text("The thread is too thin")

    def write_together(self) -> None:
        hull = self.task("Paint the hull")
        for page in (self.ana, self.bo):
            page.goto(f"/task/{hull}")
            page.locator("#task").get_by_role("link", name="Edit", exact=True).first.click()
            expect(dialog(page).locator("[name=description]")).to_have_value(re.compile("white\nred$"))
        for page, old, new in ((self.ana, "red", "deep red"), (self.bo, "first coat", "first coat, thin")):
            field = dialog(page).locator("[name=description]")
            field.fill(field.input_value().replace(old, new))
        for page in (self.ana, self.bo):
            dialog(page).get_by_role("button", name="Save", exact=True).click()
            expect(dialog(page)).to_be_hidden()
        expect(message(self.bo, "put together with the change of Ana")).to_be_visible()
        for page in (self.ana, self.bo):
            expect(page.locator("#description")).to_contain_text("first coat, thin")
            expect(page.locator("#description")).to_contain_text("deep red")

    def friday(self) -> None:
        """What was done is looked through, and closed."""
        page, rope = self.mona, self.task("Buy rope")
        sand = self.task("Sand the hull")
        page.keyboard.press("v")
        page.keyboard.press("l")
        page.wait_for_url(re.compile(f"/list/{self.project.id}"))
        expect(page.locator(".list-row")).to_have_count(5)
        page.locator(f".list-row[data-task-id='{rope}'] .task-row-title").focus()
        page.keyboard.press("D")
        expect(page.locator(".list-row")).to_have_count(4)
        page.keyboard.press("Control+k")
        page.get_by_role("combobox", name="Search or jump").fill("Sand the hull")
        page.locator("#palette [role=option]", has_text="Sand the hull").first.click()
        expect(page.locator("h1, #panel h2").filter(has_text="Sand the hull")).to_be_visible()
        page.keyboard.press("D")
        expect(message(page, f"#{sand} closed.")).to_be_visible()
        page.goto(f"/project/{self.project.id}/overview")
        expect(page.locator(".numbers")).to_contain_text(re.compile("3 Product backlog.*0 Sprint backlog.*0 Review"))
        page.goto("/search?search=status:closed")
        for pk in (rope, sand, self.task("Check the mast")):
            expect(page.locator(f"[data-task-id='{pk}'] .task-row-title")).to_be_visible()


@pytest.fixture
def week(site) -> Week:
    return Week(site)


def test_a_week_of_three_people_loses_nothing(site, week):
    for day in (week.monday, week.tuesday, week.wednesday, week.thursday, week.friday):
        day()
    columns = {pk: title for title, pk in week.project.columns.items()}
    assert {task["title"]: (columns[int(task["column_id"])], int(task["is_active"])) for task in week.tasks()} == {
        "Sand the hull": ("Sprint backlog", 0),
        "Paint the hull": ("Product backlog", 1),
        "Buy rope": ("Review", 0),
        "Check the mast": ("Done", 0),
        "Grease the winch": ("Product backlog", 1),
        "Sew the sail": ("Product backlog", 1),
    }
    hull, sail = week.task("Paint the hull"), week.task("Sew the sail")
    comments = {pk: [one["comment"].strip() for one in site.rpc("getAllComments", task_id=pk)] for pk in (hull, sail)}
    assert comments == {hull: [f"Is @bo there? See #{sail}"], sail: ["The thread is too thin"]}
    assert week.stored("Paint the hull")["description"].splitlines() == [
        "- [x] first coat, thin",
        "- [ ] second coat",
        "",
        "white",
        "deep red",
    ]
    assert int(week.stored("Sand the hull")["owner_id"]) == site.user("ana")
    assert int(week.stored("Sew the sail")["priority"]) == 0
