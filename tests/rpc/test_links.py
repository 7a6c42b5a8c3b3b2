"""The procedures of links between tasks and of their kinds."""

from __future__ import annotations

from typing import Any

import pytest

from boards.models import Link, Task, TaskLink
from boards.queries.links import get_task_link_object, list_link_objects, list_task_link_objects
from tests.conftest import Rpc


@pytest.fixture
def project_id(rpc: Rpc):
    return rpc.createProject("P")


@pytest.fixture
def tasks(rpc: Rpc, project_id):
    return rpc.createTask("a", project_id), rpc.createTask("b", project_id)


def kind(label: str) -> int:
    return Link.objects.get(label=label).pk


def test_an_installation_starts_with_eleven_kinds(rpc: Rpc):
    kinds = rpc.getAllLinks()
    labels = {one["id"]: one["label"] for one in kinds}
    assert [(one["label"], labels.get(one["opposite_id"], 0)) for one in kinds] == [
        ("relates to", 0),
        ("blocks", "is blocked by"),
        ("is blocked by", "blocks"),
        ("duplicates", "is duplicated by"),
        ("is duplicated by", "duplicates"),
        ("is a child of", "is a parent of"),
        ("is a parent of", "is a child of"),
        ("targets milestone", "is a milestone of"),
        ("is a milestone of", "targets milestone"),
        ("fixes", "is fixed by"),
        ("is fixed by", "fixes"),
    ]
    assert list(kinds[0]) == ["id", "label", "opposite_id"]


def test_a_kind_comes_back_as_it_was_made(rpc: Rpc):
    link_id = rpc.createLink("eats", "is eaten by")
    link = rpc.getLinkById(link_id)
    assert link == {"id": link_id, "label": "eats", "opposite_id": rpc.getLinkByLabel("is eaten by")["id"]}
    assert rpc.getLinkByLabel("eats") == link
    assert rpc.getLinkByLabel("Eats") is None
    single = rpc.createLink("mentions")
    assert rpc.getLinkById(single) == {"id": single, "label": "mentions", "opposite_id": 0}


@pytest.mark.parametrize("labels", [[""], [None], ["blocks"], ["x", "x"], ["x", "blocks"], ["l" * 192]])
def test_a_refused_kind_leaves_nothing(rpc: Rpc, labels):
    assert rpc.createLink(*labels) is False
    assert Link.objects.count() == 11


def test_the_opposite_of_a_kind_is_an_id(rpc: Rpc):
    assert rpc.getOppositeLinkId(kind("blocks")) == kind("is blocked by")
    assert rpc.getOppositeLinkId(str(kind("blocks"))) == kind("is blocked by")
    for same in (kind("relates to"), 99999999, "99999999", "x", None):
        assert rpc.getOppositeLinkId(same) == same


def test_a_kind_is_renamed_and_turned(rpc: Rpc):
    link_id = rpc.createLink("eats")
    assert rpc.updateLink(link_id, kind("blocks"), "devours") is True
    assert rpc.getLinkById(link_id) == {"id": link_id, "label": "devours", "opposite_id": kind("blocks")}
    assert rpc.updateLink(link_id, 0, "devours") is True
    assert rpc.getLinkById(link_id)["opposite_id"] == 0
    assert rpc.updateLink(99999999, 0, "x") is True


@pytest.mark.parametrize(
    "args", [("", "x"), (None, "x"), ("x", "x"), (-1, "x"), (99999999, "x"), (0, ""), (0, None), (0, "blocks")]
)
def test_a_refused_change_of_a_kind_changes_nothing(rpc: Rpc, args):
    link_id = rpc.createLink("eats")
    assert rpc.updateLink(link_id, *args) is False
    assert rpc.getLinkById(link_id) == {"id": link_id, "label": "eats", "opposite_id": 0}


def test_a_kind_is_removed_once(rpc: Rpc, tasks):
    link_id = kind("blocks")
    rpc.createTaskLink(*tasks, link_id)
    assert rpc.removeLink(link_id) is True
    assert rpc.removeLink(link_id) is False
    assert rpc.getLinkById(link_id) is None
    assert rpc.getLinkByLabel("is blocked by")["opposite_id"] == 0
    assert rpc.getAllTaskLinks(tasks[0]) == []


def test_kinds_are_the_business_of_administrators(rpc: Rpc):
    rpc.createUser(username="anna", password="secret-pw", role="app-manager")
    calls: list[tuple[str, tuple[Any, ...]]] = [
        ("getLinkById", (1,)),
        ("getLinkByLabel", ("blocks",)),
        ("getOppositeLinkId", (1,)),
        ("getAllLinks", ()),
        ("createLink", ("x",)),
        ("updateLink", (1, 0, "x")),
        ("removeLink", (1,)),
    ]
    for method, args in calls:
        assert rpc.user("anna").answer(method, *args)[0] == 403, method
    assert Link.objects.count() == 11


def test_a_link_leads_both_ways(rpc: Rpc, project_id, tasks):
    first, second = tasks
    link_id = rpc.createTaskLink(first, second, kind("blocks"))
    link = rpc.getTaskLinkById(link_id)
    assert link == {
        "id": link_id,
        "opposite_task_id": second,
        "task_id": first,
        "link_id": kind("blocks"),
        "label": "blocks",
        "opposite_link_id": kind("is blocked by"),
    }
    assert list(link) == ["id", "opposite_task_id", "task_id", "link_id", "label", "opposite_link_id"]
    (mirror,) = rpc.getAllTaskLinks(second)
    assert mirror == {
        "id": TaskLink.objects.get(task_id=second).pk,
        "task_id": first,
        "label": "is blocked by",
        "title": "a",
        "is_active": 1,
        "project_id": project_id,
        "column_id": Task.objects.get(pk=first).column_id,
        "color_id": "yellow",
        "date_completed": None,
        "date_started": 0,
        "date_due": 0,
        "task_time_spent": None,
        "task_time_estimated": None,
        "task_assignee_id": 0,
        "task_assignee_username": None,
        "task_assignee_name": None,
        "column_title": "Backlog",
        "project_name": "P",
    }


def test_a_symmetric_link_has_no_opposite(rpc: Rpc, tasks):
    link_id = rpc.createTaskLink(*tasks, kind("relates to"))
    assert rpc.getTaskLinkById(link_id)["opposite_link_id"] == 0


def test_a_list_shows_hours_and_assignee_of_the_opposite_task(rpc: Rpc, project_id, tasks):
    user_id = rpc.createUser("anna", "secret-pw", "Anna")
    rpc.addProjectUser(project_id, user_id)
    rpc.updateTask(id=tasks[1], owner_id=user_id, time_spent=2, time_estimated="2.5")
    rpc.createTaskLink(*tasks, kind("blocks"))
    (link,) = rpc.getAllTaskLinks(tasks[0])
    assert (link["task_time_spent"], link["task_time_estimated"]) == (2, 2.5)
    assert isinstance(link["task_time_spent"], int)
    assert (link["task_assignee_id"], link["task_assignee_username"], link["task_assignee_name"]) == (
        user_id,
        "anna",
        "Anna",
    )


def test_links_are_listed_by_kind_column_state_and_place(rpc: Rpc, project_id):
    task_id = rpc.createTask("from", project_id)
    first, second = (column["id"] for column in rpc.getColumns(project_id)[:2])
    ids = {
        title: rpc.createTask(title=title, project_id=project_id, column_id=column)
        for title, column in (("a1", first), ("a2", first), ("a3", first), ("b1", second), ("other", first))
    }
    rpc.createTaskLink(task_id, ids["other"], kind("blocks"))
    for title in ("a3", "a2", "a1", "b1"):
        rpc.createTaskLink(task_id, ids[title], kind("relates to"))
    rpc.closeTask(ids["a2"])
    assert [link["title"] for link in rpc.getAllTaskLinks(task_id)] == ["b1", "a1", "a3", "a2", "other"]


def test_a_refused_link_leaves_nothing(rpc: Rpc, tasks):
    first, second = tasks
    blocks = kind("blocks")
    rpc.createTaskLink(first, second, blocks)
    for args in (
        (first, second, blocks),
        (second, first, kind("is blocked by")),
        (first, 99999999, blocks),
        (99999999, second, blocks),
        (first, second, 99999999),
        (first, None, blocks),
        (first, first, kind("relates to")),
    ):
        assert rpc.createTaskLink(*args) is False
    assert TaskLink.objects.count() == 2


def test_a_link_is_changed_with_its_mirror(rpc: Rpc, tasks):
    first, second = tasks
    link_id = rpc.createTaskLink(first, second, kind("blocks"))
    assert rpc.updateTaskLink(link_id, first, second, kind("relates to")) is True
    assert rpc.getTaskLinkById(link_id)["label"] == "relates to"
    assert rpc.getAllTaskLinks(second)[0]["label"] == "relates to"
    assert rpc.updateTaskLink(link_id, second, first, kind("blocks")) is False
    assert rpc.updateTaskLink(99999999, first, second, kind("blocks")) is False
    assert rpc.updateTaskLink(link_id, first, 99999999, kind("blocks")) is False
    assert rpc.getTaskLinkById(link_id)["label"] == "relates to"


def test_a_link_is_removed_once(rpc: Rpc, tasks):
    link_id = rpc.createTaskLink(*tasks, kind("blocks"))
    assert rpc.removeTaskLink(link_id) is True
    assert rpc.removeTaskLink(link_id) is False
    assert rpc.getTaskLinkById(link_id) is None
    assert rpc.getAllTaskLinks(99999999) == []
    assert not TaskLink.objects.exists()


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("", 403, 403), ("project-viewer", 200, 403), ("project-member", 200, 200), ("project-manager", 200, 200)],
)
def test_who_may_read_and_write_links(rpc: Rpc, project_id, tasks, role, reads, writes):
    first, second = tasks
    link_id = rpc.createTaskLink(first, second, kind("blocks"))
    user_id = rpc.createUser("anna", "secret-pw")
    if role:
        rpc.addProjectUser(project_id, user_id, role)
    anna = rpc.user("anna")
    assert anna.answer("getTaskLinkById", link_id)[0] == reads
    assert anna.answer("getAllTaskLinks", first)[0] == reads
    assert anna.answer("createTaskLink", first, second, kind("fixes"))[0] == writes
    assert anna.answer("updateTaskLink", link_id, first, second, kind("duplicates"))[0] == writes
    assert TaskLink.objects.count() == (4 if writes == 200 else 2)
    assert anna.answer("removeTaskLink", link_id)[0] == writes
    assert TaskLink.objects.count() == 2
    for method, args in (("getTaskLinkById", ()), ("getAllTaskLinks", ()), ("removeTaskLink", ())):
        assert anna.answer(method, 99999999, *args)[0] == 403


@pytest.mark.parametrize(
    ("application_role", "role", "linked"),
    [
        ("app-user", "", False),
        ("app-user", "project-viewer", True),
        ("app-manager", "", False),
        ("app-admin", "", True),
    ],
)
def test_any_role_at_the_other_end_is_enough(rpc: Rpc, project_id, tasks, application_role, role, linked):
    user_id = rpc.createUser(username="anna", password="secret-pw", role=application_role)
    rpc.addProjectUser(project_id, user_id)
    elsewhere = rpc.createProject("Q")
    if role:
        rpc.addProjectUser(elsewhere, user_id, role)
    other = rpc.createTask("c", elsewhere)
    anna = rpc.user("anna")
    assert (anna.createTaskLink(tasks[0], other, kind("blocks")) is not False) is linked
    assert TaskLink.objects.count() == (2 if linked else 0)
    link_id = rpc.createTaskLink(*tasks, kind("fixes"))
    assert anna.updateTaskLink(link_id, tasks[0], other, kind("fixes")) is linked
    assert anna.createTaskLink(tasks[0], 99999999, kind("blocks")) is False
    assert anna.updateTaskLink(link_id, tasks[0], None, kind("fixes")) is False


@pytest.mark.parametrize("size", [10, 200])
def test_a_list_of_links_costs_one_statement(rpc: Rpc, project_id, tasks, django_assert_num_queries, size):
    kinds = Link.objects.bulk_create(Link(label=f"kind{number}") for number in range(size))
    links = TaskLink.objects.bulk_create(
        TaskLink(link=one, task_id=tasks[0], opposite_task_id=tasks[1]) for one in kinds
    )
    with django_assert_num_queries(1):
        assert len(list_link_objects()) == size + 11
    with django_assert_num_queries(1):
        assert len(list_task_link_objects(tasks[0])) == size
    with django_assert_num_queries(1):
        assert get_task_link_object(links[0].pk).label == "kind0"
