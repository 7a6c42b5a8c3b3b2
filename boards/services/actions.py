"""Storing the automatic actions of a project (automation.md 4 and 9). What they do is in ``boards.automations``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from boards.action_params import kind_of_param
from boards.actors import Actor
from boards.models import Action, Category, Column, Project, Swimlane
from boards.queries.columns import nocase
from boards.queries.memberships import is_assignable
from boards.queries.projects import has_project, list_target_projects
from boards.services.integrity import current
from boards.transactions import atomic, lock_project, lock_projects


@atomic
def store_action(
    *, actor: Actor, project: Project, event_name: str, action_name: str, params: Mapping[str, str]
) -> Action:
    """Keep an action of the actor, which the caller has checked against the catalogue of automations."""
    lock_project(project.pk)
    return Action.objects.create(
        project=project,
        event_name=event_name,
        action_name=action_name,
        params=dict(params),
        **_authorship(actor),
    )


def _authorship(actor: Actor) -> dict[str, Any]:
    return {"author_id": actor.user_id or None, "by_program": not actor.is_user}


@atomic
def change_action(*, actor: Actor, action: Action, event_name: str, params: Mapping[str, str]) -> Action:
    """Keep what the caller has checked against the catalogue; the actor is the author from now on.

    Its runs of before are forgotten, as they tell nothing of what the action is now. Raises NotFound (gone meanwhile).
    """
    lock_project(action.project_id)
    action = current(action)
    changes = {"event_name": event_name, "params": dict(params), "recent": [], **_authorship(actor)}
    for name, value in changes.items():
        setattr(action, name, value)
    action.save(update_fields=changes)
    return action


@atomic
def remove_action(*, actor: Actor, action: Action) -> None:
    """No event is fired. Raises NotFound (gone meanwhile)."""
    lock_project(action.project_id)
    current(action).delete()


def _map_value(actor: Actor, name: str, value: str, source: Project, target: Project) -> str | None:
    """A parameter as it is called in another project; None when it has no counterpart there.

    A third project stays the destination where the actor may bring tasks to it.
    """
    kind = kind_of_param(name)
    if kind == "column":
        title = Column.objects.filter(project=source, pk=_number(value)).values_list("title", flat=True).first()
        found = Column.objects.filter(project=target, title=title).values_list("pk", flat=True).first()
    elif kind == "swimlane":
        lane = Swimlane.objects.filter(project=source, pk=_number(value)).values_list("name", flat=True).first()
        found = Swimlane.objects.filter(project=target, name=lane).values_list("pk", flat=True).first()
    elif kind == "category" and _number(value):
        category = Category.objects.filter(project=source, pk=_number(value)).first()
        there = Category.objects.filter(project=target).values_list("pk", "name")
        found = next((pk for pk, other in there if category and nocase(other) == nocase(category.name)), None)
    elif kind == "user" and _number(value):
        return value if is_assignable(project_id=target.pk, user_id=_number(value)) else None
    elif kind == "project":
        return value if _number(value) != target.pk and _may_reach(actor, _number(value)) else None
    else:
        return value
    return None if found is None else str(found)


def _may_reach(actor: Actor, project_id: int) -> bool:
    return project_id in list_target_projects(actor) if actor.is_user else has_project(project_id)


def _number(value: str) -> int:
    return int(value) if re.fullmatch(r"\d{1,15}", value, re.ASCII) else 0


@atomic
def copy_actions(*, actor: Actor, source: Project, target: Project) -> list[Action]:
    """Copy actions to another project, each with all its parameters or not at all; answers those left behind.

    The copies belong to the actor.
    """
    lock_projects((source.pk, target.pk))
    dropped = []
    for action in Action.objects.filter(project=source).order_by("pk"):
        values: dict[str, Any] = {
            name: _map_value(actor, name, value, source, target) for name, value in action.params.items()
        }
        if None in values.values():
            dropped.append(action)
            continue
        store_action(
            actor=actor, project=target, event_name=action.event_name, action_name=action.action_name, params=values
        )
    return dropped
