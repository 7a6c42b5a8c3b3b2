"""Server-side sessions of users of the API (decisions.md 2)."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from boards.actors import NOWHERE, Actor, ActorKind, Origin
from boards.authentication.lockout import read_caller
from boards.authentication.proofs import Proven, find_proof_of_session
from boards.authentication.second_factor import PENDING
from boards.dates import now
from boards.inputs import clean_address, clean_agent
from boards.models import BrowserSession, LastLogin, PasswordProof, User
from boards.services.audit import AuditKind, audit
from boards.transactions import atomic

#: Seconds that a session of the API lives; then the next call proves its credentials anew.
LIFETIME = 1800
DOOR = "door"
API = "api"
#: The cookie of a program's session; the browser's has a name of its own.
API_COOKIE = "KB_API_SID"
KEY_LENGTH = 40
KEPT_LOGINS = 10
BACKEND = "boards.authentication.backends.PasswordBackend"


def _store(key: str | None = None) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(key)


def actor_of(user: User, *, bypass: bool = False, origin: Origin = NOWHERE) -> Actor:
    """The account as an actor; ``bypass`` and ``origin`` as in ``Actor``."""
    return Actor(
        ActorKind.USER,
        user.pk,
        user.username,
        user.name or "",
        user.role,
        user.timezone or "",
        user.language or "",
        bypass=bypass,
        origin=origin,
    )


def origin_of(request: HttpRequest, door: str) -> Origin:
    """From where a request comes, as it says."""
    return Origin(door, *read_caller(request))


@atomic
def open_session(user: User, *, address: str, agent: str, auth_type: str) -> str:
    """A session for a user's program; answers its key. The sign-in is noted, once a session instead of once a call.

    Whom it belongs to stands in the proof beside it, not under Django's names: as the cookie of a browser it signs
    nobody in. A personal token is good for the API only (protocol.md 7).
    """
    session = _store()
    session[DOOR] = API
    session.set_expiry(LIFETIME)
    session.create()
    note_login(user, address=address, agent=agent, auth_type=auth_type, door=API)
    return str(session.session_key)


@atomic
def note_login(user: User, *, address: str, agent: str, auth_type: str, door: str = "browser") -> None:
    """Keep a sign-in, and the newest ten of the user."""
    origin = Origin(door, address, agent)
    LastLogin.objects.create(
        user=user,
        auth_type=auth_type,
        ip=clean_address(address),
        user_agent=clean_agent(agent),
        date_creation=now(),
    )
    audit(
        actor_of(user, origin=origin), AuditKind.SIGNED_IN, user, name=user.username, changes={"way": ("", auth_type)}
    )
    newest = LastLogin.objects.filter(user=user).order_by("-pk").values_list("pk", flat=True)[:KEPT_LOGINS]
    LastLogin.objects.filter(user=user).exclude(pk__in=list(newest)).delete()


@atomic
def note_browser(user: User, session: SessionBase, *, address: str, agent: str) -> None:
    """Remember which browser a session of Django's is, for its owner's list."""
    if session.session_key is None:
        session.save()
    known = {
        "user": user,
        "ip": clean_address(address),
        "user_agent": clean_agent(agent),
        "date_creation": now(),
    }
    BrowserSession.objects.update_or_create(session_key=session.session_key, defaults=known)


def is_possible_key(key: str | None) -> bool:
    """Whether a text can be the key of a session at all; anything else never reaches the database."""
    return key is not None and key.isascii() and key.isalnum() and len(key) <= KEY_LENGTH


def find_browser_actor(key: str | None) -> Actor | None:
    """Whom a living session of the browser belongs to: an active account with the password of then. ≤ 2 statements.

    None while it owes the code of the second factor. Over the API an administrator has no bypass. A lockout does not
    end it, or a stranger could sign people out.
    """
    if not is_possible_key(key):
        return None
    request = HttpRequest()
    request.session = _store(key)
    user = None if request.session.get(PENDING) else get_user(request)
    return actor_of(user) if isinstance(user, User) else None


def find_program_session(key: str | None) -> Proven | None:
    """Whom a living session of the API belongs to. 1 statement."""
    return find_proof_of_session(key) if key and is_possible_key(key) else None


@atomic
def end_program_session(key: str | None) -> None:
    """Sign a program's session out; another key, of a browser's session too, changes nothing."""
    if key and is_possible_key(key) and PasswordProof.objects.filter(session_key=key).delete()[0]:
        Session.objects.filter(session_key=key).delete()
