"""Errors of the wire (protocol.md 6)."""

from __future__ import annotations

from boards.outages import Outage


class WireError(Exception):
    """An error object of one call. ``data`` is left out of the answer when None."""

    code = -32603
    message = "Internal error"
    data: str | None = None


class ParseError(WireError):
    code = -32700
    message = "Parse error"


class InvalidRequest(WireError):
    code = -32600
    message = "Invalid Request"


class MethodNotFound(WireError):
    code = -32601
    message = "Method not found"


class InternalError(WireError):
    pass


class InvalidParams(WireError):
    """Wrong number, names or JSON types of arguments; ``data`` tells which."""

    code = -32602
    message = "Invalid params"

    def __init__(self, data: str) -> None:
        super().__init__(data)
        self.data = data


class ProcedureError(WireError):
    """A failure that a procedure tells in words: error code 0 (protocol.md 6)."""

    code = 0

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class OutageError(InternalError):
    """The database is away, or the disk is full: ``data`` says it, and the status of HTTP."""

    def __init__(self, outage: Outage) -> None:
        super().__init__()
        self.data = str(outage.sentence)


class Refused(WireError):
    """Ends the whole HTTP request, whatever else the batch holds."""

    status = 401


class Unauthorized(Refused):
    status = code = 401
    message = "Unauthorized"


class Forbidden(Refused):
    status = code = 403
    message = "Forbidden"
