"""Who belongs to a project (domain.md 5). No event is fired, and ``last_modified`` stays."""

from __future__ import annotations

from django.db import transaction

from boards.actors import Actor
from boards.errors import Conflict, Invalid, NotFound
from boards.models import Group, Project, ProjectGroup, ProjectUser, User
from boards.services.integrity import conflicts

ROLE_LENGTH = 255


def _check_role(role: str | None) -> str:
    """Any text is a role (it may name a custom one); none at all is not."""
    if role is None or len(role) > ROLE_LENGTH:
        raise Invalid(role="A role is needed.")
    return role


def _check_team(project: Project) -> None:
    if project.is_private:
        raise Conflict("A personal project has one member.")


@transaction.atomic
def add_project_user(*, actor: Actor, project: Project, user_id: int | None, role: str | None) -> None:
    """Raises Invalid, NotFound (user), Conflict (member already, personal project)."""
    _check_team(project)
    if not user_id or not User.objects.filter(pk=user_id).exists():
        raise NotFound(f"user {user_id}")
    with conflicts():
        ProjectUser.objects.create(project=project, user_id=user_id, role=_check_role(role))


@transaction.atomic
def add_project_group(*, actor: Actor, project: Project, group_id: int | None, role: str | None) -> None:
    """Raises Invalid, NotFound (group), Conflict (there already, personal project)."""
    _check_team(project)
    if not group_id or not Group.objects.filter(pk=group_id).exists():
        raise NotFound(f"group {group_id}")
    with conflicts():
        ProjectGroup.objects.create(project=project, group_id=group_id, role=_check_role(role))


@transaction.atomic
def change_project_user_role(*, actor: Actor, project_id: int | None, user_id: int | None, role: str | None) -> None:
    """Nothing happens when there is no such membership. Raises Invalid."""
    ProjectUser.objects.filter(project_id=project_id or 0, user_id=user_id or 0).update(role=_check_role(role))


@transaction.atomic
def change_project_group_role(*, actor: Actor, project_id: int | None, group_id: int | None, role: str | None) -> None:
    """Nothing happens when there is no such membership. Raises Invalid."""
    ProjectGroup.objects.filter(project_id=project_id or 0, group_id=group_id or 0).update(role=_check_role(role))


@transaction.atomic
def remove_project_user(*, actor: Actor, project_id: int | None, user_id: int | None) -> None:
    """Ends the direct membership; assignments stay. Raises NotFound."""
    gone, _ = ProjectUser.objects.filter(project_id=project_id or 0, user_id=user_id or 0).delete()
    if not gone:
        raise NotFound(f"user {user_id} in project {project_id}")


@transaction.atomic
def remove_project_group(*, actor: Actor, project_id: int | None, group_id: int | None) -> None:
    """Raises NotFound."""
    gone, _ = ProjectGroup.objects.filter(project_id=project_id or 0, group_id=group_id or 0).delete()
    if not gone:
        raise NotFound(f"group {group_id} in project {project_id}")
