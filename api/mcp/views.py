"""The Model Context Protocol over HTTP (streamable HTTP without sessions): each message is a POST, answered at once."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from msgspec import json

from api.credentials import authenticate, may_be_foreign
from api.mcp.protocol import INTERNAL_ERROR, INVALID_REQUEST, Answer, ProtocolError, answer_message, show_error
from api.throttling import RATES
from boards.inputs import clean
from boards.outages import find_outage
from boards.queries.settings import get_base_url

ADDRESS = "/mcp"
#: Names of this machine that nobody else can have.
LOCAL = ("localhost", "127.0.0.1", "::1")


def is_mcp(path: str) -> bool:
    """Whether the Model Context Protocol is spoken at this address."""
    return path.rstrip("/") == ADDRESS


@csrf_exempt
def answer_mcp(request: HttpRequest) -> HttpResponse:
    """Pages of other sites are refused, whoever is signed in in the browser; so is who has no credentials."""
    if request.method != "POST":
        response = refuse_message(405, "Messages are sent by POST.")
        response["Allow"] = "POST"
        return response
    try:
        if comes_from_elsewhere(request):
            return refuse_message(403, "Pages of other sites may not ask here.")
        caller = authenticate(request)
        body = request.body
    except RequestDataTooBig:
        return refuse_message(413, "The message is too large.")
    except UnreadablePostError:
        return refuse_message(400, "The message could not be read.")
    except Exception as error:
        outage = find_outage(error)
        if outage is None:
            raise
        return refuse_message(outage.status, str(outage.sentence), code=INTERNAL_ERROR)
    if caller is None:
        response = refuse_message(401, "Send a personal token: Authorization: Bearer TOKEN.")
        response["WWW-Authenticate"] = 'Bearer realm="Kanboard"'
        return response
    wait = RATES.take(caller)
    if wait:
        response = refuse_message(429, f"Too many messages. Send the next one in {wait} seconds.")
        response["Retry-After"] = str(wait)
        return response
    return respond_to_message(answer_message(body, caller.actor, request.headers))


def comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a page may have sent this that is none of ours, whatever name it has given to this machine.

    The name that the request itself says counts only where the operator has listed the names (DNS rebinding).
    """
    origin = request.META.get("HTTP_ORIGIN", "")
    if may_be_foreign(request):
        return True
    if not origin or origin in settings.CSRF_TRUSTED_ORIGINS or "*" not in settings.ALLOWED_HOSTS:
        return False
    return urlsplit(origin).hostname not in {*LOCAL, urlsplit(get_base_url()).hostname}


def refuse_message(status: int, sentence: str, code: int = INVALID_REQUEST) -> HttpResponse:
    """The answer to a request whose message was not read."""
    return respond_to_message(show_error(None, ProtocolError(code, sentence, status=status)))


def respond_to_message(answer: Answer) -> HttpResponse:
    body = b"" if answer.content is None else json.encode(clean(answer.content))
    response = HttpResponse(body, status=answer.status, content_type="application/json")
    response["Content-Length"] = str(len(body))
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response
