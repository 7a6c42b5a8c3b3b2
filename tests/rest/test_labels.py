"""Tags and kinds of links over REST."""

from __future__ import annotations

import pytest

from tests.rest.conftest import Rest


@pytest.fixture
def adam(rest: Rest, rpc) -> Rest:
    """An administrator, who belongs to no project."""
    rpc.createUser(username="adam", password="secret-pw", role="app-admin")
    return rest.user("adam")


def path_of(made) -> str:
    assert made.status == 201, made.json
    return str(made.headers["Location"]).removeprefix("/api/v1")


def test_a_tag_of_a_project_lives(rest, project):
    path = path_of(rest.post(f"/projects/{project}/tags", {"name": "wood", "color_id": "red"}))
    shown = rest.get(path).json
    assert (shown["name"], shown["project_id"], shown["color_id"]) == ("wood", project, "red")
    assert rest.patch(path, {"name": "oak"}).json == {**shown, "name": "oak"}
    assert rest.patch(path, {"color_id": None}).json["color_id"] is None
    assert [one["name"] for one in rest.get(f"/projects/{project}/tags").json["items"]] == ["oak"]
    assert rest.delete(path).status == 204
    assert rest.get(path).status == 404


@pytest.mark.parametrize(
    ("name", "see", "change"), [("mona", 200, 200), ("ana", 200, 200), ("vic", 200, 403), ("olga", 404, 404)]
)
def test_members_change_tags(rest, project, name, see, change):
    path = path_of(rest.post(f"/projects/{project}/tags", {"name": "wood"}))
    person = rest.user(name)
    assert person.get(path).status == see
    assert person.get(f"/projects/{project}/tags").status == see
    assert person.patch(path, {"name": "oak"}).status == change
    assert person.post(f"/projects/{project}/tags", {"name": "b"}).status == (201 if change == 200 else change)
    assert person.post(f"{path}/promote").status == 403
    assert person.delete(path).status == (204 if change == 200 else change)


def test_wrong_tags_are_told(rest, project):
    for body in ({}, {"name": " "}, {"name": 5}, {"name": "x" * 192}, {"name": "a", "color": "red"}):
        answer = rest.post(f"/projects/{project}/tags", body)
        assert answer.status == 422
        assert answer.json["errors"][0]["pointer"] in ("/name", "/color")
    path_of(rest.post(f"/projects/{project}/tags", {"name": "wood"}))
    assert rest.post(f"/projects/{project}/tags", {"name": "wood"}).status == 409


def test_two_who_change_a_tag_do_not_lose_a_change(rest, project):
    path = path_of(rest.post(f"/projects/{project}/tags", {"name": "wood"}))
    tag = rest.get(path).headers["ETag"]
    assert rest.patch(path, {"name": "a"}, If_Match=tag).status == 200
    assert rest.patch(path, {"name": "b"}, If_Match=tag).status == 412
    assert rest.send("DELETE", path).status == 428


def test_global_tags_are_for_administrators_to_change(rest, adam, project):
    path = path_of(adam.post("/global-tags", {"name": "urgent"}))
    ana = rest.user("ana")
    assert ana.get(path).json["project_id"] is None
    assert [one["name"] for one in ana.get("/global-tags").json["items"]] == ["urgent"]
    assert ana.post("/global-tags", {"name": "x"}).status == 403
    assert ana.patch(path, {"name": "x"}).status == 403
    assert ana.delete(path).status == 403
    assert adam.patch(path, {"name": "soon", "color_id": "red"}).json["name"] == "soon"
    assert adam.send("PATCH", path, {"name": "x"}).status == 428
    assert adam.delete(path).status == 204
    assert adam.get(path).status == 404


def test_the_two_kinds_of_tags_do_not_mix(rest, adam, project):
    own = path_of(rest.post(f"/projects/{project}/tags", {"name": "wood"}))
    shared = path_of(rest.post("/global-tags", {"name": "urgent"}))
    for path in (own.replace("/tags", "/global-tags"), shared.replace("/global-tags", "/tags")):
        assert adam.get(path).status == 404
        assert rest.patch(path, {"name": "x"}).status == 404
        assert rest.delete(path).status == 404
    assert rest.post(f"{own}/promote").json["project_id"] is None
    assert rest.get(own).status == 404
    assert rest.get(own.replace("/tags", "/global-tags")).status == 200


def test_one_knows_the_tags_of_ones_projects_and_the_global_ones(rest, rpc, adam, project):
    other = rpc.createProject(name="Elsewhere")
    for pk, name in ((project, "wood"), (other, "iron")):
        rpc.createTag(pk, name)
    rest.post("/global-tags", {"name": "urgent"})

    def names(who: Rest, query: str = "") -> list[str]:
        return [one["name"] for one in who.get(f"/tags{query}").json["items"]]

    assert names(rest) == names(adam) == ["wood", "iron", "urgent"]
    assert names(rest.user("vic")) == ["wood", "urgent"]
    assert names(rest.user("olga")) == ["urgent"]
    assert names(rest, "?sort=-name") == ["wood", "urgent", "iron"]
    assert names(rest, "?search=RO") == ["iron"]
    first = rest.get("/tags?sort=name&limit=2").json
    assert names(rest, f"?sort=name&cursor={first['next']}") == ["wood"]


def test_kinds_of_links_live_among_administrators(rest, adam, project):
    path = path_of(adam.post("/link-types", {"label": "feeds", "opposite_label": "is fed by"}))
    shown = adam.get(path).json
    opposite = adam.get(f"/link-types/{shown['opposite_id']}").json
    assert (shown["label"], opposite["label"], opposite["opposite_id"]) == ("feeds", "is fed by", shown["id"])
    assert adam.patch(path, {"label": "nourishes"}).json == {**shown, "label": "nourishes"}
    assert adam.patch(path, {"opposite_id": None}).json["opposite_id"] is None
    wrong = adam.patch(path, {"opposite_id": 999})
    assert (wrong.status, wrong.json["errors"][0]["pointer"]) == (422, "/opposite_id")
    assert adam.post("/link-types", {"label": "nourishes"}).status == 409
    assert adam.post("/link-types", {"label": ""}).status == 422
    assert len(adam.get("/link-types").json["items"]) > 2
    mona = rest.user("mona")
    for answer in (mona.get("/link-types"), mona.get(path), mona.post("/link-types", {"label": "x"}),
                   mona.patch(path, {"label": "x"}), mona.delete(path)):  # fmt: skip
        assert answer.status == 403
    assert adam.send("DELETE", path).status == 428
    assert adam.delete(path).status == 204
    assert adam.get(path).status == 404
