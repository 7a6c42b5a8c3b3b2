"""My work, and ticking things off from it."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.dates import now
from boards.models import Column, Operation, Project, Subtask, Task
from boards.services.memberships import add_project_user
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask
from tests.web.asking import text

DAY = 86_400


def groups(html: str) -> dict[str, list[int]]:
    """Key of a group to its tasks."""
    found = {}
    for part in html.split(' data-heap="')[1:]:
        found[part.split('"')[0]] = [
            int(pk) for pk in re.findall(r'<li class="task-row [^"]*" data-task-id="(\d+)"', part)
        ]
    return found


class TestMyWork:
    def mine(self, world, title="Mine", **fields) -> Task:
        return world.task(title, owner_id=world.people["member"].pk, **fields)

    def test_tasks_stand_in_groups_of_their_due_date(self, world):
        moment = now()
        late = self.mine(world, date_due=moment - 3 * DAY)
        soon = self.mine(world, date_due=moment + 3 * DAY)
        far = self.mine(world, date_due=moment + 30 * DAY)
        some_day = self.mine(world)
        world.task("Of nobody")
        assert groups(text(world.member.get("/dashboard"))) == {
            "overdue": [late.pk],
            "week": [soon.pk],
            "later": [far.pk],
            "undated": [some_day.pk],
        }

    def test_a_task_with_a_sub_task_of_mine_is_mine_as_well(self, world):
        task = world.task("Of others")
        create_subtask(actor=APPLICATION, task_id=task.pk, title="My step", user_id=world.people["member"].pk)
        create_subtask(actor=APPLICATION, task_id=task.pk, title="Step of others")
        html = text(world.member.get("/dashboard"))
        assert groups(html) == {"undated": [task.pk]}
        assert ("My step" in html, "Step of others" in html) == (True, False)

    def test_closed_projects_and_hidden_columns_are_left_out(self, world):
        self.mine(world)
        Column.objects.update(hide_in_dashboard=True)
        assert groups(text(world.member.get("/dashboard"))) == {}
        Column.objects.update(hide_in_dashboard=False)
        Project.objects.update(is_active=False)
        assert groups(text(world.member.get("/dashboard"))) == {}

    @pytest.mark.parametrize(
        ("who", "words"),
        [("member", "Open a board and assign yourself a task"), ("outsider", "You are in no project yet")],
    )
    def test_an_empty_page_says_what_to_do(self, world, who, words):
        assert words in text(world.client(who).get("/dashboard"))

    def test_a_tick_closes_and_can_be_undone(self, world):
        task = self.mine(world)
        response = world.member.post(f"/task/{task.pk}/tick", {"next": "/dashboard/4/tasks"})
        assert response["Location"] == "/dashboard/4/tasks"
        assert not Task.objects.get(pk=task.pk).is_active
        world.member.post(f"/undo?operation={Operation.objects.get().pk}")
        assert Task.objects.get(pk=task.pk).is_active

    def test_a_tick_moves_a_sub_task_on(self, world):
        task = self.mine(world)
        pk = create_subtask(actor=APPLICATION, task_id=task.pk, title="Step", user_id=world.people["member"].pk)
        url = f"/task/{task.pk}/subtask/{pk}/tick"
        world.member.post(url, {"next": "https://evil.example/"})
        assert Subtask.objects.get().status == Subtask.Status.IN_PROGRESS
        assert world.viewer.post(url).status_code == 403
        assert world.member.post(f"/task/{world.task('Other').pk}/subtask/{pk}/tick").status_code == 404
        assert Subtask.objects.get().status == Subtask.Status.IN_PROGRESS

    @pytest.mark.parametrize("view", ["", "/projects", "/tasks", "/subtasks"])
    def test_administrators_see_that_of_others_and_nobody_else_does(self, world, view):
        self.mine(world)
        url = f"/dashboard/{world.people['member'].pk}{view}"
        assert world.member.get(url).status_code == 200
        assert world.admin.get(url).status_code == 200
        assert world.manager.get(url).status_code == 404

    def test_heaps_are_projects_columns_or_priorities(self, world):
        member = world.people["member"]
        other = create_project(actor=APPLICATION, name="Attic", owner_id=None)
        add_project_user(actor=APPLICATION, project=other, user_id=member.pk, role="project-member")
        done = Column.objects.get(project=other, title="Done")
        Column.objects.filter(pk=done.pk).update(title="DONE")
        a = self.mine(world, column="Done", priority=2)
        b = self.mine(world, priority=1)
        c = self.mine(world, project_id=other.pk, column_id=done.pk, priority=2)
        pages = {
            by: groups(text(world.member.get("/dashboard", {"by": by}))) for by in ("project", "column", "priority")
        }
        assert pages["project"] == {str(other.pk): [c.pk], str(world.project.pk): [a.pk, b.pk]}
        assert list(pages["project"]) == [str(other.pk), str(world.project.pk)], "by name"
        assert pages["column"] == {"backlog": [b.pk], "done": [a.pk, c.pk]}, "equal titles are one"
        assert list(pages["priority"].items()) == [("2", [a.pk, c.pk]), ("1", [b.pk])]
        assert groups(text(world.member.get("/dashboard?by=nonsense"))) == {"undated": [a.pk, c.pk, b.pk]}

    def test_columns_of_all_projects_stand_as_a_board(self, world):
        task = self.mine(world, column="Ready")
        html = text(world.member.get("/dashboard?by=column&layout=board"))
        assert "work-columns" in html
        assert f'href="/board/{world.project.pk}/place?ids={task.pk}"' in html, "each task can be moved"
        assert "work-columns" not in text(world.member.get("/dashboard?layout=board")), "only columns make a board"

    @pytest.mark.parametrize(
        ("view", "statements"),
        [
            ("", 8),
            ("?by=project", 8),
            ("?by=column&layout=board", 8),
            ("/projects", 5),
            ("/tasks", 7),
            ("/subtasks", 8),
        ],
    )
    def test_it_costs_the_same_at_any_size(self, world, view, statements):
        url = f"/dashboard/{world.people['member'].pk}{view}"

        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                world.member.get(url)
            return len(queries)

        def add(number: int) -> None:
            task = self.mine(world, f"Task {number}", date_due=now() + number * DAY)
            create_subtask(actor=APPLICATION, task_id=task.pk, title="Step", user_id=world.people["member"].pk)

        for number in (-1, 3, 20):
            add(number)
        self.mine(world)
        cost()
        small = cost()
        for number in range(10, 40):
            add(number)
        assert cost() == small == statements

    def test_the_lists_are_ordered_as_asked(self, world):
        tasks = [self.mine(world, title).pk for title in ("Birch", "Alder")]
        url = f"/dashboard/{world.people['member'].pk}/tasks"

        def shown(**query) -> list[int]:
            return [int(pk) for pk in re.findall(r'data-task-id="(\d+)"', text(world.member.get(url, query)))]

        assert shown() == tasks
        assert shown(order="title") == tasks[::-1]
        assert shown(order="title", direction="DESC") == tasks
        assert shown(order="password") == tasks


class TestOldAddresses:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("/project/{p}/task/{t}", "/task/{t}"),
            ("/project/{p}/task/{t}/activity", "/task/{t}/activity"),
            ("/project/{p}/task/{t}/transitions", "/task/{t}/transitions"),
            ("/project/{p}/task/{t}/analytics", "/task/{t}/analytics"),
            ("/project/{p}/task/{t}/time-tracking", "/task/{t}/time-tracking"),
            ("/dashboard/activity", "/my-activity"),
            ("/calendar/{p}", "/board/{p}"),
            ("/c/{p}", "/board/{p}"),
            ("/gantt/{p}", "/board/{p}"),
            ("/gantt/{p}/sort/date", "/board/{p}"),
            ("/project/{p}/edit/dates", "/project/{p}/edit"),
            ("/?controller=board&action=show&project_id={p}", "/board/{p}"),
            ("/?controller=task&action=show&task_id={t}&project_id={p}", "/task/{t}"),
            ("/?controller=listing&action=show&project_id={p}", "/list/{p}"),
            ("/?controller=app&action=index", "/dashboard"),
        ],
    )
    def test_they_lead_to_the_page_of_today(self, world, old, new):
        ids = {"p": world.project.pk, "t": world.task().pk}
        response = world.manager.get(old.format(**ids), follow=True)
        assert response.status_code == 200
        assert response.redirect_chain
        today = world.manager.get(new.format(**ids)).content
        assert re.findall(b"<title>.*</title>", response.content) == re.findall(b"<title>.*</title>", today)

    def test_a_wrong_project_is_refused(self, world):
        url = f"/?controller=TaskViewController&action=show&task_id={world.task().pk}&project_id=999"
        assert world.member.get(url).status_code == 403

    @pytest.mark.parametrize(
        ("url", "status"),
        [
            ("/?controller=board&action=explode", 404),
            ("/?controller=NoSuchController&action=show", 404),
            ("/no/such/page", 404),
            ("/?controller=Dash%20board&action=show", 200),
            ("/projects?controller=DashboardController&action=show", 200),
            ("/?controller=dashboardController&action=SHOW", 200),
        ],
    )
    def test_unknown_addresses_are_not_found(self, world, url, status):
        assert world.member.get(url).status_code == status
