"""Groups and their members (domain.md 3)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.errors import Invalid, NotFound
from boards.limits import TITLE, check_length, check_name
from boards.models import Group, GroupMember, ProjectGroup, User
from boards.services.audit import AuditKind, audit, compare
from boards.services.integrity import conflicts, lock_row, lock_with_boards
from boards.transactions import atomic, raise_common_edition

EXTERNAL_ID_LENGTH = 255


def _check_name(name: str) -> str:
    check_name("name", name, gettext_lazy("A group needs a name."), most=TITLE)
    return name


def _check_external_id(external_id: str | None) -> str:
    sentence = gettext_lazy("An external id has at most {most} characters.")
    check_length("external_id", external_id, EXTERNAL_ID_LENGTH, sentence)
    return external_id or ""


@atomic
def create_group(*, actor: Actor, name: str | None, external_id: str | None = "") -> Group:
    """Any name that is free. Raises Invalid, Conflict (name taken)."""
    if name is None:
        raise Invalid(name=gettext_lazy("A group needs a name."))
    raise_common_edition()
    with conflicts():
        group = Group.objects.create(name=_check_name(name), external_id=_check_external_id(external_id))
    audit(actor, AuditKind.GROUP_CREATED, group)
    return group


@atomic
def update_group(*, actor: Actor, group: Group, name: str | None = None, external_id: str | None = None) -> None:
    """None leaves a field alone. Raises Invalid, Conflict (name taken)."""
    lock_row(group)
    clean: dict[str, str] = {}
    if name is not None:
        clean["name"] = _check_name(name)
    if external_id is not None:
        clean["external_id"] = _check_external_id(external_id)
    changes = compare(group, clean)
    for field, value in clean.items():
        setattr(group, field, value)
    with conflicts():
        group.save(update_fields=["name", "external_id"])
    if changes:
        audit(actor, AuditKind.GROUP_CHANGED, group, changes=changes)


@atomic
def remove_group(*, actor: Actor, group: Group) -> None:
    """Its memberships and project roles go with it; tasks are untouched. Raises NotFound (gone meanwhile)."""
    there = ProjectGroup.objects.filter(group=group).order_by().values_list("project_id", flat=True)
    audit(actor, AuditKind.GROUP_REMOVED, group)
    lock_with_boards(group, there.all).delete()


@atomic
def add_group_member(*, actor: Actor, group: Group, user_id: int | None) -> None:
    """Inactive accounts may join. Raises NotFound (user), Conflict (member already)."""
    user = User.objects.filter(pk=user_id).first() if user_id else None
    if user is None:
        raise NotFound(f"user {user_id}")
    lock_row(group)
    with conflicts():
        GroupMember.objects.create(group=group, user=user)
    audit(actor, AuditKind.MEMBER_ADDED, group, changes={"member": ("", user.username)})


@atomic
def remove_group_member(*, actor: Actor, group_id: int | None, user_id: int | None) -> None:
    """Raises NotFound."""
    raise_common_edition()
    found = GroupMember.objects.filter(group_id=group_id or 0, user_id=user_id or 0)
    member = found.select_related("group", "user").first()
    if member is None or not found.delete()[0]:
        raise NotFound(f"user {user_id} in group {group_id}")
    audit(actor, AuditKind.MEMBER_REMOVED, member.group, changes={"member": (member.user.username, "")})
