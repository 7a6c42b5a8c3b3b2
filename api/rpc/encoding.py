"""From results to the bytes of an answer (protocol.md 1)."""

from __future__ import annotations

from typing import Any

import msgspec

from api.rpc.errors import WireError

_encode = msgspec.json.Encoder().encode


def escape_separators(body: bytes) -> bytes:
    """U+2028 and U+2029 are escaped, as scripts that embed JSON break at them."""
    if body.isascii():
        return body
    return body.replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")


def success(identifier: Any, result: Any) -> bytes:
    """The answer of a call. Raises what msgspec raises for values that JSON does not know."""
    return escape_separators(b'{"jsonrpc":"2.0","result":%b,"id":%b}' % (_encode(result), _encode(identifier)))


def failure(identifier: Any, error: WireError) -> bytes:
    """The answer of a call that failed, or of a whole request."""
    members: dict[str, Any] = {"code": error.code, "message": error.message}
    if error.data is not None:
        members["data"] = error.data
    return escape_separators(b'{"jsonrpc":"2.0","error":%b,"id":%b}' % (_encode(members), _encode(identifier)))
