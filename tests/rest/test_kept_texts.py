"""Saved filters and templates of descriptions over REST."""

from __future__ import annotations

import pytest

from tests.rest.conftest import Rest

LATE = {"name": "Late", "filter": "due:<today"}


def make_filter(person: Rest, project: int, **more: object) -> str:
    """The path of a new filter."""
    made = person.post(f"/projects/{project}/custom-filters", {**LATE, **more})
    assert made.status == 201, made.json
    return made.headers["Location"].removeprefix("/api/v1")


def list_filters(person: Rest, project: int) -> list[str]:
    return [one["name"] for one in person.get(f"/projects/{project}/custom-filters").json["items"]]


def test_a_filter_lives_under_its_owner(rest, project):
    ana = rest.user("ana")
    path = make_filter(ana, project)
    shown = ana.get(path).json
    assert (shown["filter"], shown["is_shared"], shown["append"]) == ("due:<today", False, False)
    assert ana.patch(path, {"filter": "due:today", "append": True}).json == {
        **shown, "filter": "due:today", "append": True,
    }  # fmt: skip
    assert ana.send("PATCH", path, {"name": "x"}).status == 428
    assert ana.patch(path, {"is_shared": True}).status == 403
    assert ana.post(f"/projects/{project}/custom-filters", {**LATE, "is_shared": True}).status == 403
    assert ana.delete(path).status == 204
    assert ana.get(path).status == 404


def test_filters_of_others_are_not_there(rest, project):
    ana, mona, vic = rest.user("ana"), rest.user("mona"), rest.user("vic")
    own = make_filter(ana, project, name="Own")
    shared = make_filter(mona, project, name="Shared", is_shared=True)
    hidden = make_filter(mona, project, name="Hidden")
    assert list_filters(ana, project) == ["Own", "Shared"]
    assert list_filters(vic, project) == ["Shared"]
    assert list_filters(mona, project) == list_filters(rest, project) == ["Hidden", "Own", "Shared"]
    for path, see, change in ((own, 200, 200), (shared, 200, 403), (hidden, 404, 404)):
        assert ana.get(path).status == see
        assert ana.patch(path, {"name": "Mine"}).status == change
    assert ana.delete(shared).status == 403
    assert ana.delete(hidden).status == 404
    assert vic.get(own).status == 404
    assert vic.post(f"/projects/{project}/custom-filters", LATE).status == 403
    assert rest.user("olga").get(own).status == 404
    assert rest.user("olga").get(f"/projects/{project}/custom-filters").status == 404
    assert mona.patch(own, {"is_shared": True}).json["is_shared"] is True
    assert ana.patch(own, {"name": "Still mine"}).json["is_shared"] is True
    assert mona.delete(own).status == 204


def test_a_program_keeps_no_filter(rest, project):
    assert rest.post(f"/projects/{project}/custom-filters", LATE).status == 403


@pytest.mark.parametrize("change", [{"name": ""}, {"name": " "}, {"filter": " "}, {"filter": 5}, {"user_id": 1},
                                    {"is_shared": "yes"}])  # fmt: skip
def test_a_wrong_filter_is_told(rest, project, change):
    answer = rest.user("mona").post(f"/projects/{project}/custom-filters", {**LATE, **change})
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, f"/{next(iter(change))}")


def test_a_template_lives(rest, project):
    mona, home = rest.user("mona"), f"/projects/{project}/predefined-descriptions"
    made = mona.post(home, {"title": "Bug", "description": "What happened?"})
    path = made.headers["Location"].removeprefix("/api/v1")
    shown = mona.get(path).json
    assert (shown, shown["project_id"]) == (made.json, project)
    assert mona.patch(path, {"title": "Fault"}).json == {**shown, "title": "Fault"}
    assert mona.send("DELETE", path).status == 428
    for person, see, change in (("ana", 200, 403), ("vic", 200, 403), ("olga", 404, 404)):
        other = rest.user(person)
        assert other.get(home).status == other.get(path).status == see
        assert other.post(home, {"title": "a", "description": "b"}).status == change
        assert other.patch(path, {"title": "a"}).status == other.delete(path).status == change
    for body in ({"title": "a"}, {"title": " ", "description": "b"}, {"title": "a", "description": ""}, {}):
        assert mona.post(home, body).status == 422
    assert mona.delete(path).status == 204
    assert mona.get(path).status == 404
    assert mona.get(home).json["items"] == []
