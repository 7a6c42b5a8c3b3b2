"""What all tests share: a client of the API, and settings that are read anew for each test."""

from __future__ import annotations

import base64
import json
from functools import wraps
from importlib import import_module
from typing import Any

import msgspec
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.models.signals import post_migrate  # noqa: TID251
from django.test import Client
from hypothesis import HealthCheck, settings

from api.kept import ANSWERS
from api.rpc.registry import server
from boards.events import Event, bus
from boards.events.bus import Listener
from boards.listeners import LISTENERS
from boards.queries import recent
from tests.editions import watch_event, watch_statement

# What is tried is the same on a machine that is busy.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session", autouse=True)
def declared_answers() -> None:
    """Whatever a test calls, what a procedure returns is held against its declaration."""
    for procedure in server.procedures.values():
        hold_answers(procedure)


def hold_answers(procedure: Any) -> None:
    """An answer that is not what ``returns`` says fails the call."""
    answer = procedure.func_or_coro
    declared = msgspec.json.Decoder(procedure.returns)

    @wraps(answer)
    def hold(*args: Any, **kwargs: Any) -> Any:
        result = answer(*args, **kwargs)
        declared.decode(msgspec.json.encode(result))
        return result

    procedure.func_or_coro = hold


@pytest.fixture(autouse=True)
def fresh_settings(monkeypatch: pytest.MonkeyPatch):
    """Options are kept for a second in each process: no test sees those of another, and none runs into the second."""
    monkeypatch.setattr(recent, "LIFETIME", 3600.0)
    recent.forget_all()
    ANSWERS.clear()
    yield
    recent.forget_all()


@pytest.fixture(autouse=True)
def no_silent_change(monkeypatch: pytest.MonkeyPatch):
    """Every change raises the edition of what it changes."""
    monkeypatch.setattr(bus, "_listeners", (Listener(watch_event, to=(Event,), hears_copies=True), *LISTENERS))
    monkeypatch.setattr(bus, "_routes", {})
    with connection.execute_wrapper(watch_statement):
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is about another database (``only_on``)."""
    elsewhere = [
        item for item in items if any(mark.args[0] != connection.vendor for mark in item.iter_markers("only_on"))
    ]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in elsewhere]


class Rpc:
    """The JSON-RPC door, called as a program calls it: ``rpc.getTask(5)``, ``rpc.createTask(title="a", project_id=1)``.

    ``rpc.user("anna", "secret")`` is the same door with a user's credentials. A call answers the ``result`` and fails
    the test when there is none; ``rpc.answer`` gives the HTTP status and the whole JSON.
    """

    def __init__(self, name: str = "jsonrpc", password: str = "test") -> None:
        self.client = Client()
        self.authorization = "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()

    def user(self, name: str, password: str = "secret-pw") -> Rpc:
        return Rpc(name, password)

    def post(self, body: str | bytes, **headers: str) -> Any:
        return self.client.post(
            "/jsonrpc.php",
            body,
            content_type="application/json",
            headers={"Authorization": self.authorization, **headers},
        )

    def answer(self, method: str, *args: Any, **kwargs: Any) -> tuple[int, Any]:
        call = {"jsonrpc": "2.0", "method": method, "id": 1, "params": kwargs or list(args)}
        response = self.post(json.dumps(call))
        return response.status_code, json.loads(response.content)

    def error(self, method: str, *args: Any, **kwargs: Any) -> int:
        """The code of the error that the call ends with."""
        return int(self.answer(method, *args, **kwargs)[1]["error"]["code"])

    def __getattr__(self, method: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            status, answer = self.answer(method, *args, **kwargs)
            assert status == 200, (status, answer)
            assert "result" in answer, answer
            return answer["result"]

        return call


@pytest.fixture
def rpc(db: None) -> Rpc:
    """The API with application credentials."""
    return Rpc()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The table of the cache belongs to a prepared installation, and so do the kinds of links after each flush."""
    links = import_module("boards.migrations.0002_link_types")
    post_migrate.connect(lambda **kwargs: links.create_links(apps, None), apps.get_app_config("boards"), weak=False)
    with django_db_blocker.unblock():
        call_command("createcachetable", verbosity=0)
