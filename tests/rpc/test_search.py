"""searchTasks at the door (search.md 1)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password

from boards.models import Category, Column, Project, ProjectUser, Swimlane, Task, User, UserMetadata
from boards.shapes.tasks import TASK_FOUND
from tests.conftest import Rpc


@pytest.fixture
def project(db: None) -> Project:
    return Project.objects.create(name="Apollo (ÉA)", is_active=False)


@pytest.fixture
def task(project: Project) -> Task:
    return make_task(project, title="Fix login page", description="Users cannot log in")


def make_task(project: Project, **fields: Any) -> Task:
    column, _ = Column.objects.get_or_create(project=project, title="Ready", defaults={"position": 1})
    swimlane, _ = Swimlane.objects.get_or_create(project=project, name="Lane", defaults={"position": 1})
    stamps = dict.fromkeys(("date_creation", "date_modification", "date_moved"), 1_700_000_000)
    return Task.objects.create(project=project, column=column, swimlane=swimlane, color_id="red", **stamps, **fields)


@pytest.fixture
def anna(db: None, project: Project) -> User:
    user = User.objects.create(username="anna", name="Anna", password=make_password("secret-pw"))
    ProjectUser.objects.create(project=project, user=user, role="project-viewer")
    return user


def ids(answer: list[dict[str, Any]]) -> list[int]:
    return [one["id"] for one in answer]


def test_a_found_task_has_all_that_a_list_shows(rpc: Rpc, project: Project, task: Task):
    category = Category.objects.create(project=project, name="Bug")
    Task.objects.filter(pk=task.pk).update(category=category, time_spent=2.5, time_estimated=3)
    (found,) = rpc.searchTasks(project.pk, "login")
    assert tuple(found) == TASK_FOUND.keys
    assert {key: found[key] for key in ("id", "owner_id", "is_active", "is_milestone", "nb_comments")} == {
        "id": task.pk,
        "owner_id": 0,
        "is_active": 1,
        "is_milestone": None,
        "nb_comments": 0,
    }
    assert (found["category_name"], found["column_name"], found["project_name"]) == ("Bug", "Ready", "Apollo (ÉA)")
    assert (found["time_spent"], found["time_estimated"]) == (2.5, 3)


@pytest.mark.parametrize("query", [None, False, "", " ", "title:", "status:open"])
def test_what_asks_for_nothing_finds_every_task(rpc: Rpc, project: Project, task: Task, query: Any):
    other = make_task(project, title="other")
    assert ids(rpc.searchTasks(project.pk, query)) == [task.pk, other.pk]


def test_a_number_is_its_text(rpc: Rpc, project: Project, task: Task):
    assert ids(rpc.searchTasks(project.pk, task.pk)) == [task.pk]
    assert rpc.searchTasks(project.pk, 1.5) == []
    Task.objects.filter(pk=task.pk).update(title="Version 1.5")
    assert ids(rpc.searchTasks(project.pk, 1.5)) == [task.pk]


@pytest.mark.parametrize("query", [[], ["login"], {}, {"a": 1}])
def test_a_list_is_no_query(rpc: Rpc, project: Project, query: Any):
    assert rpc.error("searchTasks", project.pk, query) == -32602


def test_a_search_that_is_too_long_finds_nothing(rpc: Rpc, project: Project, task: Task):
    assert rpc.searchTasks(project.pk, " " * 65_535) != []
    assert rpc.searchTasks(project.pk, " " * 65_536) == []


def test_the_query_has_to_be_given(rpc: Rpc, project: Project):
    assert rpc.error("searchTasks", project.pk) == -32602


@pytest.mark.parametrize("name", ["Apollo (ÉA)", "APOLLO (Éa)"])
def test_a_program_may_name_the_project(rpc: Rpc, project: Project, task: Task, name: str):
    assert ids(rpc.searchTasks(name, "login")) == [task.pk]


@pytest.mark.parametrize("name", ["Apollo", "apollo (éa)", "%", "", "99999999", 0, None, [], "a\x00"])
def test_an_unknown_project_has_no_tasks(rpc: Rpc, project: Project, task: Task, name: Any):
    assert rpc.searchTasks(name, "login") == []


def test_members_find_their_own(rpc: Rpc, project: Project, task: Task, anna: User):
    own = make_task(project, title="hers", owner=anna)
    door = rpc.user("anna")
    assert ids(door.searchTasks(project.pk, "assignee:me")) == [own.pk]
    assert ids(door.searchTasks(project.pk, "cannot")) == []
    UserMetadata.objects.create(user=anna, name="task.search.all.fields", value="1")
    assert ids(door.searchTasks(project.pk, "cannot")) == [task.pk]


def test_others_are_refused(rpc: Rpc, project: Project, task: Task, anna: User):
    ProjectUser.objects.all().delete()
    door = rpc.user("anna")
    assert door.answer("searchTasks", project.pk, "login")[0] == 403
    assert door.answer("searchTasks", project.name, "login")[0] == 403
    assert door.answer("searchTasks", 99999999, "login")[0] == 403
