"""Numbers of a project over REST."""

from __future__ import annotations

import pytest

from boards.services.statistics import record_day


def test_tasks_are_counted_by_column(rest, rpc, project, task):
    rpc.closeTask(rpc.createTask(title="x", project_id=project))
    counted = rest.user("vic").get(f"/projects/{project}/statistics").json
    assert (counted["nb_open_tasks"], counted["nb_closed_tasks"]) == (1, 1)
    assert counted["columns"][0]["nb_open_tasks"] == counted["columns"][0]["nb_closed_tasks"] == 1
    assert rest.user("olga").get(f"/projects/{project}/statistics").status == 404


@pytest.fixture
def days(rpc, project, task) -> None:
    for day in ("2026-01-01", "2026-01-02", "2026-02-01"):
        record_day(project_id=project, day=day)


def test_days_are_listed(rest, rpc, project, days):
    column = rpc.getColumns(project)[0]["id"]
    path = f"/projects/{project}/statistics/days"
    found = rest.user("vic").get(f"{path}?since=2026-01-02&until=2026-12-31").json["items"]
    assert [one["day"] for one in found] == ["2026-01-02", "2026-02-01"]
    assert found[0]["columns"] == [{"column_id": column, "total": 1, "score": 0}]
    assert found[0]["avg_lead_time"] >= 0
    assert [one["day"] for one in rest.get(f"{path}?until=2026-01-31").json["items"]] == ["2026-01-02"]
    assert rest.get(f"{path}?since=2026-03-01&until=2026-01-01").json["items"] == []
    assert rest.user("olga").get(path).status == 404


@pytest.mark.parametrize("query", ["since=2020-01-01", "since=x", "until=2026-13-01", "since=", "until=0"])
def test_a_wrong_span_is_told(rest, project, query):
    answer = rest.get(f"/projects/{project}/statistics/days?{query}")
    assert (answer.status, answer.json["errors"][0]["parameter"]) == (422, query.partition("=")[0])


@pytest.mark.parametrize("query", ["", "until=0001-01-01", "since=9999-12-31&until=9999-12-31"])
def test_any_day_can_be_asked_for(rest, project, query):
    assert rest.get(f"/projects/{project}/statistics/days?{query}").json == {"items": [], "next": None}


def test_a_year_takes_as_many_statements_as_a_day(rest, project, days, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        rest.get(f"/projects/{project}/statistics/days?since=2026-01-01&until=2026-12-31")
