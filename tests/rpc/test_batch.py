"""Neighbours in a batch that ask for tasks are read together, and each is answered as if it stood alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.services.projects import create_project
from boards.services.tasks.create import NewTask, create_task
from tests.conftest import Rpc
from tests.web.conftest import World


def call(method: str, *params: Any, **more: Any) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "method": method, "params": list(params), **more}


def send(rpc: Rpc, calls: list[Any]) -> list[Any]:
    return list(json.loads(rpc.post(json.dumps(calls)).content))


@pytest.fixture
def world(db: None) -> World:
    return World()


def test_each_is_answered_as_if_it_stood_alone(rpc, world):
    first, second = world.task("One"), world.task("Two")
    calls = [
        call("getTask", first.pk, id=1),
        call("getTask", second.pk, id=2),
        call("getTask", 999, id=3),
        call("getTask", "nonsense", id=4),
        call("getTask", id=5),
        call("getTask", first.pk),
        {"jsonrpc": "2.0", "method": "getTask", "params": {"task_id": str(second.pk)}, "id": 7},
        [],
        call("getTask", first.pk, second.pk, id=8),
        call("updateTask", first.pk, "Renamed", id=9),
        call("gettask", first.pk, id=10),
        call("getTask", first.pk, id=11),
        call("noSuchCall", id=12),
        call("noSuchCall", id=13),
    ]
    together = send(rpc, calls)
    # The second round finds the task renamed, as the first one did from its tenth call on.
    renamed = {1, 6, 10, 11}
    alone = [answer for one in calls for answer in send(rpc, [one, call("getVersion", id=0)])[:-1]]
    assert len(together) == len(alone) == len(calls) - 1
    for one, other in zip(together, alone, strict=True):
        if one.get("id") in renamed and one["result"]:
            one["result"] = other["result"] = one["result"]["id"]
        assert one == other
    assert [answer["result"]["title"] for answer in send(rpc, calls[:2])] == ["Renamed", "Two"]


@pytest.mark.parametrize("size", [2, 50])
def test_it_costs_one_statement_at_any_size(rpc, world, size):
    tasks = [world.task(f"Task {number}").pk for number in range(size)]
    with CaptureQueriesContext(connection) as queries:
        answers = send(rpc, [call("getTask", task, id=task) for task in tasks])
    assert [answer["result"]["id"] for answer in answers] == tasks
    assert len(queries) == 1


def test_rights_are_asked_for_each(rpc, world):
    elsewhere = create_project(actor=APPLICATION, name="Elsewhere")
    hidden = create_task(actor=APPLICATION, task=NewTask(title="Hidden", project_id=elsewhere.pk))
    seen = world.task("Seen").pk
    member = Rpc("member", "secret-pw")
    answers = send(member, [call("getTask", task, id=1) for task in (seen, seen)])
    assert [answer["result"]["title"] for answer in answers] == ["Seen", "Seen"]
    response = member.post(json.dumps([call("getTask", task, id=1) for task in (seen, hidden, seen)]))
    assert response.status_code == 403
    assert b"Hidden" not in response.content
