"""Tasks over the API: how arguments are read, and what custom roles may (protocol.md 4 and 9)."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password

from boards.access import read_rights
from boards.actors import APPLICATION
from boards.authentication.sessions import actor_of
from boards.models import Column, CustomRole, Project, Tag, Task, User
from boards.services.custom_roles import create_custom_role, restrict_column, restrict_moves, restrict_project
from tests.conftest import Rpc


@pytest.fixture
def project(rpc: Rpc) -> int:
    return rpc.createProject("Board")


def columns(project: int) -> list[int]:
    return list(Column.objects.filter(project_id=project).order_by("position").values_list("pk", flat=True))


@pytest.mark.parametrize("project_id", ["x", True, 1.0, None, "", []])
def test_the_project_of_a_new_task_is_an_integer(rpc, project, project_id):
    assert rpc.createTask(title="t", project_id=project_id) is False


@pytest.mark.parametrize(
    ("title", "stored"), [("a", "a"), ("0", "Untitled"), (0, "Untitled"), (False, "Untitled"), (12, "12"), (True, "1")]
)
def test_titles_are_texts(rpc, project, title, stored):
    assert rpc.getTask(rpc.createTask(title=title, project_id=project))["title"] == stored


@pytest.mark.parametrize("field", ["title", "date_due", "reference", "tags", "date_started"])
@pytest.mark.parametrize("value", [{"a": [1]}, [[1]]])
def test_lists_where_text_belongs_are_invalid_params(rpc, project, field, value):
    call = {"title": "t", "project_id": project, field: value}
    assert rpc.error("createTask", **call) == -32602
    assert not Task.objects.exists()


@pytest.mark.parametrize("value", ["x", 5, None, True])
def test_tags_are_a_list(rpc, project, value):
    assert rpc.error("createTask", title="t", project_id=project, tags=value) == -32602
    task = rpc.createTask(title="t", project_id=project)
    if value is not None:
        assert rpc.error("updateTask", id=task, tags=value) == -32602
    assert rpc.error("setTaskTags", project, task, value) == -32602


def test_a_nul_character_is_no_text(rpc, project):
    assert rpc.error("createTask", title="a\x00b", project_id=project) == -32602
    assert rpc.error("createTask", title="a", project_id=project, date_due="2026-01-01\x00") == -32602


@pytest.mark.parametrize(
    ("field", "value", "answer"),
    [
        ("owner_id", "0", False),
        ("owner_id", None, False),
        ("owner_id", "", False),
        ("creator_id", False, False),
        ("swimlane_id", 0, False),
        ("swimlane_id", -1, False),
        ("column_id", "x", 0),
        ("category_id", "x", False),
        ("category_id", 99999999, False),
        ("score", 1.5, False),
        ("score", 2**31, False),
        ("priority", "1.0", False),
        ("time_spent", "much", False),
        ("recurrence_status", None, 0),
        ("recurrence_status", True, False),
        ("date_due", 1893456000, False),
        ("date_due", "2026-02-30", False),
        ("date_due", "tomorrow", False),
        ("date_due", "25 dec", False),
        ("date_started", "31.12.2026", False),
        ("date_due", "1969-01-01", False),
    ],
)
def test_impossible_values_have_their_answers(rpc, project, field, value, answer):
    given = rpc.createTask(title="t", project_id=project, **{field: value})
    assert (given, type(given)) == (answer, type(answer))
    assert not Task.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "key", "stored"),
    [
        ("score", "", "score", 0),
        ("score", None, "score", None),
        ("score", "-3", "score", -3),
        ("priority", "", "priority", 0),
        ("time_spent", "1.5", "time_spent", 1.5),
        ("time_spent", "", "time_spent", 0),
        ("color_id", "", "color_id", "yellow"),
        ("color_id", None, "color_id", "yellow"),
        ("date_due", None, "date_due", None),
        ("description", None, "description", None),
        ("swimlane_id", "", "is_active", 1),
        ("column_id", "", "position", 1),
        ("category_id", "", "category_id", 0),
        ("reference", None, "reference", None),
    ],
)
def test_empty_values_have_their_meaning(rpc, project, field, value, key, stored):
    task = rpc.createTask(title="t", project_id=project, **{field: value})
    assert rpc.getTask(task)[key] == stored


@pytest.mark.parametrize(("status", "found"), [(1, 1), (0, 0), ("1", 1), (None, 0), (2, 0), ("x", 0)])
def test_tasks_are_listed_by_status(rpc, project, status, found):
    rpc.createTask(title="t", project_id=project)
    assert len(rpc.getAllTasks(project, status)) == found
    assert rpc.getAllTasks("x") == []


@pytest.mark.parametrize("identifier", ["1", 1.0, "1.0", "01", " 1 ", True])
def test_ids_are_read_loosely(rpc, project, identifier):
    task = rpc.createTask(title="t", project_id=project)
    given = {"1": str(task), "1.0": f"{task}.0", "01": f"0{task}", " 1 ": f" {task} "}.get(
        identifier if isinstance(identifier, str) else "", float(task)
    )
    assert rpc.getTask(given)["id"] == task


@pytest.mark.parametrize("identifier", ["1abc", 1.5, "", 0, -1, [1], {"a": 1}, None, 2**70, "9" * 30, False])
def test_what_is_no_id_matches_nothing(rpc, project, identifier):
    rpc.createTask(title="t", project_id=project)
    assert rpc.getTask(identifier) is None


def test_an_update_leaves_alone_what_is_null(rpc, project):
    task = rpc.createTask(title="t", project_id=project, score=3, date_due="2030-01-01")
    before = rpc.getTask(task)
    assert rpc.updateTask(id=task, title=None, score=None, date_due=None, category_id=None) is True
    after = rpc.getTask(task)
    assert {key for key in before if before[key] != after[key]} <= {"date_modification"}
    assert rpc.updateTask(id=str(task), category_id=0, owner_id="0") is True
    assert rpc.updateTask(id=True) is False
    assert rpc.updateTask(id=task, owner_id="") is False


@pytest.mark.parametrize(("position", "code"), [("x", -32602), ("", -32602)])
def test_places_are_numbers(rpc, project, position, code):
    task = rpc.createTask(title="t", project_id=project)
    assert rpc.error("moveTaskPosition", project, task, columns(project)[0], position, 0) == code


@pytest.mark.parametrize("position", [None, 0, -5, [1]])
def test_there_are_no_other_places(rpc, project, position):
    task = rpc.createTask(title="t", project_id=project)
    assert rpc.moveTaskPosition(project, task, columns(project)[1], position, 0) is False
    assert rpc.moveTaskPosition(project, task, None, 1, 0) is False


def test_a_huge_place_is_the_last_one(rpc, project):
    task = rpc.createTask(title="t", project_id=project)
    assert rpc.moveTaskPosition(project, task, columns(project)[1], 2**70, 0) is True
    assert rpc.getTask(task)["position"] == 1


def test_copies_and_moves_of_nothing(rpc, project):
    task = rpc.createTask(title="t", project_id=project)
    assert rpc.duplicateTaskToProject(task, 99999999) == 0
    assert rpc.moveTaskToProject(task, 99999999) is False
    assert rpc.moveTaskToProject(99999999, project) is False


def test_the_board_counts_by_swimlane_when_the_project_says_so(rpc, project):
    lane = rpc.addSwimlane(project, "Second")
    rpc.createTask(title="a", project_id=project, score=2)
    rpc.createTask(title="b", project_id=project, swimlane_id=lane)
    counts = [row["columns"][0]["column_nb_open_tasks"] for row in rpc.getBoard(project)]
    Project.objects.update(per_swimlane_task_limits=True)
    per_lane = [row["columns"][0]["column_nb_open_tasks"] for row in rpc.getBoard(project)]
    assert (counts, per_lane) == ([2, 2], [1, 1])
    assert [row["score"] for row in rpc.getBoard(project)] == [2, 0]


# Custom roles: members with restrictions


@pytest.fixture
def anna(rpc: Rpc, project: int) -> Rpc:
    """A member with the custom role "helper"."""
    user = User.objects.create(username="anna", password=make_password("secret-pw"))
    rpc.addProjectUser(project, user.pk, "helper")
    return Rpc("anna", "secret-pw")


@pytest.fixture
def role(project: int) -> CustomRole:
    return create_custom_role(actor=APPLICATION, project=Project.objects.get(pk=project), name="helper")


@pytest.fixture
def task(rpc: Rpc, project: int) -> int:
    return rpc.createTask(title="t", project_id=project)


def forbid(role: CustomRole, rule: str) -> None:
    restrict_project(actor=APPLICATION, role=role, rule=rule)


def test_a_custom_role_without_restrictions_is_a_member(rpc, anna, role, project, task):
    assert anna.createTask(title="x", project_id=project) > 0
    assert anna.closeTask(task) is True
    assert anna.moveTaskPosition(project, task, columns(project)[1], 1, 0) is True
    assert anna.updateTask(id=task, title="n", owner_id=User.objects.get(username="anna").pk) is True
    assert anna.removeTask(task) is True
    assert anna.answer("addColumn", project, "x")[0] == 403


def test_a_role_that_nobody_defined_is_a_member(anna, project):
    assert anna.createTask(title="x", project_id=project) > 0


@pytest.mark.parametrize(
    ("rule", "method", "params"),
    [
        ("task_creation", "createTask", {"title": "x", "project_id": "P"}),
        ("task_open_close", "closeTask", {"task_id": "T"}),
        ("task_open_close", "openTask", {"task_id": "T"}),
        ("task_remove", "removeTask", {"task_id": "T"}),
        (
            "task_move",
            "moveTaskPosition",
            {"project_id": "P", "task_id": "T", "column_id": "C", "position": 1, "swimlane_id": 0},
        ),
        ("task_change_assignee", "updateTask", {"id": "T", "owner_id": 0}),
        ("task_update_assigned", "updateTask", {"id": "T", "title": "n"}),
        ("task_update_assigned", "setTaskTags", {"project_id": "P", "task_id": "T", "tags": ["new"]}),
        ("task_change_assignee", "createTask", {"title": "x", "project_id": "P", "owner_id": "A"}),
        ("task_creation", "duplicateTaskToProject", {"task_id": "T", "project_id": "P"}),
        ("task_change_assignee", "duplicateTaskToProject", {"task_id": "T", "project_id": "P", "owner_id": "A"}),
        ("task_remove", "moveTaskToProject", {"task_id": "T", "project_id": "O"}),
        ("task_move", "moveTaskToProject", {"task_id": "T", "project_id": "O"}),
    ],
)
def test_a_restriction_is_forbidden_and_changes_nothing(rpc, anna, role, project, task, rule, method, params):
    anna_id = User.objects.get(username="anna").pk
    own = anna.createMyPrivateProject("Own")
    values = {"P": project, "T": task, "C": columns(project)[1], "A": anna_id, "O": own}
    forbid(role, rule)
    before = list(Task.objects.values())
    call = {name: values.get(str(value), value) for name, value in params.items()}
    assert anna.answer(method, **call)[0] == 403
    assert list(Task.objects.values()) == before
    assert not Tag.objects.exists()


def test_a_task_comes_into_a_project_by_the_rights_there(rpc, anna, role, project, task):
    """The column is the one that the task will stand in, though none is named."""
    second = Column.objects.get(project_id=project, position=2)
    restrict_column(actor=APPLICATION, role=role, column=second, rule="block.task_creation")
    own = anna.createMyPrivateProject("Own")
    column = Column.objects.get(project_id=own, title=second.title)
    coming = anna.createTask(title="x", project_id=own, column_id=column.pk)
    for method in ("moveTaskToProject", "duplicateTaskToProject"):
        assert anna.answer(method, coming, project)[0] == 403
    rpc.moveTaskPosition(project, task, second.pk, 1, 0)
    assert anna.answer("duplicateTaskToProject", task, project)[0] == 403
    first = columns(project)[0]
    assert anna.duplicateTaskToProject(coming, project, None, first) > 0
    assert anna.moveTaskToProject(coming, project, None, first) is True


def test_who_may_change_only_his_own_changes_his_own(rpc, anna, role, project):
    forbid(role, "task_update_assigned")
    own = rpc.createTask(title="t", project_id=project, owner_id=User.objects.get(username="anna").pk)
    assert anna.updateTask(id=own, title="n") is True


def test_a_column_decides_before_the_project(anna, role, project, task):
    first, second, *_ = Column.objects.filter(project_id=project).order_by("position")
    forbid(role, "task_creation")
    restrict_column(actor=APPLICATION, role=role, column=second, rule="allow.task_creation")
    assert anna.createTask(title="x", project_id=project, column_id=second.pk) > 0
    assert anna.answer("createTask", title="x", project_id=project)[0] == 403
    restrict_column(actor=APPLICATION, role=role, column=first, rule="block.task_open_close")
    assert anna.answer("closeTask", task)[0] == 403


@pytest.mark.parametrize("first", ["allow", "block"])
def test_what_blocks_a_column_wins_in_every_door(anna, role, project, task, first):
    """The board hides the button; the API would make the task."""
    column = Column.objects.filter(project_id=project).order_by("position")[0]
    second = {"allow": "block", "block": "allow"}[first]
    for word in (first, second):
        for right in ("task_creation", "task_open_close"):
            restrict_column(actor=APPLICATION, role=role, column=column, rule=f"{word}.{right}")
    actor = actor_of(User.objects.get(username="anna"))
    rights = read_rights(actor, project_id=project)
    assert (rights.can_create(column.pk), rights.can_close(column.pk)) == (False, False)
    assert anna.answer("createTask", title="x", project_id=project)[0] == 403
    assert anna.answer("closeTask", task)[0] == 403


def test_pairs_of_columns_are_the_only_ways(rpc, anna, role, project, task):
    first, second, third, _ = Column.objects.filter(project_id=project).order_by("position")
    restrict_moves(actor=APPLICATION, role=role, source=first, target=second)
    assert anna.moveTaskPosition(project, task, second.pk, 1, 0) is True
    assert anna.answer("moveTaskPosition", project, task, third.pk, 1, 0)[0] == 403
    assert anna.moveTaskPosition(project, task, first.pk, 1, 0) is True
    assert anna.moveTaskPosition(project, task, first.pk, 1, 0) is False


def test_a_way_may_be_open_for_own_tasks_only(rpc, anna, role, project, task):
    first, second, *_ = Column.objects.filter(project_id=project).order_by("position")
    restrict_moves(actor=APPLICATION, role=role, source=first, target=second, only_assigned=True)
    assert anna.answer("moveTaskPosition", project, task, second.pk, 1, 0)[0] == 403
    rpc.updateTask(id=task, owner_id=User.objects.get(username="anna").pk)
    assert anna.moveTaskPosition(project, task, second.pk, 1, 0) is True
