"""Kinds of links between tasks (domain.md 16)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.errors import Conflict, Invalid
from boards.limits import check_length, is_blank
from boards.models import Link, TaskLink
from boards.queries.links import get_link
from boards.services.audit import AuditKind, audit, compare
from boards.services.integrity import conflicts, lock_row, lock_with_boards
from boards.transactions import atomic, raise_common_edition

LABEL_LENGTH = 191


def _check_label(label: str | None) -> str:
    if not label or is_blank(label):
        raise Invalid(label=_("A link needs a label."))
    check_length("label", label, LABEL_LENGTH, _("A label has at most {most} characters."))
    return label


@atomic
def create_link(*, actor: Actor, label: str | None, opposite_label: str | None = "") -> Link:
    """A kind of link; with ``opposite_label`` two that point at each other. Answers the first.

    Raises Invalid, Conflict (a label is taken, or both are the same).
    """
    label = _check_label(label)
    if label == opposite_label:
        raise Conflict(_("A link is not its own opposite by name."))
    raise_common_edition()
    with conflicts():
        link = Link.objects.create(label=label)
        if opposite_label:
            link.opposite = Link.objects.create(label=_check_label(opposite_label), opposite=link)
            link.save(update_fields=["opposite"])
    audit(actor, AuditKind.LINK_CREATED, link, name=label, changes={"opposite": ("", opposite_label or "")})
    return link


@atomic
def update_link(*, actor: Actor, link_id: int | None, label: str | None, opposite_id: int | None) -> None:
    """Rename, and set the opposite on this side only; None makes it its own opposite.

    Raises Invalid (label, opposite), NotFound, Conflict (label taken).
    """
    label = _check_label(label)
    lock_row(get_link(link_id))
    link = get_link(link_id)
    if opposite_id is not None and not Link.objects.filter(pk=opposite_id).exists():
        raise Invalid(opposite_link_id=_("There is no such kind of link."))
    changes = compare(link, {"label": label, "opposite_id": opposite_id})
    link.label = label
    link.opposite_id = opposite_id
    with conflicts():
        link.save(update_fields=["label", "opposite"])
    if changes:
        audit(actor, AuditKind.LINK_CHANGED, link, name=label, changes=changes)


@atomic
def remove_link(*, actor: Actor, link: Link) -> None:
    """All links of this kind between tasks go with it; its opposite becomes its own opposite.

    Raises NotFound (gone meanwhile).
    """
    there = TaskLink.objects.filter(link=link).order_by().values_list("task__project_id", flat=True).distinct()
    audit(actor, AuditKind.LINK_REMOVED, link, name=link.label)
    lock_with_boards(link, there.all).delete()
