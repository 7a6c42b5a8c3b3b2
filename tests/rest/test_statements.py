"""No request asks the database more often because there is more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.models import CustomFilter, CustomRole, PredefinedDescription, ProjectRestriction
from tests.conftest import Rpc

#: Path to what makes one more of what it lists, and the most statements that it takes.
Grow = Callable[[Rpc, int, int], Any]
LISTS: dict[str, tuple[Grow, int]] = {
    "/projects": (lambda rpc, project, n: rpc.addProjectUser(rpc.createProject(name=f"P{n}"), _user(rpc, "ana")), 3),
    "/projects?sort=name&search=P": (
        lambda rpc, project, n: rpc.addProjectUser(rpc.createProject(name=f"P{n}"), _user(rpc, "ana")),
        3,
    ),
    "/projects?expand=columns,swimlanes,categories": (
        lambda rpc, project, n: rpc.addProjectUser(rpc.createProject(name=f"P{n}"), _user(rpc, "ana")),
        6,
    ),
    "/projects/{project}/columns": (lambda rpc, project, n: rpc.addColumn(project, f"C{n}"), 4),
    "/projects/{project}/swimlanes": (lambda rpc, project, n: rpc.addSwimlane(project, f"S{n}"), 4),
    "/projects/{project}/categories": (lambda rpc, project, n: rpc.createCategory(project, f"K{n}"), 4),
    "/tags?limit=100": (lambda rpc, project, n: rpc.createTag(project, f"T{n}"), 2),
    "/projects/{project}/tags": (lambda rpc, project, n: rpc.createTag(project, f"T{n}"), 3),
    "/projects/{project}/users": (lambda rpc, project, n: _join(rpc, project, n), 3),
    "/projects/{project}/assignable-users": (lambda rpc, project, n: _join(rpc, project, n), 4),
    "/projects/{project}/groups": (
        lambda rpc, project, n: rpc.addProjectGroup(project, rpc.createGroup(f"G{n}")),
        3,
    ),
    "/projects/{project}/activity": (lambda rpc, project, n: _act(rpc, project, n), 3),
    "/me/activity": (lambda rpc, project, n: _act(rpc, project, n), 2),
    "/me/tasks": (
        lambda rpc, project, n: rpc.createTask(title=f"T{n}", project_id=project, owner_id=_user(rpc, "ana")),
        5,
    ),
    "/me/projects": (lambda rpc, project, n: rpc.addProjectUser(rpc.createProject(name=f"P{n}"), _user(rpc, "ana")), 2),
    "/projects/{project}/metadata": (lambda rpc, project, n: rpc.saveProjectMetadata(project, {f"n{n}": "1"}), 3),
}


#: The same for what only programs and administrators may see.
ADMINISTRATORS: dict[str, tuple[Grow, int]] = {
    "/users": (lambda rpc, project, n: rpc.createUser(username=f"user{n}", password="secret-pw"), 1),
    "/users?search=user&sort=username": (
        lambda rpc, project, n: rpc.createUser(username=f"user{n}", password="secret-pw"),
        1,
    ),
    "/projects/{project}/predefined-descriptions": (
        lambda rpc, project, n: PredefinedDescription.objects.create(project_id=project, title=f"T{n}"),
        3,
    ),
    "/projects/{project}/custom-filters": (
        lambda rpc, project, n: CustomFilter.objects.create(
            project_id=project, user_id=_user(rpc, "ana"), name=f"F{n}", filter="x"
        ),
        3,
    ),
    "/groups": (lambda rpc, project, n: rpc.createGroup(f"G{n}"), 2),
    "/link-types": (lambda rpc, project, n: rpc.createLink(f"L{n}"), 1),
    "/projects/{project}/actions": (
        lambda rpc, project, n: rpc.createAction(
            project, "task.move.column", "\\Kanboard\\Action\\TaskCloseColumn",
            {"column_id": rpc.getColumns(project)[0]["id"]},
        ),
        3,
    ),
    "/projects/{project}/custom-roles": (lambda rpc, project, n: _restrict(project, n), 6),
}  # fmt: skip


def _restrict(project: int, n: int) -> None:
    role = CustomRole.objects.create(project_id=project, role=f"R{n}")
    ProjectRestriction.objects.create(role=role, rule="task_move")


def _act(rpc: Rpc, project: int, n: int) -> None:
    rpc.user("ana").createTask(title=f"T{n}", project_id=project)


def _join(rpc: Rpc, project: int, n: int) -> None:
    rpc.addProjectUser(project, rpc.createUser(username=f"user{n}", password="secret-pw"))


def _user(rpc: Rpc, name: str) -> int:
    return int(rpc.getUserByName(name)["id"])


@pytest.mark.parametrize("path", [*LISTS, *ADMINISTRATORS])
def test_lists_of_any_length_take_as_many_statements(rest, rpc, project, path):
    grow, most = LISTS.get(path) or ADMINISTRATORS[path]
    person = rest.user("ana") if path in LISTS else rest
    path = path.format(project=project)

    def measure() -> tuple[int, int]:
        person.get(path)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = person.get(path)
        assert answer.status == 200, answer.json
        return len(asked), len(answer.json["items"])

    grow(rpc, project, 0)
    before, few = measure()
    for n in range(1, 30):
        grow(rpc, project, n)
    after, many = measure()
    assert many >= few + 25
    assert before == after <= most
