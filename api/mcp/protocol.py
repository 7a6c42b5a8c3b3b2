"""From a message to its answer: the part of the protocol that does not depend on how messages come.

Two eras are spoken at once. *Modern* (2026-07-28): every request says in ``_meta`` which version it speaks, and there
is no handshake. *Legacy* (2025-11-25, 2025-06-18): ``initialize`` comes first; as nothing is kept of it here, it only
tells. A request is modern when it carries that ``_meta``.
"""

from __future__ import annotations

import base64
import binascii
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

from api.mcp.texts import NOTICE
from api.mcp.toolbox import TOOLS
from boards import options
from boards.actors import Actor
from boards.inputs import clean
from boards.languages import speaking
from boards.outages import describe_error, find_outage
from boards.product import NAME, VERSION
from boards.queries.settings import get_setting

logger = logging.getLogger(__name__)

MODERN = ("2026-07-28",)
LEGACY = ("2025-11-25", "2025-06-18")
SUPPORTED = (*MODERN, *LEGACY)
VERSION_HEADER, METHOD_HEADER, NAME_HEADER = "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name"
META = "io.modelcontextprotocol/"
#: For how long a client may keep what tools there are.
FRESH_MS = 300_000
CACHING = {"ttlMs": FRESH_MS, "cacheScope": "private"}
PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS, INTERNAL_ERROR = -32700, -32600, -32601, -32602, -32603
HEADER_MISMATCH, UNSUPPORTED_VERSION = -32020, -32022
SERVER = {"name": "kanboard", "title": NAME, "version": VERSION}
INSTRUCTIONS = (
    "Tasks stand in columns of a project's board. Begin with list_projects, board_overview or find_tasks. Names are"
    f" accepted where ids are. {NOTICE} Ask the user before you remove anything."
)


class ProtocolError(Exception):
    """An error object. ``status``: of HTTP; what a legacy client asks for and there is not is told with 200."""

    def __init__(self, code: int, message: str, *, status: int = 400, data: Any = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.status = status
        self.data = data


@dataclass(frozen=True, slots=True)
class Message:
    """A request, or a notification, which has no ``id``. ``meta``: what it says of itself."""

    method: str
    params: dict[str, Any]
    id: str | int | None = None
    meta: dict[str, Any] = field(default_factory=dict)

    @property
    def is_modern(self) -> bool:
        return f"{META}protocolVersion" in self.meta


@dataclass(frozen=True, slots=True)
class Answer:
    """``content``: None for a notification. ``status``: of HTTP."""

    content: dict[str, Any] | None
    status: int = 200


def read_message(body: bytes) -> Message:
    """Raises ProtocolError."""
    try:
        value = clean(msgspec.json.decode(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProtocolError(PARSE_ERROR, "Parse error") from error
    if not isinstance(value, dict) or value.get("jsonrpc") != "2.0" or not isinstance(value.get("method"), str):
        raise ProtocolError(INVALID_REQUEST, "One JSON-RPC request or notification is expected.")
    params, number = value.get("params", {}), value.get("id")
    if not isinstance(params, dict) or ("id" in value and type(number) not in (str, int)):
        raise ProtocolError(INVALID_REQUEST, "params is an object, id a text or an integer.")
    meta = params.get("_meta", {})
    if not isinstance(meta, dict):
        raise ProtocolError(INVALID_PARAMS, "_meta is an object.")
    return Message(value["method"], params, number, meta)


def answer_message(body: bytes, actor: Actor, headers: Mapping[str, str] | None = None) -> Answer:
    """The answer to a message. ``headers``: those of HTTP, None where messages come without any. Raises nothing that a
    message could cause."""
    message = None
    try:
        message = read_message(body)
        check_version(message, headers)
        if message.id is None:
            return Answer(None, 202)
        result = perform(message, actor)
        if message.is_modern:
            result = {"resultType": "complete", **result, "_meta": {f"{META}serverInfo": SERVER}}
        return Answer({"jsonrpc": "2.0", "id": message.id, "result": result})
    except ProtocolError as error:
        return show_error(message, error)
    except Exception as error:
        outage = find_outage(error)
        if outage is None:
            logger.error("MCP: %s failed", message and message.method, exc_info=error)
            return show_error(message, ProtocolError(INTERNAL_ERROR, "Internal error", status=200))
        logger.error("MCP: %s", describe_error(error))
        return show_error(message, ProtocolError(INTERNAL_ERROR, str(outage.sentence), status=outage.status))


def show_error(message: Message | None, error: ProtocolError) -> Answer:
    told = {"code": error.code, "message": error.message}
    if error.data is not None:
        told["data"] = error.data
    return Answer({"jsonrpc": "2.0", "id": message.id if message else None, "error": told}, error.status)


def check_version(message: Message, headers: Mapping[str, str] | None) -> None:
    """Whether the version of the message is spoken here, and its headers say what it says. Raises ProtocolError."""
    stated = headers.get(VERSION_HEADER) if headers is not None else None
    if not message.is_modern and stated not in MODERN:
        if stated is not None and stated not in SUPPORTED and message.method != "initialize":
            raise _refuse_version(stated)
        return
    if message.id is None:
        return
    version = message.meta.get(f"{META}protocolVersion")
    if not isinstance(version, str) or not isinstance(message.meta.get(f"{META}clientCapabilities"), dict):
        raise ProtocolError(INVALID_PARAMS, f"_meta needs {META}protocolVersion and {META}clientCapabilities.")
    if headers is not None:
        _check_headers(message, version, headers)
    if version not in MODERN:
        raise _refuse_version(version)


def _refuse_version(version: str) -> ProtocolError:
    data = {"supported": list(SUPPORTED), "requested": version}
    return ProtocolError(UNSUPPORTED_VERSION, "Unsupported protocol version", data=data)


def _check_headers(message: Message, version: str, headers: Mapping[str, str]) -> None:
    expected: dict[str, Any] = {VERSION_HEADER: version, METHOD_HEADER: message.method}
    if message.method == "tools/call":
        expected[NAME_HEADER] = message.params.get("name")
    for name, value in expected.items():
        if _decode_header(headers.get(name)) != value:
            raise ProtocolError(HEADER_MISMATCH, f"Header mismatch: {name} does not say what the body says.")


def _decode_header(value: str | None) -> str | None:
    """What does not fit into a header is written as ``=?base64?...?=``."""
    if value is None or not (value.startswith("=?base64?") and value.endswith("?=")):
        return value
    try:
        return base64.b64decode(value[9:-2], validate=True).decode()
    except (binascii.Error, ValueError):
        return None


def perform(message: Message, actor: Actor) -> dict[str, Any]:
    """The result of a request. Raises ProtocolError."""
    method = (MODERN_METHODS if message.is_modern else LEGACY_METHODS).get(message.method)
    if method is None:
        raise ProtocolError(METHOD_NOT_FOUND, "Method not found", status=404 if message.is_modern else 200)
    # Tools speak English; what people will read of a deed, under "Undo" as well, is in their language.
    with speaking(actor.language or get_setting(options.LANGUAGE)):
        return method(message, actor)


def initialize(message: Message, actor: Actor) -> dict[str, Any]:
    """The handshake of a legacy client: the version that it asks for, where it is spoken here."""
    wanted = message.params.get("protocolVersion")
    return {
        "protocolVersion": wanted if wanted in LEGACY else LEGACY[0],
        "capabilities": {"tools": {}},
        "serverInfo": SERVER,
        "instructions": INSTRUCTIONS,
    }


def discover_server(message: Message, actor: Actor) -> dict[str, Any]:
    """What a modern client may ask first."""
    return {
        "supportedVersions": list(SUPPORTED),
        "capabilities": {"tools": {}},
        "instructions": INSTRUCTIONS,
        **CACHING,
    }


def ping(message: Message, actor: Actor) -> dict[str, Any]:
    return {}


def list_tools(message: Message, actor: Actor) -> dict[str, Any]:
    """All tools on one page; to who may only read, those that change nothing."""
    described = _describe_tools(actor.reads_only)
    return {"tools": described, **CACHING} if message.is_modern else {"tools": described}


@cache
def _describe_tools(only_reading: bool) -> list[dict[str, Any]]:
    return [one.describe() for one in TOOLS.values() if one.reads or not only_reading]


def call_tool(message: Message, actor: Actor) -> dict[str, Any]:
    """Raises ProtocolError for a tool that there is not; all else that a tool meets is its result."""
    name, arguments = message.params.get("name"), message.params.get("arguments", {})
    status = 400 if message.is_modern else 200
    if not isinstance(name, str) or not isinstance(arguments or {}, dict):
        raise ProtocolError(INVALID_PARAMS, "name is a text, arguments an object.", status=status)
    if name not in TOOLS:
        raise ProtocolError(INVALID_PARAMS, f"Unknown tool: {name[:100]}", status=status)
    return TOOLS[name].call(actor, arguments or {})


Method = Callable[[Message, Actor], dict[str, Any]]
MODERN_METHODS: dict[str, Method] = {
    "server/discover": discover_server,
    "tools/list": list_tools,
    "tools/call": call_tool,
}
LEGACY_METHODS: dict[str, Method] = {
    "initialize": initialize,
    "ping": ping,
    "tools/list": list_tools,
    "tools/call": call_tool,
}
