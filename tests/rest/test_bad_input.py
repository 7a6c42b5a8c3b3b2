"""Whatever is sent, the answer is a problem document or what was asked for, and never a fault of the server."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from api.rest.schema import make_document, make_sample
from boards.models import Task

DOCUMENT = make_document("1")
SCHEMAS = DOCUMENT["components"]["schemas"]
WRONG: list[Any] = [None, True, -1, 0, 2**70, 1.5, "", "x", "\x00", "\ud800", [], [[]], {}, {"a": 1}, [None], "9" * 400]

LARGE = b'{"title": "' + b"x" * 10_000_000 + b'"}'


def endpoints_with_bodies():
    for path, methods in DOCUMENT["paths"].items():
        for method, described in methods.items():
            content = described.get("requestBody", {}).get("content", {}).get("application/json")
            if content is not None:
                yield pytest.param(path, method.upper(), content["schema"], id=described["operationId"])


def fill(path: str, ids: dict[str, int]) -> str:
    filled = path.removeprefix("/api/v1")
    while "{" in filled:
        before, _brace, rest = filled.partition("{")
        name, _brace, after = rest.partition("}")
        filled = f"{before}{ids.get(name, 1)}{after}"
    return filled


def is_told(answer: Any) -> bool:
    """An answer that succeeds, or a problem that says what it is."""
    if answer.status < 400:
        return True
    return bool(answer.status < 500 and answer.json["type"].startswith("/api/docs/#problem-"))


@pytest.fixture
def ids(rest, rpc, project, task):
    return {
        "project_id": project,
        "task_id": task,
        "subtask_id": rpc.createSubtask(task_id=task, title="S"),
        "comment_id": rpc.createComment(task_id=task, user_id=rpc.getUserByName(username="mona")["id"], content="C"),
        "column_id": int(rpc.getColumns(project_id=project)[0]["id"]),
        "swimlane_id": int(rpc.getAllSwimlanes(project_id=project)[0]["id"]),
        "category_id": rpc.createCategory(project_id=project, name="Hull"),
    }


@pytest.mark.parametrize(("path", "method", "schema"), endpoints_with_bodies())
def test_each_field_with_each_wrong_value(rest, ids, path, method, schema):
    body = make_sample(schema, SCHEMAS)
    address = fill(path, ids)
    tried = [{**body, name: wrong} for name in body for wrong in WRONG] + [{**body, "unknown": 1}, *WRONG]
    for one in tried:
        content = json.dumps(one).encode()
        answer = rest.send(method, address, content, If_Match="*")
        assert is_told(answer), (one, answer.status, answer.json)


#: Where there is nothing of this number, or nothing for a program, that is said first.
ELSEWHERE = (403, 404)


@pytest.mark.parametrize(("path", "method", "schema"), endpoints_with_bodies())
def test_bodies_that_are_none(rest, ids, path, method, schema):
    address = fill(path, ids)
    before = Task.objects.count()
    is_here = set(re.findall(r"{(\w+)}", path)) <= set(ids) and not address.startswith("/me")
    also = () if is_here else ELSEWHERE
    for content in (b"{", b"[" * 100_000, b'{"a":1,}', b"\xff\xfe", b"nul", b'{"title": "x"', b'{"a": NaN}'):
        answer = rest.send(method, address, content, If_Match="*")
        assert answer.status in (400, *also), content[:20]
        assert is_told(answer)
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/xml", ""):
        answer = rest.send(method, address, b"{}", If_Match="*", content_type=kind)
        assert answer.status in (415, *also), kind
    assert rest.send(method, address, LARGE, If_Match="*").status in (413, *also)
    assert Task.objects.count() == before


@pytest.mark.parametrize(
    "path",
    ["/tasks/0", "/tasks/-1", "/tasks/x", f"/tasks/{2**63}", "/tasks/1/", "/nothing", "/", "/tasks/1%00", "/../me"],
)
def test_addresses_that_are_none(rest, task, path):
    answer = rest.get(path)
    assert (answer.status, answer.json["type"]) == (404, "/api/docs/#problem-not-found")


@pytest.mark.parametrize("method", ["PUT", "TRACE", "LINK", "POST"])
def test_methods_that_are_none(rest, task, method):
    answer = rest.send(method, f"/tasks/{task}")
    assert (answer.status, answer.json["type"]) == (405, "/api/docs/#problem-wrong-method")
    assert "PATCH" in answer.headers["Allow"]


def test_ids_of_other_projects_are_refused(rest, rpc, project, task):
    elsewhere = rpc.createProject(name="Elsewhere")
    column = int(rpc.getColumns(project_id=elsewhere)[0]["id"])
    swimlane = int(rpc.getAllSwimlanes(project_id=elsewhere)[0]["id"])
    category = rpc.createCategory(project_id=elsewhere, name="Theirs")
    stranger = rpc.getUserByName(username="olga")["id"]
    path = f"/projects/{project}/tasks"
    for name, value in (
        ("column_id", column),
        ("swimlane_id", swimlane),
        ("category_id", category),
        ("owner_id", stranger),
    ):
        assert rest.post(path, {"title": "x", name: value}).status == 422, name
    for name, value in (("category_id", category), ("owner_id", stranger)):
        assert rest.patch(f"/tasks/{task}", {name: value}).status == 422, name
    assert len(rest.get(path).json["items"]) == 1


@pytest.mark.parametrize("header", ['""', "x", '"a", W/"b"', "*, *", '"' + "x" * 5000 + '"', "W/*"])
def test_conditions_that_nothing_meets(rest, task, header):
    assert rest.patch(f"/tasks/{task}", {"title": "x"}, If_Match=header).status == 412


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_keys_that_are_none(rest, project, key):
    assert rest.post(f"/projects/{project}/tasks", {"title": "x"}, Idempotency_Key=key).status == 400
