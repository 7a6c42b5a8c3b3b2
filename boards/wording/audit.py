"""Entries of the audit log in words: who, by which door, which field, which value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from boards.roles import ApplicationRole, ColumnRule, ProjectRole, ProjectRule
from boards.wording.choices import THEME_NAMES, name_language

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise

DOOR_NAMES: dict[str, str | Promise] = {
    "browser": _("browser"),
    "api": "API",
    "admin": _("administration"),
    "command": _("command line"),
}
#: Who acts and is no user (``ActorKind``).
ACTOR_NAMES: dict[str, Promise] = {
    "application": _("a program"),
    "cron": _("the daily round"),
    "command": _("the command line"),
    "worker": _("the worker"),
}
#: Names of fields that changes are told of; names of people and groups are told as they are.
FIELD_NAMES: dict[str, Promise] = {
    "username": _("user name"),
    "name": _("name"),
    "email": _("email"),
    "role": _("role"),
    "theme": _("theme"),
    "timezone": _("time zone"),
    "language": _("language"),
    "filter": _("default filter"),
    "is_ldap_user": _("remote user"),
    "disable_login_form": _("no sign-in with a password"),
    "member": _("member"),
    "external_id": _("external id"),
    "scope": _("may"),
    "way": _("by"),
    "opposite": _("opposite"),
    "opposite_id": _("opposite"),
    "label": _("label"),
    "color_id": _("colour"),
    "rate": _("rate"),
    "url": _("address"),
    "events": _("events"),
    "reason": _("why"),
}
#: How somebody signed in, and why a webhook was switched off, as it is stored.
_WAYS: dict[str, Promise] = {
    "Database": _("password"),
    "RememberMe": _("remembered browser"),
    "API Access Token": _("personal token"),
    "gone": _("the receiver is gone (410)"),
    "failing": _("failures for five days"),
}
_VALUES: dict[str, Promise] = {
    choice.value: choice.label  # type: ignore[misc]
    for choices in (ApplicationRole, ProjectRole, ProjectRule, ColumnRule)
    for choice in choices
}


def name_way(way: str) -> str:
    """How somebody signed in, or why something was switched off; what is not of here is told as it is stored."""
    return str(_WAYS.get(way, way))


def name_value(field: str, value: object) -> str:
    """A value that a field had before, or has now; a rule of a column is "rule: column"."""
    text = str(value if value is not None else "")
    if field == "theme":
        return str(THEME_NAMES.get(text, text))
    if field == "language":
        return name_language(text) if text else str(_("as the application"))
    rule, colon, column = text.partition(": ")
    return f"{_VALUES.get(rule, rule)}{colon}{column}" or "–"
