"""The API as it describes itself. That answers are what is described, ``tests/conformance`` tells."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from api.rpc.reference import sample_arguments
from api.rpc.registry import find_description, server
from boards.access import RULES
from boards.actors import APPLICATION
from boards.services.users import create_user
from tests.described import find_methods, hold_results, validator_of

DOCUMENT = find_description()
METHODS = find_methods()
#: The members that the specification (1.4) knows; what begins with x- is ours.
MEMBERS = {
    "document": {"openrpc", "info", "servers", "methods", "components", "externalDocs"},
    "method": {"name", "tags", "summary", "description", "paramStructure", "params", "result", "errors"},
    "content": {"name", "summary", "description", "required", "schema", "deprecated"},
    "error": {"code", "message", "data"},
    "server": {"name", "url", "summary", "description", "variables"},
}


def hold_members(kind: str, found: dict[str, Any]) -> None:
    assert {name for name in found if not name.startswith("x-")} <= MEMBERS[kind]


def resolve(reference: str) -> Any:
    found: Any = DOCUMENT
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return found


def references(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
        return own + [one for inner in value.values() for one in references(inner)]
    return [one for inner in value for one in references(inner)] if isinstance(value, list) else []


def test_the_document_has_the_form_of_the_specification():
    hold_members("document", DOCUMENT)
    assert re.fullmatch(r"1\.4\.\d+", DOCUMENT["openrpc"])
    assert {"title", "version"} <= set(DOCUMENT["info"])
    for one in DOCUMENT["servers"]:
        hold_members("server", one)
    for error in DOCUMENT["components"]["errors"].values():
        hold_members("error", error)
        assert type(error["code"]) is int
        assert not -32768 <= error["code"] <= -32000
    assert [one for one in references(DOCUMENT) if one.startswith("#") and not resolve(one)] == []
    assert {one for one in references(DOCUMENT) if not one.startswith("#")} == {"https://meta.open-rpc.org/"}


def test_every_procedure_is_described_and_discovery_itself():
    assert list(METHODS) == [*server.procedures, "rpc.discover"]


@pytest.mark.parametrize("method", METHODS.values(), ids=lambda method: method["name"])
def test_a_method_says_what_it_takes_answers_and_who_may(method):
    hold_members("method", method)
    assert method["summary"].endswith(".")
    assert method["summary"][0].isupper()
    assert method["paramStructure"] == "either"
    required = [one["required"] for one in method["params"]]
    assert required == sorted(required, reverse=True)
    for content in (*method["params"], method["result"]):
        hold_members("content", content)
        Draft202012Validator.check_schema(content["schema"])
    for parameter in method["params"]:
        assert ("default" in parameter["schema"]) is not parameter["required"]
        if not parameter["required"]:
            validator_of(parameter["schema"]).validate(parameter["schema"]["default"])
    permission = method["x-permission"]
    assert permission["description"]
    rule = RULES[permission["operation"]]
    assert permission["application_credentials"] is not rule.personal
    assert bool(permission["project_role"]) is bool(rule.project)


def test_every_named_schema_is_a_schema():
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_discovery_answers_every_caller_and_nobody_else(rpc):
    create_user(actor=APPLICATION, username="anna", password="secret-pw")
    assert rpc.answer("rpc.discover")[1]["result"] == json.loads(json.dumps(DOCUMENT))
    assert rpc.user("anna").answer("RPC.Discover")[1]["result"]["openrpc"] == DOCUMENT["openrpc"]
    assert rpc.user("anna", "wrong").answer("rpc.discover")[0] == 401
    assert rpc.error("rpc.discover", "more") == -32602
    assert rpc.error("rpc.describe") == -32601


def test_a_wrong_answer_is_noticed():
    call = json.dumps([{"jsonrpc": "2.0", "method": "GETTASK", "id": 1}, {"method": "getVersion", "id": 2}]).encode()
    assert hold_results(call, [{"id": 2, "result": 5}, {"id": 1, "result": None}]) != []
    assert hold_results(call, [{"id": 2, "result": "1"}, {"id": 1, "result": {"id": 1}}]) != []
    assert hold_results(call, [{"id": 2, "result": "1"}, {"id": 1, "result": None}]) == []


@pytest.mark.django_db
def test_everybody_reads_the_document_and_who_holds_it_gets_it_once(client):
    response = client.get("/api/openrpc.json")
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert response.json() == json.loads(json.dumps(DOCUMENT))
    held = client.get("/api/openrpc.json", headers={"If-None-Match": response["ETag"]})
    assert (held.status_code, held.content, held["ETag"]) == (304, b"", response["ETag"])
    assert client.post("/api/openrpc.json").status_code == 405


@pytest.mark.django_db
def test_the_reference_has_each_method_with_what_it_takes_and_examples(client):
    page = client.get("/api/docs/rpc/").content.decode()
    for name, method in METHODS.items():
        assert page.count(f'<section id="{name}"') == 1
        assert f"&#34;method&#34;: &#34;{name}&#34;" in page
        assert method["summary"].replace('"', "&#34;").replace("'", "&#39;") in page
    assert "client.get_task(task_id=12)" in page
    assert "client.update_task(id=1, title=&#39;Write the report&#39;)" in page
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'id="([^"]+)"', page))
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert "<script" not in page


def test_the_examples_are_calls_that_the_api_understands():
    for name, method in METHODS.items():
        procedure = server.get_procedure_wrapper(name)
        assert set(procedure.bind(sample_arguments(method))) >= {
            one["name"] for one in method["params"] if one["required"]
        }
