"""What is sent at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from boards.models import Task
from tests.rest.conftest import Rest

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 6


def at_once(do, times: int = PEOPLE):
    barrier = Barrier(times)

    def run(number: int):
        try:
            barrier.wait()
            return do(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(run, range(times)))


@pytest.fixture
def project(transactional_db, rpc):
    return rpc.createProject(name="Harbour")


def test_the_same_key_many_times_makes_one_task(project):
    def send(_number: int):
        rest = Rest.basic("jsonrpc", "test")
        return rest.post(f"/projects/{project}/tasks", {"title": "Once"}, Idempotency_Key="one")

    answers = at_once(send)
    assert Task.objects.filter(title="Once").count() == 1
    assert {answer.status for answer in answers} <= {201, 409}
    made = [answer for answer in answers if answer.status == 201]
    assert made
    assert len({answer.json["id"] for answer in made}) == 1
    assert all(answer.headers["Retry-After"] == "1" for answer in answers if answer.status == 409)


def test_of_many_who_change_the_same_state_one_does(project, rpc):
    task = rpc.createTask(title="T", project_id=project)
    tag = Rest.basic("jsonrpc", "test").get(f"/tasks/{task}").headers["ETag"]

    def change(number: int):
        return Rest.basic("jsonrpc", "test").patch(f"/tasks/{task}", {"title": f"By {number}"}, If_Match=tag)

    answers = at_once(change)
    assert sorted(answer.status for answer in answers) == [200] + [412] * (PEOPLE - 1)
    winner = next(answer for answer in answers if answer.status == 200)
    assert Task.objects.get(pk=task).title == winner.json["title"]
