"""What every request of the browser goes through: who asks, in which language and zone, and how errors look."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import patch_vary_headers

from boards import options
from boards.actors import ANONYMOUS
from boards.addresses import link
from boards.authentication.second_factor import PENDING
from boards.authentication.sessions import actor_of, origin_of
from boards.errors import Conflict, Denied, Invalid, NotFound, describe
from boards.inputs import UNSTORABLE, clean_text
from boards.languages import find_accepted, speaking
from boards.outages import Outage, find_outage
from boards.queries.settings import get_setting
from boards.web.frame.door import is_ajax, keep_apart, refuse_stranger
from boards.web.frame.pages import show

logger = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]
#: Asked by machines, which need neither a person nor a database that answers.
MACHINES = ("/healthz", "/healthcheck.php", "/robots.txt")
#: In which languages a browser wishes to read.
ACCEPTED = "Accept-Language"
#: Says that the token of a form was refused, and nothing else.
OLD_FORM = "X-Form-Old"
OPEN_WHILE_PENDING = ("/logout", "/static/")


class CleanInputs:
    """No text of a request, in path, query, form or cookie, holds what can't be stored: NUL, halves of characters.

    It comes before all that looks anything up, for every page, the admin's too; bodies of JSON are cleaned by who reads
    them (``read_json``).
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        request.path_info, request.path = clean_text(request.path_info), clean_text(request.path)
        request.GET = self._clean(request.GET)
        request.COOKIES = {clean_text(name): clean_text(value) for name, value in request.COOKIES.items()}
        if request.method == "POST":
            request.POST = self._clean(request.POST)
        return self.get_response(request)

    @staticmethod
    def _clean(given: QueryDict) -> QueryDict:
        pairs = [(name, value) for name, values in given.lists() for value in values]
        if not any(UNSTORABLE.search(text) for pair in pairs for text in pair):
            return given
        cleaned = QueryDict(mutable=True)
        for name, value in pairs:
            cleaned.appendlist(clean_text(name), clean_text(value))
        cleaned._mutable = False  # type: ignore[attr-defined]
        return cleaned


class QueryForm:
    """``?controller=`` wins over the path (web.md 1.1), and ``csrf_token`` is another name of Django's token."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "controller" in request.GET:
            request.path_info = "/index.php"
        if request.method == "POST" and "X-CSRFToken" not in request.headers:
            token = request.GET.get("csrf_token") or request.POST.get("csrf_token")
            if token:
                request.META["HTTP_X_CSRFTOKEN"] = token
        return self.get_response(request)


class Person:
    """``request.actor``, the language of the answer, and pages for what the domain refuses."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if request.path_info in MACHINES:
            return self.get_response(request)
        user = request.user
        request.actor = (
            actor_of(user, bypass=True, origin=origin_of(request, "browser")) if user.is_authenticated else ANONYMOUS
        )
        if user.is_authenticated and not user.is_active:
            logout(request)
            return redirect(link("Auth.login"))
        if request.session.get(PENDING) and not self._is_open_while_pending(request):
            if is_ajax(request):
                return refuse_stranger()
            return redirect(link("TwoFactor.code"))
        language = user.language if user.is_authenticated else find_accepted(request.headers.get(ACCEPTED, ""))
        with speaking(language or get_setting(options.LANGUAGE)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        # Whoever signs in by this request was a guest when it came. What all may keep has no words.
        if not user.is_authenticated and not response.get("Cache-Control", "").startswith("public"):
            patch_vary_headers(response, (ACCEPTED,))
        return response

    @staticmethod
    def _is_open_while_pending(request: HttpRequest) -> bool:
        wanted = (request.GET.get("controller", ""), request.GET.get("action", "").lower())
        if wanted[0]:
            return wanted in (("TwoFactorController", "code"), ("TwoFactorController", "check"))
        return request.path_info.startswith(OPEN_WHILE_PENDING)

    @staticmethod
    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Refusals as pages, or as JSON for scripts (web.md 1.2)."""
        if isinstance(error, Denied):
            return answer_refusal(request, 403, describe(error))
        if isinstance(error, NotFound):
            return answer_refusal(request, 404, describe(error))
        if isinstance(error, Invalid | Conflict):
            return answer_refusal(request, 422, describe(error))
        return None


def answer_refusal(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """A page in the frame that says why, or JSON ``{"message"}`` for scripts."""
    if is_ajax(request):
        response: HttpResponse = JsonResponse({"message": sentence}, status=status)
    else:
        response = show(request, "layout/refusal.html", {"status": status, "sentence": sentence}, status=status)
    keep_apart(response)
    return response


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The answer to an address that is none."""
    return answer_refusal(request, 404, describe(NotFound()))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return answer_refusal(request, 403, describe(Denied()))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token; nothing was changed (web.md 13.1).

    Scripts are told what to do about it: sign in again, or read the token of a session that is newer than the page.
    """
    if is_ajax(request) and not request.user.is_authenticated:
        return refuse_stranger()
    sentence = translation.gettext("This form is too old, or it did not come from here. Nothing was changed.")
    response = answer_refusal(request, 403, sentence)
    response[OLD_FORM] = "yes"
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """An outage in words, or a mistake of ours with a number that finds it in the log."""
    outage = find_outage(sys.exc_info()[1])
    if outage is not None:
        return answer_outage(request, outage)
    number = secrets.token_hex(4)
    logger.error("Error %s on %s %s", number, request.method, request.path)
    if is_ajax(request):
        sentence = translation.gettext("This is our mistake. The operator finds it under the number %(number)s.")
        return JsonResponse({"message": sentence % {"number": number}}, status=500)
    return show(request, "layout/failure.html", {"number": number}, status=500)


def answer_outage(request: HttpRequest, outage: Outage) -> HttpResponse:
    """What keeps the whole service from working, in words. Asks no database: the log has what happened."""
    if is_ajax(request):
        response: HttpResponse = JsonResponse({"message": str(outage.sentence)}, status=outage.status)
    else:
        page = render_to_string("layout/outage.html", {"sentence": outage.sentence})
        response = HttpResponse(page, status=outage.status)
    response["Retry-After"] = str(outage.retry)
    keep_apart(response)
    return response
