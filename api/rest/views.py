"""What stands around the resources: the way in, what no resource answers, and the description."""

from __future__ import annotations

from typing import Any

from corsheaders.middleware import CorsMiddleware
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt

from api.rest.explaining import answer_exception
from api.rest.problems import not_found, respond_with_problem

PREFIX = "/api/v1/"


def is_rest(path: str) -> bool:
    """Whether REST is spoken at this address."""
    return path.startswith(PREFIX)


@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """The answer at an address that no resource has."""
    return respond_with_problem(not_found())


def _answer(request: HttpRequest) -> HttpResponseBase:
    try:
        view, args, kwargs = resolve(request.path_info, "api.rest.urls")
        response: HttpResponseBase = view(request, *args, **kwargs)
    except Resolver404:
        response = unknown(request)
    except Exception as error:
        response = answer_exception(error, request)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


_answer_sites: Any = CorsMiddleware(_answer)


def answer_rest(request: HttpRequest) -> HttpResponseBase:
    """Answers a request; to pages of other sites only where the operator says so."""
    return _answer_sites(request) if settings.CORS_ALLOWED_ORIGINS else _answer(request)  # type: ignore[no-any-return]
