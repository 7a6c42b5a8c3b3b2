"""The audit log: who changed what of people, groups, roles and settings, over whichever door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db.models import Model

from boards.actors import Actor
from boards.dates import DAY, now
from boards.inputs import clean_address, clean_agent
from boards.models import AuditEntry
from boards.transactions import joined

TEXT_LENGTH = 255

AuditKind = AuditEntry.Kind
#: Field to what was there before, and what is there now.
Changes = Mapping[str, tuple[Any, Any]]


def audit(
    actor: Actor, kind: AuditKind, subject: Model | str, *, changes: Changes | None = None, name: str | None = None
) -> None:
    """Leave a line, in the transaction of the change that it tells of. 1 statement.

    ``subject``: what was changed; ``name``: what it is called, where its text does not say so.
    """
    with joined():
        _make(actor, kind, subject, changes, name).save(force_insert=True)


def audit_each(actor: Actor, kind: AuditKind, subjects: Iterable[tuple[Model | str, Changes]]) -> None:
    """A line for each. 1 statement."""
    with joined():
        AuditEntry.objects.bulk_create([_make(actor, kind, subject, changes) for subject, changes in subjects])


def _make(
    actor: Actor, kind: AuditKind, subject: Model | str, changes: Changes | None, name: str | None = None
) -> AuditEntry:
    return AuditEntry(
        date=now(),
        kind=kind,
        actor_id=actor.user_id or None,
        actor_name=(actor.username or actor.kind.value)[:TEXT_LENGTH],
        door=actor.origin.door,
        ip=clean_address(actor.origin.address),
        user_agent=clean_agent(actor.origin.agent) if actor.origin.agent else "",
        subject_id=(subject.pk or 0) if isinstance(subject, Model) and isinstance(subject.pk, int) else 0,
        subject=(name if name is not None else str(subject))[:TEXT_LENGTH],
        changes={field: list(pair) for field, pair in (changes or {}).items()},
    )


def compare(subject: Model, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Those of the values that differ from what the subject holds, with both."""
    pairs = {field: (getattr(subject, field), value) for field, value in values.items()}
    return {field: pair for field, pair in pairs.items() if (pair[0] or "") != (pair[1] or "")}


def forget_old_entries() -> None:
    """Drop what is older than the installation keeps (AUDIT_DAYS; 0: everything stays)."""
    days = settings.ENV["AUDIT_DAYS"]
    if days:
        AuditEntry.objects.filter(date__lt=now() - days * DAY).delete()
