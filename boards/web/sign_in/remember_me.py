"""The cookie that keeps a browser signed in (web.md 3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token

from boards.authentication.lockout import read_caller
from boards.authentication.remember_me import COOKIE, LIFETIME, recall_browser
from boards.authentication.sessions import BACKEND, note_browser, note_login

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.middleware import GetResponse


def is_offered() -> bool:
    """Whether the operator lets browsers stay signed in."""
    return bool(settings.ENV["REMEMBER_ME_AUTH"])


def set_cookie(response: HttpResponse, value: str) -> None:
    response.set_cookie(
        COOKIE, value, max_age=LIFETIME, httponly=True, secure=bool(settings.SESSION_COOKIE_SECURE), samesite="Lax"
    )


def drop_cookie(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def begin_session(request: HttpRequest, user: User, *, auth_type: str) -> None:
    """Sign a person in, and note it in the lists of the account."""
    address, agent = read_caller(request)
    login(request, user, backend=BACKEND)
    note_browser(user, request.session, address=address, agent=agent)
    note_login(user, address=address, agent=agent, auth_type=auth_type)


class RememberMe:
    """Signs a browser in that has no session any more but is remembered; that counts as the second factor, too."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cookie = request.COOKIES.get(COOKIE)
        if not cookie or not is_offered() or request.user.is_authenticated:
            return self.get_response(request)
        recalled = recall_browser(cookie)
        if recalled is not None:
            # The pages that are still open carry the token of before, so it stays.
            secret = request.META.get("CSRF_COOKIE")
            begin_session(request, recalled.user, auth_type="RememberMe")
            if secret:
                request.META["CSRF_COOKIE"] = secret
                get_token(request)
        response = self.get_response(request)
        if COOKIE in response.cookies:
            return response
        if recalled is None:
            drop_cookie(response)
        elif recalled.cookie:
            set_cookie(response, recalled.cookie)
        return response
