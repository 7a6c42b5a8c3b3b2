"""Who belongs to a project, and what custom roles restrict there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import msgspec

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.representations.kinds import Identifier
from boards.roles import ColumnRule, ProjectRole, ProjectRule

if TYPE_CHECKING:
    from boards.models import CustomRole
    from boards.queries.memberships import GroupRow, MemberRow
    from boards.queries.project_pages import Restrictions

RoleName = Annotated[str, msgspec.Meta(min_length=1, max_length=255, description=f"One of "
                                       f"{', '.join(ProjectRole.values)}, or the name of a custom role of the project.",
                                       examples=[ProjectRole.MEMBER.value])]  # fmt: skip
CustomRoleName = Annotated[str, msgspec.Meta(min_length=1, max_length=100, examples=["Apprentice"])]
GivenRule = Annotated[str, msgspec.Meta(pattern=f"^({'|'.join(ProjectRule.values)})$", description="What the role may "
                                        f"not do: one of {', '.join(ProjectRule.values)}.",
                                        examples=[ProjectRule.TASK_REMOVE.value])]  # fmt: skip
GivenColumnRule = Annotated[str, msgspec.Meta(pattern=f"^({'|'.join(ColumnRule.values)})$".replace(".", r"\."),
                                              description="What the role may do there, or not: one of "
                                              f"{', '.join(ColumnRule.values)}.",
                                              examples=[ColumnRule.BLOCK_CREATION.value])]  # fmt: skip


class MemberRepresentation(Representation):
    """Somebody with a role of their own."""

    user_id: Identifier
    username: str
    name: Annotated[str, msgspec.Meta(description="The full name; empty for none.")]
    is_active: Annotated[bool, msgspec.Meta(description="Whether the account is open.")]
    role: RoleName


class MemberGroupRepresentation(Representation):
    """A group whose members all have a role."""

    group_id: Identifier
    name: str
    role: RoleName


class RoleBody(Sent):
    role: RoleName


class ProjectRestrictionRepresentation(Representation):
    id: Identifier
    rule: GivenRule


class ColumnRestrictionRepresentation(Representation):
    id: Identifier
    column_id: Identifier
    rule: GivenColumnRule


class MoveRestrictionRepresentation(Representation):
    """A way between two columns, both ways. Once a role has any, it has no others."""

    id: Identifier
    src_column_id: Identifier
    dst_column_id: Identifier
    only_assigned: Annotated[bool, msgspec.Meta(description="Whether it is open for one's own tasks only.")]


class CustomRoleRepresentation(Representation):
    """A role that may what a member may, less its restrictions."""

    id: Identifier
    project_id: Identifier
    role: CustomRoleName
    project_restrictions: list[ProjectRestrictionRepresentation]
    column_restrictions: list[ColumnRestrictionRepresentation]
    move_restrictions: list[MoveRestrictionRepresentation]


class CustomRoleBody(Sent):
    role: CustomRoleName


class ProjectRestrictionBody(Sent):
    rule: GivenRule


class ColumnRestrictionBody(Sent):
    column_id: Identifier
    rule: GivenColumnRule


class MoveRestrictionBody(Sent):
    src_column_id: Identifier
    dst_column_id: Identifier
    only_assigned: bool = False


def represent_member(row: MemberRow) -> MemberRepresentation:
    return MemberRepresentation(
        user_id=row.user_id, username=row.username, name=row.name or "", is_active=row.is_active, role=row.role
    )


def represent_member_group(row: GroupRow) -> MemberGroupRepresentation:
    return MemberGroupRepresentation(group_id=row.group_id, name=row.name, role=row.role)


def represent_custom_role(role: CustomRole, restrictions: Restrictions) -> CustomRoleRepresentation:
    return CustomRoleRepresentation(
        id=role.pk,
        project_id=role.project_id,
        role=role.role,
        project_restrictions=[
            ProjectRestrictionRepresentation(id=one.pk, rule=one.rule) for one in restrictions.project
        ],
        column_restrictions=[
            ColumnRestrictionRepresentation(id=one.pk, column_id=one.column_id, rule=one.rule)
            for one in restrictions.columns
        ],
        move_restrictions=[
            MoveRestrictionRepresentation(
                id=one.pk,
                src_column_id=one.src_column_id,
                dst_column_id=one.dst_column_id,
                only_assigned=one.only_assigned,
            )
            for one in restrictions.moves
        ],
    )
