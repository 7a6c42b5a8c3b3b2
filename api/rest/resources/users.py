"""Accounts, for administrators and programs."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Page
from api.rest.bodies import Sent
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Listing, Shown, make_page, read_named_cursor
from api.rest.problems import renamed
from api.rest.representations.kinds import Identifier
from api.rest.representations.users import (
    GivenRole,
    GroupRepresentation,
    NewUserBody,
    UserPatch,
    UserRepresentation,
    read_user_changes,
    represent_group,
    represent_user,
)
from api.rest.resource import Resource
from boards.queries.groups import list_groups_of_user, list_groups_with_counts
from boards.queries.user_pages import UserFilter, list_user_objects_after
from boards.queries.users import get_user, get_user_object
from boards.services.departures import let_go
from boards.services.users import create_user, enable_user, update_user


class UserListing(Listing):
    """Which accounts are listed, and in which order."""

    search: Annotated[str, msgspec.Meta(max_length=1000, description="A part of name, user name or mail address.",
                                        examples=["ana"])] = ""  # fmt: skip
    is_active: bool | UnsetType = UNSET
    role: GivenRole | UnsetType = UNSET
    group_id: Identifier | UnsetType = UNSET
    sort: Annotated[str, msgspec.Meta(pattern="^-?(id|username)$", examples=["username"])] = "id"


class Departure(Sent):
    """Who gets the work of who leaves."""

    heir_id: Annotated[Identifier | UnsetType, msgspec.Meta(description="Who gets open tasks, sub-tasks and projects; "
                                                            "without, tasks stay with nobody.")] = UNSET  # fmt: skip
    with_personal: Annotated[bool, msgspec.Meta(description="Whether the heir gets personal projects, too.")] = False


def answer_user(user_id: int) -> UserRepresentation:
    """1 statement. Raises NotFound."""
    return represent_user(get_user_object(user_id))


def _let_go(call: Call[Departure], user_id: int, *, stays: bool) -> None:
    query = call.query
    with renamed(heir="heir_id"):
        let_go(
            actor=call.actor,
            user=get_user(user_id),
            stays=stays,
            heir_id=0 if query.heir_id is UNSET else query.heir_id,
            with_personal=query.with_personal,
        )


class Users(Resource):
    tag = "users"

    def represent(self, call: Call[Any], **ids: int) -> UserRepresentation:
        return answer_user(ids["user_id"])

    @endpoint("user.view", name="listUsers", query=UserListing, returns=Page[UserRepresentation])
    def list(self, call: Call[UserListing]) -> Page[UserRepresentation]:
        """Accounts, open and closed"""
        query = call.query
        status = "" if query.is_active is UNSET else "active" if query.is_active else "disabled"
        found, last = list_user_objects_after(
            UserFilter(
                search=query.search,
                status=status,
                role="" if query.role is UNSET else query.role.value,
                group="" if query.group_id is UNSET else str(query.group_id),
            ),
            order=query.sort,
            after=read_named_cursor(query.cursor, query.sort),
            limit=query.limit,
        )
        return make_page([represent_user(one) for one in found], last)

    @endpoint("user.view", name="getUser", returns=UserRepresentation)
    def retrieve(self, call: Call[Shown], user_id: int) -> UserRepresentation:
        """An account"""
        return answer_user(user_id)

    @endpoint("group.view", name="listUserGroups", returns=Page[GroupRepresentation])
    def list_groups(self, call: Call[Shown], user_id: int) -> Page[GroupRepresentation]:
        """Groups that a person belongs to, by name"""
        ids = [group.id for group in list_groups_of_user(get_user(user_id).pk)]
        return Page([represent_group(one) for one in list_groups_with_counts(ids)])

    @endpoint("user.edit", name="createUser", body=NewUserBody, returns=UserRepresentation, status=201)
    def create(self, call: Call[Shown]) -> Created:
        """Make an account"""
        body: NewUserBody = call.body
        user = create_user(
            actor=call.actor,
            username=body.username,
            password=body.password,
            name=body.name or "",
            email=body.email or "",
            role=body.role.value,
            is_ldap_user=body.is_ldap_user,
            disable_login_form=body.disable_login_form,
            notifies=body.notifications_enabled,
            project_id=0 if body.project_id is UNSET else body.project_id,
            timezone=body.timezone or "",
            language=body.language or "",
            filter=body.filter or "",
        )
        return Created(answer_user(user.pk), f"/api/v1/users/{user.pk}")

    @endpoint("user.edit", name="updateUser", body=UserPatch, returns=UserRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], user_id: int) -> UserRepresentation:
        """Change an account

        The last administrator stays one.
        """
        update_user(actor=call.actor, user=get_user(user_id), changes=read_user_changes(call.body))
        return answer_user(user_id)

    @endpoint("user.edit", name="deleteUser", query=Departure, guarded=True)
    def destroy(self, call: Call[Departure], user_id: int) -> None:
        """Remove an account

        Tasks, sub-tasks and comments stay; personal projects that nobody else belongs to go.
        """
        _let_go(call, user_id, stays=False)

    @endpoint("user.edit", name="disableUser", query=Departure, returns=UserRepresentation)
    def disable(self, call: Call[Departure], user_id: int) -> UserRepresentation:
        """Close an account

        It can't sign in any more; nothing of it is lost, its personal projects are closed.
        """
        _let_go(call, user_id, stays=True)
        return answer_user(user_id)

    @endpoint("user.edit", name="enableUser", returns=UserRepresentation)
    def enable(self, call: Call[Shown], user_id: int) -> UserRepresentation:
        """Open a closed account again"""
        enable_user(actor=call.actor, user=get_user(user_id))
        return answer_user(user_id)
