from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from api.rpc.decoding import Id, Integer, StrictId, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_swimlane
from boards.actors import Actor
from boards.errors import Invalid, NotFound
from boards.queries import columns as queries
from boards.queries import projects
from boards.services import swimlanes as services
from boards.shapes.board import SwimlaneObject

rpc = Namespace()


@rpc.procedure(
    "getActiveSwimlanes", allows="swimlane.view", project=by("project_id"), returns=list[SwimlaneObject], failure=[]
)
def get_active_swimlanes(actor: Actor, project_id: Id) -> list[SwimlaneObject]:
    """The swimlanes of a project that its board shows, from top to bottom."""
    return queries.list_swimlane_objects(project_id, only_active=True)


@rpc.procedure(
    "getAllSwimlanes", allows="swimlane.view", project=by("project_id"), returns=list[SwimlaneObject], failure=[]
)
def get_all_swimlanes(actor: Actor, project_id: Id) -> list[SwimlaneObject]:
    """All swimlanes of a project, hidden ones first."""
    return queries.list_swimlane_objects(project_id, only_active=False)


@rpc.procedure(
    "getSwimlaneById", allows="swimlane.view", project=of_swimlane("swimlane_id"), returns=SwimlaneObject, failure=None
)
def get_swimlane_by_id(actor: Actor, swimlane_id: Id) -> SwimlaneObject:
    """One swimlane by its id."""
    return queries.get_swimlane_object(swimlane_id)


@rpc.procedure(
    "getSwimlane", allows="swimlane.view", project=of_swimlane("swimlane_id"), returns=SwimlaneObject, failure=None
)
def get_swimlane(actor: Actor, swimlane_id: Id) -> SwimlaneObject:
    """One swimlane by its id, as getSwimlaneById."""
    return queries.get_swimlane_object(swimlane_id)


@rpc.procedure(
    "getSwimlaneByName", allows="swimlane.view", project=by("project_id"), returns=SwimlaneObject, failure=None
)
def get_swimlane_by_name(actor: Actor, project_id: Id, name: Text) -> SwimlaneObject:
    """The swimlane of a project with exactly this name."""
    return queries.get_swimlane_object_by_name(project_id, name)


@rpc.procedure("getDefaultSwimlane", allows="swimlane.view", project=by("project_id"), returns=SwimlaneObject)
def get_default_swimlane(actor: Actor, project_id: Id) -> SwimlaneObject:
    """The first active swimlane of a project, as the API of 2016 has it."""
    # Kept for old clients (decisions.md 12).
    lanes = queries.list_swimlane_objects(project_id, only_active=True)
    if not lanes:
        raise NotFound(f"swimlane of project {project_id}")
    return lanes[0]


@rpc.procedure("addSwimlane", allows="swimlane.edit", project=by("project_id"), returns=int, missing=0)
def add_swimlane(actor: Actor, project_id: Id, name: Text, description: Text = "") -> int:
    """Add a swimlane at the bottom of a board; the answer is its id."""
    if name is None:
        raise Invalid(name=_("A swimlane needs a name."))
    swimlane = services.create_swimlane(
        actor=actor, project=projects.get_project(project_id), name=name, description=description or ""
    )
    return swimlane.pk


@rpc.procedure("updateSwimlane", allows="swimlane.edit", project=by("project_id"), returns=bool)
def update_swimlane(actor: Actor, project_id: StrictId, swimlane_id: Id, name: Text, description: Text = None) -> bool:
    """Change name and description of a swimlane."""
    services.update_swimlane(
        actor=actor,
        swimlane=queries.get_project_swimlane(project_id=project_id, swimlane_id=swimlane_id),
        name=name or "",
        description=description,
    )
    return True


@rpc.procedure("removeSwimlane", allows="swimlane.edit", project=by("project_id"), returns=bool)
def remove_swimlane(actor: Actor, project_id: Id, swimlane_id: Id) -> bool:
    """Remove a swimlane that holds no task."""
    swimlane = queries.get_project_swimlane(project_id=project_id or 0, swimlane_id=swimlane_id)
    services.remove_swimlane(actor=actor, swimlane=swimlane)
    return True


@rpc.procedure("disableSwimlane", allows="swimlane.edit", project=by("project_id"), returns=bool, missing=True)
def disable_swimlane(actor: Actor, project_id: Id, swimlane_id: Id) -> bool:
    """Hide a swimlane with its tasks from the board.

    True for an unknown swimlane, too.
    """
    swimlane = queries.get_project_swimlane(project_id=project_id or 0, swimlane_id=swimlane_id)
    services.disable_swimlane(actor=actor, swimlane=swimlane)
    return True


@rpc.procedure("enableSwimlane", allows="swimlane.edit", project=by("project_id"), returns=bool, missing=True)
def enable_swimlane(actor: Actor, project_id: Id, swimlane_id: Id) -> bool:
    """Show a hidden swimlane again, at the bottom of the board.

    True for an unknown swimlane, too.
    """
    swimlane = queries.get_project_swimlane(project_id=project_id or 0, swimlane_id=swimlane_id)
    services.enable_swimlane(actor=actor, swimlane=swimlane)
    return True


@rpc.procedure("changeSwimlanePosition", allows="swimlane.edit", project=by("project_id"), returns=bool)
def change_swimlane_position(actor: Actor, project_id: Id, swimlane_id: Id, position: Integer) -> bool:
    """Move a swimlane; places count from 1, from top to bottom."""
    swimlane = queries.get_project_swimlane(project_id=project_id or 0, swimlane_id=swimlane_id)
    services.move_swimlane(actor=actor, swimlane=swimlane, position=position or 0)
    return True
