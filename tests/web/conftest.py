"""A project with people of every role, each with a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.template.backends.jinja2 import Template
from django.test import Client
from django.test.signals import template_rendered

from boards.actors import APPLICATION, Actor
from boards.authentication.sessions import actor_of
from boards.models import Column, Project, Swimlane, Task, User
from boards.services.memberships import add_project_user
from boards.services.projects import create_project
from boards.services.tasks.create import NewTask, create_task

PASSWORD = "secret-pw"
ROLES = {
    "admin": ("app-admin", None),
    "chief": ("app-manager", None),
    "manager": ("app-user", "project-manager"),
    "member": ("app-user", "project-member"),
    "viewer": ("app-user", "project-viewer"),
    "outsider": ("app-user", None),
}


class World:
    """``world.manager`` is a signed-in browser, ``world.people["manager"]`` the account; "anonymous" is nobody.

    One project with the four default columns and one swimlane; ``world.task("title", column="Done")`` adds to it.
    """

    def __init__(self) -> None:
        self.people: dict[str, User] = {}
        self.project: Project = create_project(actor=APPLICATION, name="Harbour", owner_id=None)
        for name, (role, project_role) in ROLES.items():
            person = User.objects.create(
                username=name,
                name=name.title(),
                role=role,
                password=make_password(PASSWORD),
                email=f"{name}@example.com",
            )
            self.people[name] = person
            if project_role:
                add_project_user(actor=APPLICATION, project=self.project, user_id=person.pk, role=project_role)
        self.columns = {column.title: column for column in Column.objects.filter(project=self.project)}
        self.swimlane = Swimlane.objects.get(project=self.project)
        self._clients: dict[str, Client] = {}

    def client(self, name: str) -> Client:
        if name not in self._clients:
            client = self._clients[name] = Client()
            if name != "anonymous":
                client.force_login(self.people[name], backend="boards.authentication.backends.PasswordBackend")
        return self._clients[name]

    def __getattr__(self, name: str) -> Client:
        if name in ROLES or name == "anonymous":
            return self.client(name)
        raise AttributeError(name)

    def actor(self, name: str = "manager") -> Actor:
        return actor_of(self.people[name], bypass=True)

    def task(self, title: str = "Paint the boat", *, column: str = "Backlog", **fields: Any) -> Task:
        new = NewTask(
            project_id=fields.pop("project_id", self.project.pk),
            title=title,
            column_id=self.columns[column].pk if "column_id" not in fields else fields.pop("column_id"),
            **fields,
        )
        return Task.objects.get(pk=create_task(actor=self.actor(), task=new))


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """``response.context`` holds what a view gave to its template: Django says so of its own engine only."""
    render = Template.render

    def tell(self: Template, context: dict[str, Any] | None = None, request: HttpRequest | None = None) -> str:
        template_rendered.send(sender=self, template=self, context=context or {})
        return render(self, context, request)

    monkeypatch.setattr(Template, "render", tell)


@pytest.fixture
def world(db: None) -> World:
    return World()


@pytest.fixture
def anna(db) -> User:
    """Somebody who is in no project."""
    return User.objects.create(username="anna", name="Anna", email="anna@example.com", password=make_password(PASSWORD))
