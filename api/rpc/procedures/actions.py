from __future__ import annotations

from api.rpc.decoding import Id, Pairs, StrictId, Text
from api.rpc.errors import ProcedureError
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_action
from boards.actors import Actor
from boards.automations import catalogue
from boards.errors import NotFound
from boards.queries import actions as queries
from boards.queries import projects
from boards.services import actions as services
from boards.shapes.actions import ActionObject

rpc = Namespace()


@rpc.procedure("getAvailableActions", allows="action.catalogue", returns=dict[str, str])
def get_available_actions(actor: Actor) -> dict[str, str]:
    """All automatic actions that exist, by name, each with what it does in words."""
    return catalogue.list_automations()


@rpc.procedure("getAvailableActionEvents", allows="action.catalogue", returns=dict[str, str])
def get_available_action_events(actor: Actor) -> dict[str, str]:
    """All events that automatic actions listen to, by name, in words."""
    return catalogue.list_events()


@rpc.procedure("getCompatibleActionEvents", allows="action.catalogue", returns=dict[str, str])
def get_compatible_action_events(actor: Actor, action_name: Text) -> dict[str, str]:
    """The events that one automatic action can listen to.

    An action that does not exist is an error with code 0.
    """
    try:
        return catalogue.list_compatible_events(action_name or "")
    except NotFound as error:
        raise ProcedureError(f"Automatic Action Not Found: {action_name or ''}") from error


@rpc.procedure("getActions", allows="action.view", project=by("project_id"), returns=list[ActionObject], failure=[])
def get_actions(actor: Actor, project_id: Id) -> list[ActionObject]:
    """The automatic actions of a project, with their parameters."""
    return queries.list_action_objects(project_id)


@rpc.procedure("createAction", allows="action.edit", project=by("project_id"), returns=int)
def create_action(actor: Actor, project_id: StrictId, event_name: Text, action_name: Text, params: Pairs) -> int:
    """Set up an automatic action in a project; the answer is its id."""
    action = catalogue.create_action(
        actor=actor,
        project=projects.get_project(project_id),
        event_name=event_name or "",
        action_name=action_name or "",
        params=params,
    )
    return action.pk


@rpc.procedure("removeAction", allows="action.edit", project=of_action("action_id"), returns=bool)
def remove_action(actor: Actor, action_id: Id) -> bool:
    """Remove an automatic action from its project."""
    services.remove_action(actor=actor, action=queries.get_action(action_id))
    return True
