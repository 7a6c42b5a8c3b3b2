"""Reading groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import F, OuterRef, QuerySet

from boards.counting import count_of
from boards.errors import NotFound
from boards.models import Group, GroupMember, ProjectGroup, User
from boards.prepared import Prepared, param
from boards.queries.keysets import first_letters, read_after
from boards.queries.orders import order_fields
from boards.queries.pages import read_page
from boards.shapes.groups import GROUP, GROUP_IN_LIST, MEMBER_GROUP, GroupInListObject, GroupObject
from boards.shapes.users import GROUP_MEMBER, GroupMemberObject

if TYPE_CHECKING:
    from django.core.paginator import Page

_MEMBERS = GroupMember.objects.filter(group_id=OuterRef("pk"))
_PROJECTS = ProjectGroup.objects.filter(group_id=OuterRef("pk"))
#: What a list of groups can be ordered by.
ORDERS = {
    "name": ("name",),
    "id": ("pk",),
    "members": ("-nb_members",),
    "projects": ("-nb_projects",),
    "external": ("external_id",),
}


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """A group with the numbers of its members, and of the projects in which it has a role."""

    id: int
    name: str
    external_id: str
    members: int
    projects: int


def read_groups_page(*, search: str, order: str, page: int, size: int) -> Page[int]:
    """The ids of the groups whose name has this part. 1 statement, 2 more beyond the last page."""
    groups: QuerySet[Group] = Group.objects.filter(name__icontains=search) if search else Group.objects.all()
    if order.removeprefix("-") in ("members", "projects"):
        groups = groups.annotate(nb_members=count_of(_MEMBERS), nb_projects=count_of(_PROJECTS))
    return read_page(groups.order_by(*order_fields(ORDERS, order, "name"), "pk"), page, size)


def list_groups_with_counts(group_ids: list[int]) -> list[ListedGroup]:
    """These groups, in this order. 1 statement."""
    rows = Group.objects.filter(pk__in=group_ids).order_by()
    found = {
        row[0]: ListedGroup(*row)
        for row in rows.annotate(nb_members=count_of(_MEMBERS), nb_projects=count_of(_PROJECTS)).values_list(
            "pk", "name", "external_id", "nb_members", "nb_projects"
        )
    }
    return [found[pk] for pk in group_ids if pk in found]


def read_members_page(group_id: int, *, search: str, page: int, size: int) -> Page[int]:
    """The ids of the members of a group, by user name. 1 statement, 2 more beyond the last page."""
    people = User.objects.filter(group_memberships__group_id=group_id)
    if search:
        people = people.filter(username__icontains=search) | people.filter(name__icontains=search)
    return read_page(people.order_by("username", "pk"), page, size)


def list_people_in_order(user_ids: list[int]) -> list[User]:
    """These people, in this order. 1 statement."""
    found = User.objects.in_bulk(user_ids)
    return [found[pk] for pk in user_ids if pk in found]


def list_group_projects(group_id: int) -> list[ProjectGroup]:
    """The roles of a group, with their projects, by name. 1 statement."""
    rows = ProjectGroup.objects.filter(group_id=group_id).select_related("project")
    return list(rows.order_by("project__name", "project_id"))


def list_group_ids_after(
    *, search: str, order: str, after: Sequence[Any] | None, limit: int
) -> tuple[list[int], list[Any] | None]:
    """The ids of a page of groups, and its end. ``search``: a part of the name; ``order``, ``after``: as ``read_after``
    has them, by "id" or "name". 1 statement."""
    groups = Group.objects.filter(name__icontains=search) if search else Group.objects.all()
    key = first_letters("name") if order.endswith("name") else None
    rows, last = read_after(groups, [F("pk")], order=order, key=key, after=after, limit=limit)
    return [pk for (pk,) in rows], last


class GroupPerson(NamedTuple):
    """A member of a group."""

    user_id: int
    username: str
    name: str | None
    is_active: bool


def list_group_members_after(
    group_id: int, *, after: Sequence[Any] | None, limit: int
) -> tuple[list[GroupPerson], list[Any] | None]:
    """A page of the members of a group, in the order of their coming (``read_after``). 1 statement."""
    members = GroupMember.objects.filter(group_id=group_id)
    columns = ("user_id", "user__username", "user__name", "user__is_active")
    rows, last = read_after(members, columns, order="id", key=None, after=after, limit=limit)
    return [GroupPerson(*row) for row in rows], last


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
