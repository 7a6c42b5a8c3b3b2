"""No request asks the database more often because there is more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import Rpc

#: Path to what makes one more of what it lists, and the most statements that it takes.
Grow = Callable[[Rpc, int, int], Any]
LISTS: dict[str, tuple[Grow, int]] = {
    "/projects": (lambda rpc, project, n: rpc.addProjectUser(rpc.createProject(name=f"P{n}"), _user(rpc, "ana")), 3),
    "/projects?sort=name&search=P": (
        lambda rpc, project, n: rpc.addProjectUser(rpc.createProject(name=f"P{n}"), _user(rpc, "ana")),
        3,
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
    "/projects/{project}/metadata": (lambda rpc, project, n: rpc.saveProjectMetadata(project, {f"n{n}": "1"}), 3),
}


def _join(rpc: Rpc, project: int, n: int) -> None:
    rpc.addProjectUser(project, rpc.createUser(username=f"user{n}", password="secret-pw"))


def _user(rpc: Rpc, name: str) -> int:
    return int(rpc.getUserByName(name)["id"])


@pytest.mark.parametrize("path", list(LISTS))
def test_lists_of_any_length_take_as_many_statements(rest, rpc, project, path):
    grow, most = LISTS[path]
    person = rest.user("ana")
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
