"""Who belongs to a project (domain.md 5). No event is fired, and ``last_modified`` stays."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.errors import Conflict, Invalid, NotFound
from boards.models import CustomRole, Group, Project, ProjectGroup, ProjectUser, User
from boards.roles import ProjectRole
from boards.services.audit import AuditKind, audit
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


def _find_user(project_id: int | None, user_id: int | None) -> ProjectUser | None:
    found = ProjectUser.objects.select_related("project", "user")
    return found.filter(project_id=project_id or 0, user_id=user_id or 0).first()


def _find_group(project_id: int | None, group_id: int | None) -> ProjectGroup | None:
    found = ProjectGroup.objects.select_related("project", "group")
    return found.filter(project_id=project_id or 0, group_id=group_id or 0).first()


def _audit(
    actor: Actor, kind: AuditKind, member: ProjectUser | ProjectGroup, *, before: str = "", now: str = ""
) -> None:
    """Who had which role in a project, and has which."""
    name = member.user.username if isinstance(member, ProjectUser) else member.group.name
    audit(actor, kind, member.project, name=member.project.name, changes={name: (before, now)})


def _change_role(actor: Actor, member: ProjectUser | ProjectGroup | None, role: str) -> None:
    if member is None or member.role == role:
        return
    _audit(actor, AuditKind.ROLE_CHANGED, member, before=member.role, now=role)
    member.role = role
    member.save(update_fields=["role"])


def _end(actor: Actor, member: ProjectUser | ProjectGroup) -> None:
    _audit(actor, AuditKind.ROLE_ENDED, member, before=member.role)
    member.delete()


@atomic
def add_project_user(*, actor: Actor, project: Project, user_id: int | None, role: str | None) -> None:
    """Raises Invalid, NotFound (user), Conflict (member already, personal project)."""
    lock_project(project.pk)
    _check_team(project)
    user = User.objects.filter(pk=user_id).first() if user_id else None
    if user is None:
        raise NotFound(f"user {user_id}")
    with conflicts():
        member = ProjectUser.objects.create(project=project, user=user, role=_check_role(role))
    _audit(actor, AuditKind.ROLE_GIVEN, member, now=member.role)


@atomic
def add_project_group(*, actor: Actor, project: Project, group_id: int | None, role: str | None) -> None:
    """Raises Invalid, NotFound (group), Conflict (there already, personal project)."""
    lock_project(project.pk)
    _check_team(project)
    group = Group.objects.filter(pk=group_id).first() if group_id else None
    if group is None:
        raise NotFound(f"group {group_id}")
    with conflicts():
        member = ProjectGroup.objects.create(project=project, group=group, role=_check_role(role))
    _audit(actor, AuditKind.ROLE_GIVEN, member, now=member.role)


@atomic
def change_project_user_role(*, actor: Actor, project_id: int | None, user_id: int | None, role: str | None) -> None:
    """Nothing happens when there is no such membership. Raises Invalid."""
    lock_project(project_id or 0)
    _change_role(actor, _find_user(project_id, user_id), _check_role(role))


@atomic
def change_project_group_role(*, actor: Actor, project_id: int | None, group_id: int | None, role: str | None) -> None:
    """Nothing happens when there is no such membership. Raises Invalid."""
    lock_project(project_id or 0)
    _change_role(actor, _find_group(project_id, group_id), _check_role(role))


@atomic
def remove_project_user(*, actor: Actor, project_id: int | None, user_id: int | None) -> None:
    """Ends the direct membership; assignments stay. Raises NotFound."""
    lock_project(project_id or 0)
    member = _find_user(project_id, user_id)
    if member is None:
        raise NotFound(f"user {user_id} in project {project_id}")
    _end(actor, member)


@atomic
def remove_project_group(*, actor: Actor, project_id: int | None, group_id: int | None) -> None:
    """Raises NotFound."""
    lock_project(project_id or 0)
    member = _find_group(project_id, group_id)
    if member is None:
        raise NotFound(f"group {group_id} in project {project_id}")
    _end(actor, member)


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
