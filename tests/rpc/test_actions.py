"""The procedures of automatic actions (procedures.md, action; automation.md 4)."""

from __future__ import annotations

import json

import pytest

from boards.models import Action
from tests.conftest import Rpc

PREFIX = "\\Kanboard\\Action\\"
EVENTS = {
    "subtask.create_update",
    "task.assignee_change",
    "task.close",
    "task.create",
    "task.create_update",
    "task.cronjob.daily",
    "task.move.column",
    "task.move.swimlane",
    "task.open",
    "task.update",
    "task_internal_link.create_update",
}


@pytest.fixture
def project_id(rpc: Rpc):
    return rpc.createProject("P")


def sorted_bytewise(labels) -> bool:
    return list(labels) == sorted(labels, key=str.encode)


def test_all_actions_with_an_event_are_offered(rpc: Rpc):
    offered = rpc.getAvailableActions()
    assert len(offered) == 43
    assert all(name.startswith(PREFIX) for name in offered)
    assert sorted_bytewise(offered.values())
    assert len(set(offered.values())) == 43
    assert f"{PREFIX}TaskClose" not in offered


def test_all_events_are_offered(rpc: Rpc):
    offered = rpc.getAvailableActionEvents()
    assert set(offered) == EVENTS
    assert sorted_bytewise(offered.values())


def test_each_action_tells_its_events(rpc: Rpc):
    labels = rpc.getAvailableActionEvents()
    answer = rpc.getCompatibleActionEvents(f"{PREFIX}TaskMoveColumnCategoryChange")
    assert answer == {name: labels[name] for name in ("task.create", "task.update", "task.create_update")}
    assert sorted_bytewise(answer.values())
    for name in rpc.getAvailableActions():
        assert set(rpc.getCompatibleActionEvents(name)) <= EVENTS


@pytest.mark.parametrize(
    "name", ["CommentCreation", "TaskAssignCategoryLabel", "TaskAssignUser", "TaskClose", "TaskCreation", "TaskOpen"]
)
def test_actions_of_plugins_have_no_event(rpc: Rpc, project_id, name):
    assert rpc.getCompatibleActionEvents(f"{PREFIX}{name}") == {}
    assert rpc.createAction(project_id, "task.create", f"{PREFIX}{name}", {}) is False


@pytest.mark.parametrize("name", ["TaskClose", "", "\\Kanboard\\Action\\Nothing"])
def test_unknown_actions_are_named_in_the_error(rpc: Rpc, name):
    status, answer = rpc.answer("getCompatibleActionEvents", name)
    assert status == 200
    assert answer["error"]["code"] == 0
    assert answer["error"]["message"] == f"Automatic Action Not Found: {name}"


def test_an_action_comes_back_as_texts(rpc: Rpc, project_id):
    name = f"{PREFIX}SubtaskTimerMoveTaskColumn"
    action_id = rpc.createAction(project_id, "task.move.column", name, {"column_id": 5, "subtask": True})
    (action,) = rpc.getActions(project_id)
    assert action == {
        "id": action_id,
        "project_id": project_id,
        "event_name": "task.move.column",
        "action_name": name,
        "params": {"column_id": "5", "subtask": "1"},
    }
    assert list(action) == ["id", "project_id", "event_name", "action_name", "params"]


@pytest.mark.parametrize("params", [{}, []])
def test_no_parameters_are_an_empty_list(rpc: Rpc, project_id, params):
    name = f"{PREFIX}TaskAssignCurrentUser"
    assert isinstance(rpc.createAction(project_id, "task.create", name, params), int)
    assert rpc.getActions(project_id)[0]["params"] == []


def test_equal_actions_may_exist_and_come_by_id(rpc: Rpc, project_id):
    call = (project_id, "task.move.column", f"{PREFIX}TaskCloseColumn", {"column_id": "1"})
    ids = [rpc.createAction(*call) for _ in range(3)]
    assert [action["id"] for action in rpc.getActions(project_id)] == sorted(ids)


@pytest.mark.parametrize("value", ["", 0, "word", 99999999, -3, 1.5])
def test_values_are_not_looked_at(rpc: Rpc, project_id, value):
    name = f"{PREFIX}TaskCloseColumn"
    assert isinstance(rpc.createAction(project_id, "task.move.column", name, {"column_id": value}), int)
    assert rpc.getActions(project_id)[0]["params"] == {"column_id": str(value)}


@pytest.mark.parametrize(
    ("event", "name", "params"),
    [
        ("task.move.column", "TaskNothing", {"column_id": 1}),
        ("task.create", "TaskCloseColumn", {"column_id": 1}),
        ("no.event", "TaskCloseColumn", {"column_id": 1}),
        ("", "TaskCloseColumn", {"column_id": 1}),
        (None, "TaskCloseColumn", {"column_id": 1}),
        ("task.move.column", "TaskCloseColumn", {}),
        ("task.move.column", "TaskCloseColumn", []),
        ("task.move.column", "TaskCloseColumn", ["1"]),
        ("task.move.column", "TaskCloseColumn", {"column_id": None}),
        ("task.move.column", "TaskCloseColumn", {"Column_id": 1}),
        ("task.move.column", "TaskCloseColumn", {"column_id": 1, "more": 1}),
        ("task.move.column", "TaskCloseColumn", {"column_id": 1, "more": None}),
    ],
)
def test_impossible_actions_are_refused(rpc: Rpc, project_id, event, name, params):
    assert rpc.createAction(project_id, event, f"{PREFIX}{name}", params) is False
    assert not Action.objects.exists()


@pytest.mark.parametrize("name", ["TaskCloseColumn", "Kanboard\\Action\\TaskCloseColumn", "", None])
def test_a_name_without_its_backslash_is_unknown(rpc: Rpc, project_id, name):
    assert rpc.createAction(project_id, "task.move.column", name, {"column_id": 1}) is False
    assert not Action.objects.exists()


@pytest.mark.parametrize("params", ["x", 5, True, None, {"column_id": ["x"]}, {"column_id": {}}])
def test_parameters_of_another_type_are_wrong(rpc: Rpc, project_id, params):
    name = f"{PREFIX}TaskCloseColumn"
    assert rpc.error("createAction", project_id, "task.move.column", name, params) == -32602
    assert not Action.objects.exists()


@pytest.mark.parametrize("project", [99999999, 0, -1, "x", "", None, 1.0, True])
def test_an_unknown_project_has_no_actions(rpc: Rpc, project_id, project):
    assert rpc.createAction(project, "task.move.column", f"{PREFIX}TaskCloseColumn", {"column_id": 1}) is False
    assert not Action.objects.exists()


def test_an_action_is_removed_once(rpc: Rpc, project_id):
    call = (project_id, "task.move.column", f"{PREFIX}TaskCloseColumn", {"column_id": "1"})
    kept, removed = rpc.createAction(*call), rpc.createAction(*call)
    assert rpc.removeAction(removed) is True
    assert rpc.removeAction(removed) is False
    assert rpc.removeAction(99999999) is False
    assert [action["id"] for action in rpc.getActions(project_id)] == [kept]
    assert rpc.getActions(99999999) == []


def test_only_managers_of_the_project_see_and_change_its_actions(rpc: Rpc, project_id):
    for name, role in (("anna", "project-manager"), ("bert", "project-member")):
        user_id = rpc.createUser(name, "secret-pw")
        rpc.addProjectUser(project_id, user_id, role)
    call = (project_id, "task.move.column", f"{PREFIX}TaskCloseColumn", {"column_id": "1"})
    manager, member = rpc.user("anna"), rpc.user("bert")
    action_id = manager.createAction(*call)
    assert [action["id"] for action in manager.getActions(project_id)] == [action_id]
    for method, args in (("getActions", [project_id]), ("createAction", call), ("removeAction", [action_id])):
        status, answer = member.answer(method, *args)
        assert (status, "result" in answer) == (403, False)
    assert [action.pk for action in Action.objects.all()] == [action_id]
    assert len(member.getAvailableActions()) == 43
    assert manager.answer("removeAction", 99999999)[0] == 403
    assert manager.removeAction(action_id) is True


@pytest.mark.parametrize("actions", [10, 200])
def test_a_list_costs_the_same_at_any_size(rpc: Rpc, project_id, actions, django_assert_num_queries):
    from boards.queries.actions import list_action_objects

    Action.objects.bulk_create(
        Action(project_id=project_id, event_name="task.close", action_name=f"{PREFIX}X", params={"column_id": "1"})
        for _ in range(actions)
    )
    with django_assert_num_queries(1):
        assert len(list_action_objects(project_id)) == actions


def test_changes_without_actions_ask_for_them_once(rpc: Rpc, project_id):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    task_id = rpc.createTask("t", project_id)
    rpc.openTask(task_id)
    with CaptureQueriesContext(connection) as captured:
        assert rpc.closeTask(task_id) is True
    asked = [query["sql"] for query in captured if '"boards_action"' in query["sql"]]
    assert len(asked) == 1


def test_a_failing_action_is_not_seen_by_who_calls(rpc: Rpc, project_id, caplog):
    name = f"{PREFIX}TaskMoveAnotherProject"
    column = rpc.getColumns(project_id)[1]["id"]
    rpc.createAction(project_id, "task.move.column", name, {"column_id": column, "project_id": 99999999})
    task_id = rpc.createTask("t", project_id)
    assert rpc.moveTaskPosition(project_id, task_id, column, 1, 0) is True
    assert rpc.getTask(task_id)["project_id"] == project_id
    assert json.dumps(rpc.getActions(project_id)).count("last_error") == 0
