"""The protocol on the wire: both eras, headers, errors, and who is let in."""

from __future__ import annotations

import base64
import json

import pytest
from jsonschema import Draft202012Validator

from api.mcp.protocol import MODERN_METHODS
from boards.actors import APPLICATION
from boards.services.settings import save_settings
from tests.mcp.conftest import META, MODERN, PASSWORD, Assistant, basic

PARAMS = {"_meta": {f"{META}protocolVersion": MODERN, f"{META}clientCapabilities": {}}}
PING = {"jsonrpc": "2.0", "id": 7, "method": "ping"}


def modern(method: str, **params):
    return {"jsonrpc": "2.0", "id": 7, "method": method, "params": {**PARAMS, **params}}


def send(assistant, body, **headers) -> tuple[int, int | None]:
    """Status and code of the error."""
    response = assistant.post(body, **headers)
    return response.status_code, json.loads(response.content).get("error", {}).get("code")


@pytest.fixture
def old(application) -> Assistant:
    application.version = "2025-11-25"
    return application


def test_a_modern_client_discovers_the_server(application):
    result = application.result("server/discover")
    assert result["resultType"] == "complete"
    assert result["supportedVersions"] == ["2026-07-28", "2025-11-25", "2025-06-18"]
    assert (result["capabilities"], result["cacheScope"], result["ttlMs"]) == ({"tools": {}}, "private", 300_000)
    assert result["_meta"][f"{META}serverInfo"]["name"] == "kanboard"
    assert "not instructions" in result["instructions"]


@pytest.mark.parametrize(
    ("wanted", "given"),
    [("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("2024-11-05", "2025-11-25"), (None, "2025-11-25")],
)
def test_a_legacy_client_shakes_hands(application, wanted, given):
    application.version = None
    params = {"protocolVersion": wanted, "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    result = application.result("initialize", **params)
    assert (result["protocolVersion"], result["capabilities"]) == (given, {"tools": {}})
    assert result["serverInfo"]["name"] == "kanboard"
    assert "resultType" not in result
    response = application.post({"jsonrpc": "2.0", "method": "notifications/initialized"})
    assert (response.status_code, response.content) == (202, b"")


@pytest.mark.parametrize("version", ["2025-11-25", "2025-06-18", None])
def test_a_legacy_client_lists_and_calls_tools(application, version):
    application.version = version
    assert application.result("ping") == {}
    assert list(application.result("tools/list")) == ["tools"]
    assert application.call("whoami")["kind"] == "application"


def test_tools_are_few_short_and_in_a_stable_order(application, old):
    content = json.dumps(application.result("tools/list")["tools"], separators=(",", ":"))
    assert len(content) < 12_000
    tools = json.loads(content)
    assert len(tools) <= 14
    for tool in tools:
        Draft202012Validator.check_schema(tool["inputSchema"])
        Draft202012Validator.check_schema(tool.get("outputSchema", {}))
        assert tool["inputSchema"]["additionalProperties"] is False
    hints = {tool["name"]: tool["annotations"] for tool in tools}
    assert hints["find_tasks"] == {"readOnlyHint": True, "openWorldHint": False}
    assert [name for name, hint in hints.items() if hint.get("destructiveHint")] == ["remove_tasks"]


def test_structured_answers_are_as_described_and_told_as_text_as_well(ana, task):
    schemas = {tool["name"]: tool.get("outputSchema") for tool in ana.result("tools/list")["tools"]}
    calls = {"whoami": {}, "list_projects": {}, "find_tasks": {}, "close_tasks": {"task_ids": [task]}}
    for name, arguments in calls.items():
        result = ana.result("tools/call", name=name, arguments=arguments)
        Draft202012Validator(schemas[name]).validate(result["structuredContent"])
        assert json.loads(result["content"][0]["text"]) == result["structuredContent"]
    assert schemas["get_task"] is None


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"MCP_Protocol_Version": "2025-11-25"}, 400),
        ({"Mcp_Method": "tools/list"}, 400),
        ({"Mcp_Name": "find_tasks"}, 400),
        ({"Mcp_Name": "=?base64?" + base64.b64encode(b"whoami").decode() + "?="}, 200),
        ({"Mcp_Name": "=?base64?###?="}, 400),
    ],
)
def test_headers_say_what_the_body_says(application, headers, status):
    found, document = application.send("tools/call", {"name": "whoami", "arguments": {}}, **headers)
    assert (found, document.get("error", {}).get("code")) == (status, None if status == 200 else -32020)


@pytest.mark.parametrize("missing", ["MCP_Protocol_Version", "Mcp_Method", "Mcp_Name"])
def test_a_header_that_is_missing_is_told(application, missing):
    headers = {"MCP_Protocol_Version": MODERN, "Mcp_Method": "tools/call", "Mcp_Name": "whoami"}
    del headers[missing]
    assert send(application, modern("tools/call", name="whoami"), **headers) == (400, -32020)


def test_versions_that_are_not_spoken_are_told_which_are(application, old):
    body = modern("tools/list")
    body["params"]["_meta"] = {f"{META}protocolVersion": "1900-01-01", f"{META}clientCapabilities": {}}
    response = application.post(body, MCP_Protocol_Version="1900-01-01", Mcp_Method="tools/list")
    error = json.loads(response.content)["error"]
    assert (response.status_code, error["code"], error["data"]["requested"]) == (400, -32022, "1900-01-01")
    assert MODERN in error["data"]["supported"]
    assert send(old, PING, MCP_Protocol_Version="2030-01-01") == (400, -32022)


def test_a_modern_request_says_what_it_must(application):
    headers = {"MCP_Protocol_Version": MODERN, "Mcp_Method": "tools/list"}
    bare = {"jsonrpc": "2.0", "id": 7, "method": "tools/list"}
    assert send(application, bare, **headers) == (400, -32602)
    half = {**bare, "params": {"_meta": {f"{META}protocolVersion": MODERN}}}
    assert send(application, half, **headers) == (400, -32602)
    assert send(application, {**bare, "params": {"_meta": 1}}, **headers) == (400, -32602)


def test_unknown_methods_and_tools(application, old):
    assert send(application, modern("ping"), MCP_Protocol_Version=MODERN, Mcp_Method="ping") == (404, -32601)
    headers = {"MCP_Protocol_Version": MODERN, "Mcp_Method": "tools/call", "Mcp_Name": "drop"}
    assert send(application, modern("tools/call", name="drop"), **headers) == (400, -32602)
    assert send(old, {**PING, "method": "resources/list"}) == (200, -32601)
    assert send(old, {**PING, "method": "tools/call", "params": {"name": "drop"}}) == (200, -32602)
    assert send(old, {**PING, "method": "tools/call", "params": {"name": 5}}) == (200, -32602)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", -32700),
        (b"{", -32700),
        (b"\xff", -32700),
        (b"[" * 100_000, -32700),
        (b"1", -32600),
        (b"null", -32600),
        (b"[]", -32600),
        ([PING], -32600),
        ({"jsonrpc": "2.0", "id": 1, "result": {}}, -32600),
        ({**PING, "jsonrpc": "1.0"}, -32600),
        ({**PING, "id": None}, -32600),
        ({**PING, "id": [1]}, -32600),
        ({**PING, "params": [1]}, -32600),
        ({**PING, "method": 5}, -32600),
    ],
)
def test_what_is_no_message_is_refused(application, body, code):
    assert send(application, body) == (400, code)


@pytest.mark.parametrize("method", ["get", "delete", "put", "options"])
def test_messages_come_by_post_only(application, method):
    response = getattr(application.client, method)("/mcp", headers={"Authorization": application.authorization})
    assert (response.status_code, response["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}],
)
def test_pages_of_other_sites_are_refused(application, headers):
    assert send(application, PING, **headers) == (403, -32600)


@pytest.mark.parametrize(
    ("host", "listed", "status"),
    [
        ("localhost", "*", 200),
        ("boards.example", "*", 200),
        ("rebound.example", "*", 403),
        ("a.example", "a.example", 200),
    ],
)
def test_a_page_can_not_give_this_machine_a_name_of_its_own(application, rpc, settings, host, listed, status):
    settings.ALLOWED_HOSTS = [listed]
    save_settings(actor=APPLICATION, values={"application_url": "http://boards.example/"})
    assert application.post(PING, Origin=f"http://{host}", Host=host).status_code == status


def test_who_is_let_in(ana, application, project):
    assert Assistant(basic("ana", PASSWORD)).call("whoami")["username"] == "ana"
    assert Assistant(basic("jsonrpc", "test")).call("whoami")["kind"] == "application"
    for wrong in ("", "Bearer wrong", "Bearer ", basic("ana", "wrong"), "Digest x"):
        response = Assistant(wrong).post(PING)
        assert (response.status_code, response["WWW-Authenticate"]) == (401, 'Bearer realm="Kanboard"')


def test_a_failure_of_ours_tells_nothing(application, monkeypatch, caplog):
    def fail(message, actor):
        raise RuntimeError("a secret")

    monkeypatch.setitem(MODERN_METHODS, "tools/list", fail)
    status, document = application.send("tools/list")
    assert (status, document["error"]) == (200, {"code": -32603, "message": "Internal error"})
    assert "a secret" in caplog.text


def test_too_many_messages_are_told_when_to_come_again(application, ana, settings):
    settings.ENV = {**settings.ENV, "API_RATE_LIMIT": 2}
    assert [application.post(PING).status_code for _ in range(3)] == [200, 200, 429]
    assert application.post(PING)["Retry-After"] == "30"
    assert ana.post(PING).status_code == 200
