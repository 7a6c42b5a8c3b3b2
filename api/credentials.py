"""From an HTTP request to who calls: for every door of programs (protocol.md 7, decisions.md)."""

from __future__ import annotations

import base64
import binascii
import hmac
import logging
import time
from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from boards.actors import APPLICATION, Actor
from boards.authentication.programs import sign_in_program
from boards.authentication.sessions import LIFETIME, actor_of, find_session_user
from boards.queries.settings import get_setting

logger = logging.getLogger("kanboard.sign_in")

APPLICATION_NAME = "jsonrpc"
COOKIE = "KB_API_SID"

#: Wrong application tokens of an address in the last minute beyond which its wrong ones are answered slowly.
TOKEN_FAILURES = 10
TOKEN_DELAY = 0.1


@dataclass(frozen=True, slots=True)
class Caller:
    """``session_key``: of the server-side session that the answer's cookie names, None for application credentials."""

    actor: Actor
    session_key: str | None = None


def read_pair(encoded: str) -> tuple[str, str] | None:
    """Name and secret of base64(name:secret), split at the first colon; None for anything else."""
    try:
        name, colon, secret = base64.b64decode(encoded.strip(), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    return (name, secret) if colon else None


def read_credentials(request: HttpRequest) -> tuple[str, str] | None:
    """Name and secret of a request: of the custom header, when it is switched on and sent, else HTTP Basic."""
    scheme, _, value = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    basic = read_pair(value) if scheme.lower() == "basic" else None
    header = settings.ENV["API_AUTHENTICATION_HEADER"]
    own = request.META.get(f"HTTP_{header.upper().replace('-', '_')}", "") if header else ""
    if not own:
        return basic
    pair = read_pair(own)
    if pair and not pair[1] and basic:
        return pair[0], basic[1]
    return pair


class Throttle:
    """Wrong application tokens by address, in memory: many of them are answered slowly, a right one never is."""

    def __init__(self) -> None:
        self._failures: dict[str, deque[float]] = {}

    def note_failure(self, address: str) -> None:
        moment = time.monotonic()
        if len(self._failures) > 1000:
            self._failures.clear()
        failures = self._failures.setdefault(address, deque(maxlen=TOKEN_FAILURES))
        if len(failures) == TOKEN_FAILURES and moment - failures[0] < 60:
            time.sleep(TOKEN_DELAY)
        failures.append(moment)


throttle = Throttle()


def _as_application(token: str, address: str) -> Caller | None:
    expected = settings.ENV["API_AUTHENTICATION_TOKEN"] or get_setting("api_token")
    if expected and hmac.compare_digest(token.encode(), expected.encode()):
        return Caller(APPLICATION)
    logger.warning("Application token refused from %s", address)
    throttle.note_failure(address)
    return None


def may_be_foreign(request: HttpRequest) -> bool:
    """Whether a page of another site may have made the browser send this."""
    site = request.META.get("HTTP_SEC_FETCH_SITE", "")
    origin = request.META.get("HTTP_ORIGIN", "")
    if site not in ("", "same-origin", "none"):
        return True
    return bool(origin) and urlsplit(origin).netloc != request.get_host()


def _by_session(request: HttpRequest) -> Caller | None:
    """Cookies go along with foreign pages too: only what such a page can't send is accepted."""
    if request.META.get("CONTENT_TYPE") != "application/json" or may_be_foreign(request):
        return None
    for name in (COOKIE, settings.SESSION_COOKIE_NAME):
        key = request.COOKIES.get(name)
        user = find_session_user(key) if key else None
        if user is not None:
            return Caller(actor_of(user), key if name == COOKIE else None)
    return None


def authenticate(request: HttpRequest) -> Caller | None:
    """Who calls; None is answered with 401. At most 1 statement for application credentials and proven users."""
    credentials = read_credentials(request)
    if credentials is None:
        return _by_session(request) if "HTTP_AUTHORIZATION" not in request.META else None
    # A browser also resends what was typed into its own password prompt, whoever asks for it.
    if request.META.get("HTTP_SEC_FETCH_SITE", "") in ("cross-site", "same-site"):
        return None
    name, secret = credentials
    address = request.META.get("REMOTE_ADDR", "")
    if name == APPLICATION_NAME:
        return _as_application(secret, address)
    agent = request.META.get("HTTP_USER_AGENT", "")
    proven = sign_in_program(username=name, secret=secret, address=address, agent=agent)
    return None if proven is None else Caller(proven.actor, proven.session_key)


def set_session_cookie(request: HttpRequest, response: HttpResponse, caller: Caller) -> None:
    """Name the caller's session in a cookie, unless the request already did."""
    if caller.session_key and request.COOKIES.get(COOKIE) != caller.session_key:
        response.set_cookie(
            COOKIE,
            caller.session_key,
            max_age=LIFETIME,
            httponly=True,
            samesite="Strict",
            secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
        )
