"""The options of the application (domain.md 20)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import Invalid
from boards.limits import check_texts
from boards.models import Setting
from boards.options import OPTIONS
from boards.queries.settings import forget_settings
from boards.services.audit import AuditKind, audit, audit_each
from boards.tokens import new_token
from boards.transactions import atomic

TOKENS = tuple(name for name, option in OPTIONS.items() if option.is_token)


def _check(name: str, value: str) -> str:
    """The value as it is stored. Raises Invalid."""
    option = OPTIONS.get(name)
    if option is None or option.is_token:
        raise Invalid(**{name: _("There is no such option.")})
    check_texts(**{name: value})
    return option.check(value)


@atomic
def save_settings(*, actor: Actor, values: Mapping[str, str]) -> None:
    """Store options; an empty text means the default. Raises Invalid, and then nothing is stored."""
    clean = {name: _check(name, value) for name, value in values.items()}
    before = dict(Setting.objects.filter(option__in=clean).values_list("option", "value"))
    for name, value in clean.items():
        _store(name, value, actor.user_id or None)
    changed = {name: (before.get(name, ""), value) for name, value in clean.items() if before.get(name, "") != value}
    audit_each(actor, AuditKind.SETTING_CHANGED, [(name, {"value": pair}) for name, pair in changed.items()])
    transaction.on_commit(forget_settings)


def _store(name: str, value: str, user_id: int | None) -> None:
    Setting.objects.update_or_create(
        option=name, defaults={"value": value, "changed_by_id": user_id, "changed_on": now()}
    )


@atomic
def reset_token(*, actor: Actor, name: str) -> str:
    """A new token of 60 hexadecimal digits for ``api_token`` or ``webhook_token``; the old one ends. Raises Invalid."""
    if name not in TOKENS:
        raise Invalid(**{name: _("There is no such token.")})
    token = new_token()
    _store(name, token, actor.user_id or None)
    audit(actor, AuditKind.SETTING_RENEWED, name)
    transaction.on_commit(forget_settings)
    return token


@atomic
def ensure_tokens() -> None:
    """Give a new installation its tokens."""
    known = set(Setting.objects.filter(option__in=TOKENS).exclude(value="").values_list("option", flat=True))
    for name in TOKENS:
        if name not in known:
            _store(name, new_token(), None)
    forget_settings()
