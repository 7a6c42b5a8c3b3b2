"""A receiver of webhooks that really listens, and does what a test tells it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from boards.actors import APPLICATION, Actor, ActorKind
from boards.models import Job, Project, User, WebhookDelivery
from boards.services.projects import create_project
from boards.services.tasks.create import NewTask, create_task
from boards.workers.loop import run_due_jobs


@dataclass
class Receiver:
    """``status``, ``headers`` and ``answer``: what it says; ``silence``: seconds before it does."""

    url: str = ""
    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)
    answer: bytes = b""
    silence: float = 0.0
    asked: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    @property
    def ids(self) -> list[str]:
        return [headers["webhook-id"] for headers, _body in self.asked]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.asked.append(({name.lower(): value for name, value in self.headers.items()}, body))
            time.sleep(told.silence)
            self.send_response(told.status)
            for name, value in told.headers.items():
                self.send_header(name, value)
            with suppress(ConnectionError):
                self.end_headers()
                self.wfile.write(told.answer)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
            return

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        told.url = f"http://127.0.0.1:{server.server_port}/hook"
        yield told
        server.shutdown()
        thread.join()


@pytest.fixture
def at_home(settings):
    """The receiver stands on this machine, and that is allowed."""
    settings.ENV = {**settings.ENV, "WEBHOOK_ALLOW_PRIVATE_NETWORKS": True}


@pytest.fixture
def project(db) -> Project:
    return create_project(actor=APPLICATION, name="Apollo")


@pytest.fixture
def owner(db) -> User:
    return User.objects.create(username="olga", name="Olga", email="olga@example.org", role="app-user")


@pytest.fixture
def olga(owner) -> Actor:
    return Actor(ActorKind.USER, owner.pk, "olga", "Olga", "app-user")


def change_something(project: Project, title: str = "Fix", actor: Actor = APPLICATION) -> int:
    return create_task(actor=actor, task=NewTask(title=title, project_id=project.pk))


def work() -> None:
    """Do what is due, the spreading first, and what follows from it."""
    Job.objects.exclude(name__in=("events.spread", "deliveries.send", "mail.webhook_off")).delete()
    run_due_jobs()


def let_time_pass() -> None:
    """The next attempt is due."""
    Job.objects.filter(name="deliveries.send").update(run_after=0)


def only_delivery() -> WebhookDelivery:
    return WebhookDelivery.objects.get()
