"""The database away, the disk full: every door says so in its own form (faults: database away)."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.exceptions import TooManyFieldsSent
from django.db import DataError, InterfaceError, OperationalError, connection

from boards.outages import BUSY, FULL_DISK, NO_DATABASE, find_outage
from boards.queries import recent
from boards.web.dashboard import page as dashboard
from kanboard_site.logs import Brief

CALL = json.dumps({"jsonrpc": "2.0", "method": "getAllProjects", "id": 7})
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@contextmanager
def away(error: Exception | None = None) -> Iterator[None]:
    """Nothing that is asked of the database is answered, and nothing is kept from before."""

    def refuse(*args: Any) -> None:
        raise error or OperationalError('connection to server at "10.0.0.7" failed')

    recent.forget_all()
    with connection.execute_wrapper(refuse):
        yield


def failing(cause: Exception, kind: type[Exception] = OperationalError) -> Exception:
    error = kind("words of the driver")
    error.__cause__ = cause
    return error


class Driver(Exception):
    def __init__(self, sqlstate: str | None = None, sqlite_errorcode: int | None = None) -> None:
        super().__init__("driver")
        if sqlite_errorcode is None:
            self.sqlstate = sqlstate
        else:
            self.sqlite_errorcode = sqlite_errorcode


@pytest.mark.parametrize(
    ("error", "outage"),
    [
        (OperationalError("connection failed"), NO_DATABASE),
        (InterfaceError("connection already closed"), NO_DATABASE),
        (failing(Driver(None)), NO_DATABASE),
        (failing(Driver("57P01")), NO_DATABASE),
        (failing(Driver("08006")), NO_DATABASE),
        (failing(Driver("53100")), FULL_DISK),
        (failing(Driver("40P01")), BUSY),
        (failing(Driver("22003"), DataError), None),
        (failing(Driver(sqlite_errorcode=13)), FULL_DISK),
        (failing(Driver(sqlite_errorcode=14)), NO_DATABASE),
        (failing(Driver(sqlite_errorcode=5 | 2 << 8)), BUSY),
        (failing(Driver(sqlite_errorcode=1)), None),
        (OSError(28, "No space left on device"), FULL_DISK),
        (OSError(2, "No such file"), None),
        (RuntimeError("boom"), None),
    ],
)
def test_what_an_error_tells(error, outage):
    assert find_outage(error) is outage


@pytest.mark.parametrize("path", ["/dashboard", "/board/{board}", "/login", "/admin/", "/search?search=x", "/nothing"])
def test_pages_say_it_in_words(world, path):
    client = world.client("admin")
    client.raise_request_exception = False
    with away():
        answer = client.get(path.format(board=world.project.pk))
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    page = answer.content.decode()
    assert "The database does not answer." in page
    assert "our mistake" not in page
    assert "10.0.0.7" not in page


@pytest.mark.parametrize("path", ["/board/{board}/move", "/board/{board}/add"])
def test_scripts_get_a_sentence(world, path):
    client = world.client("member")
    client.raise_request_exception = False
    with away():
        answer = client.post(path.format(board=world.project.pk), {}, headers=SCRIPT)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert answer.json()["message"].startswith("The database does not answer.")


def test_programs_get_an_error_of_their_call(rpc):
    with away():
        answer = rpc.post(CALL)
    assert (answer.status_code, answer["Retry-After"], answer["Content-Type"]) == (503, "5", "application/json")
    said = answer.json()
    assert (said["error"]["code"], said["error"]["message"]) == (-32603, "Internal error")
    assert said["error"]["data"].startswith("The database does not answer.")


def test_users_of_the_api_get_it_too(rpc):
    rpc.createUser(username="anna", password="secret-pw")
    recent.forget_all()
    with away():
        answer = rpc.user("anna").post(CALL)
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, -32603)


def test_a_batch_keeps_what_was_done_and_tries_nothing_more(rpc):
    project_id = rpc.createProject(name="P")
    rpc.getProjectById(project_id)
    asked = []

    def fail_later(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        if "zzz" in repr(params):
            raise OperationalError("away")
        return execute(sql, params, many, context)

    calls = [
        {"jsonrpc": "2.0", "method": method, "id": number, "params": params}
        for number, (method, params) in enumerate(
            [("getProjectById", [project_id]), ("getProjectByName", ["zzz"]), ("getProjectById", [project_id])]
        )
    ]
    with connection.execute_wrapper(fail_later):
        answer = rpc.post(json.dumps(calls))
    first, second, third = answer.json()
    assert (answer.status_code, first["result"]["name"]) == (503, "P")
    assert (second["id"], second["error"]["code"], third["id"], third["error"]["code"]) == (1, -32603, 2, -32603)
    assert "zzz" not in asked[-1], asked[-1]


def test_a_large_request_of_a_program_meets_it_too(rpc):
    call = json.dumps({"jsonrpc": "2.0", "method": "getVersion", "id": 1, "params": [], "more": "x" * 1_100_000})
    with away():
        answer = rpc.post(call)
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, -32603)


@pytest.mark.parametrize("error", [failing(Driver(sqlite_errorcode=13)), OSError(28, "No space left on device")])
def test_a_full_disk_is_said_in_words(world, rpc, error):
    client = world.client("member")
    client.raise_request_exception = False
    with away(error):
        page = client.get("/dashboard")
        answer = rpc.post(CALL)
    assert (page.status_code, "disk of the server is full" in page.content.decode()) == (507, True)
    assert (answer.status_code, "disk of the server is full" in answer.json()["error"]["data"]) == (507, True)


def test_a_mistake_of_ours_is_said_to_scripts_in_words(world, monkeypatch, caplog):
    def explode(*args: Any, **options: Any) -> None:
        raise RuntimeError("boom")

    client = world.client("member")
    client.raise_request_exception = False
    monkeypatch.setattr(dashboard, "show", explode)
    answer = client.get("/dashboard", headers=SCRIPT)
    number = next(record.args[0] for record in caplog.records if record.msg.startswith("Error %s"))
    assert (answer.status_code, answer.json()) == (
        500,
        {"message": f"This is our mistake. The operator finds it under the number {number}."},
    )


def tell(name: str, message: str, error: Exception | None) -> logging.LogRecord:
    """A line of the log, as it is written."""
    trace = (type(error), error, None) if error else None
    record = logging.LogRecord(name, logging.ERROR, "", 0, message, ("/x",), trace)
    assert Brief().filter(record)
    return record


def test_the_log_has_one_line_of_what_adds_no_traceback():
    outage = tell("django.request", "Service Unavailable: %s", OperationalError("away\nand more"))
    assert (outage.getMessage(), outage.exc_info) == ("Service Unavailable: /x: OperationalError: away and more", None)
    refused = tell("django.security.TooManyFieldsSent", "Too many fields: %s", TooManyFieldsSent())
    assert (refused.getMessage(), refused.exc_info) == ("Too many fields: /x", None)
    double = logging.makeLogRecord({"name": "django.request", "msg": "Service Unavailable", "status_code": 503})
    assert not Brief().filter(double)
    mistake = tell("django.request", "Internal Server Error: %s", RuntimeError("boom"))
    assert mistake.exc_info is not None
