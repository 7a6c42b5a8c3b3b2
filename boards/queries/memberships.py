"""Who belongs to a project, and as what (domain.md 5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q, QuerySet

from boards.models import GroupMember, Project, ProjectGroup, ProjectUser, User
from boards.prepared import Prepared, Together, param
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
    viewer = ProjectRole.VIEWER.value
    columns = ("id", "name", "username")
    direct = (
        ProjectUser.objects.filter(project_id=project_id, user__is_active=True)
        .exclude(role=viewer)
        .values_list(*(f"user__{column}" for column in columns))
    )
    through = (
        GroupMember.objects.filter(group__project_groups__project_id=project_id, user__is_active=True)
        .exclude(group__project_groups__role=viewer)
        .values_list(*(f"user__{column}" for column in columns))
    )
    people = dict(map(_display, [*direct, *through]))
    return sort_names(people.items())


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


def list_assignable_names(*, project_id: int) -> dict[int, list[str]]:
    """User id to user name and full name of the people that tasks may be given to, by display name. 3 statements."""
    people = list_assignable_users(project_id=project_id)
    names = {
        pk: [username, name] if name else [username]
        for pk, username, name in User.objects.filter(pk__in=people).values_list("id", "username", "name")
    }
    return {pk: names[pk] for pk in people if pk in names}


def list_mail_addresses(*, project_id: int) -> dict[str, str]:
    """Mail address to display name of the active members that have one, by name. 2 statements."""
    columns = ("email", "name", "username")
    active = User.objects.filter(is_active=True).exclude(email=None).exclude(email="")
    direct = active.filter(project_users__project_id=project_id).values_list(*columns)
    through = active.filter(group_memberships__group__project_groups__project_id=project_id).values_list(*columns)
    people = {email: name or username for email, name, username in [*direct, *through] if email}
    return sort_names(people.items())
