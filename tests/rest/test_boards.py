"""Columns, swimlanes and categories over REST."""

from __future__ import annotations

import pytest

from tests.conftest import Rpc
from tests.rest.conftest import Rest

NOUNS = {"columns": "title", "swimlanes": "name", "categories": "name"}


@pytest.fixture(params=list(NOUNS))
def noun(request) -> str:
    return str(request.param)


def make(rest: Rest, project: int, noun: str, name: str = "New", **more: object) -> str:
    """The path of a new one."""
    made = rest.post(f"/projects/{project}/{noun}", {NOUNS[noun]: name, **more})
    assert made.status == 201, made.json
    return made.headers["Location"].removeprefix("/api/v1")


def list_names(rest: Rest, project: int, noun: str) -> list[str]:
    return [one[NOUNS[noun]] for one in rest.get(f"/projects/{project}/{noun}").json["items"]]


def test_one_is_made_changed_and_removed(rest, project, noun):
    path = make(rest, project, noun, description="**Some**")
    shown = rest.get(path).json
    assert (shown["project_id"], shown[NOUNS[noun]], shown["description"]) == (project, "New", "**Some**")
    changed = rest.patch(path, {NOUNS[noun]: "Other"}).json
    assert (changed[NOUNS[noun]], changed["description"]) == ("Other", "**Some**")
    assert rest.patch(path, {"description": None}).json == {**changed, "description": ""}
    assert "Other" in list_names(rest, project, noun)
    assert rest.delete(path).status == 204
    assert rest.get(path).status == 404
    assert "Other" not in list_names(rest, project, noun)


@pytest.mark.parametrize(
    ("name", "see", "change"), [("mona", 200, 200), ("ana", 200, 403), ("vic", 200, 403), ("olga", 404, 404),
                                ("adam", 404, 404)]
)  # fmt: skip
def test_managers_change_the_board(rest, rpc, project, noun, name, see, change):
    rpc.createUser(username="adam", password="secret-pw", role="app-admin")
    path = make(rest, project, noun)
    person = rest.user(name)
    done = change == 200
    assert person.get(path).status == see
    assert person.get(f"/projects/{project}/{noun}").status == see
    assert person.post(f"/projects/{project}/{noun}", {NOUNS[noun]: "A"}).status == (201 if done else change)
    assert person.patch(path, {NOUNS[noun]: "B"}).status == change
    if noun != "categories":
        assert person.put(f"{path}/position", {"position": 1}).status == change
    if noun == "swimlanes":
        assert person.post(f"{path}/disable").status == change
        assert person.post(f"{path}/enable").status == change
    assert person.delete(path).status == (204 if done else change)


def test_nobody_loses_a_change_of_the_board(rest, project, noun):
    path = make(rest, project, noun)
    tag = rest.get(path).headers["ETag"]
    assert rest.patch(path, {"description": "1"}, If_Match=tag).status == 200
    assert rest.patch(path, {"description": "2"}, If_Match=tag).status == 412
    assert rest.delete(path, If_Match=tag).status == 412
    assert rest.send("DELETE", path).status == 428
    assert rest.get(path).json["description"] == "1"


def test_names_are_there_once(rest, project, noun):
    make(rest, project, noun, "A")
    path = make(rest, project, noun, "B")
    again = rest.post(f"/projects/{project}/{noun}", {NOUNS[noun]: "A"})
    assert (again.status, again.json["type"]) == (409, "/api/docs/#problem-conflict")
    assert rest.patch(path, {NOUNS[noun]: "A"}).status == 409


@pytest.mark.parametrize("body", [{}, {"{name}": ""}, {"{name}": " "}, {"{name}": "x" * 192}, {"{name}": 5},
                                  {"{name}": "A", "x": 1}, {"{name}": "A", "description": 1}, []])  # fmt: skip
def test_wrong_values_of_the_board_are_told(rest, project, noun, body):
    if isinstance(body, dict):
        body = {name.format(name=NOUNS[noun]): value for name, value in body.items()}
    assert rest.post(f"/projects/{project}/{noun}", body).status == 422


def test_limits_are_numbers_or_nothing(rest, project):
    for noun in ("columns", "swimlanes"):
        path = make(rest, project, noun, task_limit=4)
        assert rest.get(path).json["task_limit"] == 4
        assert rest.patch(path, {"task_limit": None}).json["task_limit"] is None
        for wrong in (0, -1, "4", 2**31, 1.5):
            assert rest.patch(path, {"task_limit": wrong}).status == 422


def test_a_column_is_put_at_a_place(rest, project):
    path = make(rest, project, "columns", "New", hide_in_dashboard=True)
    before = list_names(rest, project, "columns")
    moved = rest.put(f"{path}/position", {"position": 1}).json
    assert (moved["position"], moved["hide_in_dashboard"]) == (1, True)
    assert list_names(rest, project, "columns") == ["New", *before[:-1]]
    assert rest.put(f"{path}/position", {"position": 99}).json["errors"][0]["pointer"] == "/position"
    assert rest.put(f"{path}/position", {"position": 0}).status == 422
    assert rest.patch(path, {"position": 2}).status == 422


def test_a_swimlane_leaves_the_board_and_comes_back(rest, project):
    path = make(rest, project, "swimlanes", "Fast")
    assert rest.get(path).json["position"] == 2
    assert rest.put(f"{path}/position", {"position": 1}).json["position"] == 1
    hidden = rest.post(f"{path}/disable").json
    assert (hidden["is_active"], hidden["position"]) == (False, None)
    active = rest.get(f"/projects/{project}/swimlanes?is_active=true").json["items"]
    assert [one["name"] for one in active] == ["Default swimlane"]
    assert [one["name"] for one in rest.get(f"/projects/{project}/swimlanes?is_active=0").json["items"]] == ["Fast"]
    assert rest.post(f"{path}/enable").json["position"] == 2


def test_what_holds_tasks_stays(rest, rpc: Rpc, project, task):
    found = rpc.getTask(task)
    assert rest.delete(f"/columns/{found['column_id']}").status == 409
    assert rest.delete(f"/swimlanes/{found['swimlane_id']}").status == 409


def test_a_category_has_a_colour_or_none(rest, project):
    path = make(rest, project, "categories", color_id="red")
    assert rest.get(path).json["color_id"] == "red"
    assert rest.patch(path, {"name": "Other"}).json["color_id"] == "red"
    assert rest.patch(path, {"color_id": None}).json["color_id"] is None
