"""The list of a project, and changing many tasks from it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.dates import day_of, midnight, now
from boards.models import Category, Link, Operation, Task, TaskLink, TaskTag
from boards.services.custom_roles import create_custom_role, restrict_project
from boards.services.memberships import change_project_user_role
from boards.services.projects import create_project, disable_project
from boards.services.subtasks import create_subtask


def shown(html: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<tr class="[^"]*" data-task-id="(\d+)"', html)]


def get(world, path: str = "", **query: str) -> str:
    return world.member.get(f"/list/{world.project.pk}{path}", query).content.decode()


class TestList:
    def test_the_newest_task_comes_first(self, world):
        first, second = world.task("First"), world.task("Second")
        assert shown(get(world)) == [second.pk, first.pk]

    @pytest.mark.parametrize(
        ("order", "direction", "titles"),
        [("title", "ASC", ["Alder", "Birch"]), ("title", "DESC", ["Birch", "Alder"]), ("secret", "ASC", None)],
    )
    def test_a_head_sorts_and_another_order_is_ignored(self, world, order, direction, titles):
        tasks = {"Birch": world.task("Birch").pk, "Alder": world.task("Alder").pk}
        got = shown(get(world, order=order, direction=direction))
        assert got == ([tasks[t] for t in titles] if titles else sorted(tasks.values()))

    def test_the_search_stands_in_the_address(self, world):
        task = world.task("Varnish")
        world.task("Rope")
        for path, query in (("", {"search": "title:varnish"}), ("/search/title:varnish", {})):
            assert shown(get(world, path, **query)) == [task.pk]
        assert "Nothing found" in get(world, search="title:keel")

    def test_a_closed_task_is_found_when_it_is_asked_for(self, world):
        task = world.task("Done long ago")
        Task.objects.filter(pk=task.pk).update(is_active=False)
        assert shown(get(world)) == []
        assert shown(get(world, search="status:closed")) == [task.pk]

    def test_pages_have_numbers_and_keep_the_rest_of_the_address(self, world):
        for number in range(51):
            world.task(f"Task {number}")
        html = get(world, order="title", direction="ASC")
        assert len(shown(html)) == 50
        assert "1–50 of 51" in html
        assert "order=title&amp;direction=ASC&amp;page=2" in html
        assert len(shown(get(world, page="2"))) == 1

    def test_a_person_chooses_the_columns_and_they_are_kept(self, world):
        world.task(reference="HULL-7")
        assert "HULL-7" not in get(world)
        world.member.post(f"/list/{world.project.pk}/columns", {"columns": ["reference", "nonsense"]})
        html = get(world)
        assert "HULL-7" in html
        head = html[html.index("<thead>") : html.index("</thead>")]
        assert ">Assignee<" not in head

    def test_sub_tasks_are_shown_when_asked_for(self, world):
        task = world.task()
        create_subtask(actor=APPLICATION, task_id=task.pk, title="Sand the planks")
        assert "Sand the planks" not in get(world)
        assert "Sand the planks" in get(world, show_subtasks="1")

    def test_viewers_see_no_boxes(self, world):
        world.task()
        html = world.viewer.get(f"/list/{world.project.pk}").content.decode()
        assert 'name="task_ids"' not in html
        assert shown(html)

    def test_it_costs_the_same_at_any_size(self, world):
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                get(world, show_subtasks="1")
            return len(queries)

        world.task(tags=["wet"], owner_id=world.people["member"].pk)
        get(world)
        small = cost()
        for number in range(30):
            task = world.task(f"Task {number}", tags=[f"tag {number}"])
            create_subtask(actor=APPLICATION, task_id=task.pk, title="Step")
        assert cost() == small == 7


class TestMany:
    @pytest.fixture
    def tasks(self, world) -> list[Task]:
        return [world.task(f"Task {number}") for number in range(3)]

    def url(self, world, name: str) -> str:
        return f"/?controller=TaskBulkChangePropertyController&action={name}&project_id={world.project.pk}"

    def post(self, world, tasks, who="member", **fields):
        ids = ",".join(str(task.pk) for task in tasks)
        return world.client(who).post(self.url(world, "save"), {"task_ids": ids, **fields}, follow=True)

    def test_the_ticked_properties_change_and_the_others_stay(self, world, tasks):
        fields = {
            "change_priority": "1", "priority": "2",
            "change_tags": "1", "tags": "wet, cold",
            "change_due_date": "1", "date_due": "2026-12-31",
            "change_score": "1", "score": "5",
            "color_id": "red",
        }  # fmt: skip
        html = self.post(world, tasks, **fields).content.decode()
        assert "3 tasks changed." in html
        for task in Task.objects.all():
            assert (task.priority, task.score, task.color_id) == (2, 5, "yellow")
            assert task.date_due
            assert set(TaskTag.objects.filter(task=task).values_list("tag__name", flat=True)) == {"wet", "cold"}

    def test_an_undo_brings_all_values_back(self, world, tasks):
        Task.objects.filter(pk=tasks[0].pk).update(priority=1)
        self.post(world, tasks, change_priority="1", priority="2")
        operation = Operation.objects.latest("pk")
        world.member.post(f"/undo?operation={operation.pk}")
        assert [task.priority for task in Task.objects.order_by("pk")] == [1, 0, 0]

    def test_checking_first_says_what_would_happen_and_changes_nothing(self, world, tasks):
        Task.objects.filter(pk=tasks[0].pk).update(priority=2)
        html = self.post(world, tasks, change_priority="1", priority="2", check="1").content.decode()
        assert "3 tasks: 2 will change, 1 are so already." in html
        assert [task.priority for task in Task.objects.order_by("pk")] == [2, 0, 0]

    def test_all_that_match_the_search_are_taken(self, world, tasks):
        world.task("Other")
        query = {"matching": "1", "search": "title:task"}
        html = world.member.get(f"/list/{world.project.pk}/change", query).content.decode()
        ids = ",".join(str(task.pk) for task in reversed(tasks))
        assert f'name="task_ids" value="{ids}"' in html

    def test_what_the_role_does_not_allow_is_counted_and_left(self, world, tasks):
        role = create_custom_role(actor=APPLICATION, project=world.project, name="careful")
        restrict_project(actor=APPLICATION, role=role, rule="task_change_assignee")
        restrict_project(actor=APPLICATION, role=role, rule="task_update_assigned")
        member = world.people["member"].pk
        change_project_user_role(actor=APPLICATION, project_id=world.project.pk, user_id=member, role="careful")
        Task.objects.filter(pk=tasks[1].pk).update(owner=world.people["member"])
        ids = ",".join(str(task.pk) for task in tasks)
        html = world.member.get(f"/list/{world.project.pk}/change", {"task_ids": ids}).content.decode()
        assert "3 tasks: 1 you may edit, 2 you may not." in html
        html = self.post(world, tasks, change_priority="1", priority="2").content.decode()
        assert "1 task changed, 2 not allowed." in html
        assert [task.priority for task in Task.objects.order_by("pk")] == [0, 2, 0]

    @pytest.mark.parametrize(
        ("fields", "sentence"),
        [
            ({}, "Choose what is to be changed."),
            ({"change_due_date": "1", "date_due": "soonish"}, "This is no date."),
            ({"change_internallink": "1"}, "Write the number of a task"),
        ],
    )
    def test_a_wrong_value_is_told_beside_its_field(self, world, tasks, fields, sentence):
        response = self.post(world, tasks, **fields)
        assert response.status_code == 422
        assert sentence in response.content.decode()

    def test_what_is_wrong_but_not_ticked_does_not_matter(self, world, tasks):
        self.post(world, tasks, change_priority="1", priority="1", date_due="soonish")
        assert [task.priority for task in Task.objects.all()] == [1, 1, 1]

    def test_links_are_made_and_removed(self, world, tasks):
        other = world.task("Other")
        kind = Link.objects.get(label="blocks").pk
        self.post(world, tasks, change_internallink="1", link_id=str(kind), opposite_task_id=f"#{other.pk}")
        assert TaskLink.objects.filter(opposite_task=other, link_id=kind).count() == 3
        self.post(world, tasks[:2], change_internallink_remove="1")
        assert TaskLink.objects.filter(opposite_task=other).count() == 1

    def test_a_task_of_another_project_is_refused(self, world, tasks):
        there = create_project(actor=APPLICATION, name="There", owner_id=None)
        foreign = world.task("Foreign", project_id=there.pk, column_id=there.columns.first().pk)
        response = self.post(world, [*tasks, foreign], change_priority="1", priority="2")
        assert response.status_code == 403
        assert set(Task.objects.values_list("priority", flat=True)) == {0}

    def test_viewers_may_not(self, world, tasks):
        assert self.post(world, tasks, who="viewer", change_priority="1", priority="2").status_code == 403

    def test_they_move_to_the_bottom_in_the_order_given(self, world, tasks):
        last = world.task("Last", column="Done")
        url = f"/?controller=TaskBulkMoveColumnController&action=save&project_id={world.project.pk}"
        ids = f"{tasks[2].pk},{tasks[0].pk}"
        data = {"task_ids": ids, "column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk}
        assert "2 tasks moved" in world.member.post(url, data, follow=True).content.decode()
        done = Task.objects.filter(column=world.columns["Done"]).order_by("position")
        assert list(done.values_list("pk", flat=True)) == [last.pk, tasks[2].pk, tasks[0].pk]

    def test_they_are_closed_after_a_question(self, world, tasks):
        url = f"/list/{world.project.pk}/close"
        ids = ",".join(str(task.pk) for task in tasks)
        assert "3 tasks will be closed." in world.member.get(url, {"task_ids": ids}).content.decode()
        assert "3 tasks closed." in world.member.post(url, {"task_ids": ids}, follow=True).content.decode()
        assert not Task.objects.filter(is_active=True).exists()

    @pytest.mark.parametrize("what", ["change", "move", "close"])
    def test_nothing_chosen_is_told_on_the_list(self, world, tasks, what):
        url = f"/list/{world.project.pk}/{what}?search=status:open"
        answer = world.member.get(url, follow=True)
        assert answer.redirect_chain == [(f"/list/{world.project.pk}/search/status%3Aopen", 302)]
        assert "No task is chosen." in answer.content.decode()
        assert world.member.get(f"/list/{world.project.pk}/{what}?task_ids=999999").status_code == 404


class TestGroupsAndCells:
    def show(self, world, who="member", **query):
        return world.client(who).get(f"/list/{world.project.pk}", query).content.decode()

    def sections(self, html):
        found = re.findall(r'scope="rowgroup"[^>]*>(.*?) <span class="count">(\d+)</span>', html)
        return [(title, int(number)) for title, number in found]

    @pytest.fixture
    def tasks(self, world):
        category = Category.objects.create(project=world.project, name="Hull")
        member, today = world.people["member"], midnight(day_of(now(), "UTC"), "UTC")
        world.task("a", column="Backlog", owner_id=member.pk, priority=1, date_due=today - 86400)
        world.task("b", column="Done", category_id=category.pk, priority=3, date_due=today)
        world.task("c", column="Backlog", owner_id=member.pk, priority=3, date_due=today + 3 * 86400)
        world.task("d", column="Backlog", owner_id=world.people["manager"].pk, date_due=today + 60 * 86400)
        world.task("e", column="Backlog")

    @pytest.mark.parametrize(
        ("group", "sections"),
        [
            ("column", [("Backlog", 4), ("Done", 1)]),
            ("assignee", [("Manager", 1), ("Member", 2), ("Unassigned", 2)]),
            ("priority", [("Priority 3", 2), ("Priority 1", 1), ("Priority 0", 2)]),
            ("category", [("Hull", 1), ("No category", 4)]),
            ("due", [("Overdue", 1), ("Today", 1), ("This week", 1), ("Later", 1), ("No due date", 1)]),
            ("nonsense", []),
            ("", []),
        ],
    )
    def test_rows_stand_in_sections_with_the_number_of_all(self, world, tasks, group, sections):
        html = self.show(world, group=group)
        assert self.sections(html) == sections
        assert len(re.findall(r'class="[^"]*list-row', html)) == 5

    def test_the_order_counts_inside_a_section_and_the_number_over_all_pages(self, world):
        for number in range(55):
            world.task(f"T{number:02}", column="Done" if number == 3 else "Backlog")
        html = self.show(world, group="column", order="title")
        assert self.sections(html) == [("Backlog", 54)]
        assert html.index("</span> T00</a>") < html.index("</span> T01</a>")
        assert self.sections(self.show(world, group="column", page=2)) == [("Backlog", 54), ("Done", 1)]

    def test_a_cell_leads_to_its_change_where_that_is_allowed(self, world):
        task = world.task()
        html = self.show(world)
        for name in ("assignee", "due date", "priority", "category", "tags"):
            assert f"Change {name} of #{task.pk}" in html
        assert f"Move #{task.pk} to another column" in html
        assert "cell-link" not in self.show(world, "viewer")
        disable_project(actor=APPLICATION, project=world.project)
        assert "cell-link" not in self.show(world)

    @pytest.mark.parametrize(("group", "statements"), [("", 7), ("assignee", 8), ("due", 8)])
    def test_it_costs_the_same_for_any_number(self, world, group, statements):
        def count() -> int:
            self.show(world, group=group)
            with CaptureQueriesContext(connection) as queries:
                self.show(world, group=group)
            return len(queries)

        world.task(owner_id=world.people["member"].pk)
        few = count()
        for number in range(20):
            world.task(str(number), owner_id=world.people["manager"].pk, priority=number % 3)
        assert count() == few == statements
