"""Custom roles of a project and what they restrict (domain.md 5)."""

from __future__ import annotations

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.errors import Invalid
from boards.limits import is_blank
from boards.models import (
    Column,
    ColumnRestriction,
    CustomRole,
    MoveRestriction,
    Project,
    ProjectGroup,
    ProjectRestriction,
    ProjectUser,
)
from boards.roles import ColumnRule, ProjectRole, ProjectRule
from boards.services.audit import AuditKind, audit
from boards.services.integrity import conflicts, current
from boards.transactions import atomic, lock_project

NAME_LENGTH = 100


def _check_name(name: str) -> str:
    if is_blank(name) or len(name) > NAME_LENGTH:
        raise Invalid(role=format_lazy(_("A role needs a name of at most {most} characters."), most=NAME_LENGTH))
    if name in ProjectRole.values:
        raise Invalid(role=_("This is a built-in role."))
    return name


def _lock(role: CustomRole) -> CustomRole:
    """The role as it is under the lock of its project. Raises NotFound (gone meanwhile)."""
    lock_project(role.project_id)
    return current(role)


def _carry_over(project_id: int, old: str, new: str) -> None:
    for model in (ProjectUser, ProjectGroup):
        model.objects.filter(project_id=project_id, role=old).update(role=new)


def _check_column(role: CustomRole, column: Column) -> None:
    if column.project_id != role.project_id:
        raise Invalid(column_id=_("This column belongs to another project."))


def _describe(restriction: ProjectRestriction | ColumnRestriction | MoveRestriction) -> str:
    """A restriction in the words of the audit log."""
    match restriction:
        case ColumnRestriction():
            return f"{restriction.rule}: {restriction.column.title}"
        case MoveRestriction():
            return f"{restriction.src_column.title} – {restriction.dst_column.title}"
        case _:
            return restriction.rule


def _audit_restriction(actor: Actor, role: CustomRole, *, before: str = "", now: str = "") -> None:
    audit(actor, AuditKind.CUSTOM_ROLE_CHANGED, role.project, changes={role.role: (before, now)})


@atomic
def create_custom_role(*, actor: Actor, project: Project, name: str) -> CustomRole:
    """Raises Invalid, Conflict (name taken)."""
    lock_project(project.pk)
    with conflicts():
        role = CustomRole.objects.create(project=project, role=_check_name(name))
    audit(actor, AuditKind.CUSTOM_ROLE_CREATED, project, changes={"role": ("", name)})
    return role


@atomic
def rename_custom_role(*, actor: Actor, role: CustomRole, name: str) -> None:
    """Members and groups keep the role under its new name. Raises Invalid, Conflict (name taken)."""
    role = _lock(role)
    old, role.role = role.role, _check_name(name)
    with conflicts():
        role.save(update_fields=["role"])
    _carry_over(role.project_id, old, role.role)
    audit(actor, AuditKind.CUSTOM_ROLE_CHANGED, role.project, changes={"role": (old, role.role)})


@atomic
def remove_custom_role(*, actor: Actor, role: CustomRole) -> None:
    """Who had it becomes a project-member. Raises NotFound (gone meanwhile)."""
    role = _lock(role)
    _carry_over(role.project_id, role.role, ProjectRole.MEMBER)
    audit(actor, AuditKind.CUSTOM_ROLE_REMOVED, role.project, changes={"role": (role.role, "")})
    role.delete()


@atomic
def restrict_project(*, actor: Actor, role: CustomRole, rule: str) -> ProjectRestriction:
    """Raises Invalid (no such rule), Conflict (it holds already)."""
    if rule not in ProjectRule.values:
        raise Invalid(rule=_("There is no such rule."))
    role = _lock(role)
    with conflicts():
        restriction = ProjectRestriction.objects.create(role=role, rule=rule)
    _audit_restriction(actor, role, now=rule)
    return restriction


@atomic
def restrict_column(*, actor: Actor, role: CustomRole, column: Column, rule: str) -> ColumnRestriction:
    """Raises Invalid (no such rule, foreign column), Conflict (it holds already)."""
    if rule not in ColumnRule.values:
        raise Invalid(rule=_("There is no such rule."))
    role, column = _lock(role), current(column)
    _check_column(role, column)
    with conflicts():
        restriction = ColumnRestriction.objects.create(role=role, column=column, rule=rule)
    _audit_restriction(actor, role, now=_describe(restriction))
    return restriction


@atomic
def restrict_moves(
    *, actor: Actor, role: CustomRole, source: Column, target: Column, only_assigned: bool = False
) -> MoveRestriction:
    """Allow moves between two columns, and only between such pairs. Raises Invalid, Conflict (it holds already)."""
    role, source, target = _lock(role), current(source), current(target)
    _check_column(role, source)
    _check_column(role, target)
    if source.pk == target.pk:
        raise Invalid(dst_column_id=_("A move goes to another column."))
    with conflicts():
        restriction = MoveRestriction.objects.create(
            role=role, src_column=source, dst_column=target, only_assigned=only_assigned
        )
    _audit_restriction(actor, role, now=_describe(restriction))
    return restriction


@atomic
def lift_restriction(*, actor: Actor, restriction: ProjectRestriction | ColumnRestriction | MoveRestriction) -> None:
    """Let the role do again what the restriction forbade. Raises NotFound (gone meanwhile)."""
    role = _lock(restriction.role)
    _audit_restriction(actor, role, before=_describe(restriction))
    current(restriction).delete()
