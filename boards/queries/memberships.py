"""Who belongs to a project, and as what (domain.md 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from boards.errors import NotFound
from boards.models import Project, ProjectGroup, ProjectUser, User
from boards.prepared import Prepared, Together, param
from boards.queries.keysets import read_after
from boards.queries.orders import sort_names
from boards.roles import PROJECT_RANK, ProjectRole

_ROLES = Together(
    direct=lambda: ProjectUser.objects.filter(project_id=param("project_id"), user_id=param("user_id")).values_list(
        "role"
    ),
    through=lambda: ProjectGroup.objects.filter(
        project_id=param("project_id"), group__memberships__user_id=param("user_id")
    ).values_list("pk", "role"),
)


_ALL_ROLES = Together(
    direct=lambda: ProjectUser.objects.filter(user_id=param("user_id")).values_list("project_id", "role"),
    through=lambda: ProjectGroup.objects.filter(group__memberships__user_id=param("user_id")).values_list(
        "pk", "project_id", "role"
    ),
)


def find_project_role(*, project_id: int, user_id: int) -> str:
    """The effective role: the direct one, else the highest of the groups; ``""`` for none. 1 statement.

    A custom role ranks with project-manager among groups, and the group that joined first wins a tie.
    """
    roles = _ROLES.read(project_id=project_id, user_id=user_id)
    for (role,) in roles["direct"]:
        if role:
            return str(role)
    return highest_role([role for _joined, role in sorted(roles["through"])])


def highest_role(roles: Iterable[str]) -> str:
    """The one of several that counts; of those that rank alike the first, ``""`` for none."""
    top = PROJECT_RANK[ProjectRole.MANAGER]
    return max(filter(None, roles), key=lambda role: PROJECT_RANK.get(role, top), default="")


def list_project_roles(*, user_id: int, project_ids: Collection[int]) -> dict[int, str]:
    """Project id to effective role, of those in which the user has one. 1 statement, however many projects."""
    read = _ALL_ROLES.read(user_id=user_id)
    found: dict[int, list[str]] = defaultdict(list)
    for _joined, project_id, role in sorted(read["through"]):
        found[project_id].append(role)
    roles = {project_id: highest_role(several) for project_id, several in found.items()}
    roles |= {project_id: role for project_id, role in read["direct"] if role}
    return {project_id: roles[project_id] for project_id in project_ids if project_id in roles}


def joined_projects(user_id: Any) -> QuerySet[Project]:
    """The projects, open and closed, in which a user has a role, direct or by a group; a part of a statement.

    ``user_id``: may be ``param(...)`` of a prepared one. Who may open a project only as an administrator has no role.
    """
    # Not two joins: the database would multiply them, and could not begin with the person.
    direct = ProjectUser.objects.filter(user_id=user_id, role__gt="").values("project_id")
    through = ProjectGroup.objects.filter(group__memberships__user_id=user_id, role__gt="").values("project_id")
    return Project.objects.filter(Q(pk__in=direct) | Q(pk__in=through)).order_by()


def _display(user: tuple[int, str | None, str]) -> tuple[int, str]:
    identifier, name, username = user
    return identifier, name or username


def list_project_users(*, project_id: int) -> dict[int, str]:
    """User id to display name, sorted by name, of all members, direct and through groups. 2 statements."""
    columns = ("id", "name", "username")
    direct = User.objects.filter(project_users__project_id=project_id).values_list(*columns)
    through = User.objects.filter(group_memberships__group__project_groups__project_id=project_id).values_list(*columns)
    people = dict(map(_display, [*direct, *through]))
    return sort_names(people.items())


def list_assignable_users(*, project_id: int) -> dict[int, str]:
    """User id to display name, sorted by name: active, with any membership that is not viewer. 2 statements."""
    return list_common_assignees([project_id])


def list_common_assignees(project_ids: Collection[int]) -> dict[int, str]:
    """The same of those whom tasks of every one of these projects may be given to. 2 statements."""
    people: dict[int, str] = {}
    homes: dict[int, set[int]] = defaultdict(set)
    for project_id, pk, name, username in _read_assignable(project_ids):
        people[pk] = name or username
        homes[pk].add(project_id)
    return sort_names((pk, name) for pk, name in people.items() if len(homes[pk]) == len(project_ids))


def list_assignable_names(project_ids: Collection[int]) -> dict[int, list[str]]:
    """User id to user name and full name of the people whom a task of any of these projects may be given to, by display
    name. 2 statements."""
    people = {pk: (username, name) for _project, pk, name, username in _read_assignable(project_ids)}
    names = {pk: [username, name] if name else [username] for pk, (username, name) in people.items()}
    return {pk: names[pk] for pk in sort_names((pk, written[-1]) for pk, written in names.items())}


def _read_assignable(project_ids: Collection[int]) -> Iterable[tuple[int, int, str | None, str]]:
    """Project id, user id, full name and user name."""
    viewer = ProjectRole.VIEWER.value
    columns = ("id", "name", "username")
    yield from (
        ProjectUser.objects.filter(project_id__in=project_ids, user__is_active=True)
        .exclude(role=viewer)
        .values_list("project_id", *(f"user__{column}" for column in columns))
    )
    yield from (
        ProjectGroup.objects.filter(project_id__in=project_ids, group__memberships__user__is_active=True)
        .exclude(role=viewer)
        .values_list("project_id", *(f"group__memberships__user__{column}" for column in columns))
    )


class MemberRow(NamedTuple):
    """Somebody with a role of their own in a project."""

    user_id: int
    username: str
    name: str | None
    is_active: bool
    role: str


class GroupRow(NamedTuple):
    """A group with a role in a project."""

    group_id: int
    name: str
    role: str


_MEMBER_COLUMNS = ("user_id", "user__username", "user__name", "user__is_active", "role")
_GROUP_COLUMNS = ("group_id", "group__name", "role")


def list_members_after(
    project_id: int, *, after: Sequence[Any] | None, limit: int
) -> tuple[list[MemberRow], list[Any] | None]:
    """A page of the people with a role of their own, in the order of their coming (``read_after``). 1 statement."""
    found = ProjectUser.objects.filter(project_id=project_id)
    rows, last = read_after(found, _MEMBER_COLUMNS, order="id", key=None, after=after, limit=limit)
    return [MemberRow(*row) for row in rows], last


def list_member_groups_after(
    project_id: int, *, after: Sequence[Any] | None, limit: int
) -> tuple[list[GroupRow], list[Any] | None]:
    """The same of groups. 1 statement."""
    found = ProjectGroup.objects.filter(project_id=project_id)
    rows, last = read_after(found, _GROUP_COLUMNS, order="id", key=None, after=after, limit=limit)
    return [GroupRow(*row) for row in rows], last


def get_member(project_id: int, user_id: int) -> MemberRow:
    """1 statement. Raises NotFound, also for who has a role by groups only."""
    found = ProjectUser.objects.filter(project_id=project_id, user_id=user_id).values_list(*_MEMBER_COLUMNS).first()
    if found is None:
        raise NotFound(f"user {user_id} in project {project_id}")
    return MemberRow(*found)


def get_member_group(project_id: int, group_id: int) -> GroupRow:
    """1 statement. Raises NotFound."""
    found = ProjectGroup.objects.filter(project_id=project_id, group_id=group_id).values_list(*_GROUP_COLUMNS).first()
    if found is None:
        raise NotFound(f"group {group_id} in project {project_id}")
    return GroupRow(*found)


_ACTIVE = Prepared(lambda: User.objects.filter(pk=param("user_id"), is_active=True).values_list("id"))


def is_assignable(*, project_id: int, user_id: int) -> bool:
    """Whether a task of the project may be given to the user: active, effective role above viewer. ≤ 2 statements."""
    if _ACTIVE.value(user_id=user_id) is None:
        return False
    return find_project_role(project_id=project_id, user_id=user_id) not in ("", ProjectRole.VIEWER)


def is_active_member(*, project_id: int, user_id: int) -> bool:
    """Whether the user is active and has any role in the project. At most 2 statements."""
    if _ACTIVE.value(user_id=user_id) is None:
        return False
    return find_project_role(project_id=project_id, user_id=user_id) != ""


def list_mail_addresses(*, project_id: int) -> dict[str, str]:
    """Mail address to display name of the active members that have one, by name. 2 statements."""
    columns = ("email", "name", "username")
    active = User.objects.filter(is_active=True).exclude(email=None).exclude(email="")
    direct = active.filter(project_users__project_id=project_id).values_list(*columns)
    through = active.filter(group_memberships__group__project_groups__project_id=project_id).values_list(*columns)
    people = {email: name or username for email, name, username in [*direct, *through] if email}
    return sort_names(people.items())
