"""Saved filters of a project."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.representations.kept_texts import (
    CustomFilterPatch,
    CustomFilterRepresentation,
    NewCustomFilterBody,
    represent_custom_filter,
)
from api.rest.resource import Resource
from boards.access.filters import check_sharing, get_changeable_filter, get_usable_filter
from boards.queries.custom_filters import list_all_filters, list_usable_filters
from boards.queries.projects import get_project
from boards.services.custom_filters import create_custom_filter, remove_custom_filter, update_custom_filter


def _answer_filter(call: Call[Any], filter_id: int) -> CustomFilterRepresentation:
    return represent_custom_filter(get_usable_filter(call.rights, filter_id))


class CustomFilters(Resource):
    tag = "custom filters"

    def represent(self, call: Call[Any], **ids: int) -> CustomFilterRepresentation:
        return _answer_filter(call, ids["custom_filter_id"])

    @endpoint("custom_filter.view", name="listCustomFilters", returns=Page[CustomFilterRepresentation])
    def list(self, call: Call[Shown], project_id: int) -> Page[CustomFilterRepresentation]:
        """Filters of the caller, and those that are shared, by name

        Managers and programs see all.
        """
        if call.rights.is_manager:
            found = list_all_filters(project_id)
        else:
            found = list_usable_filters(project_id=project_id, user_id=call.actor.user_id)
        return Page([represent_custom_filter(one) for one in found])

    @endpoint("custom_filter.view", name="getCustomFilter", returns=CustomFilterRepresentation)
    def retrieve(self, call: Call[Shown], custom_filter_id: int) -> CustomFilterRepresentation:
        """A filter"""
        return _answer_filter(call, custom_filter_id)

    @endpoint(
        "custom_filter.edit",
        name="createCustomFilter",
        body=NewCustomFilterBody,
        returns=CustomFilterRepresentation,
        status=201,
    )
    def create(self, call: Call[Shown], project_id: int) -> Created:
        """Keep a search of the caller under a name"""
        body: NewCustomFilterBody = call.body
        check_sharing(call.rights, is_shared=body.is_shared)
        made = create_custom_filter(
            actor=call.actor,
            project=get_project(project_id),
            name=body.name,
            text=body.filter,
            is_shared=body.is_shared,
            append=body.append,
        )
        return Created(represent_custom_filter(made), f"/api/v1/custom-filters/{made.pk}")

    @endpoint(
        "custom_filter.edit",
        name="updateCustomFilter",
        body=CustomFilterPatch,
        returns=CustomFilterRepresentation,
        guarded=True,
    )
    def partial_update(self, call: Call[Shown], custom_filter_id: int) -> CustomFilterRepresentation:
        """Change a filter; its owner stays"""
        body: CustomFilterPatch = call.body
        found = get_changeable_filter(call.rights, custom_filter_id)
        is_shared = found.is_shared if body.is_shared is UNSET else body.is_shared
        check_sharing(call.rights, is_shared=is_shared and not found.is_shared)
        update_custom_filter(
            actor=call.actor,
            custom_filter=found,
            name=found.name if body.name is UNSET else body.name,
            text=found.filter if body.filter is UNSET else body.filter,
            is_shared=is_shared,
            append=found.append if body.append is UNSET else body.append,
        )
        return _answer_filter(call, custom_filter_id)

    @endpoint("custom_filter.edit", name="deleteCustomFilter", guarded=True)
    def destroy(self, call: Call[Any], custom_filter_id: int) -> None:
        """Remove a filter"""
        remove_custom_filter(actor=call.actor, custom_filter=get_changeable_filter(call.rights, custom_filter_id))
