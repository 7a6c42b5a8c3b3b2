"""Templates for the descriptions of new tasks."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.representations.kept_texts import (
    NewPredefinedDescriptionBody,
    PredefinedDescriptionPatch,
    PredefinedDescriptionRepresentation,
    represent_predefined_description,
)
from api.rest.resource import Resource
from boards.queries.predefined_contents import get_predefined_description, list_predefined_descriptions
from boards.queries.projects import get_project
from boards.services.predefined_contents import (
    create_predefined_description,
    remove_predefined_description,
    update_predefined_description,
)


def _answer_template(call: Call[Any], template_id: int) -> PredefinedDescriptionRepresentation:
    return represent_predefined_description(get_predefined_description(template_id, project_id=call.project_id))


class PredefinedDescriptions(Resource):
    tag = "predefined descriptions"

    def represent(self, call: Call[Any], **ids: int) -> PredefinedDescriptionRepresentation:
        return _answer_template(call, ids["predefined_description_id"])

    @endpoint("project.view", name="listPredefinedDescriptions", returns=Page[PredefinedDescriptionRepresentation])
    def list(self, call: Call[Shown], project_id: int) -> Page[PredefinedDescriptionRepresentation]:
        """Templates for the descriptions of new tasks, by title"""
        return Page([represent_predefined_description(one) for one in list_predefined_descriptions(project_id)])

    @endpoint("project.view", name="getPredefinedDescription", returns=PredefinedDescriptionRepresentation)
    def retrieve(self, call: Call[Shown], predefined_description_id: int) -> PredefinedDescriptionRepresentation:
        """A template for descriptions"""
        return _answer_template(call, predefined_description_id)

    @endpoint(
        "project.edit",
        name="createPredefinedDescription",
        body=NewPredefinedDescriptionBody,
        returns=PredefinedDescriptionRepresentation,
        status=201,
    )
    def create(self, call: Call[Shown], project_id: int) -> Created:
        """Add a template for descriptions"""
        body: NewPredefinedDescriptionBody = call.body
        made = create_predefined_description(
            actor=call.actor, project=get_project(project_id), title=body.title, description=body.description
        )
        return Created(represent_predefined_description(made), f"/api/v1/predefined-descriptions/{made.pk}")

    @endpoint(
        "project.edit",
        name="updatePredefinedDescription",
        body=PredefinedDescriptionPatch,
        returns=PredefinedDescriptionRepresentation,
        guarded=True,
    )
    def partial_update(self, call: Call[Shown], predefined_description_id: int) -> PredefinedDescriptionRepresentation:
        """Change a template for descriptions"""
        body: PredefinedDescriptionPatch = call.body
        found = get_predefined_description(predefined_description_id, project_id=call.project_id)
        update_predefined_description(
            actor=call.actor,
            template=found,
            title=found.title if body.title is UNSET else body.title,
            description=found.description if body.description is UNSET else body.description,
        )
        return _answer_template(call, predefined_description_id)

    @endpoint("project.edit", name="deletePredefinedDescription", guarded=True)
    def destroy(self, call: Call[Any], predefined_description_id: int) -> None:
        """Remove a template for descriptions"""
        found = get_predefined_description(predefined_description_id, project_id=call.project_id)
        remove_predefined_description(actor=call.actor, template=found)
