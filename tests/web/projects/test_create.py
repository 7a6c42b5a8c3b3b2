"""Making projects."""

from __future__ import annotations

import re

import pytest

from boards.actors import APPLICATION
from boards.models import (
    Action,
    Category,
    Column,
    CustomRole,
    Project,
    ProjectUser,
    Swimlane,
    Task,
)
from boards.project_templates import TEMPLATES
from boards.queries.settings import forget_settings
from boards.services.custom_roles import create_custom_role
from boards.services.projects import create_project
from boards.services.settings import save_settings


class TestMaking:
    def test_a_manager_makes_a_team_project(self, world):
        assert world.chief.get("/project/create").status_code == 200
        data = {"name": "Dock <b>", "identifier": "dock", "task_limit": "7"}
        response = world.chief.post("/project/create", data)
        project = Project.objects.get(name="Dock <b>")
        assert response["Location"] == f"/board/{project.pk}"
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


class TestTemplates:
    def test_two_fields_are_seen_and_the_rest_is_folded(self, world):
        page = world.chief.get("/project/create").content.decode()
        seen, folded = page.split('<details class="more">')
        assert 'name="name"' in seen
        assert re.findall(r'name="template" value="(\w+)"', seen) == list(TEMPLATES)
        assert re.findall(r'value="(\w+)"[^>]*checked', seen) == ["kanban"]
        for name in ("identifier", "description", "task_limit", "per_swimlane_task_limits"):
            assert f'name="{name}"' in folded

    def test_each_choice_says_what_it_has(self, world):
        save_settings(actor=APPLICATION, values={"board_columns": "Here, There"})
        forget_settings()
        page = world.chief.get("/project/create").content.decode()
        assert '<span class="hint">Here, There</span>' in page
        assert "Reported, Confirmed, In progress, Testing, Fixed · 2 swimlanes · 4 categories" in page
        assert " · 5 actions<" in page

    def test_what_was_refused_under_more_is_unfolded(self, world):
        page = world.chief.post("/project/create", {"name": "Dock", "identifier": "a b"}).content.decode()
        assert '<details class="more" open>' in page

    def test_who_only_types_a_name_gets_what_has_always_been(self, world):
        world.chief.post("/project/create", {"name": "Dock"})
        dock = Project.objects.get(name="Dock")
        assert titles(dock) == titles(world.project)
        assert Swimlane.objects.get(project=dock).name == "Default swimlane"
        assert not Category.objects.filter(project=dock).exists()
        assert not Action.objects.filter(project=dock).exists()

    @pytest.mark.parametrize("url", ["/project/create", "/project/create/personal"])
    def test_a_project_has_what_its_template_says(self, world, url):
        data = {"name": "Crew", "template": "hiring", "description": "Who sails along"}
        world.chief.post(url, data)
        crew = Project.objects.get(name="Crew")
        assert titles(crew) == ["Applied", "Screening", "Interview", "Offer", "Hired", "Declined"]
        assert Action.objects.filter(project=crew).count() == 3
        assert crew.description == "Who sails along"

    def test_an_unknown_template_is_told(self, world):
        response = world.chief.post("/project/create", {"name": "Dock", "template": "waterfall"})
        assert response.status_code == 422
        assert not Project.objects.filter(name="Dock").exists()

    def test_a_project_of_ours_counts_more_than_a_template(self, world):
        ProjectUser.objects.create(project=world.project, user=world.people["chief"], role="project-manager")
        data = {"name": "Like it", "template": "hiring", "src_project_id": world.project.pk}
        world.chief.post("/project/create", data)
        assert titles(Project.objects.get(name="Like it")) == titles(world.project)


def titles(project):
    return list(Column.objects.filter(project=project).order_by("position").values_list("title", flat=True))
