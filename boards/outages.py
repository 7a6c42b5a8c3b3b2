"""What keeps the whole service from working for a while: a database that does not answer, a disk that is full."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import Error, InterfaceError, OperationalError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True)
class Outage:
    """``status`` of HTTP; ``retry``: seconds after which asking again may help; ``sentence``: for who asked."""

    status: int
    retry: int
    sentence: _StrPromise


NO_DATABASE = Outage(503, 5, _("The database does not answer. Nothing was lost; please try again in a moment."))
BUSY = Outage(503, 1, _("Too many changes at once. Nothing was changed; please try again in a moment."))
FULL_DISK = Outage(507, 60, _("The disk of the server is full. Nothing was changed; the operator has to make room."))

#: SQLSTATE of PostgreSQL, or its class: connection, shutdown, too many connections; a copy that takes no writes.
GONE = ("08", "57P", "53300", "25006")
#: Serialization failure, deadlock, lock not available.
GIVEN_UP = ("40001", "40P01", "55P03")
FULL = ("53100",)
#: Primary codes of SQLite: read-only, input and output, corrupt, can't open, not a database.
SQLITE_GONE = {8, 10, 11, 14, 26}
#: Another connection, or another statement, holds the file.
SQLITE_BUSY = {5, 6}
SQLITE_FULL = {13}


def find_outage(error: BaseException | None) -> Outage | None:
    """The outage that an error tells of, None for a mistake of ours or of the caller."""
    if isinstance(error, OSError):
        return FULL_DISK if error.errno in (errno.ENOSPC, errno.EDQUOT) else None
    if not isinstance(error, Error):
        return None
    cause = error.__cause__
    state, code = getattr(cause, "sqlstate", None), getattr(cause, "sqlite_errorcode", None)
    if state:
        return _outage_of_postgresql(state)
    if code is not None:
        return _outage_of_sqlite(code & 0xFF)
    # A driver without a connection knows no code.
    return NO_DATABASE if isinstance(error, OperationalError | InterfaceError) else None


def is_given_up(error: BaseException) -> bool:
    """Whether the database has ended a transaction that would have gone through at another moment."""
    return find_outage(error) is BUSY


def _outage_of_sqlite(code: int) -> Outage | None:
    if code in SQLITE_FULL:
        return FULL_DISK
    if code in SQLITE_BUSY:
        return BUSY
    return NO_DATABASE if code in SQLITE_GONE else None


def _outage_of_postgresql(state: str) -> Outage | None:
    if state.startswith(FULL):
        return FULL_DISK
    if state.startswith(GIVEN_UP):
        return BUSY
    return NO_DATABASE if state.startswith(GONE) else None


def describe_error(error: BaseException) -> str:
    """An error in one line, for the log."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
