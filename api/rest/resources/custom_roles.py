"""Custom roles of a project. What one restricts is made and lifted one by one; the role is the answer."""

from __future__ import annotations

from typing import Any

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.representations.memberships import (
    ColumnRestrictionBody,
    CustomRoleBody,
    CustomRoleRepresentation,
    MoveRestrictionBody,
    ProjectRestrictionBody,
    represent_custom_role,
)
from api.rest.resource import Resource
from boards.errors import NotFound
from boards.queries.columns import get_column
from boards.queries.project_pages import get_custom_role, get_restriction, list_custom_roles, list_restrictions
from boards.queries.projects import get_project
from boards.services.custom_roles import (
    create_custom_role,
    lift_restriction,
    remove_custom_role,
    rename_custom_role,
    restrict_column,
    restrict_moves,
    restrict_project,
)


def _answer_role(call: Call[Any], role_id: int) -> CustomRoleRepresentation:
    role = get_custom_role(role_id, project_id=call.project_id)
    return represent_custom_role(role, list_restrictions(call.project_id)[role_id])


def _made(call: Call[Any], role_id: int) -> Created:
    return Created(_answer_role(call, role_id), f"/api/v1/custom-roles/{role_id}")


class CustomRoles(Resource):
    tag = "custom roles"

    def represent(self, call: Call[Any], **ids: int) -> CustomRoleRepresentation:
        return _answer_role(call, ids["custom_role_id"])

    @endpoint("custom_role.view", name="listCustomRoles", returns=Page[CustomRoleRepresentation])
    def list(self, call: Call[Shown], project_id: int) -> Page[CustomRoleRepresentation]:
        """Custom roles of a project, by name"""
        restrictions = list_restrictions(project_id)
        return Page([represent_custom_role(one, restrictions[one.pk]) for one in list_custom_roles(project_id)])

    @endpoint("custom_role.view", name="getCustomRole", returns=CustomRoleRepresentation)
    def retrieve(self, call: Call[Shown], custom_role_id: int) -> CustomRoleRepresentation:
        """A custom role"""
        return _answer_role(call, custom_role_id)

    @endpoint(
        "membership.edit", name="createCustomRole", body=CustomRoleBody, returns=CustomRoleRepresentation, status=201
    )
    def create(self, call: Call[Shown], project_id: int) -> Created:
        """Make a role that may what members may"""
        role = create_custom_role(actor=call.actor, project=get_project(project_id), name=call.body.role)
        return _made(call, role.pk)

    @endpoint(
        "membership.edit", name="renameCustomRole", body=CustomRoleBody, returns=CustomRoleRepresentation, guarded=True
    )
    def partial_update(self, call: Call[Shown], custom_role_id: int) -> CustomRoleRepresentation:
        """Rename a custom role; who has it keeps it"""
        role = get_custom_role(custom_role_id, project_id=call.project_id)
        rename_custom_role(actor=call.actor, role=role, name=call.body.role)
        return _answer_role(call, custom_role_id)

    @endpoint("membership.edit", name="deleteCustomRole", guarded=True)
    def destroy(self, call: Call[Any], custom_role_id: int) -> None:
        """Remove a custom role; who has it becomes a member"""
        remove_custom_role(actor=call.actor, role=get_custom_role(custom_role_id, project_id=call.project_id))

    @endpoint(
        "membership.edit",
        name="addProjectRestriction",
        body=ProjectRestrictionBody,
        returns=CustomRoleRepresentation,
        status=201,
    )
    def restrict_project(self, call: Call[Shown], custom_role_id: int) -> Created:
        """Forbid a role something in the whole project"""
        role = get_custom_role(custom_role_id, project_id=call.project_id)
        restrict_project(actor=call.actor, role=role, rule=call.body.rule)
        return _made(call, custom_role_id)

    @endpoint(
        "membership.edit",
        name="addColumnRestriction",
        body=ColumnRestrictionBody,
        returns=CustomRoleRepresentation,
        status=201,
    )
    def restrict_column(self, call: Call[Shown], custom_role_id: int) -> Created:
        """Forbid, or allow, a role something in one column"""
        body: ColumnRestrictionBody = call.body
        role = get_custom_role(custom_role_id, project_id=call.project_id)
        restrict_column(actor=call.actor, role=role, column=get_column(body.column_id), rule=body.rule)
        return _made(call, custom_role_id)

    @endpoint(
        "membership.edit",
        name="addMoveRestriction",
        body=MoveRestrictionBody,
        returns=CustomRoleRepresentation,
        status=201,
    )
    def restrict_moves(self, call: Call[Shown], custom_role_id: int) -> Created:
        """Let a role move tasks between two columns, and between no others without such a way"""
        body: MoveRestrictionBody = call.body
        restrict_moves(
            actor=call.actor,
            role=get_custom_role(custom_role_id, project_id=call.project_id),
            source=get_column(body.src_column_id),
            target=get_column(body.dst_column_id),
            only_assigned=body.only_assigned,
        )
        return _made(call, custom_role_id)

    @endpoint("membership.edit", name="liftProjectRestriction", returns=CustomRoleRepresentation)
    def lift_project(self, call: Call[Shown], custom_role_id: int, restriction_id: int) -> CustomRoleRepresentation:
        """Lift a restriction of the whole project"""
        return _lift(call, "project", custom_role_id, restriction_id)

    @endpoint("membership.edit", name="liftColumnRestriction", returns=CustomRoleRepresentation)
    def lift_column(self, call: Call[Shown], custom_role_id: int, restriction_id: int) -> CustomRoleRepresentation:
        """Lift a restriction of one column"""
        return _lift(call, "column", custom_role_id, restriction_id)

    @endpoint("membership.edit", name="liftMoveRestriction", returns=CustomRoleRepresentation)
    def lift_moves(self, call: Call[Shown], custom_role_id: int, restriction_id: int) -> CustomRoleRepresentation:
        """Take away a way between two columns"""
        return _lift(call, "move", custom_role_id, restriction_id)


def _lift(call: Call[Any], kind: str, role_id: int, restriction_id: int) -> CustomRoleRepresentation:
    restriction = get_restriction(kind, restriction_id, project_id=call.project_id)
    if restriction.role_id != role_id:
        raise NotFound(f"restriction {restriction_id} of role {role_id}")
    lift_restriction(actor=call.actor, restriction=restriction)
    return _answer_role(call, role_id)
