"""Three failed sign-ins lock a user name for passwords (decisions.md 1).

django-axes counts: one sum per user name as it is stored, over the API and the form, whatever the address or program.
Over the API nothing unlocks by waiting; at the form a solved challenge opens the way for one try at a time.
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db import connection
from django.db.models import Max, Sum
from django.http import HttpRequest
from django.utils import timezone

from boards.actors import Actor
from boards.inputs import clean_address
from boards.locks import alone_in_database, alone_in_folder
from boards.prepared import Prepared, param
from boards.services.audit import AuditKind, audit
from boards.transactions import block

#: Seconds that a sign-in waits for others under the same name.
PATIENCE = 30
LONGEST_WAIT = 900
#: Seconds that failures from elsewhere keep an owner waiting, as long as there are no more than so many.
STRANGERS_WAIT, STRANGERS_LIMIT = 30, 100
#: A count below the limit is forgotten so long after its last failure.
MEMORY = timedelta(hours=24)


def read_caller(request: HttpRequest) -> tuple[str, str]:
    """Address and agent of who asks, as they were sent."""
    return request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_USER_AGENT", "")


def bare_request(
    *, address: str, agent: str, challenge_solved: bool = False, code_follows: bool = False
) -> HttpRequest:
    """A request that says who asks and nothing else: axes would read, and keep, the fields of the caller's own.

    What the database would refuse is cleaned: a failure that can't be written down would be a guess for nothing.
    ``code_follows``: the door asks for the second factor next.
    """
    request = HttpRequest()
    request.META = {
        "REMOTE_ADDR": clean_address(address),
        "HTTP_USER_AGENT": agent.replace("\x00", "")[:255],
        "HTTP_ACCEPT": "",
        "PATH_INFO": "",
    }
    request.challenge_solved = challenge_solved  # type: ignore[attr-defined]
    request.code_follows = code_follows  # type: ignore[attr-defined]
    return request


def count_failures(username: str) -> int:
    """Failed sign-ins under this stored name that still count. 1 statement."""
    return sum(failures for _network, failures, _moment in _read(username))


def find_network(address: str | None) -> str:
    """What counts as one place: an IPv4 address, or the 64 bits of IPv6 that one customer is given at least."""
    clean = clean_address(address or "")
    return str(ipaddress.ip_interface(f"{clean}/64").network) if ":" in clean else clean


_ATTEMPTS = Prepared(
    lambda: (
        AccessAttempt.objects.filter(username=param("username"))
        .order_by()
        .values_list("ip_address", "failures_since_start", "attempt_time")
    )
)


def _read(username: str) -> list[tuple[str, int, datetime]]:
    """Network, failures and moment of the last one, as far as they still count. There are few: a lock ends counting."""
    rows = _ATTEMPTS.rows(username=username)
    found = [(find_network(address), failures, moment) for address, failures, moment in rows]
    locked = sum(failures for _network, failures, _moment in found) >= settings.AXES_FAILURE_LIMIT
    fresh = any(moment > timezone.now() - MEMORY for _network, _failures, moment in found)
    return found if locked or fresh else []


def is_locked(username: str) -> bool:
    """Whether passwords are refused under this name. 1 statement."""
    return count_failures(username) >= settings.AXES_FAILURE_LIMIT


def find_locked(usernames: Iterable[str]) -> set[str]:
    """Those of the names under which passwords are refused. 1 statement."""
    rows = AccessAttempt.objects.filter(username__in=list(usernames)).order_by().values_list("username")
    failures = rows.annotate(failures=Sum("failures_since_start"))
    return {name for name, number in failures if number >= settings.AXES_FAILURE_LIMIT}


def seconds_to_wait(username: str, address: str | None = None) -> int:
    """How long the form makes the next try from an address wait; without one, as if all failures came from there.

    Each failure beyond the third doubles the wait of the place that it came from, up to 15 minutes. Others wait for it,
    too, or many addresses would guess fast, but half a minute at most: strangers can't keep an owner out. Only beyond
    a hundred failures, from many places then, all wait alike.
    """
    found = _read(username)
    total = sum(failures for _network, failures, _moment in found)
    network = None if address is None else find_network(address)
    own = [one for one in found if network is None or one[0] == network]
    surplus = total - settings.AXES_FAILURE_LIMIT
    if surplus <= 0:
        return 0
    own_surplus = min(surplus, sum(failures for _network, failures, _moment in own))
    general = STRANGERS_WAIT if total <= STRANGERS_LIMIT else LONGEST_WAIT
    return max(_remaining(own, own_surplus, LONGEST_WAIT), _remaining(found, surplus, general))


def _remaining(found: list[tuple[str, int, datetime]], surplus: int, longest: int) -> int:
    if not found:
        return 0
    last = max(moment for _network, _failures, moment in found)
    wait = timedelta(seconds=min(longest, 5 * 2 ** min(surplus, 10)))
    return max(0, int((last + wait - timezone.now()).total_seconds() + 0.999))


def forget_old_counts() -> None:
    """Drop the failures of names below the limit that count no more (decisions.md 1)."""
    names = AccessAttempt.objects.order_by().values("username")
    stale = names.annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    stale = stale.filter(failures__lt=settings.AXES_FAILURE_LIMIT, last__lte=timezone.now() - MEMORY)
    AccessAttempt.objects.filter(username__in=[one["username"] for one in stale]).delete()


def unlock_user(username: str) -> None:
    """Forget the failures under a name: after a success."""
    if username:
        AxesProxyHandler.reset_attempts(username=username)


def unlock_for(actor: Actor, username: str) -> None:
    """The same for an administrator, which the audit log tells."""
    with block():
        unlock_user(username)
        audit(actor, AuditKind.USER_UNLOCKED, username)


def count_failure(username: str, *, address: str, agent: str) -> None:
    """Count a wrong code of the second factor; the caller holds ``one_at_a_time`` for the name."""
    request = bare_request(address=address, agent=agent)
    AxesProxyHandler.user_login_failed(sender=__name__, credentials={"username": username}, request=request)


class LockoutHandler(AxesDatabaseHandler):
    """A solved challenge lets the owner of a locked name try at the form, when the wait is over."""

    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        if not getattr(request, "challenge_solved", False):
            return bool(super().is_locked(request, credentials))
        return seconds_to_wait((credentials or {}).get("username") or "", request.META["REMOTE_ADDR"]) > 0

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any
    ) -> None:
        """Counts anew when what is there is forgotten."""
        name = credentials.get("username") or ""
        if not count_failures(name):
            unlock_user(name)
        super().user_login_failed(sender, credentials, request, **kwargs)


def _digest(username: str) -> bytes:
    return hashlib.blake2b(username.encode(), digest_size=8).digest()


@contextmanager
def one_at_a_time(username: str) -> Iterator[None]:
    """Let one sign-in under a name check its password while the others wait, in all processes.

    Checking and counting are two steps: fifty parallel guesses would otherwise all be checked before one is counted.
    """
    if connection.vendor == "postgresql":
        lock = alone_in_database(int.from_bytes(_digest(username), "big", signed=True))
    else:
        lock = alone_in_folder(_digest(username).hex()[:3], patience=PATIENCE)
    with lock:
        yield
