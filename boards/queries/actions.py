"""Reading the automatic actions of a project."""

from __future__ import annotations

from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import NotFound
from boards.models import Action
from boards.shapes.actions import ACTION, ActionObject


def list_action_objects(project_id: int | None) -> list[ActionObject]:
    """By id; no parameters are an empty list on the wire. 1 statement."""
    rows = Action.objects.filter(project_id=project_id or 0).order_by("pk").values_list(*ACTION.columns, "params")
    return [ACTION.of(row, params or []) for *row, params in rows]


def get_action_object(action_id: int) -> ActionObject:
    """1 statement. Raises NotFound."""
    row = Action.objects.filter(pk=action_id).values_list(*ACTION.columns, "params").first()
    if row is None:
        raise NotFound(f"action {action_id}")
    return ACTION.of(row[:-1], row[-1] or [])


def get_action(action_id: int | None) -> Action:
    """1 statement. Raises NotFound."""
    action = Action.objects.filter(pk=action_id).first() if action_id else None
    if action is None:
        raise NotFound(f"action {action_id}")
    return action


def find_author(action_id: int) -> Actor | None:
    """Who saved an action last, with the rights of now; None for a closed, gone or unknown account. 1 statement.

    An administrator may enter every project, as in the browser, where the action was perhaps saved.
    """
    action = Action.objects.select_related("author").filter(pk=action_id).first()
    if action is None or (action.author is None and not action.by_program):
        return None
    author = action.author
    if author is None:
        return APPLICATION
    if not author.is_active:
        return None
    return Actor(ActorKind.USER, author.pk, author.username, author.name or "", author.role, bypass=True)
