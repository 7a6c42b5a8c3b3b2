"""Webhooks of a project and of the whole installation: who hears of what (feeds.md 8).

A door asks for ``webhook.edit`` in the project, or for ``webhook.edit_global``. A secret is told by what makes it and
stands in no log.
"""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.dates import DAY, now
from boards.errors import Conflict, Invalid
from boards.events.told import TOLD_NAMES
from boards.kinds import WEB_ADDRESS
from boards.limits import check_length, check_name, check_room, is_blank
from boards.models import Project, Webhook
from boards.outgoing import is_public
from boards.queries.projects import get_project
from boards.queries.webhooks import forget_whether_on
from boards.services.audit import AuditKind, Changes, audit, compare
from boards.services.integrity import current, lock_row
from boards.services.webhook_deliveries import drop_waiting, end_pause
from boards.transactions import atomic, lock_project

#: Webhooks of one project, or of the installation.
MOST = 20
URL_LENGTH = 2000
#: Random bytes of a secret; Standard Webhooks asks for 24 to 64.
SECRET_BYTES = 32
#: Seconds that the old secret signs, too, after a new one was made.
OVERLAP = DAY


def new_webhook_secret() -> str:
    """``whsec_`` and the base64 of random bytes, as libraries for Standard Webhooks read it."""
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def _check_url(url: str) -> str:
    """Raises Invalid for what is no address, or one that names a private network by its numbers."""
    url = url.strip()
    check_length("url", url, URL_LENGTH, _("An address has at most {most} characters."))
    try:
        WEB_ADDRESS.read(url)
        parts = urlsplit(url)
        parts.port  # noqa: B018
    except ValueError:
        raise Invalid(url=WEB_ADDRESS.refusal) from None
    if parts.username is not None or parts.password is not None:
        raise Invalid(url=_("Write the address without a user name and password; the signature says who sends."))
    if not settings.ENV["WEBHOOK_ALLOW_PRIVATE_NETWORKS"] and _is_private(parts.hostname or ""):
        raise Invalid(url=_("This address is in a private network, which webhooks of this installation do not reach."))
    return url


def _is_private(host: str) -> bool:
    """Of a number; a name is looked up each time something is sent."""
    try:
        return not is_public(host)
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _check_webhook_name(name: str) -> str:
    name = name.strip()
    if is_blank(name):
        raise Invalid(name=_("A webhook needs a name."))
    check_name("name", name, _("A webhook needs a name."))
    return name


def _check_events(events: Collection[str]) -> list[str]:
    """In the order of the events; all of them are kept as none, so that new ones are heard, too."""
    for name in events:
        if name not in TOLD_NAMES:
            raise Invalid(events=format_lazy(_("There is no event “{name}”."), name=name))
    chosen = [name for name in TOLD_NAMES if name in set(events)]
    return [] if len(chosen) == len(TOLD_NAMES) else chosen


def _hide_path(url: str) -> str:
    """For the log: what stands behind the name of the receiver is often a secret by itself."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/…"


def _audit(actor: Actor, kind: AuditKind, webhook: Webhook, changes: Changes | None = None) -> None:
    project = webhook.project
    name = f"{webhook.name} ({project.name})" if project else webhook.name
    audit(actor, kind, webhook, changes=changes, name=name)


def _lock(webhook: Webhook) -> Webhook:
    """The webhook as it is under its lock. Raises NotFound."""
    lock_row(webhook, is_shown=False)
    return current(webhook)


@atomic
def create_webhook(
    *, actor: Actor, project_id: int | None, name: str, url: str, events: Collection[str] = ()
) -> Webhook:
    """A webhook of a project, or of all (None), that is on; its ``secret`` is for being told this once.

    ``events``: names of automation.md 1 that are told, none for all. Raises Invalid, NotFound (project).
    """
    project: Project | None = None
    if project_id is not None:
        lock_project(project_id)
        project = get_project(project_id)
    count = Webhook.objects.filter(project=project).count()
    check_room(count, MOST, "name", format_lazy(_("There are {most} webhooks already."), most=MOST))
    webhook = Webhook.objects.create(
        project=project,
        name=_check_webhook_name(name),
        url=_check_url(url),
        events=_check_events(events),
        secret=new_webhook_secret(),
        owner_id=actor.user_id or None,
        date_creation=now(),
    )
    _audit(actor, AuditKind.WEBHOOK_CREATED, webhook, {"url": ("", _hide_path(webhook.url))})
    transaction.on_commit(forget_whether_on)
    return webhook


@atomic
def update_webhook(
    *,
    actor: Actor,
    webhook: Webhook,
    name: str | None = None,
    url: str | None = None,
    events: Collection[str] | None = None,
) -> Webhook:
    """Change what is given, and answer the webhook. What waits goes to a new address, now. Raises Invalid, NotFound."""
    webhook = _lock(webhook)
    values: dict[str, str | list[str]] = {}
    if name is not None:
        values["name"] = _check_webhook_name(name)
    if url is not None:
        values["url"] = _check_url(url)
    if events is not None:
        values["events"] = _check_events(events)
    changes = compare(webhook, values)
    for field, value in values.items():
        setattr(webhook, field, value)
    if changes:
        if "url" in changes:
            end_pause(webhook)
        webhook.save(update_fields=[*changes, "paused_until"])
        _audit(actor, AuditKind.WEBHOOK_CHANGED, webhook, {field: _tell(field, *changes[field]) for field in changes})
    return webhook


def _tell(field: str, before: str | list[str], after: str | list[str]) -> tuple[str, str]:
    """A change as the log keeps it."""
    if field == "url":
        return _hide_path(str(before)), _hide_path(str(after))
    return _join(before), _join(after)


def _join(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


@atomic
def rotate_webhook_secret(*, actor: Actor, webhook: Webhook) -> str:
    """A new secret, to be told this once; for a day the one before signs, too. Raises NotFound."""
    webhook = _lock(webhook)
    webhook.old_secret, webhook.old_secret_until = webhook.secret, now() + OVERLAP
    webhook.secret = new_webhook_secret()
    webhook.save(update_fields=["secret", "old_secret", "old_secret_until"])
    _audit(actor, AuditKind.WEBHOOK_RENEWED, webhook)
    return webhook.secret


@atomic
def enable_webhook(*, actor: Actor, webhook: Webhook) -> None:
    """Tell the receiver of events from now on; what failed before is forgotten. Raises NotFound, Conflict (is on)."""
    webhook = _lock(webhook)
    if webhook.is_on:
        raise Conflict(_("This webhook is on already."))
    webhook.is_on, webhook.off_reason = True, ""
    webhook.failures = webhook.failing_since = webhook.paused_until = 0
    webhook.save(update_fields=["is_on", "off_reason", "failures", "failing_since", "paused_until"])
    _audit(actor, AuditKind.WEBHOOK_ENABLED, webhook)
    transaction.on_commit(forget_whether_on)


@atomic
def disable_webhook(*, actor: Actor, webhook: Webhook) -> None:
    """Tell the receiver nothing any more; what waits is dropped. Raises NotFound, Conflict (is off)."""
    webhook = _lock(webhook)
    if not webhook.is_on:
        raise Conflict(_("This webhook is off already."))
    webhook.is_on, webhook.off_reason = False, ""
    webhook.save(update_fields=["is_on", "off_reason"])
    drop_waiting(webhook)
    _audit(actor, AuditKind.WEBHOOK_DISABLED, webhook)


@atomic
def remove_webhook(*, actor: Actor, webhook: Webhook) -> None:
    """With all that it was told. Raises NotFound."""
    webhook = _lock(webhook)
    drop_waiting(webhook)
    _audit(actor, AuditKind.WEBHOOK_REMOVED, webhook)
    webhook.delete()
