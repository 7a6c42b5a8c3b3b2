from __future__ import annotations

from typing import Any

from api.rpc.decoding import Id, Integer, StrictId, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_swimlane
from boards.actors import Actor
from boards.errors import Invalid
from boards.queries.columns import (
    get_project_swimlane,
    get_swimlane_object,
    get_swimlane_object_by_name,
    list_swimlane_objects,
)
from boards.queries.projects import get_project
from boards.services import swimlanes

rpc = Namespace()


@rpc.procedure("getActiveSwimlanes", allows="swimlane.view", project=by("project_id"), failure=[])
def get_active_swimlanes(actor: Actor, project_id: Id) -> list[Any]:
    return list_swimlane_objects(project_id, only_active=True)


@rpc.procedure("getAllSwimlanes", allows="swimlane.view", project=by("project_id"), failure=[])
def get_all_swimlanes(actor: Actor, project_id: Id) -> list[Any]:
    return list_swimlane_objects(project_id, only_active=False)


@rpc.procedure("getSwimlaneById", allows="swimlane.view", project=of_swimlane("swimlane_id"), failure=None)
def get_swimlane_by_id(actor: Actor, swimlane_id: Id) -> Any:
    return get_swimlane_object(swimlane_id)


@rpc.procedure("getSwimlane", allows="swimlane.view", project=of_swimlane("swimlane_id"), failure=None)
def get_swimlane(actor: Actor, swimlane_id: Id) -> Any:
    return get_swimlane_object(swimlane_id)


@rpc.procedure("getSwimlaneByName", allows="swimlane.view", project=by("project_id"), failure=None)
def get_swimlane_by_name(actor: Actor, project_id: Id, name: Text) -> Any:
    return get_swimlane_object_by_name(project_id, name)


@rpc.procedure("getDefaultSwimlane", allows="swimlane.view", project=by("project_id"))
def get_default_swimlane(actor: Actor, project_id: Id) -> Any:
    """The first active swimlane; of the API of 2016 (decisions.md)."""
    lanes = list_swimlane_objects(project_id, only_active=True)
    return lanes[0] if lanes else False


@rpc.procedure("addSwimlane", allows="swimlane.edit", project=by("project_id"), missing=0)
def add_swimlane(actor: Actor, project_id: Id, name: Text, description: Text = "") -> int:
    if name is None:
        raise Invalid(name="A swimlane needs a name.")
    swimlane = swimlanes.create_swimlane(
        actor=actor, project=get_project(project_id), name=name, description=description or ""
    )
    return swimlane.pk


@rpc.procedure("updateSwimlane", allows="swimlane.edit", project=by("project_id"))
def update_swimlane(actor: Actor, project_id: StrictId, swimlane_id: Id, name: Text, description: Text = None) -> bool:
    swimlanes.update_swimlane(
        actor=actor,
        swimlane=get_project_swimlane(project_id=project_id, swimlane_id=swimlane_id),
        name=name or "",
        description=description,
    )
    return True


@rpc.procedure("removeSwimlane", allows="swimlane.edit", project=by("project_id"))
def remove_swimlane(actor: Actor, project_id: Id, swimlane_id: Id) -> bool:
    swimlane = get_project_swimlane(project_id=project_id or 0, swimlane_id=swimlane_id)
    swimlanes.remove_swimlane(actor=actor, swimlane=swimlane)
    return True


@rpc.procedure("disableSwimlane", allows="swimlane.edit", project=by("project_id"), missing=True)
def disable_swimlane(actor: Actor, project_id: Id, swimlane_id: Id) -> bool:
    swimlane = get_project_swimlane(project_id=project_id or 0, swimlane_id=swimlane_id)
    swimlanes.disable_swimlane(actor=actor, swimlane=swimlane)
    return True


@rpc.procedure("enableSwimlane", allows="swimlane.edit", project=by("project_id"), missing=True)
def enable_swimlane(actor: Actor, project_id: Id, swimlane_id: Id) -> bool:
    swimlane = get_project_swimlane(project_id=project_id or 0, swimlane_id=swimlane_id)
    swimlanes.enable_swimlane(actor=actor, swimlane=swimlane)
    return True


@rpc.procedure("changeSwimlanePosition", allows="swimlane.edit", project=by("project_id"))
def change_swimlane_position(actor: Actor, project_id: Id, swimlane_id: Id, position: Integer) -> bool:
    swimlane = get_project_swimlane(project_id=project_id or 0, swimlane_id=swimlane_id)
    swimlanes.move_swimlane(actor=actor, swimlane=swimlane, position=position or 0)
    return True
