"""Metadata over REST."""

from __future__ import annotations

import pytest


@pytest.fixture(params=["projects", "tasks"])
def home(request, project, task) -> str:
    return f"/{request.param}/{project if request.param == 'projects' else task}/metadata"


def test_a_value_lives(rest, home):
    assert rest.get(home).json["items"] == []
    assert rest.put(f"{home}/crm/customer", {"value": "4711"}).json == {"name": "crm/customer", "value": "4711"}
    assert rest.send("PUT", f"{home}/a%20b", {"value": ""}).json == {"name": "a b", "value": ""}
    assert rest.get(f"{home}/crm/customer").json["value"] == "4711"
    assert [one["name"] for one in rest.get(home).json["items"]] == ["a b", "crm/customer"]
    assert rest.delete(f"{home}/crm/customer").status == 204
    assert rest.delete(f"{home}/crm/customer").status == 404
    assert rest.get(f"{home}/crm/customer").status == 404


@pytest.mark.parametrize(
    "body", [{}, {"value": 5}, {"value": "a", "more": 1}, {"value": None}, {"value": "x" * 1_000_001}]
)
def test_a_wrong_value_is_told(rest, home, body):
    assert rest.put(f"{home}/a", body).status == 422


@pytest.mark.parametrize("name", ["x" * 256, "%00", "a%00b"])
def test_a_name_that_none_can_have_is_not_found(rest, home, name):
    assert rest.get(f"{home}/{name}").status == 404
    assert rest.put(f"{home}/{name}", {"value": "1"}).status == 404
    assert rest.delete(f"{home}/{name}").status == 404


@pytest.mark.parametrize(("name", "see", "change"), [("mona", 200, 200), ("ana", 200, 200), ("vic", 200, 403),
                                                     ("olga", 404, 404)])  # fmt: skip
def test_members_keep_metadata(rest, home, name, see, change):
    rest.put(f"{home}/a", {"value": "1"})
    person = rest.user(name)
    assert person.get(home).status == see
    assert person.get(f"{home}/a").status == see
    assert person.put(f"{home}/a", {"value": "2"}).status == change
    assert person.delete(f"{home}/a").status == (204 if change == 200 else change)


def test_administrators_keep_metadata_of_people(rest, rpc, project):
    olga = rpc.getUserByName("olga")["id"]
    home = f"/users/{olga}/metadata"
    assert rest.put(f"{home}/phone", {"value": "12"}).status == 200
    assert rest.get(home).json["items"] == [{"name": "phone", "value": "12"}]
    for name in ("olga", "mona"):
        assert rest.user(name).get(home).status == 403
        assert rest.user(name).put(f"{home}/phone", {"value": "13"}).status == 403
    assert rest.get("/users/999/metadata").status == 404
    assert rest.put("/users/999/metadata/phone", {"value": "12"}).status == 404
    assert rest.delete(f"{home}/phone").status == 204
    assert rest.delete(f"{home}/phone").status == 404
