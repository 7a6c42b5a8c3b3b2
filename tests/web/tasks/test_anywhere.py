"""A new task from any page: one line, and its project."""

from __future__ import annotations

import re
from html import unescape

import pytest

from boards.models import Operation, Task, TaskTag
from boards.roles import ProjectRole
from boards.services.custom_roles import create_custom_role, restrict_project
from boards.services.memberships import add_project_user, change_project_user_role
from boards.services.projects import create_project

URL = "/tasks/new"


@pytest.fixture
def other(world):
    """A project of the member, made later and named before the one of the world."""
    project = create_project(actor=world.actor(), name="Anchor")
    add_project_user(actor=world.actor(), project=project, user_id=world.people["member"].pk, role=ProjectRole.MEMBER)
    return project


def offered(page: str) -> list[tuple[str, str]]:
    """The projects that the form offers; the chosen one has a mark."""
    return [(name.strip(), mark.strip()) for mark, name in re.findall(r'<option value="\d+"([^>]*)>([^<]*)<', page)]


def test_the_line_is_read_as_on_the_board_and_the_task_comes_to_the_first_column(world, other):
    client = world.client("member")
    response = client.post(URL, {"title": "Sand the keel #rig !2", "project_id": other.pk})
    assert (response.status_code, response["Location"]) == (302, f"/board/{other.pk}")
    task = Task.objects.get(project=other)
    assert (task.title, task.priority, task.column.position, task.creator) == (
        "Sand the keel", 2, 1, world.people["member"],
    )  # fmt: skip
    assert list(TaskTag.objects.filter(task=task).values_list("tag__name", flat=True)) == ["rig"]
    assert Operation.objects.get().created[0]["id"] == task.pk
    told = client.get("/messages").json()
    assert [(one["text"], one["view"]) for one in told] == [(f"#{task.pk} added.", f"/task/{task.pk}")]


def test_the_project_one_comes_from_is_chosen_and_starred_ones_come_first(world, other):
    client = world.client("member")
    assert offered(client.get(URL).content.decode())[0] == ("Anchor", "selected")
    client.post(f"/project/{world.project.pk}/star", {"starred": "1"})
    assert [name for name, _mark in offered(client.get(URL).content.decode())] == [world.project.name, "Anchor"]
    page = client.get(URL, {"project_id": other.pk}).content.decode()
    assert ("Anchor", "selected") in offered(page)


def test_only_projects_where_one_may_add_tasks_are_offered(world, other):
    assert [name for name, _mark in offered(world.client("viewer").get(URL).content.decode())] == []
    page = world.client("viewer").get(URL).content.decode()
    assert "you are in none where you may add tasks" in page
    assert "Add task</button>" not in page
    assert "Add task</button>" in world.client("member").get(URL).content.decode()
    for who, project in (("viewer", world.project), ("viewer", other)):
        response = world.client(who).post(URL, {"title": "x", "project_id": project.pk})
        assert (response.status_code, Task.objects.count()) == (422, 0)


def test_who_comes_from_where_one_may_add_none_is_told_so(world, other):
    said, choose = "You can't add tasks in this project.", "Choose another one."

    def ask(who: str, project_id: int) -> tuple[bool, bool, list[str]]:
        page = unescape(world.client(who).get(URL, {"project_id": project_id}).content.decode())
        return said in page, choose in page, [name for name, _mark in offered(page)]

    both = ["Anchor", world.project.name]
    assert ask("member", world.project.pk) == (False, False, both)
    assert ask("member", 0) == (False, False, both)
    assert ask("viewer", world.project.pk) == (True, False, [])
    member = world.people["member"].pk
    role = create_custom_role(actor=world.actor(), project=world.project, name="careful")
    restrict_project(actor=world.actor(), role=role, rule="task_creation")
    change_project_user_role(actor=world.actor(), project_id=world.project.pk, user_id=member, role="careful")
    assert ask("member", world.project.pk) == (True, True, ["Anchor"])
    # A project that one may not see, or that is none, is named nowhere.
    hidden = create_project(actor=world.actor(), name="Hidden").pk
    for project_id in (hidden, 999_999):
        assert ask("member", project_id)[:2] == (True, True)
        assert "Hidden" not in world.member.get(URL, {"project_id": project_id}).content.decode()


@pytest.mark.parametrize("data", [{"title": ""}, {"title": "   "}, {"title": "x", "project_id": ""}])
def test_what_is_missing_is_said_beside_its_field(world, data):
    response = world.client("member").post(URL, {"project_id": world.project.pk, **data})
    assert (response.status_code, Task.objects.count()) == (422, 0)
    assert 'aria-invalid="true"' in response.content.decode()


def test_all_fields_take_over_what_was_typed(world):
    client = world.client("member")
    response = client.post(URL, {"title": "Sand & paint", "project_id": world.project.pk, "whole": ""})
    where = f"/project/{world.project.pk}/task/create?title=Sand+%26+paint"
    assert (response.status_code, response["Location"]) == (302, where)
    assert 'value="Sand &amp; paint"' in client.get(response["Location"]).content.decode()


def test_the_same_request_twice_makes_one_task(world):
    data = {"title": "Once", "project_id": world.project.pk, "op": "6f1c1a5c-6a5b-4a0e-8f9e-0a4f6a8b7c6d"}
    for _n in range(2):
        assert world.client("member").post(URL, data).status_code == 302
    assert Task.objects.count() == 1
