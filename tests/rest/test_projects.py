"""Projects over REST."""

from __future__ import annotations

import pytest

from api.rest.representations.projects import CopiedPart
from boards.services.project_copies import PARTS


def test_a_project_is_shown_in_clean_types(rest, project):
    shown = rest.get(f"/projects/{project}").json
    assert (shown["id"], shown["name"], shown["description"]) == (project, "Harbour", "")
    assert (shown["is_active"], shown["is_private"], shown["is_public"]) == (True, False, False)
    assert (shown["owner_id"], shown["task_limit"], shown["start_date"], shown["email"]) == (None, None, None, None)
    assert (shown["priority_start"], shown["priority_end"]) == (0, 3)
    assert shown["url"].endswith(f"/board/{project}")
    assert shown["public_addresses"] is None
    assert shown["last_modified"].endswith("Z")


def test_a_project_is_made_changed_and_removed(rest):
    made = rest.post(
        "/projects",
        {
            "name": "Dock",
            "identifier": "dock",
            "template": "scrum",
            "start_date": "2026-03-04",
            "task_limit": 5,
            "predefined_email_subjects": ["Order", "Offer"],
            "enable_global_tags": False,
        },
    )
    assert made.status == 201
    path = made.headers["Location"].removeprefix("/api/v1")
    assert (made.json["identifier"], made.json["start_date"], made.json["task_limit"]) == ("DOCK", "2026-03-04", 5)
    assert (made.json["predefined_email_subjects"], made.json["enable_global_tags"]) == (["Order", "Offer"], False)
    changed = rest.patch(path, {"identifier": None, "start_date": None, "task_limit": None, "name": "Pier"})
    assert (changed.json["identifier"], changed.json["start_date"], changed.json["task_limit"]) == ("", None, None)
    assert (changed.json["name"], changed.json["predefined_email_subjects"]) == ("Pier", ["Order", "Offer"])
    assert rest.delete(path).status == 204
    assert rest.get(path).status == 404


def test_who_makes_a_project_manages_it(rest, rpc, project):
    ida = rpc.createUser(username="ida", password="secret-pw", role="app-manager")
    mona = next(pk for pk, name in rpc.getProjectUsers(project).items() if name == "mona")
    made = rest.user("ida").post("/projects", {"name": "Own"}).json
    assert (made["owner_id"], rpc.getProjectUserRole(made["id"], ida)) == (ida, "project-manager")
    given = rest.user("ida").post("/projects", {"name": "Given", "owner_id": int(mona)}).json
    assert (given["owner_id"], rpc.getProjectUserRole(given["id"], int(mona))) == (int(mona), "project-manager")
    assert rpc.getProjectUserRole(given["id"], ida) == ""


def test_programs_have_no_personal_projects(rest):
    assert rest.post("/me/projects", {"name": "Mine"}).status == 403


def test_everybody_makes_personal_projects(rest, project):
    made = rest.user("ana").post("/me/projects", {"name": "Mine", "identifier": "me", "task_limit": 3})
    assert (made.status, made.json["is_private"], made.json["identifier"], made.json["task_limit"]) == (
        201, True, "ME", 3,
    )  # fmt: skip
    assert rest.user("mona").get(made.headers["Location"].removeprefix("/api/v1")).status == 404
    assert rest.user("ana").post("/projects", {"name": "Team"}).status == 403
    assert rest.user("ana").post("/me/projects", {"name": "Mine", "owner_id": 1}).status == 422


@pytest.mark.parametrize(
    ("name", "see", "change"), [("mona", 200, 200), ("ana", 200, 403), ("vic", 200, 403), ("olga", 404, 404),
                                ("adam", 404, 404)]
)  # fmt: skip
def test_managers_change_a_project(rest, rpc, project, name, see, change):
    rpc.createUser(username="adam", password="secret-pw", role="app-admin")
    person = rest.user(name)
    path = f"/projects/{project}"
    assert person.get(path).status == see
    assert person.patch(path, {"description": "x"}).status == change
    for switch in ("disable", "enable", "public-access"):
        assert person.post(f"{path}/{switch}").status == change
    assert person.delete(f"{path}/public-access").status == change
    assert person.post(f"{path}/duplicate", {}).status == (201 if change == 200 else change)
    assert person.delete(path).status == (204 if change == 200 else change)


def test_a_list_has_what_one_may_read(rest, rpc, project):
    rpc.createUser(username="adam", password="secret-pw", role="app-admin")
    other = rpc.createProject(name="Attic")
    rpc.disableProject(other)

    def listed(who, query=""):
        return [one["id"] for one in who.get(f"/projects{query}").json["items"]]

    assert listed(rest) == listed(rest.user("adam")) == [project, other]
    assert listed(rest.user("vic")) == [project]
    assert listed(rest.user("olga")) == []
    assert listed(rest, "?is_active=true") == [project]
    assert listed(rest, "?search=ATT") == [other]
    assert listed(rest, "?sort=name") == [other, project]


@pytest.mark.parametrize("sort", ["id", "-id", "name", "-name"])
def test_pages_of_projects_follow_each_other(rest, rpc, sort):
    for name in ("b", "a", "c" * 300, "b", "c" * 200):
        rpc.createProject(name=name)
    whole = [one["id"] for one in rest.get(f"/projects?sort={sort}").json["items"]]
    seen, cursor = [], ""
    while cursor is not None:
        page = rest.get(f"/projects?sort={sort}&limit=2&cursor={cursor}").json
        seen += [one["id"] for one in page["items"]]
        cursor = page["next"]
    assert seen == whole
    assert len(set(seen)) == 5


def test_a_cursor_of_another_order_is_none_of_this(rest, rpc):
    for name in ("a", "b"):
        rpc.createProject(name=name)
    cursor = rest.get("/projects?sort=name&limit=1").json["next"]
    assert rest.get(f"/projects?sort=id&limit=1&cursor={cursor}").status == 422


def test_two_managers_do_not_lose_a_change(rest, project):
    path = f"/projects/{project}"
    tag = rest.get(path).headers["ETag"]
    assert rest.patch(path, {"name": "One"}, If_Match=tag).status == 200
    assert rest.patch(path, {"name": "Two"}, If_Match=tag).status == 412
    assert rest.send("PATCH", path, {"name": "Three"}).status == 428
    assert rest.send("DELETE", path).status == 428
    assert rest.get(path).json["name"] == "One"


def test_each_wrong_field_of_a_project_is_told(rest, project):
    wrong = {"name": "", "identifier": "a b", "start_date": "soon", "task_limit": 0, "owner_id": "x", "is_active": 1}
    answer = rest.patch(f"/projects/{project}", wrong)
    assert answer.status == 422
    assert {error["pointer"] for error in answer.json["errors"]} == {f"/{name}" for name in wrong}
    assert rest.patch(f"/projects/{project}", {"email": "no"}).json["errors"][0]["pointer"] == "/email"
    assert rest.patch(f"/projects/{project}", {"owner_id": 999}).status == 422
    assert rest.patch(f"/projects/{project}", {"priority_start": 0, "priority_end": 900}).status == 422
    assert rest.post("/projects", {"name": "A", "template": "none"}).status == 422
    assert rest.post("/projects", {"name": "A", "owner_id": 999}).status == 422


def test_identifiers_are_there_once(rest, project):
    assert rest.post("/projects", {"name": "A", "identifier": "A"}).status == 201
    assert rest.post("/projects", {"name": "B", "identifier": "a"}).json["type"].endswith("#problem-conflict")
    assert rest.patch(f"/projects/{project}", {"identifier": "a"}).status == 409


def test_a_project_is_closed_and_opened(rest, project):
    assert rest.post(f"/projects/{project}/disable").json["is_active"] is False
    assert rest.post(f"/projects/{project}/enable").json["is_active"] is True


def test_public_addresses_come_and_go(rest, project):
    first = rest.post(f"/projects/{project}/public-access").json["public_addresses"]
    second = rest.post(f"/projects/{project}/public-access").json["public_addresses"]
    assert first["board"] != second["board"]
    assert set(first) == {"board", "rss_feed", "ical_feed"}
    gone = rest.delete(f"/projects/{project}/public-access").json
    assert (gone["is_public"], gone["public_addresses"]) == (False, None)


def test_a_copy_takes_the_chosen_parts_along(rest, rpc, project, task):
    rpc.createCategory(project, "Hull")
    path = f"/projects/{project}/duplicate"
    copy = rest.user("mona").post(path, {"parts": ["categories", "tasks", "people"]})
    assert (copy.status, copy.json["name"]) == (201, "Harbour (Clone)")
    pk = copy.json["id"]
    assert [one["name"] for one in rpc.getAllCategories(pk)] == ["Hull"]
    assert [one["title"] for one in rpc.getAllTasks(pk)] == ["Paint the boat"]
    assert len(rpc.getProjectUsers(pk)) == 3
    bare = rest.post(path, {"name": "Bare", "identifier": "bare"}).json
    assert (bare["name"], bare["identifier"], rpc.getAllCategories(bare["id"])) == ("Bare", "BARE", [])
    assert rest.post(path, {"parts": ["soup"]}).json["errors"][0]["pointer"] == "/parts/0"


def test_a_project_brings_its_board_along(rest, rpc, project):
    rpc.createCategory(project, "Hull")
    rpc.createProject(name="Elsewhere")
    path = f"/projects/{project}?expand=columns,swimlanes,categories"
    shown = rest.get(path).json
    for noun in ("columns", "swimlanes", "categories"):
        assert shown[noun] == rest.get(f"/projects/{project}/{noun}").json["items"]
    assert rest.get("/projects?expand=columns,swimlanes,categories").json["items"][0] == shown
    assert len(rest.get("/projects?expand=columns").json["items"][1]["columns"]) == 4
    assert "columns" not in rest.get(f"/projects/{project}").json
    tag = rest.get(path).headers["ETag"]
    assert rest.patch(path, {"description": "x"}, If_Match=tag).json["columns"] == shown["columns"]
    assert rest.get(f"/projects/{project}?expand=tasks").status == 422


def test_each_part_has_a_name():
    assert len(CopiedPart) == len(PARTS)
