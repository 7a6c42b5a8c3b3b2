"""The list of projects, and the overview."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.dates import now
from boards.models import (
    Column,
    Project,
)
from boards.services.projects import create_project


class TestLists:
    def test_everybody_sees_his_own_and_administrators_all(self, world):
        create_project(actor=APPLICATION, name="Secret")
        assert "Secret" not in world.member.get("/projects").content.decode()
        assert "Harbour" in world.viewer.get("/projects?search=arb").content.decode()
        assert "Secret" in world.admin.get("/projects").content.decode()
        assert "You are in no project yet" in world.outsider.get("/projects").content.decode()

    def test_a_list_costs_the_same_at_any_size(self, world):
        def count() -> int:
            with CaptureQueriesContext(connection) as queries:
                world.admin.get("/projects")
            return len(queries)

        world.admin.get("/projects")
        few = count()
        for number in range(15):
            create_project(actor=APPLICATION, name=f"P{number}")
        assert count() == few == 5

    @pytest.mark.parametrize("order", ["id", "-name", "status", "nonsense", "start"])
    def test_any_order_is_answered(self, world, order):
        assert world.admin.get(f"/projects?order={order}&page=99").status_code == 200

    def test_the_overview(self, world):
        world.task()
        html = world.viewer.get(f"/project/{world.project.pk}/overview").content.decode()
        assert "Manager" in html
        assert "Attach files" not in html
        assert world.outsider.get(f"/project/{world.project.pk}/overview").status_code == 403

    def test_the_overview_says_what_is_due_next_and_which_limits_are_exceeded(self, world):
        url = f"/project/{world.project.pk}/overview"
        assert "Due next" not in world.viewer.get(url).content.decode()
        later, soon = world.task("Later", date_due=now() + 900_000), world.task("Soon", date_due=now() + 90_000)
        world.task("Some day")
        Column.objects.filter(title="Backlog").update(task_limit=2)
        html = world.viewer.get(url).content.decode()
        rows = re.findall(r'<li class="task-row [^"]*" data-task-id="(\d+)"', html)
        assert rows == [str(soon.pk), str(later.pk)]
        assert "3 of 2 · over limit" in html
        assert "This project holds" not in html
        Project.objects.filter(pk=world.project.pk).update(task_limit=2, per_swimlane_task_limits=True)
        html = world.viewer.get(url).content.decode()
        assert "This project holds 3 of 2 · over limit." in html
        assert html.count("over limit") == 1, "limits of a swimlane do not count the whole column"
