from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from boards.action_params import PREFIX
from boards.actors import APPLICATION, Actor, ActorKind
from boards.automations.catalogue import create_action
from boards.events import Event, bus
from boards.models import Action, Column, Project, Swimlane, Task, User
from boards.services.actions import store_action
from boards.services.categories import create_category
from boards.services.memberships import add_project_user
from boards.services.projects import create_project
from boards.services.swimlanes import create_swimlane
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.move import move_task
from boards.services.tasks.update import update_task


@dataclass
class World:
    """The fresh project of automation.md 10: columns C1 to C4, swimlanes S1 S2, categories K1 K2, alice, admin."""

    project: Project
    other: Project
    names: dict[str, int]
    app: Actor = APPLICATION
    admin: Actor = APPLICATION
    heard: list[str] = field(default_factory=list)

    def action(self, name: str, event: str, **params: Any) -> Action:
        """An action of the project; values that are names of this world stand for their ids."""
        values = {key: str(self.names.get(value, value)) for key, value in params.items()}
        return create_action(
            actor=self.app, project=self.project, event_name=event, action_name=PREFIX + name, params=values
        )

    def stored(self, name: str, event: str, **params: Any) -> Action:
        """An action as it stands in the database when what its parameters name is gone, or never was there."""
        values = {key: str(self.names.get(value, value)) for key, value in params.items()}
        return store_action(
            actor=self.app, project=self.project, event_name=event, action_name=PREFIX + name, params=values
        )

    def task(self, actor: Actor | None = None, **fields: Any) -> int:
        values = {key: self.names.get(value, value) for key, value in fields.items()}
        new = NewTask(**{"title": "t", "project_id": self.project.pk, **values})
        return create_task(actor=actor or self.app, task=new)

    def move(self, task_id: int, column: str, lane: str | None = None, actor: Actor | None = None) -> None:
        self.heard.clear()
        move_task(
            actor=actor or self.app,
            task_id=task_id,
            column_id=self.names[column],
            swimlane_id=self.names[lane] if lane else None,
            position=1,
        )

    def update(self, task_id: int, actor: Actor | None = None, **fields: Any) -> None:
        self.heard.clear()
        values = {key: self.names.get(value, value) for key, value in fields.items()}
        update_task(actor=actor or self.app, task_id=task_id, fields=values)

    def get(self, task_id: int) -> Task:
        return Task.objects.get(pk=task_id)

    def told(self) -> list[str]:
        """The events since the last step that webhooks and activities hear."""
        return [name for name in self.heard if not name.endswith("create_update") or "link" in name]


@pytest.fixture
def world(db) -> Any:
    project = create_project(actor=APPLICATION, name="P")
    other = create_project(actor=APPLICATION, name="Q")
    create_swimlane(actor=APPLICATION, project=project, name="S2")
    names = {"Q": other.pk}
    for number, column in enumerate(Column.objects.filter(project=project).order_by("position"), start=1):
        names[f"C{number}"] = column.pk
    for number, lane in enumerate(Swimlane.objects.filter(project=project).order_by("position"), start=1):
        names[f"S{number}"] = lane.pk
    for name in ("K1", "K2"):
        names[name] = create_category(actor=APPLICATION, project=project, name=name).pk
    for name in ("alice", "admin"):
        user = User.objects.create(username=name, email=f"{name}@example.org")
        names[name] = user.pk
        add_project_user(actor=APPLICATION, project=project, user_id=user.pk, role="project-member")
    found = World(project, other, names)
    found.admin = Actor(ActorKind.USER, names["admin"], "admin", "", "app-admin")
    original = bus._listeners

    def note(event: Event) -> None:
        found.heard.append(event.name)

    bus.subscribe([bus.Listener(note, to=(Event,)), *original])
    yield found
    bus.subscribe(original)
