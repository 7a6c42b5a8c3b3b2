"""Server-side sessions of users of the API (decisions.md, sessions)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.db import transaction
from django.http import HttpRequest

from boards.actors import Actor, Kind
from boards.authentication.lockout import is_locked
from boards.dates import now
from boards.models import LastLogin, User

#: Seconds that a session of the API lives; then the next call proves its credentials anew.
LIFETIME = 1800
DOOR = "door"
API = "api"
KEPT_LOGINS = 10
BACKEND = "boards.authentication.backends.PasswordBackend"


def _store(key: str | None = None) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def actor_of(user: User, *, bypass: bool = False) -> Actor:
    """The account as an actor; ``bypass`` as in ``Actor``."""
    return Actor(
        Kind.USER,
        user.pk,
        user.username,
        user.name or "",
        user.role,
        user.timezone or "",
        user.language or "",
        bypass=bypass,
    )


@transaction.atomic
def open_session(user: User, *, address: str, agent: str, auth_type: str) -> str:
    """A session for a user's program; answers its key. The sign-in is noted, once a session instead of once a call."""
    session = _store()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session[DOOR] = API
    session.set_expiry(LIFETIME)
    session.create()
    note_login(user, address=address, agent=agent, auth_type=auth_type)
    return str(session.session_key)


@transaction.atomic
def note_login(user: User, *, address: str, agent: str, auth_type: str) -> None:
    """Keep a sign-in, and the newest ten of the user."""
    LastLogin.objects.create(
        user=user, auth_type=auth_type, ip=address[:45], user_agent=(agent or "Unknown")[:255], date_creation=now()
    )
    newest = LastLogin.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:KEPT_LOGINS]
    LastLogin.objects.filter(user=user).exclude(pk__in=list(newest)).delete()


def find_session_user(key: str) -> User | None:
    """Whom a living session belongs to: the account is active, its password is the one of then. ≤ 3 statements.

    A session of the API ends with a lockout; one of the browser does not, or a stranger could end it.
    """
    request = HttpRequest()
    request.session = _store(key)
    user = get_user(request)
    if not isinstance(user, User):
        return None
    if request.session.get(DOOR) == API and is_locked(user.username):
        return None
    return user
