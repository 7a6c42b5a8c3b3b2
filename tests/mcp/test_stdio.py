"""``manage.py mcp``: the same protocol over standard input and output."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from tests.mcp.conftest import META, MODERN, token_of

PARAMS = {"_meta": {f"{META}protocolVersion": MODERN, f"{META}clientCapabilities": {}}}


@pytest.fixture
def speak(monkeypatch):
    """Answers of the command to these lines."""

    def run(*lines, **options):
        written = io.BytesIO()
        content = b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(content)))
        monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=written))
        monkeypatch.setattr("api.management.commands.mcp.close_old_connections", lambda: None)
        call_command("mcp", **options)
        return [json.loads(line) for line in written.getvalue().splitlines()]

    return run


def test_both_eras_are_spoken_in_the_name_of_an_account(speak, project):
    answers = speak(
        {"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": PARAMS},
        {"jsonrpc": "2.0", "id": 2, "method": "initialize", "params": {"protocolVersion": "2025-11-25"}},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        b"\n",
        b"no json\n",
        {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "whoami"}},
        user="ana",
    )
    assert [one["id"] for one in answers] == [1, 2, None, 3]
    assert answers[2]["error"]["code"] == -32700
    assert answers[3]["result"]["structuredContent"]["username"] == "ana"


def test_a_token_says_whose_assistant_it_is_and_what_it_may(speak, project, monkeypatch):
    monkeypatch.setitem(settings.ENV, "KANBOARD_TOKEN", token_of("mona", "read"))
    (answer,) = speak({"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "whoami"}})
    found = answer["result"]["structuredContent"]
    assert (found["username"], found["may_change"]) == ("mona", False)


def test_somebody_must_be_named(speak, rpc, project, monkeypatch):
    with pytest.raises(CommandError, match="--user NAME"):
        speak()
    with pytest.raises(CommandError, match="no user 'nobody'"):
        speak(user="nobody")
    rpc.disableUser(rpc.getUserByName("ana")["id"])
    with pytest.raises(CommandError, match="is closed"):
        speak(user="ana")
    monkeypatch.setitem(settings.ENV, "KANBOARD_TOKEN", "wrong")
    with pytest.raises(CommandError, match="no personal token"):
        speak()
