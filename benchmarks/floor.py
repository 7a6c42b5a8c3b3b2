"""The floor: the product's server, credentials, statements and encoder, without Django and without the product."""

from __future__ import annotations

import base64
import hmac
import os
import pickle
import sqlite3
import threading
from pathlib import Path
from typing import Any

import msgspec

from kanboard_site import asgi

FOLDER = Path(os.environ["DATA_DIR"])
CALLS = {call["name"]: call for call in pickle.loads((FOLDER / "plan").read_bytes())["calls"]}
SECRETS = {"jsonrpc": b"test", "admin": b"admin-password"}
WRITES = ("INSERT", "UPDATE", "DELETE")
local = threading.local()


def connect() -> sqlite3.Connection:
    if not hasattr(local, "connection"):
        local.connection = sqlite3.connect(FOLDER / "floor.sqlite3", isolation_level=None, timeout=20)
        local.connection.execute("PRAGMA journal_mode=WAL")
        local.connection.execute("PRAGMA synchronous=NORMAL")
    return local.connection


def statements_of(call: dict[str, Any]) -> list[tuple[str, Any]]:
    """The captured statements in the driver's own placeholders, without those that open and end transactions."""
    return [
        (sql.replace("%s", "?").replace("%%", "%"), list(params or ()))
        for sql, params in call["statements"]
        if not sql.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE"))
    ]


PLANS = {name: statements_of(call) for name, call in CALLS.items()}
IS_WRITE = {name: any(sql.startswith(WRITES) for sql, _ in plan) for name, plan in PLANS.items()}


def floor(environ: dict[str, Any], start_response: Any) -> Any:
    msgspec.json.decode(environ["wsgi.input"].read())
    name, _, password = base64.b64decode(environ["HTTP_AUTHORIZATION"][6:]).partition(b":")
    if not hmac.compare_digest(SECRETS[name.decode()], password):
        start_response("401 Unauthorized", [])
        return Body(b"")
    call = environ["HTTP_X_CALL"]
    connection = connect()
    if IS_WRITE[call]:
        connection.execute("BEGIN IMMEDIATE")
    for sql, params in PLANS[call]:
        connection.execute(sql, params).fetchall()
    if IS_WRITE[call]:
        connection.execute("COMMIT")
    body = msgspec.json.encode(CALLS[call]["result"])
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return Body(body)


class Body(list[bytes]):
    """A finished answer, with the ``close`` that Django's responses have."""

    def __init__(self, content: bytes) -> None:
        super().__init__([content])

    def close(self) -> None:
        pass


asgi.wsgi = floor  # type: ignore[assignment]
application = asgi.application
