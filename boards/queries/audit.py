"""Reading the audit log."""

from __future__ import annotations

from dataclasses import dataclass

from boards.models import AuditEntry


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What a page of the log shows; what is empty asks for nothing.

    ``person``, ``subject``: parts of the names of who did it, and of what was changed. ``since``, ``until``: UTC
    seconds, the second one not included.
    """

    kind: str = ""
    person: str = ""
    subject: str = ""
    since: int = 0
    until: int = 0


def list_audit_entries(wanted: AuditFilter, *, before: int = 0, size: int = 50) -> list[AuditEntry]:
    """The latest entries, those older than the one of the id ``before``; one more than ``size`` tells of others.

    1 statement.
    """
    entries = AuditEntry.objects.order_by("-pk")
    if before:
        entries = entries.filter(pk__lt=before)
    if wanted.kind:
        entries = entries.filter(kind=wanted.kind)
    if wanted.person:
        entries = entries.filter(actor_name__icontains=wanted.person)
    if wanted.subject:
        entries = entries.filter(subject__icontains=wanted.subject)
    if wanted.since:
        entries = entries.filter(date__gte=wanted.since)
    if wanted.until:
        entries = entries.filter(date__lt=wanted.until)
    return list(entries[: size + 1])
