"""Kinds of links between tasks."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.problems import renamed
from api.rest.representations.labels import (
    LinkTypePatch,
    LinkTypeRepresentation,
    NewLinkTypeBody,
    represent_link_type,
)
from api.rest.resource import Resource
from boards.queries.links import get_link, get_link_object, list_link_objects
from boards.services.links import create_link, remove_link, update_link


def _answer_link_type(link_type_id: int) -> LinkTypeRepresentation:
    return represent_link_type(get_link_object(link_type_id))


class LinkTypes(Resource):
    tag = "links"

    def represent(self, call: Call[Any], **ids: int) -> LinkTypeRepresentation:
        return _answer_link_type(ids["link_type_id"])

    @endpoint("link.view", name="listLinkTypes", returns=Page[LinkTypeRepresentation])
    def list(self, call: Call[Shown]) -> Page[LinkTypeRepresentation]:
        """Kinds of links between tasks, by id"""
        return Page([represent_link_type(one) for one in list_link_objects()])

    @endpoint("link.view", name="getLinkType", returns=LinkTypeRepresentation)
    def retrieve(self, call: Call[Shown], link_type_id: int) -> LinkTypeRepresentation:
        """A kind of link"""
        return _answer_link_type(link_type_id)

    @endpoint("link.edit", name="createLinkType", body=NewLinkTypeBody, returns=LinkTypeRepresentation, status=201)
    def create(self, call: Call[Shown]) -> Created:
        """Make a kind of link, with a label for each side"""
        body: NewLinkTypeBody = call.body
        link = create_link(actor=call.actor, label=body.label, opposite_label=body.opposite_label or "")
        return Created(_answer_link_type(link.pk), f"/api/v1/link-types/{link.pk}")

    @endpoint("link.edit", name="updateLinkType", body=LinkTypePatch, returns=LinkTypeRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], link_type_id: int) -> LinkTypeRepresentation:
        """Change a kind of link, on this side only"""
        body: LinkTypePatch = call.body
        link = get_link(link_type_id)
        with renamed(opposite_link_id="opposite_id"):
            update_link(
                actor=call.actor,
                link_id=link_type_id,
                label=link.label if body.label is UNSET else body.label,
                opposite_id=link.opposite_id if body.opposite_id is UNSET else body.opposite_id,
            )
        return _answer_link_type(link_type_id)

    @endpoint("link.edit", name="deleteLinkType", guarded=True)
    def destroy(self, call: Call[Any], link_type_id: int) -> None:
        """Remove a kind of link, and all links of this kind"""
        remove_link(actor=call.actor, link=get_link(link_type_id))
