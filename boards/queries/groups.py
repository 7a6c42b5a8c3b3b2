"""Reading groups."""

from __future__ import annotations

from boards.errors import NotFound
from boards.models import Group, GroupMember
from boards.prepared import Prepared, param
from boards.shapes.groups import GROUP, GROUP_IN_LIST, MEMBER_GROUP, GroupInListObject, GroupObject
from boards.shapes.users import GROUP_MEMBER, GroupMemberObject


def get_group(group_id: int | None) -> Group:
    """The group as a model. 1 statement. Raises NotFound."""
    group = Group.objects.filter(pk=group_id).first() if group_id else None
    if group is None:
        raise NotFound(f"group {group_id}")
    return group


def get_group_object(group_id: int | None) -> GroupObject:
    """1 statement. Raises NotFound."""
    row = Group.objects.filter(pk=group_id).values_list(*GROUP.columns).first() if group_id else None
    if row is None:
        raise NotFound(f"group {group_id}")
    return GROUP.of(row)


def list_group_objects() -> list[GroupInListObject]:
    """All groups with the number of their members, by name, bytewise. 1 statement."""
    rows = Group.objects.order_by().values_list(*GROUP_IN_LIST.columns)
    return sorted(GROUP_IN_LIST.all(rows), key=lambda group: group.name.encode())


_OF_USER = Prepared(
    lambda: Group.objects.filter(memberships__user_id=param("user_id")).order_by().values_list(*MEMBER_GROUP.columns)
)


def list_groups_of_user(user_id: int | None) -> list[GroupObject]:
    """By name, bytewise. 1 statement."""
    return sorted(MEMBER_GROUP.all(_OF_USER.rows(user_id=user_id or 0)), key=lambda group: group.name.encode())


def list_group_members(group_id: int | None) -> list[GroupMemberObject]:
    """In order of joining. 1 statement."""
    members = GroupMember.objects.filter(group_id=group_id or 0).order_by("pk")
    return GROUP_MEMBER.all(members.values_list(*GROUP_MEMBER.columns))


def is_group_member(*, group_id: int | None, user_id: int | None) -> bool:
    """1 statement."""
    return GroupMember.objects.filter(group_id=group_id or 0, user_id=user_id or 0).exists()
