"""The HTTP side of the JSON-RPC door (protocol.md 1)."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from modernrpc.core import RpcRequestContext

from api.credentials import set_session_cookie
from api.rpc.encoding import failure
from api.rpc.errors import InternalError, InvalidRequest, OutageError, Unauthorized
from api.rpc.registry import server
from boards import options
from boards.languages import speaking
from boards.outages import Outage, describe_error, find_outage
from boards.queries.settings import get_setting

logger = logging.getLogger(__name__)
handler: Any = server.handlers[0]


def respond(status: int, body: bytes) -> HttpResponse:
    response = HttpResponse(body, status=status, content_type="application/json")
    response["Content-Length"] = str(len(body))
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    if status == 401:
        response["WWW-Authenticate"] = 'Basic realm="JsonRPC"'
    return response


def allowing(response: HttpResponse) -> HttpResponse:
    response["Allow"] = "POST, OPTIONS"
    return response


def refuse_large() -> HttpResponse:
    """The answer to a request that is larger than any may be."""
    return respond(413, failure(None, InvalidRequest()))


def refuse_stranger() -> HttpResponse:
    """The answer to who sends more than is read of somebody unknown."""
    return respond(401, failure(None, Unauthorized()))


def answer_outage(outage: Outage) -> HttpResponse:
    """The answer to a request of which nothing could be done."""
    response = respond(outage.status, failure(None, OutageError(outage)))
    response["Retry-After"] = str(outage.retry)
    return response


def answer_failure(error: Exception) -> HttpResponse:
    """The answer to a request that failed as a whole, before its calls."""
    outage = find_outage(error)
    if outage is not None:
        logger.error("JSON-RPC: %s", describe_error(error))
        return answer_outage(outage)
    logger.error("JSON-RPC failed", exc_info=error)
    return respond(500, failure(None, InternalError()))


class Context(RpcRequestContext):
    """What is known of one HTTP request: its caller, and the outage that a call has met."""

    outage: Outage | None = None


@csrf_exempt
def jsonrpc(request: HttpRequest, trailing: str = "") -> HttpResponse:
    """Any content type, POST only; the session cookie comes with a user's first success."""
    if request.method == "OPTIONS":
        return allowing(respond(200, b""))
    if request.method != "POST":
        return allowing(respond(405, failure(None, InvalidRequest())))
    try:
        body = request.body
    except RequestDataTooBig:
        return refuse_large()
    except UnreadablePostError:
        return respond(400, failure(None, InvalidRequest()))
    context = Context(request, server, handler, handler.protocol)
    try:
        with speaking(get_setting(options.LANGUAGE)):
            status, content = handler.process_request(body, context)
    except Exception as error:
        return answer_failure(error)
    response = respond(status, content)
    if context.outage is not None:
        response["Retry-After"] = str(context.outage.retry)
    if context.auth_result is not None:
        set_session_cookie(request, response, context.auth_result)
    return response
