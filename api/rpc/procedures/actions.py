from __future__ import annotations

from typing import Any

from api.rpc.decoding import Id, Pairs, StrictId, Text
from api.rpc.errors import ProcedureError
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_action
from boards.actors import Actor
from boards.automations import catalogue
from boards.errors import NotFound
from boards.queries.actions import get_action, list_action_objects
from boards.queries.projects import get_project
from boards.services import actions

rpc = Namespace()


@rpc.procedure("getAvailableActions", allows="action.catalogue")
def get_available_actions(actor: Actor) -> dict[str, str]:
    return catalogue.list_automations()


@rpc.procedure("getAvailableActionEvents", allows="action.catalogue")
def get_available_action_events(actor: Actor) -> dict[str, str]:
    return catalogue.list_events()


@rpc.procedure("getCompatibleActionEvents", allows="action.catalogue")
def get_compatible_action_events(actor: Actor, action_name: Text) -> dict[str, str]:
    try:
        return catalogue.list_compatible_events(action_name or "")
    except NotFound as error:
        raise ProcedureError(f"Automatic Action Not Found: {action_name or ''}") from error


@rpc.procedure("getActions", allows="action.view", project=by("project_id"), failure=[])
def get_actions(actor: Actor, project_id: Id) -> list[Any]:
    return list_action_objects(project_id)


@rpc.procedure("createAction", allows="action.edit", project=by("project_id"))
def create_action(actor: Actor, project_id: StrictId, event_name: Text, action_name: Text, params: Pairs) -> int:
    action = catalogue.create_action(
        actor=actor,
        project=get_project(project_id),
        event_name=event_name or "",
        action_name=action_name or "",
        params=params,
    )
    return action.pk


@rpc.procedure("removeAction", allows="action.edit", project=of_action("action_id"))
def remove_action(actor: Actor, action_id: Id) -> bool:
    actions.remove_action(actor=actor, action=get_action(action_id))
    return True
