"""Accounts and groups over REST."""

from __future__ import annotations

import pytest

from tests.rest.conftest import Rest

SECRETS = {"password", "token", "twofactor_secret", "api_access_token"}


@pytest.fixture
def adam(rest: Rest, rpc, project) -> Rest:
    """An administrator, who belongs to no project."""
    rpc.createUser(username="adam", password="secret-pw", role="app-admin", email="adam@x.example")
    return rest.user("adam")


def id_of(rpc, name: str) -> int:
    return int(rpc.getUserByName(name)["id"])


def test_an_account_lives(adam):
    made = adam.post(
        "/users",
        {"username": "ida", "password": "secret-pw", "email": "ida@x.example", "timezone": "Europe/Berlin"},
    )
    assert made.status == 201, made.json
    path = made.headers["Location"].removeprefix("/api/v1")
    shown = adam.get(path).json
    assert (shown["username"], shown["email"], shown["name"], shown["role"]) == (
        "ida", "ida@x.example", None, "app-user",
    )  # fmt: skip
    assert not SECRETS & set(shown)
    assert (shown["is_active"], shown["language"], shown["timezone"]) == (True, None, "Europe/Berlin")
    changed = adam.patch(path, {"name": "Ida", "email": None, "role": "app-manager", "timezone": None}).json
    assert (changed["name"], changed["email"], changed["role"], changed["timezone"]) == (
        "Ida", None, "app-manager", None,
    )  # fmt: skip
    assert adam.send("PATCH", path, {"name": "x"}).status == 428
    assert adam.post(f"{path}/disable").json["is_active"] is False
    assert adam.post(f"{path}/enable").json["is_active"] is True
    assert adam.delete(path).status == 204
    assert adam.get(path).status == 404
    assert adam.delete(path).status == 404


def test_accounts_are_listed_and_found(adam, rpc):
    group = rpc.createGroup("Crew")
    rpc.addGroupMember(group, id_of(rpc, "vic"))
    rpc.disableUser(id_of(rpc, "olga"))

    def names(query: str) -> list[str]:
        return [one["username"] for one in adam.get(f"/users?{query}").json["items"]]

    assert (
        names("sort=username")
        == sorted(names(""))
        == [*sorted({"admin", "adam", "ana", "mona", "olga", "vic"} & set(names("")))]
    )
    assert names("search=on") == ["mona"]
    assert names("search=x.example") == ["adam"]
    assert names("is_active=false") == ["olga"]
    assert "adam" in names("role=app-admin")
    assert names(f"group_id={group}") == ["vic"]
    first = adam.get("/users?sort=-username&limit=2").json
    assert [one["username"] for one in first["items"]] == ["vic", "olga"]
    assert names(f"sort=-username&limit=1&cursor={first['next']}") == ["mona"]


@pytest.mark.parametrize("name", ["mona", "ana", "vic", "olga"])
def test_people_are_for_administrators(rest, rpc, adam, name):
    person, group = rest.user(name), rpc.createGroup("Crew")
    path, crew = f"/users/{id_of(rpc, 'vic')}", f"/groups/{group}"
    for answer in (
        person.get("/users"), person.get(path), person.post("/users", {"username": "x"}), person.get(f"{path}/groups"),
        person.patch(path, {"name": "x"}), person.delete(path), person.post(f"{path}/disable"),
        person.post(f"{path}/enable"), person.get("/groups"), person.get(crew), person.post("/groups", {"name": "x"}),
        person.patch(crew, {"name": "x"}), person.delete(crew), person.get(f"{crew}/users"),
        person.put(f"{crew}/users/1"), person.delete(f"{crew}/users/1"),
    ):  # fmt: skip
        assert answer.status == 403
    assert person.get("/users/999").status == 403


def test_who_leaves_hands_work_over(adam, rpc, project):
    ana, mona = id_of(rpc, "ana"), id_of(rpc, "mona")
    task = rpc.createTask(title="x", project_id=project, owner_id=ana)
    assert adam.post(f"/users/{ana}/disable?heir_id=999").json["errors"][0]["parameter"] == "heir_id"
    assert adam.post(f"/users/{ana}/disable?heir_id=x").status == 422
    assert adam.post(f"/users/{ana}/disable?heir_id={mona}").json["is_active"] is False
    assert rpc.getTask(task)["owner_id"] == mona
    vic = id_of(rpc, "vic")
    assert adam.delete(f"/users/{mona}?heir_id={vic}").status == 204
    assert rpc.getTask(task)["owner_id"] == vic
    assert rpc.getProjectUserRole(project, vic) == "project-manager"


def test_nobody_removes_oneself(adam, rpc):
    path = f"/users/{id_of(rpc, 'adam')}"
    assert adam.delete(path).status == 409
    assert adam.post(f"{path}/disable").status == 409


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"username": ""}, "/username"),
        ({"username": " "}, "/username"),
        ({"username": "jsonrpc"}, "/username"),
        ({"password": "short"}, "/password"),
        ({"password": None}, "/password"),
        ({"email": "no"}, "/email"),
        ({"role": "king"}, "/role"),
        ({"timezone": "Mars/Base"}, "/timezone"),
        ({"language": "xx"}, "/language"),
        ({"is_admin": True}, "/is_admin"),
    ],
)
def test_a_wrong_account_is_told(rest, change, pointer):
    answer = rest.post("/users", {"username": "ida", "password": "secret-pw", **change})
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, pointer)
    assert rest.get("/users?search=ida").json["items"] == []


def test_a_new_account_may_join_a_project(rest, rpc, project):
    body = {"username": "ida", "password": "secret-pw", "project_id": project}
    made = rest.post("/users", body).json
    assert rpc.getProjectUserRole(project, made["id"]) == "project-member"
    assert rest.post("/users", body).status == 409
    assert rest.post("/users", {**body, "username": "ira", "project_id": 999}).status == 422


def test_a_group_lives(adam, rpc, project):
    made = adam.post("/groups", {"name": "Crew", "external_id": "cn=crew"})
    path = made.headers["Location"].removeprefix("/api/v1")
    assert made.json == {
        "id": made.json["id"], "name": "Crew", "external_id": "cn=crew", "nb_users": 0, "nb_projects": 0,
    }  # fmt: skip
    vic = id_of(rpc, "vic")
    assert adam.put(f"{path}/users/{vic}").status == 204
    assert adam.put(f"{path}/users/{vic}").status == 204
    assert adam.put(f"{path}/users/999").status == 404
    assert [one["username"] for one in adam.get(f"{path}/users").json["items"]] == ["vic"]
    assert adam.get(path).json["nb_users"] == 1
    assert [one["name"] for one in adam.get(f"/users/{vic}/groups").json["items"]] == ["Crew"]
    assert adam.delete(f"{path}/users/{vic}").status == 204
    assert adam.delete(f"{path}/users/{vic}").status == 404
    assert adam.patch(path, {"name": "Team"}).json["external_id"] == "cn=crew"
    assert adam.send("DELETE", path).status == 428
    assert adam.patch(path, {"name": ""}).status == 422
    assert adam.post("/groups", {"name": "Team"}).status == 409
    adam.post("/groups", {"name": "Alpha"})
    assert [one["name"] for one in adam.get("/groups?sort=name").json["items"]] == ["Alpha", "Team"]
    assert [one["name"] for one in adam.get("/groups?search=TEA").json["items"]] == ["Team"]
    assert adam.delete(path).status == 204
    assert adam.get(path).status == adam.get(f"{path}/users").status == 404
