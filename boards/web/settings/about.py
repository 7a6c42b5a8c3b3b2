"""About the installation: what it runs on and how it fares, the audit log, a test of mails (web.md 9.6)."""

from __future__ import annotations

import platform
import shutil
from typing import TYPE_CHECKING, NamedTuple

import django
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.dates import DAY, midnight
from boards.errors import DomainError, describe
from boards.mail.sending import reaches_people
from boards.options import OPTIONS
from boards.product import VERSION
from boards.queries.audit import AuditFilter, list_audit_entries
from boards.queries.installation import count_jobs, list_daily_runs, read_database_facts
from boards.queries.settings import zone_of
from boards.services.audit import AuditKind
from boards.services.first_steps import settle_first_steps
from boards.services.mail import send_test
from boards.web.frame.fields import understand
from boards.web.frame.pages import go_back, say, warn
from boards.web.settings.around import show_settings_page
from boards.wording.audit import ACTOR_NAMES, DOOR_NAMES, FIELD_NAMES, name_value, name_way
from boards.workers.daily import PARTS

if TYPE_CHECKING:
    from boards.models import AuditEntry
    from boards.web.frame.door import BoardRequest

#: The parts of the daily round in words.
PART_LABELS = {
    "statistics": gettext_lazy("Statistics of the day"),
    "actions": gettext_lazy("Daily automatic actions"),
    "sign-ins": gettext_lazy("Old sign-ins forgotten"),
    "changes": gettext_lazy("Old records of undo forgotten"),
    "inboxes": gettext_lazy("Read messages forgotten"),
    "audit": gettext_lazy("Old entries of the audit log forgotten"),
    "webhooks": gettext_lazy("Old deliveries of webhooks forgotten"),
}
#: Kinds of entries of the audit log in words.
KIND_LABELS = dict(AuditKind.choices)
#: Entries of the audit log on the page about the installation, and on a page of its own.
LATEST, PAGE = 8, 50


class EntryRow(NamedTuple):
    """An entry of the audit log in words. ``date``: when, in seconds; ``subject``: what or whom it is about;
    ``door``: by which door, and from which address."""

    id: int
    date: int
    what: str
    subject: str
    changes: list[str]
    who: str
    door: str


def show_about(request: BoardRequest) -> HttpResponse:
    """≤ 4 statements beside those of the frame."""
    disk = shutil.disk_usage(settings.DATA_DIR)
    waiting, dead = count_jobs()
    context = {
        "versions": {
            "program": VERSION,
            "python": platform.python_version(),
            "django": django.get_version(),
        },
        "database": read_database_facts(),
        "folder": str(settings.DATA_DIR),
        "free": disk.free,
        "total": disk.total,
        "is_full": disk.free < disk.total // 20,
        "waiting": waiting,
        "dead": dead,
        "runs": list_daily_runs(PARTS),
        "part_labels": PART_LABELS,
        "mails": reaches_people(),
        "entries": [_tell(one) for one in list_audit_entries(AuditFilter(), size=LATEST)[:LATEST]],
    }
    return show_settings_page(request, "about.html", "about", _("Settings"), **context)


def show_audit(
    request: BoardRequest,
    kind: str = "",
    person: str = "",
    subject: str = "",
    since: str = "",
    until: str = "",
    before: int = 0,
) -> HttpResponse:
    """The audit log, newest first, in pieces that begin ``before`` an id. 1 statement beside those of the frame."""
    zone = zone_of(request.actor)
    first, last = (_read_day(text, zone) for text in (since, until))
    wanted = AuditFilter(
        kind=kind if kind in AuditKind.values else "",
        person=person.strip(),
        subject=subject.strip(),
        since=first or 0,
        until=last + DAY if last else 0,
    )
    found = list_audit_entries(wanted, before=before, size=PAGE)
    context = {
        "entries": [_tell(one) for one in found[:PAGE]],
        "older": found[PAGE - 1].pk if len(found) > PAGE else 0,
        "before": before,
        "kind_labels": KIND_LABELS,
        "given": {"kind": kind, "person": person, "subject": subject, "since": since, "until": until},
        "no_days": [text for text, day in ((since, first), (until, last)) if text.strip() and day is None],
        "is_narrowed": wanted != AuditFilter(),
    }
    return show_settings_page(request, "audit.html", "audit", _("Audit log"), **context)


def _read_day(text: str, zone: str) -> int | None:
    """When the day begins that somebody means; None for nothing, and for what is no day."""
    written = understand(text.strip(), zone) if text.strip() else None
    return midnight(written.day, zone) if written else None


def _tell(entry: AuditEntry) -> EntryRow:
    option = OPTIONS.get(entry.subject) if entry.kind.startswith("setting.") else None
    return EntryRow(
        id=entry.pk,
        date=entry.date,
        what=str(KIND_LABELS.get(entry.kind, entry.kind)),
        subject=str(option.label) if option else entry.subject,
        changes=_tell_changes(entry),
        who=entry.actor_name if entry.actor_id else str(ACTOR_NAMES.get(entry.actor_name, entry.actor_name)),
        door=f"{DOOR_NAMES.get(entry.door, entry.door)} {entry.ip}".strip(),
    )


def _tell_changes(entry: AuditEntry) -> list[str]:
    """Each change of an entry: "role: User → Administrator"."""
    option = OPTIONS.get(entry.subject) if entry.kind == AuditKind.SETTING_CHANGED else None
    told = []
    for name, pair in entry.changes.items():
        before, after = (option.tell(text) if option else text for text in pair)
        if option:
            told.append(f"{before or '–'} → {after or '–'}")
        elif name in ("way", "reason"):
            told.append(f"{FIELD_NAMES[name]}: {name_way(after)}")
        else:
            told.append(f"{FIELD_NAMES.get(name, name)}: {name_value(name, before)} → {name_value(name, after)}")
    return told


def mail_a_test(request: BoardRequest) -> HttpResponse:
    """Send the person a mail, at once."""
    try:
        address = send_test(actor=request.actor)
        settle_first_steps(actor=request.actor, steps=("mail",))
        say(request, _("A test is on its way to %(address)s.") % {"address": address})
    except DomainError as error:
        warn(request, describe(error))
    return go_back(request)
