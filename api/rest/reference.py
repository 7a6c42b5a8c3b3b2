"""The description of REST for programs (``/api/schema/``) and for people (``/api/docs/``); open to all."""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix, reverse
from django.utils.cache import get_conditional_response
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from api.described import describe_schema, name_type, show_schema_members
from api.rest.problems import PROBLEM_TYPES, ProblemType
from api.rest.schema import make_document, read_example
from boards.access import RULES
from boards.product import VERSION
from boards.roles import APPLICATION_RANK, PROJECT_RANK, ApplicationRole, ProjectRole
from boards.wording.rights import WORDS

OPENAPI = "application/vnd.oai.openapi+json"


@dataclass(frozen=True, slots=True)
class ShownArgument:
    """A parameter of path, query or header: ``place``."""

    name: str
    place: str
    type: SafeString
    is_required: bool
    words: str


@dataclass(frozen=True, slots=True)
class ShownEndpoint:
    """``right``: what it is allowed by; ``problems``: the types that it may answer with; ``call``: an example."""

    name: str
    method: str
    path: str
    summary: str
    description: str
    arguments: list[ShownArgument]
    body: SafeString | None
    answer: SafeString | None
    right: str
    problems: list[ProblemType]
    call: str


@require_safe
def show_schema(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document; 304 to who holds it. No statement."""
    content, tag = _encode()
    response: HttpResponse | None = get_conditional_response(request, etag=tag)
    response = response or HttpResponse(content, content_type=OPENAPI)
    response["ETag"] = tag
    response["Cache-Control"] = "public, no-cache"
    return response


@cache
def _encode() -> tuple[bytes, str]:
    content = msgspec.json.encode(make_document(VERSION))
    return content, f'"{blake2b(content, digest_size=16).hexdigest()}"'


@require_safe
def show_rest_reference(request: HttpRequest) -> HttpResponse:
    """All endpoints by noun, the objects that they take and answer, and the types of problems."""
    document = make_document(VERSION)
    base = request.build_absolute_uri(get_script_prefix()).rstrip("/")
    groups: dict[str, list[ShownEndpoint]] = {}
    for path, method, described in _endpoints(document):
        groups.setdefault(described["tags"][0], []).append(_show(path, method, described, base))
    schemas = document["components"]["schemas"].items()
    context = {
        "groups": sorted(groups.items()),
        "objects": [(name, describe_schema(schema), show_schema_members(schema)) for name, schema in schemas],
        "problems": PROBLEM_TYPES,
        "description": reverse("openapi"),
        "base": f"{base}/api/v1/",
    }
    return render(request, "api/rest.html", context)


def _endpoints(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, described in methods.items():
            yield path, method.upper(), described


def _show(path: str, method: str, described: dict[str, Any], base: str) -> ShownEndpoint:
    statuses = described["responses"]
    success = next(one for status, one in statuses.items() if status.startswith("2"))
    names = {one["$ref"].rpartition("/")[2] for one in statuses.values() if "$ref" in one}
    return ShownEndpoint(
        name=described["operationId"],
        method=method,
        path=path,
        summary=described["summary"],
        description=described["description"].rpartition("Right:")[0].strip(),
        arguments=[_show_argument(one) for one in described["parameters"]],
        body=_name_content(described.get("requestBody")),
        answer=_name_content(success),
        right=_describe_rule(described["x-permission"]),
        problems=[kind for kind in PROBLEM_TYPES if kind.name in names],
        call=_sample_call(path, method, described, base),
    )


def _show_argument(parameter: dict[str, Any]) -> ShownArgument:
    schema = parameter["schema"]
    return ShownArgument(
        parameter["name"],
        parameter["in"],
        SafeString("names of fields") if parameter["name"] == "fields" else name_type(schema),
        parameter["required"],
        parameter.get("description", "") or describe_schema(schema),
    )


def _name_content(part: dict[str, Any] | None) -> SafeString | None:
    content = part and part.get("content")
    if not content:
        return None
    kind, found = next(iter(content.items()))
    return name_type(found["schema"]) if kind.endswith("json") else SafeString("bytes")


def _describe_rule(allows: str) -> str:
    """An operation of the table of permissions, with the lowest role."""
    rule = RULES[allows]
    ranks: Any = PROJECT_RANK if rule.project else APPLICATION_RANK
    roles: Any = ProjectRole if rule.project else ApplicationRole
    role = next(role for role, rank in ranks.items() if rank == (rule.project or rule.app))
    return f"{WORDS[allows]} · {roles(role).label}"


def _sample_call(path: str, method: str, described: dict[str, Any], base: str) -> str:
    filled = path
    for parameter in described["parameters"]:
        if parameter["in"] == "path":
            filled = filled.replace(f"{{{parameter['name']}}}", str(read_example(parameter["schema"])))
    needed = [one for one in described["parameters"] if one["in"] == "query" and one["required"]]
    query = "&".join(f"{one['name']}={read_example(one['schema'])}" for one in needed)
    lines = [f"curl -H 'Authorization: Bearer TOKEN' {base}{filled}{'?' + query if query else ''}"]
    if query:
        lines = [f"curl -H 'Authorization: Bearer TOKEN' '{base}{filled}?{query}'"]
    if method != "GET":
        lines[0] = lines[0].replace("curl", f"curl -X {method}", 1)
    if any(one["name"] == "If-Match" for one in described["parameters"]):
        lines.append("-H 'If-Match: *'")
    for kind, content in described.get("requestBody", {}).get("content", {}).items():
        if kind == "application/json":
            lines += [f"-H 'Content-Type: {kind}'", f"-d {shlex.quote(json.dumps(content['example']))}"]
        elif kind == "application/octet-stream":
            lines.append("--data-binary @file")
    return " \\\n  ".join(lines)
