"""How a person looks at a board: items of cards, lanes, groups, menus of columns (ux.md 3.2, 3.4, 3.17; web.md 6.2)."""

from __future__ import annotations

import json
import re
import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.dates import day_of, midnight, now
from boards.models import Category, Column, Operation, Project, Swimlane, Task
from boards.preferences import HIDES
from boards.queries.cards import BoardRows, LaneRow
from boards.queries.lanes import read_group, wanted_value
from boards.roles import ProjectRule
from boards.services.categories import create_category
from boards.services.columns import update_column
from boards.services.custom_roles import create_custom_role, restrict_project
from boards.services.memberships import change_project_user_role
from boards.services.swimlanes import create_swimlane, disable_swimlane, update_swimlane
from boards.web.board import model as board_model
from boards.web.board.model import make_cell
from kanboard_site.env import BASE_DIR
from tests.counting import count_calls
from tests.web.board.asking import board

DAY = timedelta(days=1)


def look(world: Any, who: str = "member", **values: Any) -> None:
    """Set how somebody looks at the board."""
    response = world.client(who).post(f"/board/{world.project.pk}/view", values)
    assert response.status_code == 302


def element(html: str, pattern: str) -> str:
    """The first start tag with this in it."""
    found = re.search(rf"<[a-z][^>]*{pattern}[^>]*>", html)
    assert found, pattern
    return found[0]


def cell(html: str, column: Column, lane: Any) -> str:
    """The HTML of a cell."""
    start = html.index(f'id="cell-{column.pk}-{lane}"')
    return html[start : html.index("</section>", start)]


def ids(html: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'data-task-id="(\d+)"', html)]


def lane_names(html: str) -> list[str]:
    return re.findall(r'class="lane-name" dir="auto">([^<]+)<', html)


def move(world: Any, who: str, tasks: list[int], column: str, group: str, **more: Any) -> Any:
    body = {
        "op": str(uuid.uuid4()), "ids": tasks, "column_id": world.columns[column].pk, "swimlane_id": 0,
        "group": group, **more,
    }  # fmt: skip
    url = f"/board/{world.project.pk}/move"
    return world.client(who).post(url, json.dumps(body), content_type="application/json")


def due(days: int) -> int:
    return midnight(day_of(now(), "UTC") + DAY * days, "UTC")


class TestItemsOfCards:
    def test_all_are_shown_at_first_but_age_and_external_links(self, world):
        html = board(world)
        assert 'data-hides="external age"' in html or 'data-hides="age external"' in html
        assert "checked" in element(html, 'value="tags"')
        assert "checked" not in element(html, 'value="age"')

    def test_what_a_person_leaves_out_is_his_own(self, world):
        look(world, fields="1", shows=["tags", "age", "nonsense"])
        assert 'data-hides="cover category reference' in board(world)
        assert "checked" in element(board(world), 'value="age"')
        assert "checked" not in element(board(world, "manager"), 'value="age"')

    def test_other_choices_leave_the_items_alone(self, world):
        look(world, fields="1", shows=["tags"])
        look(world, colors="filled")
        assert "checked" in element(board(world), 'value="tags"')
        assert "checked" not in element(board(world), 'value="due"')

    def test_every_item_has_a_rule_of_its_own(self, world):
        css = (BASE_DIR / "static/css/board.css").read_text()
        assert set(re.findall(r'\[data-hides~="(\w+)"\]', css)) == set(HIDES.kind.choices)


class TestLanes:
    @pytest.fixture
    def second(self, world) -> Swimlane:
        return create_swimlane(actor=APPLICATION, project=world.project, name="Second")

    def test_empty_ones_may_be_hidden(self, world, second):
        world.task("One")
        assert lane_names(board(world)) == [world.swimlane.name, "Second"]
        look(world, empty="hidden")
        html = board(world)
        assert lane_names(html) == [world.swimlane.name]
        assert "1 empty lane is hidden." in html

    def test_a_page_holds_a_bounded_number_of_cells(self, world, second, monkeypatch):
        """Older boards may have more columns and lanes than one may add now."""
        create_swimlane(actor=APPLICATION, project=world.project, name="Third")
        world.task("One")
        monkeypatch.setattr(board_model, "MOST_CELLS", 2 * len(world.columns) + 1)
        html = board(world)
        assert lane_names(html) == [world.swimlane.name, "Second"]
        assert "1 more lane does not fit on this page" in html
        monkeypatch.setattr(board_model, "MOST_CELLS", 1)
        assert lane_names(board(world)) == [world.swimlane.name]
        look(world, empty="hidden")
        assert "not fit" not in board(world)

    def test_twice_the_lanes_are_twice_the_work(self, world):
        def rows(lanes: int) -> BoardRows:
            keys = [LaneRow(str(pk)) for pk in range(lanes)]
            cells = {(column.pk, lane.key): 1 for column in world.columns.values() for lane in keys}
            return BoardRows(list(world.columns.values()), keys, {}, cells)

        def work(found: BoardRows) -> None:
            for lane in found.lanes:
                for column in found.columns:
                    make_cell(world.project, found, column, lane, [])

        few, many = rows(50), rows(100)
        assert count_calls(lambda: work(many)) < 2.2 * count_calls(lambda: work(few))

    def test_with_no_task_at_all_one_lane_stays(self, world, second):
        look(world, empty="hidden")
        assert lane_names(board(world)) == [world.swimlane.name]

    def test_a_collapsed_one_has_numbers_instead_of_cards_and_is_a_target(self, world, second):
        world.task("One", swimlane_id=second.pk)
        look(world, toggle_folded_lanes=second.pk)
        html = board(world)
        folded = cell(html, world.columns["Backlog"], second.pk)
        assert ids(folded) == []
        assert "data-folded" in folded
        assert "<span data-cell-count>1</span>" in folded
        assert f'data-swimlane-id="{second.pk}"' in folded
        look(world, toggle_folded_lanes=second.pk)
        assert len(ids(cell(board(world), world.columns["Backlog"], second.pk))) == 1

    def test_a_collapsed_column_holds_no_cards(self, world):
        world.task("One", column="Done")
        look(world, toggle_hidden_columns=world.columns["Done"].pk)
        folded = cell(board(world), world.columns["Done"], world.swimlane.pk)
        assert ids(folded) == []
        assert "data-folded" in folded

    def test_a_description_can_be_read_and_managers_come_to_the_settings(self, world, second):
        update_swimlane(actor=APPLICATION, swimlane=second, name="Second", description="For **guests**")
        html = board(world, "manager")
        assert 'aria-label="About Second"' in html
        assert "<strong>guests</strong>" in html
        assert "Swimlane settings" in html
        assert "Swimlane settings" not in board(world)

    def test_its_number_names_its_scope_and_what_a_filter_shows(self, world, second):
        world.task("Anchor")
        world.task("Boat")
        html = board(world, query="?search=anchor")
        assert "Open tasks in this swimlane" in html
        assert re.search(r"data-lane-count[^>]*>1 shown · 2<", html)

    def test_columns_scroll_by_themselves_while_there_is_one_lane(self, world):
        assert "Scroll each column" in board(world)
        look(world, scroll="column")
        assert "by-column" in board(world)
        create_swimlane(actor=APPLICATION, project=world.project, name="Second")
        assert "by-column" not in board(world)
        assert "Scroll" not in board(world)


class TestWithoutLanes:
    @pytest.mark.parametrize("by", ["", "owner_id", "priority", "category_id"])
    def test_a_board_without_an_active_lane_is_shown(self, world, by):
        world.task("a")
        disable_swimlane(actor=APPLICATION, swimlane=world.swimlane)
        look(world, by=by)
        assert "data-task-id" not in board(world)


class TestClosedTasks:
    @pytest.mark.parametrize(
        ("search", "other", "words"),
        [
            ("status:open", "", "Show closed tasks"),
            ("", "status%3Aopen", "Hide closed tasks"),
            ("status:open assignee:me boat", "assignee%3Ame%20boat", "Show closed tasks"),
            ("assignee:me", "status%3Aopen%20assignee%3Ame", "Hide closed tasks"),
            ("status:closed", "status%3Aopen", "Hide closed tasks"),
        ],
    )
    def test_a_switch_changes_the_status_of_the_filter(self, world, search, other, words):
        html = board(world, query=f"?search={search.replace(' ', '+')}")
        (href, label) = re.findall(r'<a href="([^"]*)" data-closed-switch>([^<]+)<', html)[0]
        assert (href, label) == (f"/board/{world.project.pk}?search={other}", words)

    def test_with_closed_tasks_the_board_is_not_filtered(self, world):
        world.task("Boat")
        assert "data-filtered" not in board(world, query="?search=")


class TestMenusOfColumns:
    def test_a_description_can_be_read_at_the_head(self, world):
        ready = world.columns["Ready"]
        update_column(actor=APPLICATION, column=ready, title="Ready", task_limit=0, description="Has a *plan*")
        html = board(world)
        assert 'aria-label="About Ready"' in html
        assert "<em>plan</em>" in html

    def test_all_shown_can_be_selected_and_loaded(self, world):
        for number in range(60):
            world.task(f"Task {number}")
        html = board(world)
        assert html.count("data-select-column") == 1
        assert html.count("data-load-column") == 1
        assert "data-select-column" not in board(world, "viewer")

    def test_many_cards_come_with_one_request_but_not_all_at_once(self, world):
        Task.objects.bulk_create(
            Task(
                title=f"Task {n}", project=world.project, column=world.columns["Backlog"], swimlane=world.swimlane,
                color_id="blue", date_creation=1, date_modification=1, date_moved=1, position=n + 1,
            )
            for n in range(300)
        )  # fmt: skip
        url = f"/board/{world.project.pk}/cell?column_id={world.columns['Backlog'].pk}"
        html = world.member.get(f"{url}&swimlane_id={world.swimlane.pk}&after=0&most=9999&search=").content.decode()
        assert len(ids(html)) == 200
        assert html.count('class="chunk full"') == 8

    def test_a_column_is_sorted_in_the_swimlane_that_is_chosen(self, world):
        second = create_swimlane(actor=APPLICATION, project=world.project, name="Second")
        for lane in (world.swimlane, second):
            for priority in (0, 2):
                world.task(f"{lane.pk}-{priority}", swimlane_id=lane.pk, priority=priority)
        url = f"/board/{world.project.pk}/column/{world.columns['Backlog'].pk}/sort"
        assert url in board(world)
        form = world.member.get(url).content.decode()
        assert "Second" in form
        world.member.post(url, {"swimlane_id": second.pk, "order": "priority desc"})
        tasks = Task.objects.order_by("swimlane_id", "position").values_list("title", flat=True)
        lane = world.swimlane.pk
        assert list(tasks) == [f"{lane}-0", f"{lane}-2", f"{second.pk}-2", f"{second.pk}-0"]
        assert Operation.objects.count() == 1
        assert world.member.post(url, {"swimlane_id": 0, "order": "nonsense"}).status_code == 422
        assert world.viewer.get(url).status_code == 403

    def test_what_belongs_to_one_swimlane_is_offered_by_swimlane(self, world):
        create_swimlane(actor=APPLICATION, project=world.project, name="Second")
        url = f"/board/{world.project.pk}/column/{world.columns['Backlog'].pk}"
        assert f'href="{url}?search=status%3Aopen"' in board(world)
        html = world.member.get(url).content.decode()
        assert html.count("Close all tasks") == html.count("Add several") == 2
        assert "Close all tasks" not in world.viewer.get(url).content.decode()


class TestGroups:
    @pytest.fixture
    def bug(self, world) -> Category:
        return create_category(actor=APPLICATION, project=world.project, name="Bug")

    def test_lanes_of_people_hold_the_tasks_of_all_swimlanes(self, world):
        second = create_swimlane(actor=APPLICATION, project=world.project, name="Second")
        member = world.people["member"].pk
        mine = [world.task(owner_id=member, swimlane_id=lane).pk for lane in (second.pk, world.swimlane.pk)]
        free = world.task().pk
        look(world, group="owner_id")
        html = board(world)
        assert lane_names(html) == ["Manager", "Member", "Unassigned"]
        shown = cell(html, world.columns["Backlog"], f"owner_id:{member}")
        assert ids(shown) == mine[::-1]
        assert 'data-swimlane-id="0"' in shown
        assert f'data-group="owner_id:{member}"' in shown
        assert ids(cell(html, world.columns["Backlog"], "owner_id:0")) == [free]

    def test_somebody_who_left_keeps_a_lane_for_his_tasks(self, world):
        task = world.task()
        Task.objects.filter(pk=task.pk).update(owner=world.people["outsider"])
        look(world, group="owner_id")
        assert lane_names(board(world)) == ["Manager", "Member", "Outsider", "Unassigned"]

    def test_lanes_of_priorities_begin_with_the_highest(self, world):
        world.task(priority=7)
        look(world, group="priority")
        assert lane_names(board(world)) == ["Priority 7", "Priority 3", "Priority 2", "Priority 1", "Priority 0"]

    def test_lanes_of_categories_stand_by_name(self, world, bug):
        create_category(actor=APPLICATION, project=world.project, name="Ask")
        look(world, group="category_id")
        assert lane_names(board(world)) == ["Ask", "Bug", "No category"]

    def test_lanes_of_weeks_hold_what_is_due_in_them(self, world):
        today = day_of(now(), "UTC")
        ahead = 7 - today.weekday()
        tasks = {
            "overdue": world.task(date_due=due(-1)),
            "this": world.task(date_due=due(0)),
            "next": world.task(date_due=due(ahead)),
            "later": world.task(date_due=due(ahead + 7)),
            "none": world.task(),
        }
        look(world, group="date_due")
        html = board(world)
        assert lane_names(html) == ["Overdue", "This week", "Next week", "Later", "No date"]
        for week, task in tasks.items():
            assert ids(cell(html, world.columns["Backlog"], f"date_due:{week}")) == [task.pk]
        assert "data-shut" in cell(html, world.columns["Backlog"], "date_due:overdue")
        assert "add-row" not in cell(html, world.columns["Backlog"], "date_due:overdue")

    @pytest.mark.parametrize(
        ("by", "statements"), [("owner_id", 10), ("priority", 8), ("category_id", 9), ("date_due", 8)]
    )
    def test_a_group_costs_few_statements_more_and_the_same_for_a_thousand_tasks(self, world, bug, by, statements):
        def count() -> int:
            board(world)
            with CaptureQueriesContext(connection) as queries:
                board(world)
            return len(queries)

        world.task(owner_id=world.people["member"].pk)
        look(world, group=by)
        few = count()
        people = [None, world.people["member"], world.people["manager"]]
        Task.objects.bulk_create(
            Task(
                title=f"Task {n}", project=world.project, column=world.columns["Backlog"], swimlane=world.swimlane,
                color_id="blue", date_creation=1, date_modification=1, date_moved=1, position=n + 2,
                owner=people[n % 3], priority=n % 4, category=bug if n % 2 else None, date_due=n % 3,
            )
            for n in range(1000)
        )  # fmt: skip
        assert count() == few == statements

    def test_a_card_that_is_moved_gets_what_the_group_stands_for(self, world, bug):
        member = world.people["member"].pk
        task = world.task(swimlane_id=create_swimlane(actor=APPLICATION, project=world.project, name="Second").pk)
        for group, name, value, words in (
            (f"owner_id:{member}", "owner_id", member, "Member"),
            ("owner_id:0", "owner_id", None, "Unassigned"),
            ("priority:2", "priority", 2, "Priority 2"),
            (f"category_id:{bug.pk}", "category_id", bug.pk, "Bug"),
            ("date_due:none", "date_due", 0, "No date"),
        ):
            response = move(world, "member", [task.pk], "Ready", group)
            assert response.status_code == 200, response.content
            stored = Task.objects.get(pk=task.pk)
            assert getattr(stored, name) == value
            assert (stored.column_id, stored.swimlane_id) == (world.columns["Ready"].pk, task.swimlane_id)
            assert response.json()["message"] == f"#{task.pk} moved to Ready, {words}."

    @pytest.mark.parametrize("week", ["this", "next", "later"])
    def test_a_week_means_a_day_in_it(self, world, week):
        task = world.task(date_due=due(-3))
        assert move(world, "member", [task.pk], "Backlog", f"date_due:{week}").status_code == 200
        look(world, group="date_due")
        assert ids(cell(board(world), world.columns["Backlog"], f"date_due:{week}")) == [task.pk]

    def test_who_is_in_the_week_already_keeps_his_day(self, world):
        task = world.task(date_due=due(0))
        assert move(world, "member", [task.pk], "Ready", "date_due:this").status_code == 200
        assert Task.objects.get(pk=task.pk).date_due == due(0)

    def test_nothing_becomes_overdue_but_what_is_may_go_on(self, world):
        task, late = world.task(), world.task(date_due=due(-1))
        refused = move(world, "member", [task.pk], "Ready", "date_due:overdue")
        assert refused.status_code == 422
        assert "Give the task a date" in refused.json()["message"]
        assert Task.objects.get(pk=task.pk).column == world.columns["Backlog"]
        assert move(world, "member", [late.pk], "Ready", "date_due:overdue").status_code == 200

    def test_place_and_value_are_undone_together(self, world):
        first, task = world.task("first"), world.task("second")
        answer = move(world, "member", [task.pk], "Ready", "priority:3").json()
        assert Operation.objects.count() == 1
        world.member.post(f"/undo?operation={answer['undo']}")
        stored = Task.objects.get(pk=task.pk)
        assert (stored.column, stored.priority, stored.position) == (world.columns["Backlog"], 0, 2)
        assert Task.objects.get(pk=first.pk).position == 1

    def test_a_card_stays_in_its_swimlane_beside_its_neighbour(self, world):
        second = create_swimlane(actor=APPLICATION, project=world.project, name="Second")
        a, b = (world.task(name, column="Ready") for name in "ab")
        c, d = (world.task(name, column="Ready", swimlane_id=second.pk) for name in "cd")
        # Behind c, who stands in another swimlane: at the end of the own one that is nearer.
        assert move(world, "member", [a.pk], "Ready", "owner_id:0", after_id=c.pk, before_id=d.pk).status_code == 200
        assert move(world, "member", [d.pk], "Ready", "owner_id:0", before_id=b.pk).status_code == 200
        order = Task.objects.order_by("swimlane__position", "position").values_list("title", flat=True)
        assert list(order) == ["b", "a", "d", "c"]

    def test_a_custom_role_changes_no_assignee_by_moving(self, world):
        role = create_custom_role(actor=APPLICATION, project=world.project, name="careful")
        restrict_project(actor=APPLICATION, role=role, rule=ProjectRule.TASK_CHANGE_ASSIGNEE)
        member = world.people["member"].pk
        change_project_user_role(actor=APPLICATION, project_id=world.project.pk, user_id=member, role="careful")
        task = world.task()
        assert move(world, "member", [task.pk], "Ready", f"owner_id:{member}").status_code == 403
        assert move(world, "member", [task.pk], "Ready", "owner_id:0").status_code == 200
        assert move(world, "member", [task.pk], "Ready", "priority:2").status_code == 200
        assert Task.objects.get(pk=task.pk).owner_id is None

    def test_a_custom_role_gives_no_new_task_to_anybody(self, world):
        role = create_custom_role(actor=APPLICATION, project=world.project, name="careful")
        restrict_project(actor=APPLICATION, role=role, rule=ProjectRule.TASK_CHANGE_ASSIGNEE)
        member = world.people["member"].pk
        change_project_user_role(actor=APPLICATION, project_id=world.project.pk, user_id=member, role="careful")
        url = f"/board/{world.project.pk}/add"
        data = {"column_id": world.columns["Ready"].pk, "text": "Ask @manager"}
        for group in (f"owner_id:{member}", f"owner_id:{world.people['manager'].pk}"):
            assert world.member.post(url, {**data, "group": group}).status_code == 403
        assert not Task.objects.exists()
        lane = Swimlane.objects.get(project=world.project).pk
        for more in ({"group": "owner_id:0"}, {"search": "assignee:manager", "swimlane_id": lane}):
            assert world.member.post(url, {**data, **more}).status_code == 302
        assert [task.title for task in Task.objects.filter(owner=None)] == ["Ask @manager"] * 2
        assert world.member.get(f"/board/{world.project.pk}/marks", {"text": "@manager"}).json()[0]["label"] == ""

    def test_a_custom_role_sorts_nothing_that_it_may_not_move(self, world):
        role = create_custom_role(actor=APPLICATION, project=world.project, name="careful")
        restrict_project(actor=APPLICATION, role=role, rule=ProjectRule.TASK_MOVE)
        member = world.people["member"].pk
        change_project_user_role(actor=APPLICATION, project_id=world.project.pk, user_id=member, role="careful")
        first, second = world.task("a"), world.task("b")
        column, lane = world.columns["Backlog"].pk, first.swimlane_id
        old = f"/?controller=TaskReorderController&action=reorderColumn&project_id={world.project.pk}"
        place = f"&column_id={column}&swimlane_id={lane}&sort=id&direction=desc"
        assert world.member.post(old + place).status_code == 403
        new = f"/board/{world.project.pk}/column/{column}/sort"
        assert world.member.post(new, {"swimlane_id": lane, "order": "id desc"}).status_code == 403
        assert list(Task.objects.order_by("position").values_list("pk", flat=True)) == [first.pk, second.pk]
        assert "Sort once by" not in world.member.get(f"/board/{world.project.pk}").content.decode()

    @pytest.mark.parametrize(
        "group",
        ["owner_id:x", "title:1", "date_due:soon", "priority:", "priority:-5", "priority:77", "owner_id:999999"],
    )
    def test_what_is_no_group_is_refused(self, world, group):
        task = world.task()
        assert move(world, "member", [task.pk], "Ready", group).status_code == 422
        assert Task.objects.get(pk=task.pk).column == world.columns["Backlog"]

    def test_outsiders_and_viewers_may_not(self, world):
        task = world.task()
        for who in ("viewer", "outsider"):
            assert move(world, who, [task.pk], "Ready", "priority:2").status_code == 403

    def test_changes_come_by_group(self, world):
        task = world.task()
        look(world, group="priority")
        revision = int(re.findall(r'data-revision="(\d+)"', board(world))[0])
        move(world, "manager", [task.pk], "Ready", "priority:2")
        url = f"/board/{world.project.pk}/changes?since={revision}&search=status:open&by=priority"
        changes = world.member.get(url).json()
        key = f"{world.columns['Ready'].pk}-priority:2"
        assert [card["cell"] for card in changes["cards"]] == [key]
        assert changes["order"] == {key: [task.pk]}
        assert changes["counts"]["cells"][key]["total"] == 1
        assert changes["counts"]["lanes"]["priority:2"]["words"] == "1"

    def test_more_cards_of_a_group_come_when_they_are_asked_for(self, world):
        tasks = [world.task(f"Task {number}", priority=2) for number in range(30)]
        look(world, group="priority")
        html = board(world)
        (url,) = re.findall(r'href="([^"]+)"[^>]*>Show \d+ more', html)
        more = world.member.get(url.replace("&amp;", "&")).content.decode()
        assert ids(cell(html, world.columns["Backlog"], "priority:2")) + ids(more) == [task.pk for task in tasks]
        wrong = f"/board/{world.project.pk}/cell?column_id={world.columns['Ready'].pk}&group=priority:99&after=0"
        assert world.member.get(wrong).status_code == 404

    def test_a_line_in_a_group_becomes_a_task_of_it(self, world, bug):
        body = {"text": "New", "column_id": world.columns["Ready"].pk, "swimlane_id": 0, "at": "top"}
        for group, name, value in (
            (f"category_id:{bug.pk}", "category_id", bug.pk),
            ("priority:3", "priority", 3),
            ("date_due:none", "date_due", 0),
        ):
            script = {"X-Requested-With": "XMLHttpRequest"}
            url = f"/board/{world.project.pk}/add"
            response = world.member.post(url, {**body, "group": group}, headers=script)
            (pk,) = response.json()["created"]
            assert getattr(Task.objects.get(pk=pk), name) == value

    @pytest.mark.parametrize("group", ["priority:-5", "priority:77"])
    def test_a_line_gets_no_priority_that_the_project_does_not_have(self, world, group):
        body = {"text": "New", "column_id": world.columns["Ready"].pk, "swimlane_id": 0, "group": group}
        script = {"X-Requested-With": "XMLHttpRequest"}
        response = world.member.post(f"/board/{world.project.pk}/add", body, headers=script)
        assert response.status_code == 422
        assert "There is no such group." in response.content.decode()
        assert not Task.objects.exists()

    def test_a_task_of_a_former_priority_moves_within_its_lane(self, world):
        task = world.task(priority=77)
        assert move(world, "member", [task.pk], "Ready", "priority:77").status_code == 200
        task.refresh_from_db()
        assert (task.priority, task.column) == (77, world.columns["Ready"])

    def test_a_group_is_collapsed_like_a_lane(self, world):
        world.task(priority=2)
        look(world, group="priority")
        look(world, toggle_folded_lanes="priority:2")
        assert ids(cell(board(world), world.columns["Backlog"], "priority:2")) == []


@pytest.mark.parametrize(
    ("today", "week", "day"),
    [
        ("2026-03-02", "this", "2026-03-06"),
        ("2026-03-06", "this", "2026-03-06"),
        ("2026-03-07", "this", "2026-03-08"),
        ("2026-03-07", "next", "2026-03-13"),
        ("2026-03-02", "later", "2026-03-20"),
    ],
)
def test_work_of_a_week_is_due_on_its_friday(db, monkeypatch, today, week, day):
    moment = midnight(date.fromisoformat(today), "UTC") + 3600
    monkeypatch.setattr("boards.queries.lanes.now", lambda: moment)
    assert day_of(wanted_value(read_group(f"date_due:{week}"), "UTC", project_id=0), "UTC").isoformat() == day


@pytest.mark.parametrize(("width", "height"), [(40, 25), (200, 3), (4, 200)])
def test_a_board_of_very_many_cells_stays_light(world, width, height):
    """10 tasks in each cell (ux.md 3.17)."""
    project = Project.objects.get(pk=world.project.pk)
    Column.objects.bulk_create(Column(project=project, title=f"Column {n}", position=n + 5) for n in range(width - 4))
    Swimlane.objects.bulk_create(Swimlane(project=project, name=f"Lane {n}", position=n + 2) for n in range(height - 1))
    columns, lanes = list(project.columns.all()), list(project.swimlanes.all())
    Task.objects.bulk_create(
        Task(
            title=f"Task {n}", project=project, column=column, swimlane=lane, color_id="blue", date_creation=1,
            date_modification=1, date_moved=1, position=n + 1,
        )
        for column in columns
        for lane in lanes
        for n in range(10)
    )  # fmt: skip
    html = board(world)
    assert len(ids(html)) == 400
    assert len(re.findall(r"<[a-z]", html)) <= 12_000
    assert "Show 10 more (10 left)" in html
