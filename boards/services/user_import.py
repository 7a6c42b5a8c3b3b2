"""Users from a CSV file (feeds.md 7): what its lines mean, what is wrong with each, and making the good ones.

A dry run reads the file and writes nothing; the import reads it again, as names may be taken meanwhile. Passwords are
hashed before the transaction begins, and slowly on purpose: so a file has a password for a few hundred people at most,
and the others choose theirs by "Forgot password". A line without one makes an account that nobody can sign in to yet.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.hashers import make_password
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards import options
from boards.actors import Actor
from boards.dates import now
from boards.errors import DomainError, Invalid
from boards.models import User, UserNotificationType
from boards.queries.settings import get_setting
from boards.roles import ApplicationRole
from boards.services.audit import AuditKind, audit_each
from boards.services.integrity import conflicts
from boards.services.users import check_account, check_password_length
from boards.transactions import atomic, raise_common_edition

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

COLUMNS = ("Username", "Password", "Email", "Full Name", "Administrator", "Manager", "Remote User")
SEPARATORS = (",", ";", "\t", "|")
MOST_LINES = 10_000
MOST_PASSWORDS = 300
LONGEST_FILE = 4 * 1024 * 1024
#: How many accounts one statement makes.
BATCH = 500


@dataclass
class Line:
    """A line of the file. ``values``: of the account, without its hash; ``wrong``: why there is none; ``exists``: the
    name is there already, and the line is passed over."""

    number: int
    username: str
    values: dict[str, Any]
    password: str = ""
    wrong: _StrPromise | None = None
    exists: bool = False

    @property
    def is_good(self) -> bool:
        return self.wrong is None and not self.exists


@dataclass(frozen=True)
class Table:
    """What a file holds. ``separator``: what was found between its fields."""

    lines: list[Line]
    separator: str

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if line.is_good]

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.wrong is not None]

    @property
    def existing(self) -> list[Line]:
        return [line for line in self.lines if line.exists]


def decode_table(content: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 with its mark. Raises Invalid."""
    if len(content) > LONGEST_FILE:
        raise Invalid(file=format_lazy(_("A file has at most {most} MB."), most=LONGEST_FILE // 1024 // 1024))
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        sentence = _("Line {line} is not written in UTF-8. Save the file as “CSV UTF-8”.")
        raise Invalid(file=format_lazy(sentence, line=line)) from None
    if "\x00" in text:
        raise Invalid(file=_("This is no text file."))
    return text


def read_table(text: str) -> Table:
    """What each line would make; nothing is written. 1 statement for each 500 names. Raises Invalid for no table."""
    separator = _find_separator(text)
    lines = [_read_line(number, row) for number, row in _rows(text, separator)]
    if not lines:
        raise Invalid(file=_("There is no line below the headings."))
    if len(lines) > MOST_LINES:
        raise Invalid(file=format_lazy(_("At most {most} lines at once."), most=MOST_LINES))
    known = _find_known([line.username for line in lines if line.wrong is None])
    seen: dict[str, int] = {}
    passwords = 0
    for line in lines:
        if line.wrong is not None:
            continue
        if line.username in seen:
            line.wrong = format_lazy(_("This user name is in line {line} already."), line=seen[line.username])
            continue
        seen[line.username] = line.number
        line.exists = line.username in known
        passwords += bool(line.password and not line.exists)
        if line.password and not line.exists and passwords > MOST_PASSWORDS:
            line.wrong = format_lazy(_("Only {most} lines may have a password."), most=MOST_PASSWORDS)
    return Table(lines, separator)


def _find_separator(text: str) -> str:
    """What stands most often in the headings. Raises Invalid for headings of one column."""
    first = text.lstrip().partition("\n")[0]
    found = max(SEPARATORS, key=first.count)
    if not first.count(found):
        raise Invalid(file=_("The first line names the columns, with a comma, semicolon, bar or tab between them."))
    if first.count(found) + 1 < len(COLUMNS):
        missing = ", ".join(COLUMNS[first.count(found) + 1 :])
        raise Invalid(file=format_lazy(_("There are too few columns; after these come: {missing}"), missing=missing))
    return found


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Number in the file and fields of each line below the headings that holds anything. Raises Invalid."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    start = 1
    try:
        for at, row in enumerate(reader):
            if at and any(field.strip() for field in row):
                yield start, row
            start = reader.line_num + 1
    except csv.Error:
        raise Invalid(file=format_lazy(_("Line {line} can not be read: a quote is not closed."), line=start)) from None


def _is_yes(text: str) -> bool:
    return text == "1" or text[:1].lower() in ("t", "y")


def _read_line(number: int, row: Sequence[str]) -> Line:
    """Fields by their place; missing ones are empty."""
    fields = [field.strip() for field in row]
    username, password, email, name, admin, manager, remote = (fields + [""] * len(COLUMNS))[: len(COLUMNS)]
    line = Line(number, username.lower(), {})
    try:
        if len(row) > len(COLUMNS) and any(fields[len(COLUMNS) :]):
            raise Invalid(line=format_lazy(_("There are {n} fields, {most} are known."), n=len(row), most=len(COLUMNS)))
        if len(fields) < len(COLUMNS):
            raise Invalid(line=format_lazy(_("There are {n} fields of {most}."), n=len(row), most=len(COLUMNS)))
        for title, flag in zip(COLUMNS[4:], (admin, manager, remote), strict=True):
            _check_flag(title, flag)
        role = ApplicationRole.USER
        if _is_yes(manager):
            role = ApplicationRole.MANAGER
        if _is_yes(admin):
            role = ApplicationRole.ADMIN
        line.values = check_account(username=line.username, name=name, email=email, role=role.value)
        line.values["is_ldap_user"] = _is_yes(remote)
        if password and not line.values["is_ldap_user"]:
            line.password = check_password_length(password)
    except DomainError as error:
        line.wrong = error.sentence
    return line


def _check_flag(title: str, text: str) -> None:
    """Raises Invalid for a word that says neither yes nor no: with it nobody knows which role was meant."""
    if text.lower() not in ("", "0", "1", "t", "true", "y", "yes", "f", "false", "n", "no"):
        raise Invalid(role=format_lazy(_("“{text}” in {title} is neither 1 nor 0."), text=text, title=title))


def _find_known(usernames: list[str]) -> set[str]:
    """Those of the names that accounts have."""
    found: set[str] = set()
    for start in range(0, len(usernames), BATCH):
        some = usernames[start : start + BATCH]
        found.update(User.objects.filter(username__in=some).values_list("username", flat=True))
    return found


def import_users(*, actor: Actor, text: str, whole: bool) -> int:
    """Make the accounts of the good lines, or (``whole``) of all or of none; answers their number.

    Those that exist are passed over. One statement for many accounts (``BATCH``, or what the database takes).
    Raises Invalid (no table; a line is wrong and all were wanted), Conflict (a name was taken in this moment).
    """
    table = read_table(text)
    if whole and table.wrong:
        raise Invalid(file=_("Not all lines are right, so nothing was imported."))
    accounts = [
        User(password=make_password(line.password or None), date_password_changed=now(), **line.values)
        for line in table.good
    ]
    if accounts:
        _store(actor, accounts)
    return len(accounts)


@atomic
def _store(actor: Actor, accounts: list[User]) -> None:
    notified = get_setting(options.NOTIFIES_NEW_USERS)
    raise_common_edition()
    for user in accounts:
        user.notifications_enabled = notified
    with conflicts():
        made = User.objects.bulk_create(accounts, batch_size=BATCH)
    if notified:
        kinds = UserNotificationType.Kind.values
        UserNotificationType.objects.bulk_create(
            (UserNotificationType(user=user, notification_type=kind) for user in made for kind in kinds),
            batch_size=BATCH,
        )
    for start in range(0, len(made), BATCH):
        some = made[start : start + BATCH]
        audit_each(actor, AuditKind.USER_CREATED, [(user, {"role": ("", user.role)}) for user in some])
