"""Automatic actions over REST."""

from __future__ import annotations

from typing import Any

import pytest

ASSIGN = "\\Kanboard\\Action\\TaskAssignSpecificUser"


def close_in(rpc, project: int) -> dict[str, Any]:
    column = rpc.getColumns(project)[3]["id"]
    name = "\\Kanboard\\Action\\TaskCloseColumn"
    return {"action_name": name, "event_name": "task.move.column", "params": {"column_id": column}}


def test_an_action_lives(rest, rpc, project):
    body = close_in(rpc, project)
    made = rest.user("mona").post(f"/projects/{project}/actions", body)
    assert made.status == 201, made.json
    path = made.headers["Location"].removeprefix("/api/v1")
    assert made.json == {"id": made.json["id"], "project_id": project, **body}
    assert rest.get(path).json == made.json == rest.get(f"/projects/{project}/actions").json["items"][0]
    column = rpc.getColumns(project)[2]["id"]
    assert rest.patch(path, {"params": {"column_id": column}}).json["params"] == {"column_id": column}
    assert rest.send("PATCH", path, {"params": {}}).status == 428
    assert rest.delete(path).status == 204
    assert rest.get(path).status == 404


def test_the_catalogue_says_what_each_action_wants(rest, project):
    types = {one["action_name"]: one for one in rest.user("olga").get("/action-types").json["items"]}
    assert len(types) >= 20
    assign = types[ASSIGN]
    assert assign["params"] == [{"name": "column_id", "kind": "column"}, {"name": "user_id", "kind": "user"}]
    assert "task.move.column" in [one["event_name"] for one in assign["events"]]
    assert all(one["label"] and one["events"] for one in types.values())


def test_nobody_is_null(rest, rpc, project):
    column = rpc.getColumns(project)[0]["id"]
    body = {"action_name": ASSIGN, "event_name": "task.move.column", "params": {"column_id": column, "user_id": None}}
    assert rest.post(f"/projects/{project}/actions", body).json["params"] == {"column_id": column, "user_id": None}
    assert rpc.getActions(project)[0]["params"] == {"column_id": str(column), "user_id": "0"}


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"action_name": "x"}, "/action_name"),
        ({"event_name": "x"}, "/action_name"),
        ({"params": {}}, "/params"),
        ({"params": {"column_id": 999}}, "/params/column_id"),
        ({"params": {"column_id": [1]}}, "/params/..."),
        ({"params": 5}, "/params"),
        ({"extra": 1}, "/extra"),
    ],
)
def test_a_wrong_action_is_told(rest, rpc, project, change, pointer):
    answer = rest.post(f"/projects/{project}/actions", {**close_in(rpc, project), **change})
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, pointer)


def test_an_action_names_what_its_project_has(rest, rpc, project):
    foreign = close_in(rpc, rpc.createProject(name="Elsewhere"))
    assert rest.post(f"/projects/{project}/actions", foreign).status == 422


@pytest.mark.parametrize(("name", "status"), [("ana", 403), ("vic", 403), ("olga", 404)])
def test_managers_alone_know_actions(rest, rpc, project, name, status):
    body = close_in(rpc, project)
    path = rest.post(f"/projects/{project}/actions", body).headers["Location"].removeprefix("/api/v1")
    person = rest.user(name)
    assert person.get(path).status == status
    assert person.get(f"/projects/{project}/actions").status == status
    assert person.post(f"/projects/{project}/actions", body).status == status
    assert person.patch(path, {"params": body["params"]}).status == status
    assert person.delete(path).status == status
