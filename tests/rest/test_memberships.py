"""Members, groups and custom roles of a project over REST."""

from __future__ import annotations

import pytest


def id_of(rpc, name: str) -> int:
    return int(rpc.getUserByName(name)["id"])


def test_members_are_listed_with_their_roles(rest, rpc, project):
    first = rest.user("vic").get(f"/projects/{project}/users?limit=2").json
    assert [(one["username"], one["role"]) for one in first["items"]] == [
        ("mona", "project-manager"), ("ana", "project-member"),
    ]  # fmt: skip
    assert "email" not in first["items"][0]
    second = rest.get(f"/projects/{project}/users?cursor={first['next']}").json
    assert [one["username"] for one in second["items"]] == ["vic"]
    assert second["next"] is None
    assignable = rest.get(f"/projects/{project}/assignable-users").json["items"]
    assert [one["username"] for one in assignable] == ["ana", "mona"]


def test_a_manager_gives_and_takes_roles(rest, rpc, project):
    mona, olga = rest.user("mona"), id_of(rpc, "olga")
    path = f"/projects/{project}/users/{olga}"
    assert mona.get(path).status == 404
    assert mona.put(path, {"role": "project-viewer"}).json["role"] == "project-viewer"
    assert mona.send("PUT", path, {"role": "project-member"}).json["role"] == "project-member"
    assert mona.get(path).json["username"] == "olga"
    assert rest.user("olga").get(f"/projects/{project}").status == 200
    assert mona.delete(path).status == 204
    assert mona.delete(path).status == 404
    assert mona.put(path, {"role": "captain"}).json["errors"][0]["pointer"] == "/role"
    assert mona.put(path, {"role": ""}).status == 422
    assert mona.put(f"/projects/{project}/users/999", {"role": "project-viewer"}).status == 404
    assert mona.put(f"/projects/{project}/groups/999", {"role": "project-viewer"}).status == 404


def test_the_last_manager_stays(rest, rpc, project):
    mona = id_of(rpc, "mona")
    path = f"/projects/{project}/users/{mona}"
    assert rest.user("mona").delete(path).status == 409
    assert rest.delete(path).status == 409
    assert rest.put(path, {"role": "project-viewer"}).status == 409


def test_groups_have_roles(rest, rpc, project):
    group = rpc.createGroup("Crew")
    rpc.addGroupMember(group, id_of(rpc, "olga"))
    path = f"/projects/{project}/groups/{group}"
    assert rest.put(path, {"role": "project-viewer"}).json == {
        "group_id": group, "name": "Crew", "role": "project-viewer",
    }  # fmt: skip
    assert rest.user("olga").get(f"/projects/{project}/groups").json["items"][0]["name"] == "Crew"
    assert rest.get(path).json["role"] == "project-viewer"
    assert rest.delete(path).status == 204
    assert rest.get(path).status == 404


@pytest.mark.parametrize(("name", "see", "change"), [("ana", 200, 403), ("vic", 200, 403), ("olga", 404, 404)])
def test_others_change_no_roles(rest, rpc, project, name, see, change):
    person, group = rest.user(name), rpc.createGroup("Crew")
    rpc.addProjectGroup(project, group)
    for path in (f"/projects/{project}/users/{id_of(rpc, 'ana')}", f"/projects/{project}/groups/{group}"):
        assert person.get(path).status == see
        assert person.put(path, {"role": "project-manager"}).status == change
        assert person.delete(path).status == change
    for path in ("users", "groups", "assignable-users"):
        assert person.get(f"/projects/{project}/{path}").status == see


def test_a_personal_project_has_one_member(rest, rpc, project):
    mine = rest.user("ana").post("/me/projects", {"name": "Mine"}).json["id"]
    answer = rest.user("ana").put(f"/projects/{mine}/users/{id_of(rpc, 'mona')}", {"role": "project-member"})
    assert answer.status == 409


def test_a_custom_role_lives(rest, rpc, project):
    mona = rest.user("mona")
    made = mona.post(f"/projects/{project}/custom-roles", {"role": "Apprentice"})
    path = made.headers["Location"].removeprefix("/api/v1")
    columns = [one["id"] for one in rpc.getColumns(project)]
    assert made.json["project_restrictions"] == made.json["column_restrictions"] == []
    assert mona.post(f"{path}/project-restrictions", {"rule": "task_remove"}).status == 201
    assert (
        mona.post(f"{path}/column-restrictions", {"column_id": columns[0], "rule": "block.task_creation"}).status == 201
    )
    role = mona.post(f"{path}/move-restrictions", {"src_column_id": columns[0], "dst_column_id": columns[1]}).json
    assert role == mona.get(path).json == mona.get(f"/projects/{project}/custom-roles").json["items"][0]
    assert [one["rule"] for one in role["project_restrictions"]] == ["task_remove"]
    assert role["move_restrictions"][0]["only_assigned"] is False
    mona.put(f"/projects/{project}/users/{id_of(rpc, 'ana')}", {"role": "Apprentice"})
    task = rest.user("ana").post(f"/projects/{project}/tasks", {"title": "x", "column_id": columns[0]})
    assert task.status == 403
    for kind in ("project", "column", "move"):
        (one,) = role[f"{kind}_restrictions"]
        lifted = mona.delete(f"{path}/{kind}-restrictions/{one['id']}")
        assert lifted.json[f"{kind}_restrictions"] == []
        assert mona.delete(f"{path}/{kind}-restrictions/{one['id']}").status == 404
    assert mona.patch(path, {"role": "Mate"}).json["role"] == "Mate"
    assert mona.send("PATCH", path, {"role": "x"}).status == 428
    assert rpc.getProjectUserRole(project, id_of(rpc, "ana")) == "Mate"
    assert mona.delete(path).status == 204
    assert rpc.getProjectUserRole(project, id_of(rpc, "ana")) == "project-member"


def test_a_role_restricts_its_own_project(rest, rpc, project):
    path = rest.post(f"/projects/{project}/custom-roles", {"role": "A"}).headers["Location"].removeprefix("/api/v1")
    other = rpc.createProject(name="Elsewhere")
    foreign = rest.post(f"/projects/{other}/custom-roles", {"role": "B"}).headers["Location"].removeprefix("/api/v1")
    column = rpc.getColumns(other)[0]["id"]
    body = {"column_id": column, "rule": "block.task_creation"}
    assert rest.post(f"{path}/column-restrictions", body).json["errors"][0]["pointer"] == "/column_id"
    assert rest.post(f"{path}/column-restrictions", {**body, "column_id": 999}).status == 422
    assert rest.post(f"{path}/project-restrictions", {"rule": "fly"}).json["errors"][0]["pointer"] == "/rule"
    mine = rpc.getColumns(project)[0]["id"]
    for pair in ((mine, column), (mine, mine), (mine, 999)):
        body = {"src_column_id": pair[0], "dst_column_id": pair[1]}
        assert rest.post(f"{path}/move-restrictions", body).status == 422
    (one,) = rest.post(f"{foreign}/project-restrictions", {"rule": "task_move"}).json["project_restrictions"]
    assert rest.delete(f"{path}/project-restrictions/{one['id']}").status == 404
    assert rest.user("mona").get(foreign).status == 404


@pytest.mark.parametrize(("name", "status"), [("ana", 403), ("vic", 403), ("olga", 404)])
def test_managers_alone_know_custom_roles(rest, project, name, status):
    path = rest.post(f"/projects/{project}/custom-roles", {"role": "A"}).headers["Location"].removeprefix("/api/v1")
    person = rest.user(name)
    assert person.get(path).status == status
    assert person.get(f"/projects/{project}/custom-roles").status == status
    assert person.post(f"/projects/{project}/custom-roles", {"role": "B"}).status == status
    assert person.patch(path, {"role": "B"}).status == status
    assert person.post(f"{path}/project-restrictions", {"rule": "task_move"}).status == status
    assert person.delete(path).status == status
