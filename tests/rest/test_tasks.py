"""Tasks over REST."""

from __future__ import annotations

import pytest


def test_a_task_is_shown_in_clean_types(rest, rpc, project, task):
    shown = rest.get(f"/tasks/{task}").json
    assert shown["title"] == "Paint the boat"
    assert shown["tags"] == ["wood"]
    assert (shown["owner_id"], shown["is_active"], shown["date_due"]) == (None, True, None)
    assert shown["date_creation"].endswith("Z")


def test_a_task_is_made_changed_and_removed(rest, project):
    made = rest.post(
        f"/projects/{project}/tasks",
        {
            "title": "Sail",
            "date_due": "2026-12-24T18:00:00+01:00",
            "tags": ["sea", "air"],
            "recurrence": {"status": "pending", "factor": 2, "unit": "months"},
        },
    )
    assert made.status == 201
    path = made.headers["Location"].removeprefix("/api/v1")
    assert (made.json["date_due"], made.json["tags"]) == ("2026-12-24T17:00:00Z", ["air", "sea"])
    assert (made.json["recurrence"]["unit"], made.json["recurrence"]["factor"]) == ("months", 2)
    changed = rest.patch(path, {"date_due": None, "title": "Row", "tags": []})
    assert (changed.json["title"], changed.json["date_due"], changed.json["tags"]) == ("Row", None, [])
    assert changed.json["recurrence"]["status"] == "pending"
    assert rest.delete(path).status == 204
    assert rest.get(path).status == 404


def test_each_wrong_field_is_told(rest, project):
    answer = rest.post(
        f"/projects/{project}/tasks", {"colour": 1, "tags": ["a", 5], "recurrence": {"unit": "x"}, "owner_id": -1}
    )
    assert (answer.status, answer.json["type"]) == (422, "/api/docs/#problem-invalid")
    assert {error["pointer"] for error in answer.json["errors"]} == {
        "/colour", "/title", "/tags/1", "/recurrence/unit", "/owner_id",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "see", "change", "make"), [("mona", 200, 200, 201), ("ana", 200, 200, 201), ("vic", 200, 403, 403),
                                        ("olga", 404, 404, 404)]
)  # fmt: skip
def test_what_one_may_not_see_is_not_found(rest, project, task, name, see, change, make):
    person = rest.user(name)
    assert person.get(f"/tasks/{task}").status == see
    assert person.patch(f"/tasks/{task}", {"title": "Mine"}).status == change
    assert person.post(f"/projects/{project}/tasks", {"title": "New"}).status == make
    assert rest.get(f"/tasks/{task}").json["title"] == ("Mine" if change == 200 else "Paint the boat")


def test_two_who_change_the_same_do_not_lose_a_change(rest, task):
    tag = rest.get(f"/tasks/{task}").headers["ETag"]
    first = rest.patch(f"/tasks/{task}", {"title": "One"}, If_Match=tag)
    second = rest.patch(f"/tasks/{task}", {"title": "Two"}, If_Match=tag)
    assert (first.status, second.status) == (200, 412)
    assert rest.patch(f"/tasks/{task}", {"title": "Three"}, If_Match=first.headers["ETag"]).status == 200
    assert rest.send("PATCH", f"/tasks/{task}", {"title": "Four"}).status == 428
    assert rest.get(f"/tasks/{task}").json["title"] == "Three"


def test_the_tag_of_some_fields_is_one_of_the_state(rest, task):
    some = rest.get(f"/tasks/{task}?fields=id,title")
    assert some.json == {"id": task, "title": "Paint the boat"}
    assert rest.get(f"/tasks/{task}?fields=id,title", If_None_Match=some.headers["ETag"]).status == 304
    assert rest.get(f"/tasks/{task}", If_None_Match=some.headers["ETag"]).status == 200
    assert rest.patch(f"/tasks/{task}", {"priority": 3}, If_Match=some.headers["ETag"]).status == 200
    assert rest.patch(f"/tasks/{task}", {"priority": 2}, If_Match=some.headers["ETag"]).status == 412


def test_what_is_asked_for_besides_comes_with_some_fields_too(rest, project, task):
    shown = rest.get(f"/tasks/{task}?fields=id&expand=project")
    assert shown.json == {"id": task, "project": {"id": project, "name": "Harbour"}}
    assert shown.headers["Content-Type"] == "application/vnd.part+json"


def test_the_same_request_is_done_once(rest, project):
    path, body = f"/projects/{project}/tasks", {"title": "Once"}
    first, again = (rest.post(path, body, Idempotency_Key="k1") for _ in range(2))
    assert (first.status, first.json, first.headers["Location"]) == (201, again.json, again.headers["Location"])
    assert rest.post(path, {"title": "Other"}, Idempotency_Key="k1").json["type"].endswith("#problem-reused-key")
    assert [one["title"] for one in rest.get(path).json["items"]] == ["Once"]


def test_what_failed_can_be_sent_again_with_its_key(rest, project):
    path = f"/projects/{project}/tasks"
    assert rest.post(path, {"title": "Once", "column_id": 999}, Idempotency_Key="k2").status == 422
    assert rest.post(path, {"title": "Once"}, Idempotency_Key="k2").status == 201


def test_pages_follow_each_other_whatever_comes_and_goes(rest, rpc, project):
    ids = [rpc.createTask(title=f"T{n}", project_id=project, priority=n % 3) for n in range(7)]
    path = f"/projects/{project}/tasks?limit=3"
    first = rest.get(path)
    rpc.removeTask(task_id=ids[0])
    assert first.headers["Link"].startswith(f"</api/v1/projects/{project}/tasks?limit=3&cursor=")
    second = rest.get(f"{path}&cursor={first.json['next']}")
    assert [one["id"] for one in (*first.json["items"], *second.json["items"])] == ids[:6]
    seen, cursor = [], ""
    while cursor is not None:
        page = rest.get(f"{path}&sort=-priority&fields=id,priority&cursor={cursor}").json
        seen += [one["priority"] for one in page["items"]]
        cursor = page["next"]
    assert seen == [2, 2, 1, 1, 0, 0]


def test_tasks_are_found_by_search_and_fields(rest, rpc, project):
    one = rpc.createTask(title="Mast", project_id=project, priority=3)
    rpc.createTask(title="Sail", project_id=project)
    for query in ("search=title:mast", "search=priority:3", "search=mast&is_active=true"):
        assert [found["id"] for found in rest.get(f"/projects/{project}/tasks?{query}").json["items"]] == [one]
    assert rest.get(f"/projects/{project}/tasks?is_active=false").json == {"items": [], "next": None}
    assert rest.user("olga").get("/tasks").json["items"] == []
    assert len(rest.user("vic").get("/tasks").json["items"]) == 2


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=x", "limit=999", "cursor=abc", "sort=x", "owner_id=-5", "color=1", "limit=1&limit=2",
              "fields=x", "expand=x", "is_active=maybe", "search=" + "x" * 70_000]
)  # fmt: skip
def test_a_wrong_query_is_told(rest, project, query):
    answer = rest.get(f"/projects/{project}/tasks?{query}")
    assert (answer.status, answer.json["type"]) == (422, "/api/docs/#problem-invalid")


def test_the_statements_do_not_grow_with_the_tasks(rest, rpc, project, django_assert_max_num_queries):
    for n in range(3):
        rpc.createTask(title=f"T{n}", project_id=project, tags=["a"])
    person = rest.user("ana")
    person.get(f"/projects/{project}/tasks")
    with django_assert_max_num_queries(6):
        assert len(person.get(f"/projects/{project}/tasks").json["items"]) == 3
    for n in range(30):
        rpc.createTask(title=f"T{n}", project_id=project, tags=["a", "b"])
    with django_assert_max_num_queries(6):
        assert len(person.get(f"/projects/{project}/tasks").json["items"]) == 33


@pytest.mark.parametrize("field", ["date_due", "date_started"])
@pytest.mark.parametrize("moment", ["1970-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "0001-01-01T00:00:00Z"])
def test_no_date_is_taken_and_lost(rest, task, field, moment):
    """What comes before the first second that is kept is refused, as in all other doors (domain.md 11)."""
    rest.patch(f"/tasks/{task}", {field: "2027-01-01T00:00:00Z"})
    refused = rest.patch(f"/tasks/{task}", {field: moment})
    assert (refused.status, refused.json["errors"][0]["pointer"]) == (422, f"/{field}")
    assert rest.get(f"/tasks/{task}").json[field] == "2027-01-01T00:00:00Z"
