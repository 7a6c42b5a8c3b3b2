from __future__ import annotations

from typing import Any

from msgspec import UNSET, UnsetType

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.representations.boards import (
    NewSwimlaneBody,
    PlaceBody,
    SwimlanePatch,
    SwimlaneRepresentation,
    represent_swimlane,
)
from api.rest.resource import Resource
from boards.queries.columns import get_project_swimlane, get_swimlane_object, list_swimlane_objects
from boards.queries.projects import get_project
from boards.services.swimlanes import (
    create_swimlane,
    disable_swimlane,
    enable_swimlane,
    move_swimlane,
    remove_swimlane,
    update_swimlane,
)


class SwimlaneListing(Shown):
    is_active: bool | UnsetType = UNSET


def answer_swimlane(swimlane_id: int) -> SwimlaneRepresentation:
    """1 statement. Raises NotFound."""
    return represent_swimlane(get_swimlane_object(swimlane_id))


class Swimlanes(Resource):
    tag = "swimlanes"

    def represent(self, call: Call[Any], **ids: int) -> SwimlaneRepresentation:
        return answer_swimlane(ids["swimlane_id"])

    @endpoint("swimlane.view", name="listSwimlanes", query=SwimlaneListing, returns=Page[SwimlaneRepresentation])
    def list(self, call: Call[SwimlaneListing], project_id: int) -> Page[SwimlaneRepresentation]:
        """Swimlanes of a project, from top to bottom, those that the board hides first"""
        wanted = call.query.is_active
        found = list_swimlane_objects(project_id, only_active=False)
        return Page([represent_swimlane(one) for one in found if wanted is UNSET or bool(one.is_active) is wanted])

    @endpoint("swimlane.view", name="getSwimlane", returns=SwimlaneRepresentation)
    def retrieve(self, call: Call[Shown], swimlane_id: int) -> SwimlaneRepresentation:
        """A swimlane"""
        return answer_swimlane(swimlane_id)

    @endpoint("swimlane.edit", name="createSwimlane", body=NewSwimlaneBody, returns=SwimlaneRepresentation, status=201)
    def create(self, call: Call[Shown], project_id: int) -> Created:
        """Add a swimlane at the bottom of a board"""
        body: NewSwimlaneBody = call.body
        swimlane = create_swimlane(
            actor=call.actor,
            project=get_project(project_id),
            name=body.name,
            description=body.description or "",
            task_limit=body.task_limit or 0,
        )
        return Created(answer_swimlane(swimlane.pk), f"/api/v1/swimlanes/{swimlane.pk}")

    @endpoint("swimlane.edit", name="updateSwimlane", body=SwimlanePatch, returns=SwimlaneRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], swimlane_id: int) -> SwimlaneRepresentation:
        """Change a swimlane"""
        body: SwimlanePatch = call.body
        swimlane = get_project_swimlane(project_id=call.project_id, swimlane_id=swimlane_id)
        update_swimlane(
            actor=call.actor,
            swimlane=swimlane,
            name=swimlane.name if body.name is UNSET else body.name,
            description=None if body.description is UNSET else body.description or "",
            task_limit=None if body.task_limit is UNSET else body.task_limit or 0,
        )
        return answer_swimlane(swimlane_id)

    @endpoint("swimlane.edit", name="deleteSwimlane", guarded=True)
    def destroy(self, call: Call[Any], swimlane_id: int) -> None:
        """Remove a swimlane that holds no task"""
        swimlane = get_project_swimlane(project_id=call.project_id, swimlane_id=swimlane_id)
        remove_swimlane(actor=call.actor, swimlane=swimlane)

    @endpoint("swimlane.edit", name="moveSwimlane", body=PlaceBody, returns=SwimlaneRepresentation, guarded=True)
    def move(self, call: Call[Shown], swimlane_id: int) -> SwimlaneRepresentation:
        """Put a swimlane at a place, counted from the top"""
        swimlane = get_project_swimlane(project_id=call.project_id, swimlane_id=swimlane_id)
        move_swimlane(actor=call.actor, swimlane=swimlane, position=call.body.position)
        return answer_swimlane(swimlane_id)

    @endpoint("swimlane.edit", name="enableSwimlane", returns=SwimlaneRepresentation)
    def enable(self, call: Call[Shown], swimlane_id: int) -> SwimlaneRepresentation:
        """Show a swimlane on the board, below the others"""
        swimlane = get_project_swimlane(project_id=call.project_id, swimlane_id=swimlane_id)
        enable_swimlane(actor=call.actor, swimlane=swimlane)
        return answer_swimlane(swimlane_id)

    @endpoint("swimlane.edit", name="disableSwimlane", returns=SwimlaneRepresentation)
    def disable(self, call: Call[Shown], swimlane_id: int) -> SwimlaneRepresentation:
        """Take a swimlane off the board, with its tasks"""
        swimlane = get_project_swimlane(project_id=call.project_id, swimlane_id=swimlane_id)
        disable_swimlane(actor=call.actor, swimlane=swimlane)
        return answer_swimlane(swimlane_id)
