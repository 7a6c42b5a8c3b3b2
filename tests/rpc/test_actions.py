"""The procedures of automatic actions (automation.md 4)."""

from __future__ import annotations

import json
from importlib import import_module

import pytest
from django.apps import apps

from boards.models import Action, Column, CustomRole, ProjectRestriction
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


def column_of(project_id: int) -> int:
    return Column.objects.filter(project_id=project_id).order_by("position")[0].pk


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
    action_id = rpc.createAction(
        project_id, "task.move.column", name, {"column_id": column_of(project_id), "subtask": True}
    )
    (action,) = rpc.getActions(project_id)
    assert action == {
        "id": action_id,
        "project_id": project_id,
        "event_name": "task.move.column",
        "action_name": name,
        "params": {"column_id": str(column_of(project_id)), "subtask": "1"},
    }
    assert list(action) == ["id", "project_id", "event_name", "action_name", "params"]


@pytest.mark.parametrize("params", [{}, []])
def test_no_parameters_are_an_empty_list(rpc: Rpc, project_id, params):
    name = f"{PREFIX}TaskAssignCurrentUser"
    assert isinstance(rpc.createAction(project_id, "task.create", name, params), int)
    assert rpc.getActions(project_id)[0]["params"] == []


def test_equal_actions_may_exist_and_come_by_id(rpc: Rpc, project_id):
    call = (project_id, "task.move.column", f"{PREFIX}TaskCloseColumn", {"column_id": str(column_of(project_id))})
    ids = [rpc.createAction(*call) for _ in range(3)]
    assert [action["id"] for action in rpc.getActions(project_id)] == sorted(ids)


REFERENCES = [
    ("task.move.column", "TaskCloseColumn", "column_id", {}),
    ("task.move.swimlane", "TaskAssignColorSwimlane", "swimlane_id", {"color_id": "red"}),
    ("task.create_update", "TaskAssignColorCategory", "category_id", {"color_id": "red"}),
    ("task_internal_link.create_update", "TaskAssignColorLink", "link_id", {"color_id": "red"}),
    ("task.create", "TaskAssignColorUser", "user_id", {"color_id": "red"}),
    ("task.close", "TaskDuplicateAnotherProject", "project_id", None),
]


@pytest.mark.parametrize(("event", "name", "param", "others"), REFERENCES)
@pytest.mark.parametrize("value", ["", "word", 99999999, "9" * 15, -3, 1.5])
def test_what_a_parameter_names_must_exist(rpc: Rpc, project_id, event, name, param, others, value):
    params = {"column_id": column_of(project_id)} if others is None else others
    assert rpc.createAction(project_id, event, f"{PREFIX}{name}", {**params, param: value}) is False
    assert not Action.objects.exists()


def test_what_a_parameter_names_must_be_of_the_project(rpc: Rpc, project_id):
    other = rpc.createProject("Q")
    foreign = {
        "column_id": column_of(other),
        "swimlane_id": rpc.getActiveSwimlanes(other)[0]["id"],
        "category_id": rpc.createCategory(other, "K"),
        "user_id": rpc.createUser("alice", "secret-pw"),
    }
    rpc.addProjectUser(other, foreign["user_id"], "project-member")
    for event, name, param, others in REFERENCES:
        if param in foreign:
            assert (
                rpc.createAction(project_id, event, f"{PREFIX}{name}", {**(others or {}), param: foreign[param]})
                is False
            )
            assert (
                rpc.createAction(other, event, f"{PREFIX}{name}", {**(others or {}), param: foreign[param]})
                is not False
            )
    assert set(Action.objects.values_list("project_id", flat=True)) == {other}


@pytest.mark.parametrize(
    ("event", "name", "params"),
    [
        ("task.move.column", "TaskAssignSpecificUser", {"column_id": None, "user_id": 0}),
        ("task.create_update", "TaskAssignCategoryColor", {"color_id": "red", "category_id": 0}),
    ],
)
def test_nobody_and_nothing_may_be_named(rpc: Rpc, project_id, event, name, params):
    values = {key: column_of(project_id) if value is None else value for key, value in params.items()}
    assert isinstance(rpc.createAction(project_id, event, f"{PREFIX}{name}", values), int)


@pytest.mark.parametrize("duration", ["9" * 400, "1e400", -5, 999999999])
def test_a_duration_that_can_never_run_is_refused(rpc: Rpc, project_id, duration):
    action = (project_id, "task.create", f"{PREFIX}TaskAssignDueDateOnCreation")
    assert rpc.createAction(*action, {"duration": duration}) is False
    assert not Action.objects.exists()
    assert rpc.createAction(*action, {"duration": 0}) > 0


def test_a_title_of_a_megabyte_is_no_parameter(rpc: Rpc, project_id):
    name = f"{PREFIX}SubtaskTimerMoveTaskColumn"
    params = {"column_id": column_of(project_id), "subtask": "x" * 1_000_000}
    assert rpc.createAction(project_id, "task.move.column", name, params) is False


@pytest.fixture
def two(rpc: Rpc):
    """Anna manages A; B is somebody else's. Answers anna's door, her id, and a function that makes A send to B."""
    a, b, anna = rpc.createProject("A"), rpc.createProject("B"), rpc.createUser("anna", "secret-pw")
    rpc.addProjectUser(a, anna, "project-manager")
    door = rpc.user("anna")

    def send(by, name="TaskDuplicateAnotherProject"):
        params = {"column_id": column_of(a), "project_id": b}
        return by.answer("createAction", a, "task.close", f"{PREFIX}{name}", params)

    return door, anna, a, b, send


def test_a_destination_of_others_is_as_unknown_as_none(rpc: Rpc, two):
    door, _anna, a, b, _send = two
    params = [{"column_id": column_of(a), "project_id": number} for number in (b, b + 1000)]
    answers = [door.answer("createAction", a, "task.close", f"{PREFIX}TaskMoveAnotherProject", one) for one in params]
    assert answers[0] == answers[1]


@pytest.mark.parametrize("name", ["TaskDuplicateAnotherProject", "TaskMoveAnotherProject"])
@pytest.mark.parametrize(
    ("role", "passes"),
    [("", False), ("project-viewer", False), ("no-new-tasks", False), ("project-member", True)],
)
def test_a_destination_is_one_where_the_author_may_create_tasks(rpc: Rpc, two, name, role, passes):
    """(decisions.md 7)"""
    door, anna, a, b, send = two
    custom = CustomRole.objects.create(project_id=b, role="no-new-tasks")
    ProjectRestriction.objects.create(role=custom, rule="task_creation")
    if role:
        rpc.addProjectUser(b, anna, role)
    status, answer = send(door, name)
    assert (status, Action.objects.count()) == ((200, 1) if passes else (403, 0)), answer
    task = rpc.createTask("sent", a)
    rpc.closeTask(task)
    assert [one["title"] for one in rpc.getAllTasks(b, 1) + rpc.getAllTasks(b, 0)] == (["sent"] if passes else [])


@pytest.mark.parametrize("name", ["TaskDuplicateAnotherProject", "TaskMoveAnotherProject"])
@pytest.mark.parametrize("loss", ["membership", "viewer", "closed account", "removed account"])
def test_an_action_has_the_rights_that_its_author_has_now(rpc: Rpc, two, name, loss):
    door, anna, a, b, send = two
    rpc.addProjectUser(b, anna, "project-member")
    action = send(door, name)[1]["result"]
    if loss == "membership":
        rpc.removeProjectUser(b, anna)
    elif loss == "viewer":
        rpc.changeProjectUserRole(b, anna, "project-viewer")
    elif loss == "closed account":
        rpc.disableUser(anna)
    else:
        rpc.removeUser(anna)
    task = rpc.createTask("sent", a)
    rpc.closeTask(task)
    assert rpc.getAllTasks(b, 1) + rpc.getAllTasks(b, 0) == []
    assert rpc.getTask(task)["project_id"] == a
    assert "may not create tasks" in Action.objects.get(pk=action).last_error


def test_an_action_of_a_program_may_go_to_every_project(rpc: Rpc, two):
    _door, _anna, a, b, send = two
    assert send(rpc)[1]["result"]
    rpc.closeTask(rpc.createTask("sent", a))
    assert [one["title"] for one in rpc.getAllTasks(b, 1)] == ["sent"]


def test_actions_of_before_belong_to_the_owner_of_their_project(rpc: Rpc):
    anna = rpc.createUser("anna", "secret-pw")
    owned, ownerless = rpc.createProject(name="A", owner_id=anna), rpc.createProject("B")
    for project in (owned, ownerless):
        Action.objects.create(project_id=project, event_name="task.close", action_name="\\Old")
    Action.objects.create(project_id=owned, event_name="task.close", action_name="\\New", by_program=True)
    import_module("boards.migrations.0006_known_authors").name_authors(apps, None)
    assert list(Action.objects.order_by("pk").values_list("author_id", flat=True)) == [anna, None, None]


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
    if isinstance(params, dict):
        params = {key: column_of(project_id) if value == 1 else value for key, value in params.items()}
    assert rpc.createAction(project_id, event, f"{PREFIX}{name}", params) is False
    assert not Action.objects.exists()


@pytest.mark.parametrize("name", ["TaskCloseColumn", "Kanboard\\Action\\TaskCloseColumn", "", None])
def test_a_name_without_its_backslash_is_unknown(rpc: Rpc, project_id, name):
    assert rpc.createAction(project_id, "task.move.column", name, {"column_id": column_of(project_id)}) is False
    assert not Action.objects.exists()


@pytest.mark.parametrize("params", ["x", 5, True, None, {"column_id": ["x"]}, {"column_id": {}}])
def test_parameters_of_another_type_are_wrong(rpc: Rpc, project_id, params):
    name = f"{PREFIX}TaskCloseColumn"
    assert rpc.error("createAction", project_id, "task.move.column", name, params) == -32602
    assert not Action.objects.exists()


@pytest.mark.parametrize("project", [99999999, 0, -1, "x", "", None, 1.0, True])
def test_an_unknown_project_has_no_actions(rpc: Rpc, project_id, project):
    assert (
        rpc.createAction(project, "task.move.column", f"{PREFIX}TaskCloseColumn", {"column_id": column_of(project_id)})
        is False
    )
    assert not Action.objects.exists()


def test_an_action_is_removed_once(rpc: Rpc, project_id):
    call = (project_id, "task.move.column", f"{PREFIX}TaskCloseColumn", {"column_id": str(column_of(project_id))})
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
    call = (project_id, "task.move.column", f"{PREFIX}TaskCloseColumn", {"column_id": str(column_of(project_id))})
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
        Action(
            project_id=project_id,
            event_name="task.close",
            action_name=f"{PREFIX}X",
            params={"column_id": str(column_of(project_id))},
        )
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
