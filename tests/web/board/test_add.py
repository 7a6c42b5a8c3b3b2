"""A line becomes a card."""

from __future__ import annotations

from typing import Any

import pytest

from boards.actors import APPLICATION
from boards.models import Task, TaskTag
from boards.services.custom_roles import create_custom_role, restrict_project
from boards.services.memberships import change_project_user_role
from tests.web.board.asking import titles


class TestQuickAdd:
    def add(self, world: Any, text: str, who: str = "member", **more: Any) -> Any:
        data = {"text": text, "column_id": world.columns["Ready"].pk, "swimlane_id": world.swimlane.pk, **more}
        url = f"/board/{world.project.pk}/add"
        return world.client(who).post(url, data, headers={"X-Requested-With": "XMLHttpRequest"})

    def test_a_line_becomes_a_task_with_what_its_marks_say(self, world):
        response = self.add(world, "Fix the mast !2 @memb #rig ^2030-01-31 see #12 a@b.c")
        task = Task.objects.get(pk=response.json()["created"][0])
        assert (task.title, task.priority, task.owner_id) == (
            "Fix the mast see #12 a@b.c",
            2,
            world.people["member"].pk,
        )
        assert list(TaskTag.objects.filter(task=task).values_list("tag__name", flat=True)) == ["rig"]
        assert task.date_due == 1_896_048_000

    def test_lines_become_tasks_in_their_order_and_one_undo_removes_them(self, world):
        self.add(world, "a\n\nb\nc")
        self.add(world, "x\ny", at="top")
        assert titles(world, "Ready") == ["x", "y", "a", "b", "c"]
        world.member.post(f"/undo?project_id={world.project.pk}")
        assert titles(world, "Ready") == ["a", "b", "c"]

    def test_the_filter_gives_its_values_so_that_the_card_stays_in_sight(self, world):
        response = self.add(world, "Mine", search="status:open assignee:me priority:2")
        task = Task.objects.get(pk=response.json()["created"][0])
        assert (task.owner_id, task.priority, response.json()["hidden"]) == (world.people["member"].pk, 2, [])
        assert self.add(world, "Other", search="title:nothing").json()["hidden"]

    @pytest.mark.parametrize("text", ["", "  \n "])
    def test_nothing_typed_is_told(self, world, text):
        assert self.add(world, text).status_code == 422
        assert not Task.objects.exists()

    def test_who_may_not_create_is_refused(self, world):
        assert self.add(world, "a", who="viewer").status_code == 403
        role = create_custom_role(actor=APPLICATION, project=world.project, name="Mate")
        restrict_project(actor=APPLICATION, role=role, rule="task_creation")
        change_project_user_role(
            actor=APPLICATION, project_id=world.project.pk, user_id=world.people["member"].pk, role="Mate"
        )
        assert self.add(world, "a").status_code == 403
        assert not Task.objects.exists()
