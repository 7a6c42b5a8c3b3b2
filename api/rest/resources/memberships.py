"""Who belongs to a project. A role is all that a membership holds, so it is sent whole, whatever it was before."""

from __future__ import annotations

from api.rest.answers import Page
from api.rest.endpoint import Call, endpoint
from api.rest.paging import Listing, Shown, make_page, read_cursor
from api.rest.problems import named_by_path
from api.rest.representations.memberships import (
    MemberGroupRepresentation,
    MemberRepresentation,
    RoleBody,
    represent_member,
    represent_member_group,
)
from api.rest.representations.tasks import PersonRepresentation
from api.rest.resource import Resource
from boards.queries.groups import get_group
from boards.queries.memberships import (
    get_member,
    get_member_group,
    list_assignable_names,
    list_member_groups_after,
    list_members_after,
)
from boards.queries.projects import get_project
from boards.queries.users import get_user
from boards.services.memberships import appoint_group, appoint_user, dismiss_group, dismiss_user


class Members(Resource):
    tag = "memberships"

    @endpoint("membership.view", name="listProjectUsers", query=Listing, returns=Page[MemberRepresentation])
    def list(self, call: Call[Listing], project_id: int) -> Page[MemberRepresentation]:
        """People with a role of their own in a project, in the order of their coming"""
        after, limit = read_cursor(call.query.cursor, int), call.query.limit
        found, last = list_members_after(project_id, after=after, limit=limit)
        return make_page([represent_member(one) for one in found], last)

    @endpoint("membership.view", name="listAssignableUsers", returns=Page[PersonRepresentation])
    def list_assignable(self, call: Call[Shown], project_id: int) -> Page[PersonRepresentation]:
        """People whom tasks of a project can be given to, by name"""
        found = list_assignable_names([project_id])
        return Page([_person(pk, *names) for pk, names in found.items()])

    @endpoint("membership.view", name="getProjectUser", returns=MemberRepresentation)
    def retrieve(self, call: Call[Shown], project_id: int, user_id: int) -> MemberRepresentation:
        """The role of its own that a person has in a project"""
        return represent_member(get_member(project_id, user_id))

    @endpoint("membership.edit", name="setProjectUserRole", body=RoleBody, returns=MemberRepresentation)
    def update(self, call: Call[Shown], project_id: int, user_id: int) -> MemberRepresentation:
        """Give a person a role in a project

        The last manager of a project stays one; a personal project has one member only.
        """
        with named_by_path():
            get_user(user_id)
        appoint_user(actor=call.actor, project=get_project(project_id), user_id=user_id, role=call.body.role)
        return represent_member(get_member(project_id, user_id))

    @endpoint("membership.edit", name="removeProjectUser")
    def destroy(self, call: Call[Shown], project_id: int, user_id: int) -> None:
        """Take a person's own role in a project away

        Nobody removes themselves, nor the last manager. Tasks stay whose they are.
        """
        dismiss_user(actor=call.actor, project=get_project(project_id), user_id=user_id)


class MemberGroups(Resource):
    tag = "memberships"

    @endpoint("membership.view", name="listProjectGroups", query=Listing, returns=Page[MemberGroupRepresentation])
    def list(self, call: Call[Listing], project_id: int) -> Page[MemberGroupRepresentation]:
        """Groups with a role in a project, in the order of their coming"""
        after, limit = read_cursor(call.query.cursor, int), call.query.limit
        found, last = list_member_groups_after(project_id, after=after, limit=limit)
        return make_page([represent_member_group(one) for one in found], last)

    @endpoint("membership.view", name="getProjectGroup", returns=MemberGroupRepresentation)
    def retrieve(self, call: Call[Shown], project_id: int, group_id: int) -> MemberGroupRepresentation:
        """The role of a group in a project"""
        return represent_member_group(get_member_group(project_id, group_id))

    @endpoint("membership.edit", name="setProjectGroupRole", body=RoleBody, returns=MemberGroupRepresentation)
    def update(self, call: Call[Shown], project_id: int, group_id: int) -> MemberGroupRepresentation:
        """Give all members of a group a role in a project"""
        with named_by_path():
            get_group(group_id)
        appoint_group(actor=call.actor, project=get_project(project_id), group_id=group_id, role=call.body.role)
        return represent_member_group(get_member_group(project_id, group_id))

    @endpoint("membership.edit", name="removeProjectGroup")
    def destroy(self, call: Call[Shown], project_id: int, group_id: int) -> None:
        """Take a group's role in a project away"""
        dismiss_group(actor=call.actor, project=get_project(project_id), group_id=group_id)


def _person(pk: int, username: str, name: str = "") -> PersonRepresentation:
    return PersonRepresentation(id=pk, username=username, name=name)
