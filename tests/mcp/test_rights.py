"""An assistant may what its caller may; what one may not see is not there."""

from __future__ import annotations

from typing import Any

import pytest

from boards.models import Task
from tests.mcp.conftest import PASSWORD, Assistant, basic

CHANGES: dict[str, dict[str, Any]] = {
    "create_tasks": {"project": "Harbour", "tasks": [{"title": "New"}]},
    "update_tasks": {"task_ids": [1], "title": "Changed"},
    "move_tasks": {"task_ids": [1], "column": "Done"},
    "close_tasks": {"task_ids": [1]},
    "comment_task": {"task_id": 1, "text": "Hello"},
    "update_subtasks": {"task_id": 1, "add": ["Step"]},
    "link_tasks": {"task_id": 1, "to_task_id": 2},
    "remove_tasks": {"task_ids": [1], "confirm": True},
}
LOOKS: dict[str, dict[str, Any]] = {
    "board_overview": {"project": "Harbour"},
    "find_tasks": {"project": "Harbour"},
    "get_task": {"task_id": 1},
    "whats_new": {"project": "Harbour"},
}


@pytest.fixture
def tasks(rpc, project, task):
    rpc.createTask(title="Sand it", project_id=project)
    return list(Task.objects.order_by("pk").values())


@pytest.mark.parametrize("name", CHANGES)
def test_who_may_only_read_changes_nothing(reader, tasks, name):
    sentence = "This token may only read. Ask the user for one that may change things."
    assert reader.refusal(name, **CHANGES[name]) == sentence
    assert list(Task.objects.order_by("pk").values()) == tasks


@pytest.mark.parametrize("name", CHANGES)
def test_a_viewer_changes_nothing(tasks, name):
    vic = Assistant(basic("vic", PASSWORD))
    assert "Your role does not allow this." in vic.refusal(name, **CHANGES[name])
    assert list(Task.objects.order_by("pk").values()) == tasks


@pytest.mark.parametrize("name", LOOKS)
def test_a_viewer_and_a_reading_token_see_all(reader, tasks, name):
    assert reader.call(name, **LOOKS[name])
    assert Assistant(basic("vic", PASSWORD)).call(name, **LOOKS[name])


@pytest.mark.parametrize("name", [*CHANGES, *LOOKS])
def test_what_one_may_not_see_is_as_unknown_as_what_does_not_exist(olga, rpc, tasks, name):
    arguments = {**CHANGES, **LOOKS}[name]
    foreign = olga.refusal(name, **arguments)
    by_id = olga.refusal(name, **{**arguments, "project": 1}) if "project" in arguments else ""
    rpc.removeProject(1)
    assert olga.refusal(name, **arguments) == foreign
    assert not by_id or olga.refusal(name, **{**arguments, "project": 1}) == by_id
    assert foreign.startswith("There is no ")
    assert "Paint" not in foreign


def test_an_administrator_needs_a_role_as_over_all_doors_for_programs(rpc, tasks):
    rpc.createUser(username="root", password=PASSWORD, role="app-admin")
    root = Assistant(basic("root", PASSWORD))
    assert root.refusal("get_task", task_id=1).startswith("There is no task #1")
    assert root.call("find_tasks")["total"] == 0


def test_a_foreign_task_among_ones_own_refuses_all(ana, rpc, tasks):
    foreign = rpc.createTask(title="Sail", project_id=rpc.createProject(name="Sea"))
    assert ana.refusal("close_tasks", task_ids=[1, foreign]).startswith(f"There is no task #{foreign} ")
    assert Task.objects.filter(is_active=False).count() == 0
    assert ana.refusal("link_tasks", task_id=1, to_task_id=foreign).startswith(f"There is no task #{foreign} ")


def test_of_a_foreign_task_that_is_linked_only_the_number_shows(ana, rpc, tasks):
    foreign = rpc.createTask(title="Sail", project_id=rpc.createProject(name="Sea"))
    rpc.createTaskLink(task_id=1, opposite_task_id=foreign, link_id=rpc.getLinkByLabel("blocks")["id"])
    told = ana.call("get_task", task_id=1)
    assert f"#{foreign}" in told
    assert "Sail" not in told


def test_tasks_of_several_projects_are_changed_together_and_moved_apart(ana, rpc, tasks):
    other = rpc.createProject(name="Dock")
    rpc.addProjectUser(project_id=other, user_id=rpc.getUserByName("ana")["id"])
    pk = rpc.createTask(title="Sweep", project_id=other)
    assert ana.call("close_tasks", task_ids=[1, pk])["changed"] == [1, pk]
    assert "of several projects" in ana.refusal("move_tasks", task_ids=[2, pk], column="Done")


def test_tools_that_change_are_not_told_to_who_may_only_read(ana, reader):
    names = [tool["name"] for tool in ana.result("tools/list")["tools"]]
    assert [tool["name"] for tool in reader.result("tools/list")["tools"]] == names[:6]
    assert set(names) == {"whoami", "list_projects", *CHANGES, *LOOKS}
