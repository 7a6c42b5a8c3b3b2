"""Automatic actions, saved filters and templates."""

from __future__ import annotations

import html
import re

import pytest

from boards.actors import APPLICATION
from boards.automations.catalogue import create_action, list_automations, list_families, update_action
from boards.dates import now
from boards.errors import Denied, Invalid, NotFound
from boards.models import (
    Action,
    CustomFilter,
    CustomRole,
    PredefinedDescription,
    Project,
)
from boards.services.actions import remove_action
from boards.services.memberships import add_project_user
from boards.services.projects import create_project
from tests.web.project_settings.asking import query


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
        Action.objects.update(recent=[[1, 0, "old"]])
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

    def list_of(self, world) -> str:
        page = world.manager.get(f"/project/{world.project.pk}/actions").content.decode()
        return html.unescape(re.sub(r"<[^>]*>", "", page))

    def test_an_action_is_one_sentence_in_its_family(self, world):
        world.columns["Done"].title = "Done <b>{column_id}</b>"
        world.columns["Done"].save()
        self.set_up(world)
        assert "When a task enters Done <b>{column_id}</b>, give it the colour Red." in self.list_of(world)
        assert '<h2 class="group-name">Colour, category and priority</h2>' in (
            world.manager.get(f"/project/{world.project.pk}/actions").content.decode()
        )

    @pytest.mark.parametrize(
        ("name", "event", "params", "sentence"),
        [
            ("TaskCloseNoActivity", "task.cronjob.daily", {"duration": 1}, "was not changed for 1 day, close it."),
            ("TaskCloseNoActivity", "task.cronjob.daily", {"duration": 1.5}, "was not changed for 1.5 days, close it."),
            ("TaskAssignColorUser", "task.create", {"user_id": 0, "color_id": "red"}, "is created for nobody, give"),
        ],
    )
    def test_numbers_and_nobody_are_words(self, world, name, event, params, sentence):
        self.set_up(world, name, event, **params)
        assert sentence in self.list_of(world)

    def test_an_action_says_what_it_did_and_why_it_did_not(self, world):
        self.set_up(world)
        assert "It had nothing to do so far." in self.list_of(world)
        Action.objects.update(recent=[[now() - 120, 7, "No such column."], [now() - 7200, 8, ""]])
        words = " ".join(self.list_of(world).split())
        assert "2 min ago#7Not done: No such column." in words
        assert "2 h ago#8Done" in words

    def test_an_action_says_that_what_it_names_is_gone(self, world):
        self.set_up(world)
        assert "not there any more" not in self.list_of(world)
        Action.objects.update(params={"column_id": "99999999", "color_id": "red"})
        assert "When a task enters ?, give it the colour Red." in self.list_of(world)
        assert "It names what is not there any more" in self.list_of(world)
        Action.objects.update(action_name="\\Kanboard\\Action\\Plugin")
        assert "Unknown action \\Kanboard\\Action\\Plugin: it does nothing." in self.list_of(world)

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
        """(decisions.md 7)"""
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
