"""From an HTTP request to who calls, and back: the cookie of the session (protocol.md 7, decisions.md 2, 3)."""

from __future__ import annotations

import base64
import binascii
import hmac
import time
from collections import deque
from collections.abc import Container
from dataclasses import dataclass, replace
from http.cookies import Morsel
from threading import Semaphore

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponseBase

from boards import options
from boards.actors import APPLICATION, APPLICATION_NAME, Actor
from boards.authentication.passwords import note_failure
from boards.authentication.programs import sign_in_program
from boards.authentication.sessions import API_COOKIE, LIFETIME, find_browser_actor, find_program_session, origin_of
from boards.authentication.tokens import find_token_owner
from boards.queries.settings import get_setting

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


def read_own_header(request: HttpRequest) -> str:
    """The custom header of credentials; empty when it is switched off or not sent."""
    header = settings.ENV["API_AUTHENTICATION_HEADER"]
    return request.META.get(f"HTTP_{header.upper().replace('-', '_')}", "") if header else ""


def read_bearer(request: HttpRequest) -> str | None:
    """The token of ``Authorization: Bearer``; None without."""
    scheme, _, value = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else None


def has_credentials(request: HttpRequest) -> bool:
    """Whether the request brings credentials of its own, right or wrong, beside those of a browser's cookies."""
    return bool("HTTP_AUTHORIZATION" in request.META or read_own_header(request))


def read_credentials(request: HttpRequest) -> tuple[str, str] | None:
    """Name and secret of a request: of the custom header, when it is switched on and sent, else HTTP Basic."""
    scheme, _, value = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    basic = read_pair(value) if scheme.lower() == "basic" else None
    own = read_own_header(request)
    if not own:
        return basic
    pair = read_pair(own)
    if pair and not pair[1] and basic:
        return pair[0], basic[1]
    return pair


class Throttle:
    """Wrong application tokens by address, in memory: many of them are answered slowly, a right one never is.

    One thread of a process waits at most, and none where there is only one: the right tokens need the others.
    """

    def __init__(self) -> None:
        self._failures: dict[str, deque[float]] = {}
        self._bench = Semaphore(1)

    def note_failure(self, address: str) -> None:
        moment = time.monotonic()
        if len(self._failures) > 1000:
            self._failures.clear()
        failures = self._failures.setdefault(address, deque(maxlen=TOKEN_FAILURES))
        too_many = len(failures) == TOKEN_FAILURES and moment - failures[0] < 60
        failures.append(moment)
        if too_many and settings.ENV["WEB_THREADS"] > 1 and self._bench.acquire(blocking=False):
            try:
                time.sleep(TOKEN_DELAY)
            finally:
                self._bench.release()


throttle = Throttle()


def _as_application(token: str, address: str) -> Caller | None:
    expected = settings.ENV["API_AUTHENTICATION_TOKEN"] or get_setting(options.API_TOKEN)
    if expected and hmac.compare_digest(token.encode(), expected.encode()):
        return Caller(APPLICATION)
    note_failure(APPLICATION_NAME, address)
    throttle.note_failure(address)
    return None


def may_be_foreign(request: HttpRequest) -> bool:
    """Whether a page of another site may have made the browser send this."""
    if request.META.get("HTTP_SEC_FETCH_SITE", "") not in ("", "same-origin", "none"):
        return True
    origin = request.META.get("HTTP_ORIGIN", "")
    if not origin or origin in settings.CSRF_TRUSTED_ORIGINS:
        return False
    try:
        ours = f"{request.scheme}://{request.get_host()}"
    except DisallowedHost:
        return True
    return bool(origin != ours)


def _by_session(request: HttpRequest) -> Caller | None:
    """Cookies go along with foreign pages too: only what such a page can't send is accepted.

    A browser asks first (preflight) before it sends JSON for another site, whatever parameters follow the type.
    """
    if request.content_type != "application/json" or may_be_foreign(request):
        return None
    proven = find_program_session(request.COOKIES.get(API_COOKIE))
    if proven is not None:
        return Caller(proven.actor, proven.session_key)
    return _by_browser(request)


def _by_browser(request: HttpRequest) -> Caller | None:
    actor = find_browser_actor(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    return None if actor is None else Caller(actor)


def _from_here(request: HttpRequest, caller: Caller | None) -> Caller | None:
    return caller and replace(caller, actor=caller.actor.coming_from(origin_of(request, "api")))


def authenticate(request: HttpRequest) -> Caller | None:
    """Who calls, and from where; None is answered with 401.

    At most 1 statement for application credentials and proven users, 2 for a token without its name.
    """
    return _from_here(request, _find_caller(request))


def find_browser(request: HttpRequest) -> Caller | None:
    """Whose browser sends this. For a change, that alone is no proof that a page of ours has sent it."""
    return _from_here(request, _by_browser(request))


def _find_caller(request: HttpRequest) -> Caller | None:
    bearer, credentials = read_bearer(request), read_credentials(request)
    if bearer is None and credentials is None:
        return None if has_credentials(request) else _by_session(request)
    # A browser also resends what was typed into its own password prompt, whoever asks for it.
    if request.META.get("HTTP_SEC_FETCH_SITE", "") in ("cross-site", "same-site"):
        return None
    address = request.META.get("REMOTE_ADDR", "")
    if bearer is not None:
        return _by_bearer(request, bearer, address)
    name, secret = credentials or ("", "")
    if name == APPLICATION_NAME:
        return _as_application(secret, address)
    return _as_user(request, name, secret, address)


def _as_user(request: HttpRequest, name: str, secret: str, address: str) -> Caller | None:
    agent = request.META.get("HTTP_USER_AGENT", "")
    proven = sign_in_program(username=name, secret=secret, address=address, agent=agent)
    return None if proven is None else Caller(proven.actor, proven.session_key)


def _by_bearer(request: HttpRequest, token: str, address: str) -> Caller | None:
    """A personal token says whose it is; any other one can only be the application's."""
    owner = find_token_owner(token)
    return _as_application(token, address) if owner is None else _as_user(request, owner, token, address)


class FlagsLast(Morsel[str]):
    """A cookie whose attributes without a value stand at the end.

    A widely used PHP client sends every ``name=value`` of the line back, the last one with its line end: that would
    cut its next request in two (decisions.md 3).
    """

    def OutputString(self, attrs: Container[str] | None = None) -> str:  # noqa: N802
        return "; ".join(sorted(super().OutputString(attrs).split("; "), key=lambda part: "=" not in part))


def set_session_cookie(request: HttpRequest, response: HttpResponseBase, caller: Caller) -> None:
    """Name the caller's session in a cookie, unless the request already did."""
    if caller.session_key and request.COOKIES.get(API_COOKIE) != caller.session_key:
        response.set_cookie(
            API_COOKIE,
            caller.session_key,
            max_age=LIFETIME,
            httponly=True,
            samesite="Strict",
            secure=request.is_secure() or settings.SESSION_COOKIE_SECURE,
        )
        cookie = FlagsLast()
        made = response.cookies[API_COOKIE]
        cookie.set(API_COOKIE, made.value, made.coded_value)
        cookie.update(made)
        response.cookies[API_COOKIE] = cookie
