"""The projects of people, and their tasks (web.md 4.2)."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import ProjectUser, User
from boards.services.groups import add_group_member, create_group
from boards.services.memberships import add_project_group, add_project_user
from boards.services.projects import create_project, disable_project
from boards.services.tasks.status import close_task
from tests.web.asking import text


def people(answer) -> list[tuple[str, str]]:
    return [(row.user.username, row.project.name) for row in answer.context["roles"]]


def titles(answer) -> list[str]:
    return [task.title for task in answer.context["tasks"]]


def test_managers_and_members_stand_with_their_projects(world):
    world.task()
    assert people(world.admin.get("/projects/managers")) == [("manager", "Harbour")]
    answer = world.admin.get("/projects/members/0")
    assert people(answer) == [("member", "Harbour")]
    assert "Backlog 1" in text(answer)
    assert people(world.admin.get(f"/projects/members/{world.people['manager'].pk}")) == []
    assert world.admin.get("/projects/members/999").status_code == 404


def test_roles_that_come_by_groups_are_shown(world):
    group = create_group(actor=APPLICATION, name="Gardeners")
    add_project_group(actor=APPLICATION, project=world.project, group_id=group.pk, role="project-manager")
    for name in ("outsider", "member"):
        add_group_member(actor=APPLICATION, group=group, user_id=world.people[name].pk)
    answer = world.admin.get("/projects/managers")
    assert people(answer) == [("manager", "Harbour"), ("outsider", "Harbour")]
    assert "by the group “Gardeners”" in text(answer)
    assert people(world.admin.get("/projects/members/0")) == [("member", "Harbour")]
    outsider = world.people["outsider"].pk
    assert people(world.admin.get(f"/projects/managers/{outsider}")) == [("outsider", "Harbour")]
    assert people(world.admin.get("/projects/managers?page=7")) == people(answer)


def test_tasks_are_those_of_everybody_or_of_one(world):
    member = world.people["member"]
    mine, done = world.task("Mine", owner_id=member.pk), world.task("Done", owner_id=member.pk)
    world.task("Of nobody")
    close_task(actor=APPLICATION, task_id=done.pk)
    assert titles(world.admin.get("/projects/tasks/0/opens")) == ["Of nobody", "Mine"]
    assert titles(world.admin.get(f"/projects/tasks/{member.pk}/opens")) == ["Mine"]
    assert titles(world.admin.get(f"/projects/tasks/{member.pk}/closed")) == ["Done"]
    assert f"/task/{mine.pk}" in text(world.admin.get("/projects/tasks/0/opens"))


def test_managers_see_only_their_own_open_projects(world):
    world.task("Secret")
    assert people(world.chief.get("/projects/managers")) == []
    assert titles(world.chief.get("/projects/tasks/0/opens")) == []
    chief = world.people["chief"]
    add_project_user(actor=APPLICATION, project=world.project, user_id=chief.pk, role="project-viewer")
    assert people(world.chief.get("/projects/managers")) == [("manager", "Harbour")]
    assert titles(world.chief.get("/projects/tasks/0/opens")) == ["Secret"]
    disable_project(actor=APPLICATION, project=world.project)
    for client in (world.chief, world.admin):
        assert people(client.get("/projects/managers")) == []
        assert titles(client.get("/projects/tasks/0/opens")) == []


def test_a_person_is_chosen_by_name(world):
    answer = world.admin.get("/projects/managers?person=Member (member)")
    assert answer["Location"] == f"/projects/managers/{world.people['member'].pk}"
    assert world.admin.get("/projects/managers?person=nobody")["Location"] == "/projects/managers"


def test_the_people_of_a_project_are_shown_to_who_manages_it(world):
    url = f"/?controller=ProjectUserOverviewController&action=users&project_id={world.project.pk}"
    page = text(world.admin.get(url))
    for said in ("Project Manager", "Manager", "Project Viewer", "Viewer"):
        assert said in page
    chief = world.people["chief"]
    assert world.chief.get(url).status_code == 403
    add_project_user(actor=APPLICATION, project=world.project, user_id=chief.pk, role="project-member")
    assert world.chief.get(url).status_code == 403
    ProjectUser.objects.filter(user=chief).update(role="project-manager")
    assert world.chief.get(url).status_code == 200
    assert world.manager.get(url).status_code == 403


def test_the_list_of_projects_leads_here(world):
    assert "/projects/managers" in text(world.chief.get("/projects"))
    assert "/projects/managers" not in text(world.manager.get("/projects"))


def test_each_costs_as_many_statements_for_many(world):
    paths = ("/projects/managers", "/projects/members/0", "/projects/tasks/0/opens")

    def count() -> list[int]:
        found = []
        for path in paths:
            with CaptureQueriesContext(connection) as queries:
                world.admin.get(path)
            found.append(len(queries))
        return found

    world.task()
    count()
    few = count()
    crew = User.objects.bulk_create(User(username=f"p{n}", password="!") for n in range(60))
    for number in range(4):
        project = create_project(actor=APPLICATION, name=f"P{number}")
        roles = ("project-manager", "project-member")
        ProjectUser.objects.bulk_create(
            ProjectUser(project=project, user=person, role=roles[n % 2]) for n, person in enumerate(crew)
        )
        group = create_group(actor=APPLICATION, name=f"G{number}")
        add_project_group(actor=APPLICATION, project=project, group_id=group.pk, role="project-manager")
        add_group_member(actor=APPLICATION, group=group, user_id=world.people["outsider"].pk)
    for number in range(60):
        world.task(f"T{number}", owner_id=world.people["member"].pk)
    assert count() == few == [9, 9, 6]
    assert len(world.admin.get("/projects/managers?page=2").context["roles"]) == 30
    assert len(world.admin.get("/projects/tasks/0/opens").context["tasks"]) == 50
