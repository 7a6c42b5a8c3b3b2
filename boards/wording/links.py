"""The kinds of links between tasks in words: those that every installation starts with are translated."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LABELS = {
    "relates to": _("relates to"),
    "blocks": _("blocks"),
    "is blocked by": _("is blocked by"),
    "duplicates": _("duplicates"),
    "is duplicated by": _("is duplicated by"),
    "is a child of": _("is a child of"),
    "is a parent of": _("is a parent of"),
    "targets milestone": _("targets milestone"),
    "is a milestone of": _("is a milestone of"),
    "fixes": _("fixes"),
    "is fixed by": _("is fixed by"),
}


def tell_link(label: str) -> str:
    """The label of a kind of link; one that an operator has named stands as it is."""
    return str(LABELS.get(label, label))
