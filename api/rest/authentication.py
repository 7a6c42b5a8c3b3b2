"""Who calls REST: a token, a name with its password, the application, or a browser that is signed in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import SAFE_METHODS

from api.credentials import Caller, authenticate, find_browser, has_credentials
from api.rest.problems import FORBIDDEN, UNAUTHENTICATED, Problem
from boards.actors import Actor

CHALLENGE = 'Bearer realm="API", Basic realm="API"'


class _CsrfCheck(CsrfViewMiddleware):
    """Django's check of the token of a form, asked for its reason."""

    def _reject(self, request: HttpRequest, reason: str) -> Any:
        return reason


def _leave(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


class CallerAuthentication(BaseAuthentication):
    """As JSON-RPC, and a session of the browser, which shows the token of its forms with every change."""

    def authenticate(self, request: Any) -> tuple[Actor, Caller]:
        """Raises Problem."""
        plain: HttpRequest = request._request
        caller = authenticate(plain) if has_credentials(plain) else self._by_session(plain)
        if caller is None:
            raise Problem(
                UNAUTHENTICATED,
                _("Send a personal token, as Bearer or as password of Basic."),
                headers={"WWW-Authenticate": CHALLENGE},
            )
        return caller.actor, caller

    def _by_session(self, request: HttpRequest) -> Caller | None:
        caller = find_browser(request)
        if caller is None or request.method in SAFE_METHODS:
            return caller
        check = _CsrfCheck(_leave)
        check.process_request(request)
        if check.process_view(request, _leave, (), {}):
            sentence = _("Send the token of the cookie {cookie} in the header X-CSRFToken.")
            raise Problem(FORBIDDEN, sentence.format(cookie=settings.CSRF_COOKIE_NAME))
        return caller

    def authenticate_header(self, request: Any) -> str:
        return CHALLENGE
