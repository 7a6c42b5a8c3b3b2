"""Sub-tasks, timers, comments, links and files over REST."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest


def test_a_subtask_lives(rest, task):
    made = rest.post(f"/tasks/{task}/subtasks", {"title": "Sand", "time_estimated": 1.5})
    assert (made.status, made.json["status"], made.json["position"]) == (201, "todo", 1)
    path = made.headers["Location"].removeprefix("/api/v1")
    assert rest.patch(path, {"status": "done", "user_id": None}).json["status"] == "done"
    assert rest.get(f"/tasks/{task}?fields=time_estimated").json == {"time_estimated": 1.5}
    assert rest.send("DELETE", path).status == 428
    assert rest.delete(path).status == 204
    assert rest.get(f"/tasks/{task}/subtasks").json == {"items": [], "next": None}


def test_people_have_timers_of_their_own(rest, rpc, task):
    subtask = rpc.createSubtask(task_id=task, title="Sand")
    ana, path = rest.user("ana"), f"/subtasks/{subtask}/timer"
    assert ana.post(f"{path}/start", {}).json["is_running"] is True
    assert ana.post(f"{path}/start", {}).status == 409
    assert ana.post(f"{path}/stop", {"user_id": 1}).status == 403
    assert rest.user("mona").get(path).json["is_running"] is False
    assert ana.post(f"{path}/stop", {}).json == {"is_running": False, "hours": 0}
    assert rest.user("olga").get(path).status == 404


def test_a_comment_lives_under_its_author(rest, task):
    ana, mona = rest.user("ana"), rest.user("mona")
    made = ana.post(f"/tasks/{task}/comments", {"comment": "Two coats"})
    assert (made.status, made.json["username"], made.json["visibility"]) == (201, "ana", "app-user")
    path = made.headers["Location"].removeprefix("/api/v1")
    assert mona.patch(path, {"comment": "Three"}).status == 409
    assert ana.patch(path, {"comment": "Three"}).json["comment"] == "Three"
    assert ana.post(f"/tasks/{task}/comments", {"comment": " "}).status == 422
    assert ana.post(f"/tasks/{task}/comments", {"comment": "x", "user_id": 1}).status == 409
    assert rest.post(f"/tasks/{task}/comments", {"comment": "From a program", "user_id": None}).status == 201
    assert ana.delete(path).status == 204


def test_what_is_above_ones_rank_is_not_there(rest, rpc, task):
    mona = rpc.getUserByName("mona")["id"]
    secret = rest.post(f"/tasks/{task}/comments", {"comment": "x", "visibility": "app-admin", "user_id": mona}).json
    ana = rest.user("ana")
    assert ana.get(f"/tasks/{task}/comments").json["items"] == []
    assert ana.get(f"/tasks/{task}?expand=comments").json["comments"] == []
    assert ana.get(f"/comments/{secret['id']}").status == 404
    assert ana.patch(f"/comments/{secret['id']}", {"comment": "y"}).status == 404
    assert ana.delete(f"/comments/{secret['id']}").status == 404
    assert rest.get(f"/comments/{secret['id']}").json["comment"] == "x"


def test_tasks_are_linked(rest, rpc, project, task):
    kinds = {link["label"]: link["id"] for link in rpc.getAllLinks()}
    other = rpc.createTask(title="Other", project_id=project)
    foreign = rpc.createTask(title="Else", project_id=rpc.createProject(name="Elsewhere"))
    ana = rest.user("ana")
    made = ana.post(f"/tasks/{task}/links", {"opposite_task_id": other, "link_id": kinds["blocks"]})
    assert (made.status, made.json["label"]) == (201, "blocks")
    path = made.headers["Location"].removeprefix("/api/v1")
    assert ana.get(f"/tasks/{other}/links").json["items"][0]["label"] == "is blocked by"
    assert ana.put(path, {"opposite_task_id": other, "link_id": kinds["relates to"]}).json["label"] == "relates to"
    refused = ana.post(f"/tasks/{task}/links", {"opposite_task_id": foreign, "link_id": kinds["blocks"]})
    assert refused.status == 422
    # Whether there is such a task is nothing that ana may learn.
    unknown = ana.post(f"/tasks/{task}/links", {"opposite_task_id": foreign + 1000, "link_id": kinds["blocks"]})
    assert (unknown.status, unknown.content) == (refused.status, refused.content)
    assert ana.post(f"/tasks/{task}/links", {"opposite_task_id": other, "link_id": 999_999}).status == 422
    assert ana.delete(path).status == 204
    assert ana.get(f"/tasks/{other}/links").json["items"] == []


def test_a_task_is_linked_to_a_site(rest, task):
    made = rest.post(f"/tasks/{task}/external-links", {"url": "https://example.org/a", "title": "A page"})
    assert (made.status, made.json["link_type"], made.json["dependency"]) == (201, "weblink", "related")
    path = made.headers["Location"].removeprefix("/api/v1")
    assert rest.patch(path, {"title": "Another"}).json["title"] == "Another"
    assert rest.post(f"/tasks/{task}/external-links", {"url": "javascript:x"}).status == 422
    assert rest.delete(path).status == 204


@pytest.mark.parametrize("kind", ["task", "project"])
def test_a_file_goes_up_and_down(rest, project, task, kind):
    home = f"/tasks/{task}/files" if kind == "task" else f"/projects/{project}/files"
    content = bytes(range(256)) * 40
    made = rest.send("POST", f"{home}?name=b%20oat.bin", content, content_type="image/png")
    assert (made.status, made.json["name"], made.json["size"]) == (201, "b oat.bin", len(content))
    path = made.headers["Location"].removeprefix("/api/v1")
    where = made.json["content"].removeprefix("/api/v1")
    down = rest.get(where)
    assert (down.content, down.headers["Content-Type"]) == (content, "application/octet-stream")
    assert "attachment" in down.headers["Content-Disposition"]
    part = rest.get(where, Range="bytes=10-19")
    assert (part.status, part.content) == (206, content[10:20])
    assert rest.get(where, Range="bytes=99999-").status == 416
    assert rest.get(where, If_None_Match=down.headers["ETag"]).status == 304
    assert rest.user("olga").get(where).status == 404
    assert rest.user("vic").delete(path).status == 403
    assert rest.send("POST", f"{home}?name=x", b"").status == 422
    assert rest.send("POST", home, b"x").json["errors"][0]["parameter"] == "name"
    assert rest.delete(path).status == 204
    assert rest.get(home).json["items"] == []


def test_a_large_file_goes_piece_by_piece(rest, task):
    content = bytes(range(256)) * 4096 * 3 + b"end"
    made = rest.send("POST", f"/tasks/{task}/files?name=large.bin", content)
    where = made.json["content"].removeprefix("/api/v1")
    down = rest.get(where)
    assert (down.content, int(down.headers["Content-Length"])) == (content, len(content))
    part = rest.get(where, Range="bytes=5-2097160")
    assert (part.status, part.content) == (206, content[5:2097161])


def test_a_file_that_was_cut_off_leaves_nothing(rest, task, settings):
    def send(length: int, **headers: str):
        named = {"Authorization": rest.authorization, **headers}
        environ = {"CONTENT_LENGTH": str(length), "CONTENT_TYPE": "application/octet-stream"}
        return rest.client.request(
            REQUEST_METHOD="POST", PATH_INFO=f"/api/v1/tasks/{task}/files", QUERY_STRING="name=a", **environ,
            **{f"HTTP_{name.upper()}": value for name, value in named.items()}, **{"wsgi.input": BytesIO(b"abc")},
        )  # fmt: skip

    before = {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
    assert send(10).status_code == 400
    assert rest.get(f"/tasks/{task}/files").json["items"] == []
    assert {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()} == before
    assert send(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1, Idempotency_Key="large").status_code == 413
    assert send(3).status_code == 201


def test_the_same_file_is_attached_once(rest, task):
    for _ in range(2):
        rest.send("POST", f"/tasks/{task}/files?name=a.txt", b"abc", Idempotency_Key="f1")
    (file,) = rest.get(f"/tasks/{task}/files").json["items"]
    assert rest.get(file["content"].removeprefix("/api/v1")).content == b"abc"


def test_expansions_cost_a_statement_each(rest, rpc, project, django_assert_num_queries):
    names = "project,column,swimlane,category,owner,creator,subtasks,comments,links,external_links,files"
    path = f"/projects/{project}/tasks?expand={names}&limit=200"
    owner = rpc.getUserByName(username="ana")["id"]

    def fill(count: int) -> None:
        for n in range(count):
            pk = rpc.createTask(title=f"T{n}", project_id=project, owner_id=owner, creator_id=owner)
            rpc.createSubtask(task_id=pk, title="S")
            rpc.createComment(task_id=pk, user_id=owner, content="C")

    fill(2)
    ana = rest.user("ana")
    ana.get(path)
    counts = []
    for more in (0, 20):
        fill(more)
        with django_assert_num_queries(15):
            counts.append(len(ana.get(path).json["items"]))
    assert counts == [2, 22]
    one = ana.get(path).json["items"][0]
    assert (one["owner"]["username"], one["project"]["name"], one["category"]) == ("ana", "Harbour", None)
    assert (one["subtasks"][0]["title"], one["comments"][0]["comment"], one["files"]) == ("S", "C", [])
    assert "email" not in one["owner"]


def test_what_is_wrong_is_named_as_it_was_sent(rest, task):
    body = {"url": "https://example.org/a", "title": "A page", "link_type": "nothing"}
    assert rest.post(f"/tasks/{task}/external-links", body).json["errors"][0]["pointer"] == "/link_type"
