"""What stands before Django's own middleware."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from api.rpc.views import jsonrpc


class ProgramsDoor:
    """Answers JSON-RPC by itself: programs need no browser session, locale, CSRF or CSP, which cost 0.1 ms a call."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.startswith("/jsonrpc") and (path in ("/jsonrpc", "/jsonrpc.php") or path.startswith(PREFIXES)):
            return jsonrpc(request)
        return self.get_response(request)


PREFIXES = ("/jsonrpc/", "/jsonrpc.php/")
