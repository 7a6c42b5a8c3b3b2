"""The caller, what happened, and the installation over REST."""

from __future__ import annotations

import pytest
from django.test import Client

from boards.models import Notification, User
from tests.rest.conftest import Rest


def id_of(rpc, name: str) -> int:
    return int(rpc.getUserByName(name)["id"])


def test_one_changes_what_one_has_chosen(rest, rpc, project):
    ana = rest.user("ana")
    me = ana.get("/me")
    assert (me.json["username"], me.json["role"], me.json["twofactor_activated"]) == ("ana", "app-user", False)
    changed = ana.patch("/me", {"name": "Ana", "theme": "dark", "language": "ru_RU"}, If_Match=me.headers["ETag"])
    assert (changed.json["name"], changed.json["theme"], changed.json["language"]) == ("Ana", "dark", "ru_RU")
    assert ana.patch("/me", {"name": "x"}, If_Match=me.headers["ETag"]).status == 412
    assert ana.send("PATCH", "/me", {"name": "x"}).status == 428
    assert ana.patch("/me", {"language": None}).json["language"] is None
    for body in ({"role": "app-admin"}, {"email": "x@x.example"}, {"username": "x"}, {"theme": "pink"},
                 {"timezone": "x"}):  # fmt: skip
        assert ana.patch("/me", body).status == 422
    assert rpc.getUserByName("ana")["role"] == "app-user"


@pytest.mark.parametrize("path", ["/me", "/me/projects", "/me/tasks", "/me/activity", "/me/notifications"])
def test_a_program_is_nobody(rest, path):
    assert rest.get(path).status == 403


def test_own_projects_are_those_with_a_role(rest, rpc, project):
    adam = rpc.createUser(username="adam", password="secret-pw", role="app-admin")
    assert rest.user("adam").get("/me/projects").json["items"] == []
    assert [one["id"] for one in rest.user("adam").get("/projects").json["items"]] == [project]
    rpc.addProjectUser(project, adam, "project-viewer")
    assert [one["id"] for one in rest.user("adam").get("/me/projects").json["items"]] == [project]


def test_own_tasks_wait(rest, rpc, project, task):
    ana, pk = rest.user("ana"), id_of(rpc, "ana")
    mine = rpc.createTask(title="Mine", project_id=project, owner_id=pk, priority=2, tags=["a"])
    with_step = rpc.createTask(title="Step", project_id=project)
    rpc.createSubtask(task_id=with_step, title="s", user_id=pk)
    assert [one["id"] for one in ana.get("/me/tasks").json["items"]] == [mine, with_step]
    first = ana.get("/me/tasks?sort=-priority&limit=1&expand=project").json
    assert (first["items"][0]["id"], first["items"][0]["project"]["name"]) == (mine, "Harbour")
    assert [one["id"] for one in ana.get(f"/me/tasks?sort=-priority&cursor={first['next']}").json["items"]] == [
        with_step
    ]
    rpc.closeTask(mine)
    assert [one["id"] for one in ana.get("/me/tasks").json["items"]] == [with_step]


def test_what_happened_is_told_newest_first(rest, rpc, project):
    ana = rest.user("ana")
    task = ana.post(f"/projects/{project}/tasks", {"title": "Mast"}).json["id"]
    ana.post(f"/tasks/{task}/comments", {"comment": "**Two** coats"})
    ana.patch(f"/tasks/{task}", {"priority": 2})
    vic = rest.user("vic")
    for path in (f"/projects/{project}/activity", f"/tasks/{task}/activity", "/me/activity"):
        found = vic.get(path).json["items"]
        assert [one["event_name"] for one in found] == ["task.update", "comment.create", "task.create"]
    assert (found[1]["detail"], found[0]["detail"], found[1]["creator_username"]) == ("Two coats", "priority", "ana")
    assert found[1]["comment_id"] > 0
    assert "ana" in found[2]["event_title"]
    assert not any("email" in key for key in found[0])
    first = vic.get(f"/tasks/{task}/activity?limit=2").json
    assert [one["id"] for one in vic.get(f"/tasks/{task}/activity?cursor={first['next']}").json["items"]] == [
        found[2]["id"]
    ]
    for path in (f"/projects/{project}/activity", f"/tasks/{task}/activity", f"/tasks/{task}/transitions"):
        assert rest.user("olga").get(path).status == 404
    assert rest.user("olga").get("/me/activity").json["items"] == []


def test_comments_above_ones_rank_are_not_told(rest, rpc, project, task):
    rpc.createComment(task_id=task, user_id=id_of(rpc, "mona"), content="secret", visibility="app-manager")
    rpc.updateUser(id=id_of(rpc, "mona"), role="app-manager")
    rest.user("mona").post(f"/tasks/{task}/comments", {"comment": "secret", "visibility": "app-manager"})
    for path in (f"/projects/{project}/activity", f"/tasks/{task}/activity"):
        assert "secret" in str(rest.user("mona").get(path).json)
        assert "secret" not in str(rest.user("ana").get(path).json)


def test_moves_between_columns_are_told(rest, rpc, project):
    ana = rest.user("ana")
    columns = [one["id"] for one in rpc.getColumns(project)]
    task = ana.post(f"/projects/{project}/tasks", {"title": "Mast", "column_id": columns[0]}).json["id"]
    for column in columns[1:3]:
        ana.post(f"/tasks/{task}/move", {"column_id": column})
    found = ana.get(f"/tasks/{task}/transitions").json["items"]
    assert [(one["src_column_id"], one["dst_column_id"]) for one in found] == [
        (columns[1], columns[2]), (columns[0], columns[1]),
    ]  # fmt: skip
    assert (found[0]["user_id"], found[0]["time_spent"]) == (id_of(rpc, "ana"), 0)


def test_the_inbox_is_read(rest, rpc, project, task):
    ana, pk = rest.user("ana"), id_of(rpc, "ana")
    entries = [
        Notification.objects.create(
            user_id=pk, date_creation=5, project_id=project, event_name="task.create", data={"task": {"id": task}}
        ).pk
        for _ in range(3)
    ]
    found = ana.get("/me/notifications?limit=2").json
    assert [one["id"] for one in found["items"]] == entries[:0:-1]
    assert (found["items"][0]["task_id"], found["items"][0]["date_read"]) == (task, None)
    assert f"#{task}" in found["items"][0]["event_title"]
    assert rest.user("vic").post(f"/me/notifications/{entries[0]}/read").status == 404
    assert ana.post(f"/me/notifications/{entries[0]}/read").json["date_read"].endswith("Z")
    assert [one["id"] for one in ana.get("/me/notifications?is_read=true").json["items"]] == entries[:1]
    assert len(ana.get("/me/notifications?is_read=false").json["items"]) == 2
    assert ana.post("/me/notifications/read").status == 204
    assert ana.get("/me/notifications?is_read=false").json["items"] == []
    assert rest.post("/me/notifications/read").status == 403


def test_the_installation_says_what_it_is(rest, rpc, project):
    found = rest.user("olga").get("/application").json
    assert (found["kanboard_version"], found["timezone"]) == (rpc.getVersion(), rpc.getTimezone())
    assert found["default_color_id"] == "yellow"
    assert [one["id"] for one in found["project_roles"]] == ["project-manager", "project-member", "project-viewer"]
    colors = rest.get("/colors").json["items"]
    assert (len(colors), colors[0]["id"], colors[0]["background"]) == (16, "yellow", "rgb(245, 247, 196)")


def test_rates_are_for_administrators_to_set(rest: Rest, project):
    ana = rest.user("ana")
    assert rest.put("/currencies/CHF", {"rate": 1.07}).json == rest.get("/currencies/CHF").json
    assert [(one["currency"], one["rate"]) for one in ana.get("/currencies").json["items"]] == [("CHF", 1.07)]
    assert ana.put("/currencies/CHF", {"rate": 2}).status == ana.delete("/currencies/CHF").status == 403
    for rate in (0, -1, "x", None, 1e300):
        assert rest.put("/currencies/CHF", {"rate": rate}).status == 422
    assert rest.put("/currencies/XXX", {"rate": 2}).status == 404
    assert rest.delete("/currencies/CHF").status == 204
    assert rest.delete("/currencies/CHF").status == rest.get("/currencies/CHF").status == 404


def test_who_has_been_given_a_lower_role_reads_no_comments_above_it(rest, rpc, project, task):
    """Neither over REST nor in the inbox of the browser (domain.md 15)."""
    vic, path = id_of(rpc, "vic"), "/me/notifications"
    comment = {"id": 1, "comment": "For managers", "visibility": "app-manager"}
    data = {"task": {"id": task, "title": "Paint"}, "comment": comment}
    entry = Notification.objects.create(
        user_id=vic, project_id=project, event_name="comment.create", data=data, date_creation=1
    )
    browser = Client()
    browser.force_login(User.objects.get(pk=vic), backend="boards.authentication.backends.PasswordBackend")
    for role, is_told in (("app-manager", True), ("app-user", False), ("app-admin", True)):
        User.objects.filter(pk=vic).update(role=role)
        assert (b"For managers" in rest.user("vic").get(path).content) is is_told, role
        assert (b"For managers" in browser.get(f"/user/{vic}/notifications/web").content) is is_told, role
        assert (rest.user("vic").post(f"{path}/{entry.pk}/read").status == 200) is is_told, role
