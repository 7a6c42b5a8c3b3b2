"""Projects and their settings in the browser (web.md 4.2, 4.3, 5)."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.automations.catalogue import create_action, list_automations, list_families, update_action
from boards.dates import now
from boards.errors import Denied, Invalid, NotFound
from boards.models import (
    Action,
    Category,
    Column,
    ColumnRestriction,
    CustomFilter,
    CustomRole,
    Group,
    MoveRestriction,
    PredefinedDescription,
    Project,
    ProjectGroup,
    ProjectRestriction,
    ProjectUser,
    Swimlane,
    Tag,
    Task,
)
from boards.queries.settings import forget_settings
from boards.services.actions import remove_action
from boards.services.custom_roles import create_custom_role
from boards.services.memberships import add_project_user
from boards.services.projects import create_project
from boards.services.settings import save_settings

AJAX = {"X-Requested-With": "XMLHttpRequest"}


def query(controller: str, action: str, world: Any, **more: Any) -> str:
    parts = {"controller": f"{controller}Controller", "action": action, "project_id": world.project.pk, **more}
    return "/?" + "&".join(f"{name}={value}" for name, value in parts.items())


class TestMaking:
    def test_a_manager_makes_a_team_project(self, world):
        assert world.chief.get("/project/create").status_code == 200
        data = {"name": "Dock <b>", "identifier": "dock", "task_limit": "7"}
        response = world.chief.post("/project/create", data)
        project = Project.objects.get(name="Dock <b>")
        assert response["Location"] == f"/project/{project.pk}"
        assert (project.identifier, project.task_limit, project.is_private) == ("DOCK", 7, False)
        role = ProjectUser.objects.get(project=project, user=world.people["chief"]).role
        assert role == "project-manager"
        assert "Dock &lt;b&gt;" in world.chief.get(f"/board/{project.pk}").content.decode()

    def test_users_make_personal_ones_only(self, world):
        assert world.member.get("/project/create").status_code == 403
        assert world.member.post("/project/create", {"name": "x"}).status_code == 403
        save = "/?controller=ProjectCreationController&action=save"
        assert world.member.post(save, {"name": "x", "is_private": "0"}).status_code == 403
        world.member.post("/project/create/personal", {"name": "Mine"})
        assert Project.objects.get(name="Mine").is_private

    def test_a_taken_identifier_leaves_no_half_of_a_project(self, world):
        Project.objects.update(identifier="DOCK")
        data = {"name": "Half", "identifier": "dock"}
        for url in ("/project/create/personal", "/project/create"):
            assert world.chief.post(url, data).status_code == 422
        assert not Project.objects.filter(name="Half").exists()

    def test_personal_projects_can_be_switched_off(self, world):
        save_settings(actor=APPLICATION, values={"disable_private_project": "1"})
        forget_settings()
        assert world.member.post("/project/create/personal", {"name": "Mine"}).status_code in (403, 422)
        assert not Project.objects.filter(name="Mine").exists()

    @pytest.mark.parametrize(
        ("field", "value", "sentence"), [("name", "", "This field is required"), ("identifier", "a b", "identifier")]
    )
    def test_wrong_values_are_told(self, world, field, value, sentence):
        response = world.chief.post("/project/create", {"name": "Kept", field: value})
        assert response.status_code == 422
        assert sentence in response.content.decode().lower() or sentence in response.content.decode()

    def test_a_copy_takes_over_what_was_ticked(self, world):
        world.task("a task")
        create_custom_role(actor=APPLICATION, project=world.project, name="Mate")
        data = {"projectPermissionModel": "1", "projectRoleModel": "1", "projectTaskDuplicationModel": "1"}
        ProjectUser.objects.create(project=world.project, user=world.people["chief"], role="project-manager")
        world.chief.post(f"/project/{world.project.pk}/duplicate", data)
        copy = Project.objects.get(name="Harbour (Clone)")
        assert Task.objects.get(project=copy).title == "a task"
        assert CustomRole.objects.filter(project=copy, role="Mate").exists()
        assert ProjectUser.objects.filter(project=copy).count() == 4
        assert list(Column.objects.filter(project=copy).order_by("position").values_list("title", flat=True)) == [
            "Backlog", "Ready", "Work in progress", "Done",
        ]  # fmt: skip

    def test_a_foreign_project_is_no_source(self, world):
        create_project(actor=APPLICATION, name="Secret")
        secret = Project.objects.get(name="Secret")
        response = world.chief.post("/project/create", {"name": "x", "src_project_id": secret.pk})
        assert response.status_code == 403
        assert not Project.objects.filter(name="x").exists()


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
        assert count() == few

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


PAGES = (
    "edit", "share", "notifications", "integrations", "columns", "swimlanes", "categories", "tags", "permissions",
    "custom-roles", "actions", "predefined-contents", "duplicate", "import/tasks", "enable", "disable", "remove",
)  # fmt: skip


class TestAccess:
    @pytest.mark.parametrize("path", PAGES)
    def test_settings_are_for_managers(self, world, path):
        url = f"/project/{world.project.pk}/{path}"
        for who in ("viewer", "member", "outsider", "chief"):
            assert world.client(who).get(url).status_code == 403, who
            assert world.client(who).post(url).status_code in (403, 405), who
        assert world.manager.get(url).status_code == 200
        assert world.admin.get(url).status_code == 200
        assert world.anonymous.get(url).status_code == 302
        assert Project.objects.get().is_active

    def test_the_summary_is_for_viewers_and_filters_for_members(self, world):
        assert world.viewer.get(f"/project/{world.project.pk}").status_code == 200
        assert world.viewer.get(f"/project/{world.project.pk}/customer-filters").status_code == 403
        assert world.member.get(f"/project/{world.project.pk}/custom-filters").status_code == 200

    def test_a_personal_project_has_no_permissions(self, world):
        Project.objects.update(is_private=True)
        assert world.manager.get(f"/project/{world.project.pk}/permissions").status_code == 403
        assert world.manager.get(f"/project/{world.project.pk}/custom-roles").status_code == 403


class TestEditing:
    def test_the_fields_of_a_project(self, world):
        data = {
            "name": "Port", "identifier": "PORT", "description": "d", "owner_id": world.people["manager"].pk,
            "start_date": "2026-01-01", "task_limit": "", "priority_default": "1", "priority_start": "0",
            "priority_end": "5",
        }  # fmt: skip
        url = f"/project/{world.project.pk}/edit"
        assert world.manager.post(url, data).status_code == 302
        project = Project.objects.get()
        assert (project.name, project.owner_id, project.priority_end) == ("Port", world.people["manager"].pk, 5)
        assert world.manager.post(url, {**data, "start_date": "soon"}).status_code == 422
        assert world.manager.post(url, {**data, "email": "x"}).status_code == 422

    def test_closing_opening_removing(self, world):
        url = f"/project/{world.project.pk}"
        world.manager.post(f"{url}/disable")
        assert not Project.objects.get().is_active
        assert "This project is closed." in world.manager.get(f"/board/{world.project.pk}").content.decode()
        world.manager.post(f"{url}/enable")
        assert Project.objects.get().is_active
        world.manager.post(f"{url}/remove")
        assert not Project.objects.exists()

    def test_sharing(self, world):
        url = f"/project/{world.project.pk}/share"
        world.manager.post(url, {"switch": "enable"})
        token = Project.objects.get().token
        assert token in world.manager.get(url).content.decode()
        world.manager.post(url, {"switch": "disable"})
        assert Project.objects.get().token == ""


class TestBoardSettings:
    def test_columns(self, world):
        world.manager.post(query("Column", "create", world), {"title": "Test", "task_limit": "3"})
        column = Column.objects.get(title="Test")
        assert (column.position, column.task_limit) == (5, 3)
        assert world.manager.post(query("Column", "create", world), {"title": "Test"}).status_code == 422
        world.manager.post(query("Column", "edit", world, column_id=column.pk), {"title": "Check"})
        world.manager.post(query("Column", "move", world, column_id=column.pk, position=1))
        column.refresh_from_db()
        assert (column.title, column.position) == ("Check", 1)
        for position, result in ((2, True), (99, False)):
            body = {"column_id": column.pk, "position": position}
            answer = world.manager.post(query("Column", "move", world), body, content_type="application/json")
            assert answer.json() == {"result": result}
        missing = world.manager.post(query("Column", "move", world), {}, content_type="application/json")
        assert missing.status_code == 403
        world.manager.post(query("Column", "remove", world, column_id=column.pk))
        assert not Column.objects.filter(pk=column.pk).exists()

    def test_a_column_with_tasks_stays(self, world):
        task = world.task()
        response = world.manager.post(query("Column", "remove", world, column_id=task.column_id))
        assert response.status_code == 422
        assert Column.objects.filter(pk=task.column_id).exists()

    def test_swimlanes(self, world):
        world.manager.post(query("Swimlane", "create", world), {"name": "Fast"})
        lane = Swimlane.objects.get(name="Fast")
        world.manager.post(query("Swimlane", "move", world, swimlane_id=lane.pk, position=1))
        lane.refresh_from_db()
        assert lane.position == 1
        world.manager.post(query("Swimlane", "disable", world, swimlane_id=lane.pk))
        lane.refresh_from_db()
        assert not lane.is_active
        assert "Fast" in world.manager.get(f"/project/{world.project.pk}/swimlanes").content.decode()
        world.manager.post(query("Swimlane", "enable", world, swimlane_id=lane.pk))
        world.manager.post(query("Swimlane", "edit", world, swimlane_id=lane.pk), {"name": "Faster"})
        world.manager.post(query("Swimlane", "remove", world, swimlane_id=lane.pk))
        assert not Swimlane.objects.filter(name="Faster").exists()

    def test_categories_and_tags(self, world):
        world.manager.post(query("Category", "create", world), {"name": "Bug", "color_id": "red"})
        category = Category.objects.get()
        assert world.manager.post(query("Category", "create", world), {"name": "BUG"}).status_code == 422
        world.manager.post(query("Category", "edit", world, category_id=category.pk), {"name": "Fault"})
        world.manager.post(query("ProjectTag", "create", world), {"name": "wood"})
        tag = Tag.objects.get()
        world.manager.post(query("ProjectTag", "edit", world, tag_id=tag.pk), {"name": "oak", "color_id": "brown"})
        assert world.manager.post(query("ProjectTag", "makeGlobalTag", world, tag_id=tag.pk)).status_code == 403
        for path in ("categories", "tags"):
            assert world.manager.get(f"/project/{world.project.pk}/{path}").status_code == 200
        world.manager.post(query("ProjectTag", "updateSettings", world), {})
        assert not Project.objects.get().enable_global_tags
        world.admin.post(query("ProjectTag", "makeGlobalTag", world, tag_id=tag.pk))
        assert Tag.objects.get().project_id is None
        world.manager.post(query("Category", "remove", world, category_id=category.pk))
        assert not Category.objects.exists()

    def test_parts_of_another_project_are_unknown(self, world):
        other = create_project(actor=APPLICATION, name="Other")
        column = Column.objects.filter(project=other).first()
        assert world.manager.post(query("Column", "remove", world, column_id=column.pk)).status_code == 404
        assert world.manager.get(query("Column", "edit", world, column_id=column.pk)).status_code == 404


class TestPeople:
    def test_people_come_change_and_go(self, world):
        outsider = world.people["outsider"].pk
        data = {"user_id": outsider, "role": "project-viewer"}
        world.manager.post(query("ProjectPermission", "addUser", world), data)
        assert world.outsider.get(f"/board/{world.project.pk}").status_code == 200
        body = {"id": outsider, "role": "project-member"}
        url = query("ProjectPermission", "changeUserRole", world)
        answer = world.manager.post(url, body, content_type="application/json", headers=AJAX)
        assert answer.json() == {"status": "ok"}
        assert world.manager.post(url, body, content_type="application/json").status_code == 400
        world.manager.post(query("ProjectPermission", "removeUser", world, user_id=outsider))
        assert world.outsider.get(f"/board/{world.project.pk}").status_code == 403

    def test_only_known_roles_are_taken(self, world):
        body = {"id": world.people["member"].pk, "role": "project-emperor"}
        url = query("ProjectPermission", "changeUserRole", world)
        assert world.manager.post(url, body, content_type="application/json", headers=AJAX).status_code == 422
        assert ProjectUser.objects.get(user=world.people["member"]).role == "project-member"

    def test_the_last_manager_stays(self, world):
        manager = world.people["manager"].pk
        body = {"id": manager, "role": "project-member"}
        url = query("ProjectPermission", "changeUserRole", world)
        assert world.admin.post(url, body, content_type="application/json", headers=AJAX).status_code == 422
        world.admin.post(query("ProjectPermission", "removeUser", world, user_id=manager))
        world.manager.post(query("ProjectPermission", "removeUser", world, user_id=manager))
        assert ProjectUser.objects.get(user_id=manager).role == "project-manager"

    def test_groups(self, world):
        group = Group.objects.create(name="Crew")
        data = {"group_id": group.pk, "role": "project-member"}
        world.manager.post(query("ProjectPermission", "addGroup", world), data)
        world.manager.post(query("ProjectPermission", "changeGroupRole", world), {**data, "role": "project-viewer"})
        assert ProjectGroup.objects.get().role == "project-viewer"
        world.manager.post(query("ProjectPermission", "removeGroup", world, group_id=group.pk))
        assert not ProjectGroup.objects.exists()

    def test_custom_roles_and_what_they_restrict(self, world):
        world.manager.post(query("ProjectRole", "create", world), {"role": "Mate"})
        role = CustomRole.objects.get()
        assert world.manager.post(query("ProjectRole", "create", world), {"role": "Mate"}).status_code == 422
        world.manager.post(query("ProjectRole", "edit", world, role_id=role.pk), {"role": "Cook"})
        done, ready = world.columns["Done"].pk, world.columns["Ready"].pk
        rule = {"rule": "task_remove"}
        world.manager.post(query("ProjectRoleRestriction", "save", world, role_id=role.pk), rule)
        rule = {"rule": "block.task_creation", "column_id": done}
        world.manager.post(query("ColumnRestriction", "save", world, role_id=role.pk), rule)
        pair = {"src_column_id": ready, "dst_column_id": done, "only_assigned": "1"}
        world.manager.post(query("ColumnMoveRestriction", "save", world, role_id=role.pk), pair)
        html = world.manager.get(f"/project/{world.project.pk}/custom-roles").content.decode()
        assert "Cook" in html
        assert "Ready ↔ Done" in html
        for controller, model in (
            ("ProjectRoleRestriction", ProjectRestriction), ("ColumnRestriction", ColumnRestriction),
            ("ColumnMoveRestriction", MoveRestriction),
        ):  # fmt: skip
            url = query(controller, "remove", world, restriction_id=model.objects.get().pk)
            assert world.member.post(url).status_code == 403
            world.manager.post(url)
            assert not model.objects.exists()
        world.manager.post(query("ProjectRole", "remove", world, role_id=role.pk))
        assert not CustomRole.objects.exists()


class TestRules:
    NAME = "\\Kanboard\\Action\\TaskAssignColorColumn"

    def test_a_step_of_an_action_leads_back_to_the_one_before_with_its_choice(self, world):
        url = f"/project/{world.project.pk}/action/create"
        data = {"action_name": self.NAME, "event_name": "task.move.column"}
        third = world.manager.post(url, data).content.decode()
        assert 'name="back" value="event"' in third
        second = world.manager.post(url, {**data, "back": "event"}).content.decode()
        assert re.search(r'value="task.move.column" selected', second)
        assert 'name="back" value="action"' in second
        first = world.manager.post(url, {"action_name": self.NAME, "back": "action"}).content.decode()
        assert re.search(r'value="[^"]*TaskAssignColorColumn" selected', first)
        assert 'name="back"' not in first
        assert not Action.objects.exists()

    def test_each_kind_of_restriction_is_explained(self, world):
        page = world.manager.get(f"/project/{world.project.pk}/custom-roles").content.decode()
        assert "With the first way all other ways are closed to this role." in page

    def test_an_action_is_made_in_three_steps_and_removed(self, world):
        url = f"/project/{world.project.pk}/action/create"
        assert world.manager.get(url).status_code == 200
        first = world.manager.post(url, {"action_name": self.NAME}).content.decode()
        assert "event_name" in first
        data = {"action_name": self.NAME, "event_name": "task.move.column"}
        second = world.manager.post(f"/project/{world.project.pk}/action/params", data).content.decode()
        assert "params[column_id]" in second
        params = {**data, "params[column_id]": world.columns["Done"].pk, "params[color_id]": "red"}
        world.manager.post(f"/project/{world.project.pk}/action/save", params)
        action = Action.objects.get()
        assert action.params == {"column_id": str(world.columns["Done"].pk), "color_id": "red"}
        assert "Done" in world.manager.get(f"/project/{world.project.pk}/actions").content.decode()
        wrong = world.manager.post(f"/project/{world.project.pk}/action/save", {**params, "params[color_id]": "x"})
        assert wrong.status_code == 422
        world.manager.post(f"/project/{world.project.pk}/action/{action.pk}/remove")
        assert not Action.objects.exists()

    def test_actions_are_offered_in_families(self, world):
        page = world.manager.get(f"/project/{world.project.pk}/action/create").content.decode()
        groups = dict(re.findall(r'<optgroup label="([^"]*)">(.*?)</optgroup>', page, re.DOTALL))
        assert list(groups) == [label for label, _members in list_families()]
        assert "TaskAssignColorColumn" in groups["Colour, category and priority"]
        assert "TaskCloseColumn" in groups["Closing, sub-tasks, comments and email"]
        offered = [html.unescape(name) for text in groups.values() for name in re.findall(r'value="([^"]*)"', text)]
        assert sorted(offered) == sorted(list_automations())

    def set_up(self, world, name="TaskAssignColorColumn", event="task.move.column", **params):
        """An action that a program made, and the address of its form."""
        params = params or {"column_id": world.columns["Done"].pk, "color_id": "red"}
        action = create_action(
            actor=APPLICATION, project=world.project, event_name=event, action_name=f"\\Kanboard\\Action\\{name}",
            params={key: str(value) for key, value in params.items()},
        )  # fmt: skip
        return action, f"/project/{world.project.pk}/action/{action.pk}/edit"

    def test_an_action_is_edited_where_it_is_listed_and_belongs_to_who_does_it(self, world):
        action, url = self.set_up(world)
        Action.objects.update(last_error="old")
        assert url in world.manager.get(f"/project/{world.project.pk}/actions").content.decode()
        page = world.manager.get(url).content.decode()
        for value in ("task.move.column", world.columns["Done"].pk, "red"):
            assert re.search(f'value="{value}" selected', page), value
        values = {
            "event_name": "task.create", "params[column_id]": world.columns["Backlog"].pk, "params[color_id]": "green",
        }  # fmt: skip
        assert world.manager.post(url, values).status_code == 302
        changed = Action.objects.get()
        assert (changed.pk, changed.action_name) == (action.pk, self.NAME)
        assert changed.params == {"column_id": str(world.columns["Backlog"].pk), "color_id": "green"}
        assert (changed.event_name, changed.last_error) == ("task.create", "")
        assert (changed.author, changed.by_program) == (world.people["manager"], False)

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("params[color_id]", "x"),
            ("params[column_id]", "99999999"),
            ("params[column_id]", ""),
            ("event_name", "task.close"),
        ],
    )
    def test_a_wrong_value_of_an_action_is_said_beside_its_field(self, world, name, value):
        action, url = self.set_up(world)
        values = {
            "event_name": "task.create", "params[column_id]": world.columns["Done"].pk, "params[color_id]": "green",
        }  # fmt: skip
        response = world.manager.post(url, {**values, name: value})
        assert (response.status_code, list(response.context["form"].errors)) == (422, [name])
        kept = Action.objects.get()
        assert (kept.params, kept.by_program) == (action.params, True)

    @pytest.mark.parametrize("days", ["-5", "36501", "9" * 400, "1e400"])
    def test_days_that_no_action_waits_are_said_beside_their_field(self, world, days):
        url = f"/project/{world.project.pk}/action/create"
        name = "\\Kanboard\\Action\\TaskAssignDueDateOnCreation"
        data = {"action_name": name, "event_name": "task.create", "params[duration]": days}
        response = world.manager.post(url, data)
        assert (response.status_code, list(response.context["form"].errors)) == (422, ["params[duration]"])
        assert not Action.objects.exists()

    def test_a_value_that_is_gone_is_chosen_anew(self, world):
        _action, url = self.set_up(world)
        Action.objects.update(params={"column_id": "99999999", "color_id": "red"})
        page = world.manager.get(url).content.decode()
        assert re.search(r'<select name="params\[column_id\]"[^>]*>\s*<option value=""', page)
        assert not re.search(rf'value="{world.columns["Backlog"].pk}" selected', page)

    def test_an_action_without_parameters_gets_another_event_or_a_new_author(self, world):
        action, url = self.set_up(world)
        Action.objects.update(
            action_name="\\Kanboard\\Action\\TaskAssignCurrentUser", event_name="task.create", params={}
        )
        assert world.manager.post(url, {"event_name": "task.create"}).status_code == 302
        action.refresh_from_db()
        assert (action.params, action.author) == ({}, world.people["manager"])

    def test_the_destination_is_one_where_who_edits_may_create_tasks(self, world):
        """(decisions.md, rights of an automatic action)"""
        foreign, helper, own = (create_project(actor=APPLICATION, name=name) for name in ("Foreign", "Helper", "Own"))
        CustomRole.objects.create(project=helper, role="r").project_restrictions.create(rule="task_creation")
        for project, role in ((helper, "r"), (own, "project-member")):
            add_project_user(actor=APPLICATION, project=project, user_id=world.people["manager"].pk, role=role)
        column_id = world.columns["Done"].pk
        action, url = self.set_up(
            world, "TaskMoveAnotherProject", "task.close", column_id=column_id, project_id=foreign.pk
        )
        assert "Foreign" not in world.manager.get(url).content.decode()
        for project, status in ((foreign, 422), (helper, 422), (own, 302)):
            values = {"event_name": "task.close", "params[column_id]": column_id, "params[project_id]": project.pk}
            response = world.manager.post(url, values)
            assert response.status_code == status, project.name
            if status == 422:
                assert list(response.context["form"].errors) == ["params[project_id]"]
                assert Action.objects.get().params == action.params
        assert Action.objects.get().params["project_id"] == str(own.pk)

    def test_the_service_asks_for_the_rights_of_who_changes(self, world):
        foreign = create_project(actor=APPLICATION, name="Foreign")
        column = str(world.columns["Done"].pk)
        action, _url = self.set_up(
            world, "TaskMoveAnotherProject", "task.close", column_id=column, project_id=foreign.pk
        )
        with pytest.raises(Denied):
            update_action(actor=world.actor("manager"), action=action, event_name="task.close", params=action.params)
        with pytest.raises(Invalid):
            update_action(actor=APPLICATION, action=action, event_name="task.open", params=action.params)
        with pytest.raises(Invalid):
            update_action(actor=APPLICATION, action=action, event_name="task.close", params={"column_id": column})
        remove_action(actor=APPLICATION, action=Action.objects.get())
        with pytest.raises(NotFound):
            update_action(actor=APPLICATION, action=action, event_name="task.close", params=action.params)

    def test_an_action_of_another_project_or_of_an_unknown_kind_is_not_edited(self, world):
        action, url = self.set_up(world)
        own = create_project(actor=world.actor("manager"), name="Own")
        values = {"event_name": "task.create", "params[column_id]": own.columns.first().pk, "params[color_id]": "blue"}
        elsewhere = f"/project/{own.pk}/action/{action.pk}/edit"
        assert [world.manager.get(elsewhere).status_code, world.manager.post(elsewhere, values).status_code] == [
            404,
            404,
        ]
        for name in ("\\Old", "\\Kanboard\\Action\\TaskClose"):
            Action.objects.update(action_name=name)
            assert [world.manager.get(url).status_code, world.manager.post(url, values).status_code] == [404, 404]
            assert url not in world.manager.get(f"/project/{world.project.pk}/actions").content.decode()
        assert Action.objects.get().params == action.params

    def test_saved_filters_belong_to_somebody(self, world):
        world.member.post(
            query("CustomFilter", "save", world), {"name": "Mine", "filter": "assignee:me", "is_shared": "1"}
        )
        one = CustomFilter.objects.get()
        assert not one.is_shared
        assert "Mine" in world.member.get(f"/board/{world.project.pk}").content.decode()
        edit = query("CustomFilter", "edit", world, filter_id=one.pk)
        world.manager.post(edit, {"name": "Ours", "filter": "assignee:me", "is_shared": "on"})
        one.refresh_from_db()
        assert (one.name, one.is_shared) == ("Ours", True)
        CustomFilter.objects.update(user=world.people["manager"])
        assert world.member.post(edit, {"name": "x", "filter": "y"}).status_code == 403
        world.manager.post(query("CustomFilter", "remove", world, filter_id=one.pk))
        assert not CustomFilter.objects.exists()

    def test_templates_of_descriptions(self, world):
        data = {"title": "Bug", "description": "Steps:"}
        world.manager.post(query("PredefinedTaskDescription", "save", world), data)
        one = PredefinedDescription.objects.get()
        assert "Steps:" in world.member.get(f"/project/{world.project.pk}/task/create").content.decode()
        world.manager.post(query("PredefinedTaskDescription", "update", world, id=one.pk), {**data, "title": "Fault"})
        world.manager.post(f"/project/{world.project.pk}/predefined-contents", {"predefined_email_subjects": "Hi"})
        assert Project.objects.get().predefined_email_subjects == "Hi"
        world.manager.post(query("PredefinedTaskDescription", "remove", world, id=one.pk))
        assert not PredefinedDescription.objects.exists()
