"""The options of the application (domain.md 20)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import check_for_language
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.colors import COLORS
from boards.dates import DATE_PATTERNS, TIME_PATTERNS, now
from boards.errors import Invalid
from boards.limits import check_texts
from boards.models import Setting
from boards.options import OPTIONS
from boards.queries.settings import forget_settings
from boards.services.projects import is_email
from boards.tokens import new_token
from boards.transactions import atomic

TOKENS = ("api_token", "webhook_token")
SWITCHES = {name for name, option in OPTIONS.items() if option.default in ("0", "1")}


def _check(name: str, value: str) -> str:
    """The value as it is stored. Raises Invalid."""
    if name not in OPTIONS or name in TOKENS:
        raise Invalid(**{name: _("There is no such option.")})
    check_texts(**{name: value})
    value = value.strip()
    allowed = True
    if name in SWITCHES:
        allowed = value in ("", "0", "1")
    elif not value:
        allowed = True
    elif name in ("application_url", "webhook_url"):
        allowed = re.fullmatch(r"https?://[^\s/]+\S*", value) is not None
        if name == "application_url":
            value = value if value.endswith("/") else f"{value}/"
    elif name == "application_language":
        allowed = check_for_language(value.replace("_", "-").lower())
    elif name == "application_timezone":
        allowed = value in available_timezones()
    elif name == "application_date_format":
        allowed = value in DATE_PATTERNS
    elif name == "application_time_format":
        allowed = value in TIME_PATTERNS
    elif name == "default_color":
        allowed = value in COLORS
    elif name.endswith(("_interval", "_period")):
        allowed = re.fullmatch(r"\d{1,9}", value, re.ASCII) is not None
    elif name == "mail_sender_address":
        allowed = is_email(value)
    if not allowed:
        raise Invalid(**{name: _("This value is not possible.")})
    return value


@atomic
def save_settings(*, actor: Actor, values: Mapping[str, str]) -> None:
    """Store options; an empty text means the default. Raises Invalid, and then nothing is stored."""
    for name, value in {name: _check(name, value) for name, value in values.items()}.items():
        _store(name, value, actor.user_id or None)
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
