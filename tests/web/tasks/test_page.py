"""The page of a task."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.services.subtasks import create_subtask
from tests.web.tasks.asking import comment, page


class TestThePage:
    def test_it_shows_the_task_and_texts_stay_text(self, world):
        task = world.task("<script>x</script>", description="**bold** <img src=x onerror=y>", tags=["<i>t</i>"])
        html = page(world, task, "viewer")
        assert "&lt;script&gt;x&lt;/script&gt;" in html
        assert "<strong>bold</strong> &lt;img" in html
        assert "&lt;i&gt;t&lt;/i&gt;" in html

    def test_a_viewer_gets_facts_but_no_controls(self, world):
        task = world.task()
        html = re.sub(r'data-shortcuts="[^"]*"', "", page(world, task, "viewer"))
        for words in ("Edit", "Close task", "Add comment", "Add sub-task", "Attach files"):
            assert words not in html
        assert "Edit" in page(world, task)

    @pytest.mark.parametrize("path", ["/task/{0}", "/t/{0}", "/?controller=TaskViewController&action=show&task_id={0}"])
    def test_all_addresses_show_it(self, world, path):
        assert world.viewer.get(path.format(world.task().pk)).status_code == 200

    def test_a_task_under_another_project_is_refused(self, world):
        task = world.task()
        url = f"/?controller=TaskViewController&action=show&task_id={task.pk}&project_id="
        assert world.member.get(f"{url}{world.project.pk}").status_code == 200
        assert world.member.get(f"{url}999").status_code == 403
        assert world.outsider.get(f"/task/{task.pk}").status_code == 403
        assert world.member.get("/task/999999").status_code == 404
        assert world.member.get("/task/x").status_code == 404

    def test_restricted_comments_are_left_out(self, world):
        task = world.task()
        comment(world, task, "for all")
        comment(world, task, "for chiefs", who="admin", visibility="app-manager")
        assert "for chiefs" not in page(world, task)
        assert "for chiefs" in page(world, task, "admin")

    def test_it_costs_the_same_however_much_hangs_on_it(self, world):
        task = world.task()

        def count() -> int:
            page(world, task)
            with CaptureQueriesContext(connection) as queries:
                page(world, task)
            return len(queries)

        comment(world, task, "hello @member")
        create_subtask(actor=APPLICATION, task_id=task.pk, title="a")
        few = count()
        for number in range(20):
            comment(world, task, f"hello @member {number}")
            create_subtask(actor=APPLICATION, task_id=task.pk, title=str(number), user_id=world.people["member"].pk)
        assert count() == few == 7

    @pytest.mark.parametrize("tab", ["activity", "transitions", "analytics", "time-tracking"])
    def test_its_other_views(self, world, tab):
        task = world.task()
        assert world.viewer.get(f"/task/{task.pk}/{tab}").status_code == 200
        assert world.outsider.get(f"/task/{task.pk}/{tab}").status_code == 403
