"""What is done with tasks over REST, alone and many at once."""

from __future__ import annotations

import pytest

from boards.actors import COMMAND
from boards.queries.projects import get_project
from boards.services.custom_roles import create_custom_role, restrict_project


@pytest.fixture
def columns(rpc, project):
    return [int(column["id"]) for column in rpc.getColumns(project_id=project)]


def test_a_task_is_closed_and_opened_again(rest, task):
    assert rest.post(f"/tasks/{task}/close").json["is_active"] is False
    assert rest.post(f"/tasks/{task}/close").json["is_active"] is False
    assert rest.post(f"/tasks/{task}/reopen").json["is_active"] is True


def test_a_task_is_moved(rest, rpc, project, task, columns):
    other = rpc.createTask(title="Other", project_id=project, column_id=columns[1])
    moved = rest.post(f"/tasks/{task}/move", {"column_id": columns[1]}).json
    assert (moved["column_id"], moved["position"]) == (columns[1], 2)
    assert rest.post(f"/tasks/{task}/move", {"column_id": columns[1], "position": 1}).json["position"] == 1
    assert rest.get(f"/tasks/{other}").json["position"] == 2
    foreign = rpc.getColumns(project_id=rpc.createProject(name="Elsewhere"))[0]["id"]
    assert rest.post(f"/tasks/{task}/move", {"column_id": int(foreign)}).status in (409, 422)


def test_a_task_is_copied_and_brought_elsewhere(rest, rpc, project, task):
    there = rpc.createProject(name="Elsewhere")
    duplicate = rest.post(f"/tasks/{task}/duplicate")
    assert (duplicate.status, duplicate.json["title"]) == (201, "[DUPLICATE] Paint the boat")
    copy = rest.post(f"/tasks/{task}/copy", {"project_id": there})
    assert (copy.status, copy.json["project_id"]) == (201, there)
    assert rest.post(f"/tasks/{task}/transfer", {"project_id": there}).json["project_id"] == there
    assert rest.user("ana").get(f"/tasks/{task}").status == 404


def test_nobody_brings_a_task_where_they_are_not(rest, rpc, task):
    there = rpc.createProject(name="Elsewhere")
    for project_id in (there, 9999):
        assert rest.user("ana").post(f"/tasks/{task}/copy", {"project_id": project_id}).status == 403
    assert rest.post(f"/tasks/{task}/copy", {"project_id": 9999}).status == 422


def test_several_tasks_are_made_together_or_not_at_all(rest, project):
    path = f"/projects/{project}/tasks"
    made = rest.post(f"{path}/batch?fields=title", {"tasks": [{"title": "A"}, {"title": "B", "tags": ["x"]}]})
    assert (made.status, made.json["items"]) == (201, [{"title": "A"}, {"title": "B"}])
    wrong = rest.post(f"{path}/batch", {"tasks": [{"title": "C"}, {"title": "D", "category_id": 999}]})
    assert wrong.status == 422
    assert [one["title"] for one in rest.get(path).json["items"]] == ["A", "B"]
    told = rest.post(f"{path}/batch", {"tasks": [{"title": "C"}, {"colour": 1}]})
    assert told.json["errors"][0]["pointer"].startswith("/tasks/1")


def test_several_tasks_are_changed_moved_and_closed(rest, rpc, project, task, columns):
    two = rpc.createTask(title="Two", project_id=project, tags=["old"])
    elsewhere = rpc.createTask(title="Else", project_id=rpc.createProject(name="Elsewhere"))
    ids, path = [task, two, elsewhere], f"/projects/{project}/tasks"
    changed = rest.post(f"{path}/update", {"task_ids": ids, "patch": {"priority": 2}, "add_tags": ["new"]}).json
    assert (changed["changed"], [one["id"] for one in changed["refused"]]) == ([task, two], [elsewhere])
    assert rest.get(f"/tasks/{two}?fields=priority,tags").json == {"priority": 2, "tags": ["new", "old"]}
    moved = rest.post(f"{path}/move", {"task_ids": ids, "column_id": columns[2], "at": "top"}).json
    assert moved["changed"] == [task, two]
    assert rest.post(f"{path}/close", {"task_ids": [task, two]}).json["changed"] == [task, two]
    assert rest.post(f"{path}/close", {"task_ids": [task]}).json["unchanged"] == [task]
    assert rest.post(f"{path}/reopen", {"task_ids": [task]}).json["changed"] == [task]


def test_a_viewer_does_nothing_of_it(rest, project, task, columns):
    viewer, before = rest.user("vic"), rest.get(f"/tasks/{task}").json
    tried = [
        (f"/tasks/{task}/close", None), (f"/tasks/{task}/move", {"column_id": columns[1]}),
        (f"/tasks/{task}/duplicate", None), (f"/tasks/{task}/transfer", {"project_id": project}),
        (f"/projects/{project}/tasks/close", {"task_ids": [task]}),
        (f"/projects/{project}/tasks/update", {"task_ids": [task], "patch": {"title": "x"}}),
        (f"/tasks/{task}/subtasks", {"title": "x"}), (f"/tasks/{task}/comments", {"comment": "x"}),
        (f"/tasks/{task}/links", {"opposite_task_id": task, "link_id": 1}),
        (f"/tasks/{task}/external-links", {"url": "https://example.org"}),
    ]  # fmt: skip
    assert {path: viewer.post(path, body).status for path, body in tried} == {path: 403 for path, _body in tried}
    assert {path: rest.user("olga").post(path, body).status for path, body in tried} == {
        path: 404 for path, _body in tried
    }
    assert rest.get(f"/tasks/{task}").json == before


def test_a_custom_role_holds_here_too(rest, rpc, project, task, django_user_model):
    role = create_custom_role(actor=COMMAND, project=get_project(project), name="Helper")
    restrict_project(actor=COMMAND, role=role, rule="task_open_close")
    ana = django_user_model.objects.get(username="ana")
    rpc.changeProjectUserRole(project_id=project, user_id=ana.pk, role="Helper")
    assert rest.user("ana").post(f"/tasks/{task}/close").status == 403
    assert rest.user("ana").patch(f"/tasks/{task}", {"title": "Mine"}).status == 200


def test_a_move_without_a_place_tells_of_the_place_that_it_came_to(rest, rpc, project, task):
    """Not of a number that stands for "behind all others" (automation.md 2); where it is last already it stays."""
    rpc.createTask(title="Other", project_id=project)
    ana = rest.user("ana")
    column = ana.get(f"/tasks/{task}").json["column_id"]
    assert ana.post(f"/tasks/{task}/move", {"column_id": column}).json["position"] == 2
    told = ana.get(f"/tasks/{task}/activity").json["items"][0]
    assert (told["event_name"], told["event_title"][-10:]) == ("task.move.position", "to place 2")
    assert ana.post(f"/tasks/{task}/move", {"column_id": column}).status == 409


def test_what_is_wrong_in_a_patch_of_many_is_named(rest, project, task):
    body = {"task_ids": [task], "patch": {"date_due": "1960-01-01T00:00:00Z"}}
    wrong = rest.post(f"/projects/{project}/tasks/update", body).json["errors"]
    assert [one["pointer"] for one in wrong] == ["/patch/date_due"]
    tags = [f"tag {n}" for n in range(101)]
    for name in ("add_tags", "remove_tags"):
        wrong = rest.post(f"/projects/{project}/tasks/update", {"task_ids": [task], name: tags}).json["errors"]
        assert [one["pointer"] for one in wrong] == [f"/{name}"]


@pytest.mark.parametrize("name", ["column_id", "swimlane_id"])
def test_a_place_of_others_is_as_unknown_as_none(rest, rpc, project, task, name):
    other = rpc.createProject(name="Elsewhere")
    places = {"column_id": rpc.getColumns(other)[0]["id"], "swimlane_id": rpc.getAllSwimlanes(other)[0]["id"]}
    here = {"column_id": rest.get(f"/tasks/{task}").json["column_id"]}
    for path in (f"/tasks/{task}/move", f"/projects/{project}/tasks"):
        body = {**here, "title": "New"} if path.endswith("tasks") else here
        foreign, none = (rest.post(path, {**body, name: one}) for one in (places[name], 999_999))
        assert (foreign.status, foreign.content) == (422, none.content)
