"""What stands before Django's own middleware."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from api.rpc.views import jsonrpc

SLASHES = re.compile("//+")
ADDRESSES = ("/jsonrpc", "/jsonrpc.php")
PREFIXES = tuple(f"{address}/" for address in ADDRESSES)


def is_for_programs(path: str) -> bool:
    """Whether JSON-RPC is spoken at this address."""
    return path in ADDRESSES or path.startswith(PREFIXES)


class ProgramsDoor:
    """Answers JSON-RPC by itself: programs need no browser session, locale, CSRF or CSP, which cost 0.1 ms a call.

    Doubled slashes count as one, at every door: many clients append their path to a base address that ends in one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "//" in request.path:
            request.path = SLASHES.sub("/", request.path)
            request.path_info = SLASHES.sub("/", request.path_info)
        if is_for_programs(request.path_info):
            return jsonrpc(request)
        return self.get_response(request)


class Compress(GZipMiddleware):
    """Pages and JSON are sent compressed to who asks for it; files and static files go their own way.

    Django adds random bytes, and masks the token of forms anew in each answer, so that the length tells no secret.
    """

    LEAST = 1024
    TYPES = ("text/html", "application/json")

    def process_response(self, request: HttpRequest, response: Any) -> HttpResponseBase:
        if response.streaming or len(response.content) < self.LEAST:
            return response  # type: ignore[no-any-return]
        if not response.get("Content-Type", "").startswith(self.TYPES):
            return response  # type: ignore[no-any-return]
        return super().process_response(request, response)
