"""Taking back what was done, and doing it again."""

from __future__ import annotations

from typing import Any

import pytest

from boards.actors import APPLICATION
from boards.models import CustomRole, Operation, ProjectRestriction, ProjectUser, Task
from boards.services.custom_roles import create_custom_role, restrict_project
from boards.services.projects import create_project
from boards.services.tasks.transfer import move_task_to_project
from tests.web.board.asking import move, titles

AJAX = {"X-Requested-With": "XMLHttpRequest"}


def turn(world: Any, direction: str) -> Any:
    url = f"/{direction}?project_id={world.project.pk}"
    return world.member.post(url, headers=AJAX)


class TestUndo:
    def test_a_moved_card_goes_back_to_its_exact_place(self, world):
        a, b, c = (world.task(name) for name in "abc")
        move(world, "member", [b.pk], "Done")
        assert titles(world, "Backlog") == ["a", "c"]
        response = turn(world, "undo")
        assert response.json()["message"] == f"Undone: #{b.pk} is back in Backlog."
        assert titles(world, "Backlog") == ["a", "b", "c"]
        world.member.post(f"/redo?project_id={world.project.pk}")
        assert titles(world, "Done") == ["b"]
        assert a
        assert c

    def test_a_group_goes_back(self, world):
        tasks = [world.task(name) for name in "abcd"]
        move(world, "member", [tasks[0].pk, tasks[2].pk], "Done")
        world.member.post(f"/undo?project_id={world.project.pk}")
        assert titles(world, "Backlog") == ["a", "b", "c", "d"]

    def test_what_another_has_changed_since_is_left_alone(self, world):
        task = world.task()
        move(world, "member", [task.pk], "Done")
        move(world, "manager", [task.pk], "Ready")
        response = turn(world, "undo")
        assert response.status_code == 409
        assert response.json()["message"] == f"Manager has changed #{task.pk} meanwhile. This step is left out."
        assert titles(world, "Ready") == ["Paint the boat"]

    def test_one_undoes_only_what_is_ones_own(self, world):
        task = world.task()
        move(world, "member", [task.pk], "Done")
        operation = Operation.objects.get()
        assert (
            world.manager.post(
                f"/undo?operation={operation.pk}", headers={"X-Requested-With": "XMLHttpRequest"}
            ).status_code
            == 409
        )
        assert titles(world, "Done") == ["Paint the boat"]

    @pytest.mark.parametrize("role", ["project-viewer", ""])
    def test_who_may_not_change_tasks_any_more_may_not_undo_either(self, world, role):
        a, b = world.task("a"), world.task("b")
        move(world, "member", [a.pk], "Done")
        move(world, "member", [b.pk], "Ready")
        world.member.post(f"/undo?project_id={world.project.pk}")
        ProjectUser.objects.filter(user=world.people["member"]).delete()
        if role:
            ProjectUser.objects.create(project=world.project, user=world.people["member"], role=role)
        for direction in ("undo", "redo"):
            response = turn(world, direction)
            assert response.status_code == 403
        assert (titles(world, "Done"), titles(world, "Backlog")) == (["a"], ["b"])

    @pytest.mark.parametrize(
        ("rule", "work"),
        [
            ("task_move", lambda world, pk: move(world, "member", [pk], "Done")),
            ("task_open_close", lambda world, pk: world.member.post(f"/board/{world.project.pk}/close?ids={pk}")),
            (
                "task_change_assignee",
                lambda world, pk: world.member.post(
                    f"/board/{world.project.pk}/change/owner_id?ids={pk}", {"owner_id": world.people["manager"].pk}
                ),
            ),
            (
                "task_remove",
                lambda world, pk: world.member.post(
                    f"/board/{world.project.pk}/add",
                    {"text": "New", "column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk},
                ),
            ),
        ],
    )
    def test_a_role_that_forbids_a_change_forbids_its_undoing(self, world, rule, work):
        work(world, world.task().pk)
        before = list(Task.objects.order_by("pk").values("column_id", "is_active", "owner_id"))
        role = CustomRole.objects.create(project=world.project, role="apprentice")
        ProjectRestriction.objects.create(role=role, rule=rule)
        ProjectUser.objects.filter(user=world.people["member"]).update(role="apprentice")
        response = turn(world, "undo")
        assert response.status_code == 403
        assert list(Task.objects.order_by("pk").values("column_id", "is_active", "owner_id")) == before
        ProjectRestriction.objects.all().delete()
        assert turn(world, "undo").json()["message"] == "There is nothing to undo."

    def test_only_the_project_on_the_screen_is_touched(self, world):
        task = world.task()
        move(world, "member", [task.pk], "Done")
        operation = Operation.objects.get()
        for where in ("", "?project_id=0", f"?project_id={world.project.pk + 1}"):
            assert world.member.post(f"/undo{where}", headers=AJAX).json()["message"] == "There is nothing to undo."
        assert titles(world, "Done") == ["Paint the boat"]
        assert world.member.post(f"/undo?operation={operation.pk}", headers=AJAX).status_code == 200
        assert titles(world, "Backlog") == ["Paint the boat"]
        assert world.member.post("/redo", headers=AJAX).json()["message"] == "There is nothing to redo."

    def test_the_role_in_the_project_where_the_task_is_now_decides(self, world):
        task = world.task()
        move(world, "member", [task.pk], "Done")
        other = create_project(actor=APPLICATION, name="Secret")
        move_task_to_project(actor=APPLICATION, task_id=task.pk, project=other)
        before = Task.objects.values().get()
        assert turn(world, "undo").status_code == 403
        assert Task.objects.values().get() == before

    def test_a_task_that_was_added_comes_back_under_its_number(self, world):
        url = f"/board/{world.project.pk}/add"
        place = {"column_id": world.columns["Ready"].pk, "swimlane_id": world.swimlane.pk}
        added = world.member.post(url, {"text": "a #rig\nb", **place}, headers=AJAX).json()["created"]
        assert turn(world, "undo").json()["tasks"] == added
        assert not Task.objects.exists()
        assert turn(world, "redo").status_code == 200
        assert list(Task.objects.order_by("pk").values_list("pk", "title")) == list(zip(added, "ab", strict=True))
        assert titles(world, "Ready") == ["a", "b"]

    def test_who_may_not_create_may_not_bring_an_added_task_back(self, world):
        url = f"/board/{world.project.pk}/add"
        place = {"column_id": world.columns["Ready"].pk, "swimlane_id": world.swimlane.pk}
        world.member.post(url, {"text": "a", **place})
        turn(world, "undo")
        role = create_custom_role(actor=APPLICATION, project=world.project, name="Mate")
        restrict_project(actor=APPLICATION, role=role, rule="task_creation")
        ProjectUser.objects.filter(user=world.people["member"]).update(role="Mate")
        assert turn(world, "redo").status_code == 403
        assert not Task.objects.exists()
