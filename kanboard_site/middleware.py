"""What stands before Django's own middleware."""

from __future__ import annotations

import gzip
import io
import re
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from api.mcp.views import answer_mcp, is_mcp
from api.rest.views import answer_rest, is_rest
from api.rpc.views import jsonrpc

SLASHES = re.compile("//+")
ADDRESSES = ("/jsonrpc", "/jsonrpc.php")
PREFIXES = tuple(f"{address}/" for address in ADDRESSES)


def is_for_programs(path: str) -> bool:
    """Whether JSON-RPC is spoken at this address."""
    return path in ADDRESSES or path.startswith(PREFIXES)


class ProgramsDoor:
    """Answers JSON-RPC, REST and MCP by itself: programs need no browser session, locale or CSP, which cost 0.1 ms.

    Doubled slashes count as one, at every door: many clients append their path to a base address that ends in one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if "//" in request.path:
            request.path = SLASHES.sub("/", request.path)
            request.path_info = SLASHES.sub("/", request.path_info)
        if is_for_programs(request.path_info):
            return jsonrpc(request)
        if is_rest(request.path_info):
            return answer_rest(request)
        if is_mcp(request.path_info):
            return answer_mcp(request)
        return self.get_response(request)


class Compress:
    """Pages and JSON are sent compressed to who asks for it; files, static files and streams go their own way.

    The length of an answer must not tell a secret that stands beside what somebody else has chosen (BREACH): the token
    of forms is masked anew in each answer, and a name of random length stands in the head of what is compressed.
    """

    LEAST = 1024
    #: Beyond this level, the time grows much faster than the answer shrinks.
    LEVEL = 3
    PADDING = 100
    TYPES = (
        "text/html",
        "application/json",
        "application/problem+json",
        "application/vnd.part+json",
        "application/vnd.oai.openapi+json",
    )
    ASKED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))")

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.streaming or len(response.content) < self.LEAST or response.has_header("Content-Encoding"):
            return response
        if not response.get("Content-Type", "").startswith(self.TYPES):
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        if self.ASKED.search(request.headers.get("Accept-Encoding", "")):
            response.content = self._compress(response.content)
            response["Content-Encoding"] = "gzip"
            response["Content-Length"] = str(len(response.content))
        return response

    def _compress(self, content: bytes) -> bytes:
        compressed = io.BytesIO()
        name = "a" * secrets.randbelow(self.PADDING)
        with gzip.GzipFile(name, "wb", self.LEVEL, compressed, mtime=0) as file:
            file.write(content)
        return compressed.getvalue()
