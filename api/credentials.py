"""From an HTTP request to who calls: for every door of programs (protocol.md 7)."""

from __future__ import annotations

import base64
import binascii
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import check_password
from django.http import HttpRequest, HttpResponse

from boards.actors import APPLICATION, Actor, Kind
from boards.models import User
from boards.queries.settings import get_setting


@dataclass(frozen=True, slots=True)
class Caller:
    """``session_key``: of the server-side session that the answer's cookie names, None for application credentials."""

    actor: Actor
    session_key: str | None = None


def authenticate(request: HttpRequest) -> Caller | None:
    scheme, _, value = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, password = base64.b64decode(value, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return None
    if not colon:
        return None
    if name == "jsonrpc":
        token = settings.ENV["API_AUTHENTICATION_TOKEN"] or get_setting("api_token")
        return Caller(APPLICATION) if token and hmac.compare_digest(password.encode(), token.encode()) else None
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None or not check_password(password, user.password):
        return None
    return Caller(
        Actor(Kind.USER, user.pk, user.username, user.name or "", user.role, user.timezone or "", user.language or "")
    )


def set_session_cookie(request: HttpRequest, response: HttpResponse, caller: Caller) -> None:
    pass
