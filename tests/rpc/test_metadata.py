"""The procedures of named texts."""

from __future__ import annotations

import pytest

from boards.models import ProjectMetadata, Task, TaskMetadata
from boards.queries.metadata import list_project_metadata, list_task_metadata
from tests.conftest import Rpc


@pytest.fixture
def project_id(rpc: Rpc):
    return rpc.createProject("P")


@pytest.fixture(params=["Task", "Project"])
def owner(request, rpc: Rpc, project_id):
    """The kind of procedures, and the id that they take."""
    if request.param == "Project":
        return "Project", project_id
    return "Task", rpc.createTask("t", project_id)


def test_texts_are_kept_under_their_names(rpc: Rpc, owner):
    kind, key = owner
    assert getattr(rpc, f"get{kind}Metadata")(key) == {}
    assert getattr(rpc, f"save{kind}Metadata")(key, {"b": "x", "a": 5, "yes": True, "no": False, "half": 1.5}) is True
    assert getattr(rpc, f"save{kind}Metadata")(key, {"none": None, "zero": 0, "": "empty", "b": "y"}) is True
    answer = getattr(rpc, f"get{kind}Metadata")(key)
    assert list(answer.items()) == [
        ("", "empty"),
        ("a", "5"),
        ("b", "y"),
        ("half", "1.5"),
        ("no", ""),
        ("none", None),
        ("yes", "1"),
        ("zero", "0"),
    ]
    names = ("b", "a", "zero", "none", "no", "unset", "")
    assert [getattr(rpc, f"get{kind}MetadataByName")(key, name) for name in names] == [
        "y",
        "5",
        "",
        "",
        "",
        "",
        "empty",
    ]


def test_a_list_counts_by_its_places(rpc: Rpc, owner):
    kind, key = owner
    assert getattr(rpc, f"save{kind}Metadata")(key, ["x", "y"]) is True
    assert getattr(rpc, f"get{kind}Metadata")(key) == {"0": "x", "1": "y"}


@pytest.mark.parametrize("values", ["x", 5, True, None, {"a": ["x"]}, {"a": {}}])
def test_other_values_are_wrong_parameters(rpc: Rpc, owner, values):
    kind, key = owner
    assert rpc.error(f"save{kind}Metadata", key, values) == -32602
    assert getattr(rpc, f"get{kind}Metadata")(key) == {}


def test_a_name_is_removed_once(rpc: Rpc, owner):
    kind, key = owner
    getattr(rpc, f"save{kind}Metadata")(key, {"a": "1", "b": "2"})
    assert getattr(rpc, f"remove{kind}Metadata")(key, "a") is True
    assert getattr(rpc, f"remove{kind}Metadata")(key, "a") is False
    assert getattr(rpc, f"get{kind}Metadata")(key) == {"b": "2"}


@pytest.mark.parametrize("unknown", [99999999, 0, "", None])
@pytest.mark.parametrize("kind", ["Task", "Project"])
def test_an_unknown_owner_has_no_names(rpc: Rpc, kind, unknown):
    assert getattr(rpc, f"get{kind}Metadata")(unknown) == {}
    assert getattr(rpc, f"get{kind}MetadataByName")(unknown, "a") == ""
    assert getattr(rpc, f"save{kind}Metadata")(unknown, {}) is True
    assert getattr(rpc, f"save{kind}Metadata")(unknown, {"a": "1"}) is False
    assert getattr(rpc, f"remove{kind}Metadata")(unknown, "a") is False
    assert (TaskMetadata.objects.count(), ProjectMetadata.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("", 403, 403), ("project-viewer", 200, 403), ("project-member", 200, 200), ("project-manager", 200, 200)],
)
def test_who_may_read_and_write(rpc: Rpc, project_id, owner, role, reads, writes):
    kind, key = owner
    user_id = rpc.createUser("anna", "secret-pw")
    if role:
        rpc.addProjectUser(project_id, user_id, role)
    anna = rpc.user("anna")
    assert anna.answer(f"get{kind}Metadata", key)[0] == reads
    assert anna.answer(f"get{kind}MetadataByName", key, "a")[0] == reads
    assert anna.answer(f"save{kind}Metadata", key, {"a": "1"})[0] == writes
    assert getattr(rpc, f"get{kind}Metadata")(key) == ({"a": "1"} if writes == 200 else {})
    assert anna.answer(f"remove{kind}Metadata", key, "a")[0] == writes
    assert anna.answer(f"get{kind}Metadata", 99999999)[0] == 403


@pytest.mark.parametrize("size", [10, 200])
def test_a_list_costs_one_statement(rpc: Rpc, project_id, django_assert_num_queries, size):
    task = Task.objects.get(pk=rpc.createTask("t", project_id))
    names = [f"name{number}" for number in range(size)]
    TaskMetadata.objects.bulk_create(TaskMetadata(task=task, name=name, value="x") for name in names)
    ProjectMetadata.objects.bulk_create(ProjectMetadata(project_id=project_id, name=name, value="x") for name in names)
    with django_assert_num_queries(1):
        assert len(list_task_metadata(task.pk)) == size
    with django_assert_num_queries(1):
        assert len(list_project_metadata(project_id)) == size
