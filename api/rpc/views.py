"""The HTTP side of the JSON-RPC door (protocol.md 1)."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from modernrpc.core import RpcRequestContext

from api.credentials import set_session_cookie
from api.rpc.encoding import failure
from api.rpc.errors import InvalidRequest
from api.rpc.registry import server
from boards.queries.settings import get_setting

handler: Any = server.handlers[0]


def answer(status: int, body: bytes) -> HttpResponse:
    response = HttpResponse(body, status=status, content_type="application/json")
    response["Content-Length"] = str(len(body))
    response["X-Content-Type-Options"] = "nosniff"
    return response


def allowing(response: HttpResponse) -> HttpResponse:
    response["Allow"] = "POST, OPTIONS"
    return response


@csrf_exempt
def jsonrpc(request: HttpRequest, trailing: str = "") -> HttpResponse:
    """Any content type, POST only; the session cookie comes with a user's first success."""
    if request.method == "OPTIONS":
        return allowing(answer(200, b""))
    if request.method != "POST":
        return allowing(answer(405, failure(None, InvalidRequest())))
    try:
        body = request.body
    except RequestDataTooBig:
        return answer(413, failure(None, InvalidRequest()))
    except UnreadablePostError:
        return answer(400, failure(None, InvalidRequest()))
    translation.activate(language_code(get_setting("application_language")))
    context = RpcRequestContext(request, server, handler, handler.protocol)
    status, content = handler.process_request(body, context)
    response = answer(status, content)
    if status == 401:
        response["WWW-Authenticate"] = 'Basic realm="JsonRPC"'
    elif context.auth_result is not None:
        set_session_cookie(request, response, context.auth_result)
    return response


def language_code(locale: str) -> str:
    """Django's code of a stored locale: ``pt_BR`` is ``pt-br``."""
    return locale.lower().replace("_", "-")
