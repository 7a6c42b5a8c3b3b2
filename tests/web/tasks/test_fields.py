"""Changing the fields of a task, its status and its place."""

from __future__ import annotations

from boards.actors import APPLICATION
from boards.models import Task
from boards.services.custom_roles import create_custom_role, restrict_project
from boards.services.memberships import add_project_user, change_project_user_role
from boards.services.projects import create_project
from tests.web.tasks.asking import AJAX


class TestChanging:
    def test_an_edit_changes_what_was_posted_and_can_be_undone(self, world):
        task = world.task(description="old", priority=1)
        world.member.post(f"/task/{task.pk}/edit", {"title": "New", "description": "new"})
        task.refresh_from_db()
        assert (task.title, task.description, task.priority) == ("New", "new", 1)
        world.member.post(f"/undo?project_id={world.project.pk}")
        task.refresh_from_db()
        assert (task.title, task.description) == ("Paint the boat", "old")

    def test_the_dialog_answers_where_to_go(self, world):
        task = world.task()
        response = world.member.post(f"/task/{task.pk}/edit", {"title": "New"}, headers=AJAX)
        assert (response.status_code, response.content, response["X-Ajax-Redirect"]) == (200, b"", "self")
        form = world.member.get(f"/task/{task.pk}/edit", headers=AJAX).content
        assert b"<html" not in form
        assert b'class="dialog-title"' in form

    def test_close_and_open_again(self, world):
        task = world.task()
        assert b"is closed" in world.member.get(f"/task/{task.pk}/close").content
        world.member.post(f"/task/{task.pk}/close")
        assert not Task.objects.get().is_active
        world.member.post(f"/task/{task.pk}/open")
        assert Task.objects.get().is_active
        assert world.viewer.post(f"/task/{task.pk}/close").status_code == 403

    def test_assign_and_start(self, world):
        task = world.task()
        world.member.post(f"/task/{task.pk}/assign-to-me")
        world.member.post(f"/task/{task.pk}/start")
        task.refresh_from_db()
        assert task.owner_id == world.people["member"].pk
        assert task.date_started

    def test_a_link_alone_changes_nothing(self, world):
        task = world.task()
        for name in ("assign-to-me", "start", "close", "remove", "duplicate"):
            assert world.member.get(f"/task/{task.pk}/{name}").status_code in (200, 403)
        task.refresh_from_db()
        assert (task.owner_id, task.date_started, task.is_active) == (None, 0, True)
        assert Task.objects.count() == 1

    def test_who_may_remove_a_task(self, world):
        theirs = world.task("manager's")
        mine = Task.objects.get(pk=world.task("x").pk)
        Task.objects.filter(pk=mine.pk).update(creator=world.people["member"])
        assert world.member.post(f"/task/{theirs.pk}/remove").status_code == 403
        assert world.member.post(f"/task/{mine.pk}/remove").status_code == 302
        assert world.manager.post(f"/task/{theirs.pk}/remove").status_code == 302
        assert not Task.objects.exists()

    def test_a_custom_role_is_held_to_its_restrictions(self, world):
        task = world.task()
        role = create_custom_role(actor=APPLICATION, project=world.project, name="Mate")
        for rule in ("task_open_close", "task_update_assigned", "task_creation", "task_remove", "task_move"):
            restrict_project(actor=APPLICATION, role=role, rule=rule)
        change_project_user_role(
            actor=APPLICATION, project_id=world.project.pk, user_id=world.people["member"].pk, role="Mate"
        )
        for name, data in {
            "close": {}, "edit": {"title": "x"}, "duplicate": {}, "remove": {}, "start": {},
            "position/show": {"column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk, "at": "top"},
        }.items():  # fmt: skip
            assert world.member.post(f"/task/{task.pk}/{name}", data).status_code == 403, name
        assert list(Task.objects.values_list("title", "is_active", "date_started")) == [("Paint the boat", True, 0)]

    def test_duplicate_copy_and_move(self, world):
        other = create_project(actor=APPLICATION, name="Other")
        add_project_user(actor=APPLICATION, project=other, user_id=world.people["member"].pk, role="project-member")
        task = world.task()
        world.member.post(f"/task/{task.pk}/duplicate")
        world.member.post(f"/task/{task.pk}/copy-to-project", {"project_id": other.pk})
        assert Task.objects.filter(project=other).count() == 1
        world.member.post(f"/task/{task.pk}/move-to-project", {"project_id": other.pk})
        task.refresh_from_db()
        assert task.project_id == other.pk

    def test_a_foreign_project_is_no_target(self, world):
        other = create_project(actor=APPLICATION, name="Other")
        task = world.task()
        assert world.member.post(f"/task/{task.pk}/copy-to-project", {"project_id": other.pk}).status_code == 403
        assert world.member.post(f"/task/{task.pk}/move-to-project", {"project_id": other.pk}).status_code == 403
        assert Task.objects.count() == 1

    def test_a_move_without_dragging(self, world):
        task = world.task()
        assert world.member.get(f"/task/{task.pk}/position/show").status_code == 200
        data = {"column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk, "at": "top"}
        world.member.post(f"/task/{task.pk}/position/save", data)
        task.refresh_from_db()
        assert task.column.title == "Done"

    def test_repetition(self, world):
        task = world.task()
        data = {
            "recurrence_status": "1", "recurrence_trigger": "2", "recurrence_factor": "3",
            "recurrence_timeframe": "1", "recurrence_basedate": "0",
        }  # fmt: skip
        assert world.member.get(f"/task/{task.pk}/recurrence/edit").status_code == 200
        world.member.post(f"/task/{task.pk}/recurrence/edit", data)
        task.refresh_from_db()
        assert (task.recurrence_status, task.recurrence_trigger, task.recurrence_factor) == (1, 2, 3)
        assert (
            world.member.post(f"/task/{task.pk}/recurrence/edit", {**data, "recurrence_factor": "x"}).status_code == 422
        )
