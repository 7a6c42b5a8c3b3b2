"""Groups of people, for administrators and programs."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Listing, Shown, make_page, read_cursor, read_named_cursor
from api.rest.representations.users import (
    GroupMemberRepresentation,
    GroupPatch,
    GroupRepresentation,
    NewGroupBody,
    represent_group,
)
from api.rest.resource import Resource
from boards.errors import NotFound
from boards.queries.groups import (
    get_group,
    is_group_member,
    list_group_ids_after,
    list_group_members_after,
    list_groups_with_counts,
)
from boards.services.groups import add_group_member, create_group, remove_group, remove_group_member, update_group


class GroupListing(Listing):
    """Which groups are listed, and in which order."""

    search: Annotated[str, msgspec.Meta(max_length=1000, description="A part of the name.", examples=["crew"])] = ""
    sort: Annotated[str, msgspec.Meta(pattern="^-?(id|name)$", examples=["name"])] = "id"


def _answer_group(group_id: int) -> GroupRepresentation:
    found = list_groups_with_counts([group_id])
    if not found:
        raise NotFound(f"group {group_id}")
    return represent_group(found[0])


class Groups(Resource):
    tag = "groups"

    def represent(self, call: Call[Any], **ids: int) -> GroupRepresentation:
        return _answer_group(ids["group_id"])

    @endpoint("group.view", name="listGroups", query=GroupListing, returns=Page[GroupRepresentation])
    def list(self, call: Call[GroupListing]) -> Page[GroupRepresentation]:
        """Groups of people"""
        query = call.query
        ids, last = list_group_ids_after(
            search=query.search,
            order=query.sort,
            after=read_named_cursor(query.cursor, query.sort),
            limit=query.limit,
        )
        items = [represent_group(one) for one in list_groups_with_counts(ids)]
        return make_page(items, last)

    @endpoint("group.view", name="getGroup", returns=GroupRepresentation)
    def retrieve(self, call: Call[Shown], group_id: int) -> GroupRepresentation:
        """A group"""
        return _answer_group(group_id)

    @endpoint("group.edit", name="createGroup", body=NewGroupBody, returns=GroupRepresentation, status=201)
    def create(self, call: Call[Shown]) -> Created:
        """Make a group"""
        group = create_group(actor=call.actor, name=call.body.name, external_id=call.body.external_id)
        return Created(_answer_group(group.pk), f"/api/v1/groups/{group.pk}")

    @endpoint("group.edit", name="updateGroup", body=GroupPatch, returns=GroupRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], group_id: int) -> GroupRepresentation:
        """Change a group"""
        body: GroupPatch = call.body
        update_group(
            actor=call.actor,
            group=get_group(group_id),
            name=None if body.name is UNSET else body.name,
            external_id=None if body.external_id is UNSET else body.external_id,
        )
        return _answer_group(group_id)

    @endpoint("group.edit", name="deleteGroup", guarded=True)
    def destroy(self, call: Call[Any], group_id: int) -> None:
        """Remove a group, with the roles that its members had by it"""
        remove_group(actor=call.actor, group=get_group(group_id))


class GroupMembers(Resource):
    tag = "groups"

    @endpoint("group.view", name="listGroupUsers", query=Listing, returns=Page[GroupMemberRepresentation])
    def list(self, call: Call[Listing], group_id: int) -> Page[GroupMemberRepresentation]:
        """People in a group, in the order of their coming"""
        after = read_cursor(call.query.cursor, int)
        found, last = list_group_members_after(get_group(group_id).pk, after=after, limit=call.query.limit)
        items = [
            GroupMemberRepresentation(
                user_id=one.user_id, username=one.username, name=one.name or None, is_active=one.is_active
            )
            for one in found
        ]
        return make_page(items, last)

    @endpoint("group.edit", name="addGroupUser")
    def update(self, call: Call[Any], group_id: int, user_id: int) -> None:
        """Put a person into a group; doing it twice changes nothing"""
        group = get_group(group_id)
        if not is_group_member(group_id=group_id, user_id=user_id):
            add_group_member(actor=call.actor, group=group, user_id=user_id)

    @endpoint("group.edit", name="removeGroupUser")
    def destroy(self, call: Call[Any], group_id: int, user_id: int) -> None:
        """Take a person out of a group"""
        remove_group_member(actor=call.actor, group_id=group_id, user_id=user_id)
