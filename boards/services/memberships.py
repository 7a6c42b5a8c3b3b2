"""Who belongs to a project (domain.md 5). No event is fired, and ``last_modified`` stays."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.errors import Conflict, Invalid, NotFound
from boards.models import CustomRole, Group, Project, ProjectGroup, ProjectUser, User
from boards.roles import ProjectRole
from boards.services.integrity import conflicts
from boards.transactions import atomic, lock_project

ROLE_LENGTH = 255


def _check_role(role: str | None) -> str:
    """Any text is a role (it may name a custom one); none at all is not."""
    if role is None or len(role) > ROLE_LENGTH:
        raise Invalid(role=gettext_lazy("A role is needed."))
    return role


def _check_team(project: Project) -> None:
    if project.is_private:
        raise Conflict(gettext_lazy("A personal project has one member."))


@atomic
def add_project_user(*, actor: Actor, project: Project, user_id: int | None, role: str | None) -> None:
    """Raises Invalid, NotFound (user), Conflict (member already, personal project)."""
    lock_project(project.pk)
    _check_team(project)
    if not user_id or not User.objects.filter(pk=user_id).exists():
        raise NotFound(f"user {user_id}")
    with conflicts():
        ProjectUser.objects.create(project=project, user_id=user_id, role=_check_role(role))


@atomic
def add_project_group(*, actor: Actor, project: Project, group_id: int | None, role: str | None) -> None:
    """Raises Invalid, NotFound (group), Conflict (there already, personal project)."""
    lock_project(project.pk)
    _check_team(project)
    if not group_id or not Group.objects.filter(pk=group_id).exists():
        raise NotFound(f"group {group_id}")
    with conflicts():
        ProjectGroup.objects.create(project=project, group_id=group_id, role=_check_role(role))


@atomic
def change_project_user_role(*, actor: Actor, project_id: int | None, user_id: int | None, role: str | None) -> None:
    """Nothing happens when there is no such membership. Raises Invalid."""
    lock_project(project_id or 0)
    ProjectUser.objects.filter(project_id=project_id or 0, user_id=user_id or 0).update(role=_check_role(role))


@atomic
def change_project_group_role(*, actor: Actor, project_id: int | None, group_id: int | None, role: str | None) -> None:
    """Nothing happens when there is no such membership. Raises Invalid."""
    lock_project(project_id or 0)
    ProjectGroup.objects.filter(project_id=project_id or 0, group_id=group_id or 0).update(role=_check_role(role))


@atomic
def remove_project_user(*, actor: Actor, project_id: int | None, user_id: int | None) -> None:
    """Ends the direct membership; assignments stay. Raises NotFound."""
    lock_project(project_id or 0)
    gone, _ = ProjectUser.objects.filter(project_id=project_id or 0, user_id=user_id or 0).delete()
    if not gone:
        raise NotFound(f"user {user_id} in project {project_id}")


@atomic
def remove_project_group(*, actor: Actor, project_id: int | None, group_id: int | None) -> None:
    """Raises NotFound."""
    lock_project(project_id or 0)
    gone, _ = ProjectGroup.objects.filter(project_id=project_id or 0, group_id=group_id or 0).delete()
    if not gone:
        raise NotFound(f"group {group_id} in project {project_id}")


def _check_known_role(project_id: int, role: str | None) -> None:
    """Browsers offer known roles only; programs may name any, as they always could (web.md 13.7)."""
    if role in ProjectRole.values:
        return
    if not CustomRole.objects.filter(project_id=project_id, role=role or "").exists():
        raise Invalid(role=gettext_lazy("There is no such role."))


def _keep_a_manager(project_id: int, *, without_user: int = 0, without_group: int = 0) -> None:
    """Raises Conflict when nobody else manages the project, directly or by a group (web.md 13.15)."""
    managers = ProjectUser.objects.filter(project_id=project_id, role=ProjectRole.MANAGER)
    groups = ProjectGroup.objects.filter(project_id=project_id, role=ProjectRole.MANAGER)
    left = managers.exclude(user_id=without_user).exists() or (
        groups.exclude(group_id=without_group).filter(group__memberships__isnull=False).exists()
    )
    is_manager = managers.filter(user_id=without_user).exists() or groups.filter(group_id=without_group).exists()
    if is_manager and not left:
        raise Conflict(gettext_lazy("A project needs a manager."))


@atomic
def appoint_user(*, actor: Actor, project: Project, user_id: int, role: str) -> None:
    """Give a member a known role, or make somebody a member with it. The last manager stays one.

    Raises Invalid, NotFound, Conflict.
    """
    lock_project(project.pk)
    _check_team(project)
    _check_known_role(project.pk, role)
    if role != ProjectRole.MANAGER:
        _keep_a_manager(project.pk, without_user=user_id)
    if ProjectUser.objects.filter(project=project, user_id=user_id).exists():
        change_project_user_role(actor=actor, project_id=project.pk, user_id=user_id, role=role)
    else:
        add_project_user(actor=actor, project=project, user_id=user_id, role=role)


@atomic
def appoint_group(*, actor: Actor, project: Project, group_id: int, role: str) -> None:
    """The same for a group. Raises Invalid, NotFound, Conflict."""
    lock_project(project.pk)
    _check_team(project)
    _check_known_role(project.pk, role)
    if role != ProjectRole.MANAGER:
        _keep_a_manager(project.pk, without_group=group_id)
    if ProjectGroup.objects.filter(project=project, group_id=group_id).exists():
        change_project_group_role(actor=actor, project_id=project.pk, group_id=group_id, role=role)
    else:
        add_project_group(actor=actor, project=project, group_id=group_id, role=role)


@atomic
def dismiss_user(*, actor: Actor, project: Project, user_id: int) -> None:
    """End a membership, but not that of the last manager, nor one's own. Raises NotFound, Conflict."""
    if user_id == actor.user_id:
        raise Conflict(gettext_lazy("You can not remove yourself from a project."))
    lock_project(project.pk)
    _keep_a_manager(project.pk, without_user=user_id)
    remove_project_user(actor=actor, project_id=project.pk, user_id=user_id)


@atomic
def dismiss_group(*, actor: Actor, project: Project, group_id: int) -> None:
    """The same for a group. Raises NotFound, Conflict."""
    lock_project(project.pk)
    _keep_a_manager(project.pk, without_group=group_id)
    remove_project_group(actor=actor, project_id=project.pk, group_id=group_id)
