"""The description of the API for programs (``/api/openrpc.json``) and for people (``/api/docs/rpc/``); open to all."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from itertools import groupby
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from api.described import name_type, show_schema_members
from api.rpc.registry import find_description
from boards.roles import ApplicationRole, ProjectRole
from boards.wording.rights import WORDS

CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: What examples are called with, by the name of the parameter; all others by their type.
SAMPLES: dict[str, Any] = {
    "project_id": 1,
    "task_id": 12,
    "opposite_task_id": 13,
    "title": "Write the report",
    "name": "Office",
    "tag": "urgent",
    "tags": ["urgent", "office"],
    "content": "Done, please have a look.",
    "username": "anna",
    "password": "a long password",
    "email": "anna@example.org",
    "identifier": "OFFICE",
    "query": "status:open assignee:me",
    "filename": "notes.txt",
    "blob": "SGVsbG8=",
    "url": "https://example.org/",
    "dependency": "related",
    "providerName": "weblink",
    "reference": "TICKET-7",
    "label": "blocks",
    "role": "project-member",
    "event_name": "task.move.column",
    "action_name": "\\Kanboard\\Action\\TaskClose",
    "params": {"column_id": "4"},
    "values": {"customer": "Example Ltd."},
    "project_ids": [1, 2],
}
BY_TYPE: dict[str, Any] = {"integer": 1, "number": 1.5, "boolean": True, "string": "text", "array": [], "object": {}}


@dataclass(frozen=True, slots=True)
class ShownParameter:
    """``default``: as JSON, empty for what is required."""

    name: str
    type: SafeString
    default: str
    words: str


@dataclass(frozen=True, slots=True)
class ShownMethod:
    """``project_role``: empty when no project is asked for; ``call``, ``client``: the examples."""

    name: str
    summary: str
    description: str
    parameters: list[ShownParameter]
    result: SafeString
    deed: str
    application_role: str
    project_role: str
    is_restricted: bool
    is_personal: bool
    call: str
    client: str


@require_safe
def show_openrpc(request: HttpRequest) -> HttpResponse:
    """The OpenRPC document; 304 to who holds it. No statement."""
    content, tag = _encode()
    response: HttpResponse | None = get_conditional_response(request, etag=tag)
    response = response or HttpResponse(content, content_type="application/json")
    response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"
    return response


@cache
def _encode() -> tuple[bytes, str]:
    content = msgspec.json.encode(find_description())
    return content, f'"{blake2b(content, digest_size=16).hexdigest()}"'


@require_safe
def show_reference(request: HttpRequest) -> HttpResponse:
    """All methods with their parameters, results, permissions and examples, by noun; then the objects they answer."""
    document = find_description()
    endpoint = request.build_absolute_uri(f"{get_script_prefix()}jsonrpc.php")
    by_noun = groupby(document["methods"], key=_noun_of)
    context = {
        "groups": [(noun, [_show(method, endpoint) for method in methods]) for noun, methods in by_noun],
        "objects": [(name, show_schema_members(schema)) for name, schema in document["components"]["schemas"].items()],
        "endpoint": endpoint,
        "description": reverse("openrpc"),
    }
    return render(request, "api/reference.html", context)


def _noun_of(method: dict[str, Any]) -> str:
    return str(method["tags"][0]["$ref"].rpartition("/")[2])


def _show(method: dict[str, Any], endpoint: str) -> ShownMethod:
    permission = method["x-permission"]
    return ShownMethod(
        name=method["name"],
        summary=method["summary"],
        description=method.get("description", ""),
        parameters=[_show_parameter(parameter) for parameter in method["params"]],
        result=name_type(method["result"]["schema"]),
        deed=str(WORDS[permission["operation"]]),
        application_role=str(ApplicationRole(permission["application_role"]).label),
        project_role=str(ProjectRole(permission["project_role"]).label) if permission["project_role"] else "",
        is_restricted=permission["restricted"],
        is_personal=not permission["application_credentials"],
        call=_sample_call(method, endpoint, is_personal=not permission["application_credentials"]),
        client=_sample_client(method),
    )


def _show_parameter(parameter: dict[str, Any]) -> ShownParameter:
    schema = parameter["schema"]
    default = "" if parameter["required"] else json.dumps(schema["default"])
    return ShownParameter(parameter["name"], name_type(schema), default, schema.get("description", ""))


def sample_arguments(method: dict[str, Any]) -> dict[str, Any]:
    """All that is required; of a change, what is changed as well."""
    required = [parameter for parameter in method["params"] if parameter["required"]]
    more = 1 if method["name"].startswith("update") else 0
    chosen = method["params"][: len(required) + more]
    return {parameter["name"]: _sample_value(parameter) for parameter in chosen}


def _sample_value(parameter: dict[str, Any]) -> Any:
    kinds = parameter["schema"]["type"]
    kind = kinds if isinstance(kinds, str) else kinds[0]
    return SAMPLES.get(parameter["name"], BY_TYPE[kind])


def _sample_call(method: dict[str, Any], endpoint: str, *, is_personal: bool) -> str:
    call = {"jsonrpc": "2.0", "method": method["name"], "params": sample_arguments(method), "id": 1}
    if not call["params"]:
        del call["params"]
    name = "anna" if is_personal else "jsonrpc"
    return f"curl -u {name}:TOKEN {endpoint} \\\n  -d '{json.dumps(call)}'"


def _sample_client(method: dict[str, Any]) -> str:
    arguments = ", ".join(f"{name}={value!r}" for name, value in sample_arguments(method).items())
    if "." in method["name"]:
        return f'client.execute("{method["name"]}")'
    return f"client.{CAPITAL.sub('_', method['name']).lower()}({arguments})"
