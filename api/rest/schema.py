"""The OpenAPI 3.1 document, made from what the resources declare."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import msgspec
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent

from api.rest.answers import PART_TYPE
from api.rest.paging import Shown
from api.rest.problems import (
    CHANGED_MEANWHILE,
    CLASH,
    CONTENT_TYPE,
    FAILED,
    FORBIDDEN,
    INVALID_FIELDS,
    MALFORMED,
    MISSING,
    OVERSIZED,
    PAGE,
    PROBLEM_TYPES,
    TOO_MANY,
    UNAUTHENTICATED,
    UNAVAILABLE,
    UNCONDITIONAL,
    WRONG_CONTENT,
    ProblemDocument,
    ProblemType,
)
from boards.access import RULES
from boards.languages import speaking

#: Untyped in the library.
make_component: Callable[..., Any] = ResolvedComponent
REFERENCE = "#/components/schemas/{name}"
ID = {"type": "integer", "format": "int64", "minimum": 1, "maximum": 2**63 - 1, "examples": [12]}
#: Schemas of the parts of paths that are no ids.
TEXTS = {
    "name": {"type": "string", "minLength": 1, "maxLength": 255, "examples": ["crm.customer"]},
    "currency": {"type": "string", "examples": ["EUR"]},
}
#: What a file is: its bytes.
FILE: dict[str, Any] = {}
#: What is answered when ``fields`` names some of the fields.
PART = {"type": "object", "description": "Some of the fields of the object."}
PART_OF_PAGE = {
    "type": "object",
    "required": ["items", "next"],
    "properties": {"items": {"type": "array", "items": PART}, "next": {"type": ["string", "null"]}},
}
SECURITY: list[dict[str, list[str]]] = [{"bearer": []}, {"basic": []}, {"browser": []}]
SCHEMES = {
    "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A personal token of the profile, or the application token of the settings.",
    },
    "basic": {
        "type": "http",
        "scheme": "basic",
        "description": "The user name with a personal token or the password; or `jsonrpc` with the application token.",
    },
    "browser": {
        "type": "apiKey",
        "in": "cookie",
        "name": "sessionid",
        "description": "The session of a browser that is signed in; changes send `X-CSRFToken`, too.",
    },
}
ALWAYS = (UNAUTHENTICATED, FORBIDDEN, INVALID_FIELDS, TOO_MANY, FAILED, UNAVAILABLE)
HEADERS = {
    "ETag": {"description": "The tag of this state, for If-None-Match and If-Match.", "schema": {"type": "string"}},
    "Location": {"description": "The address of what is new.", "schema": {"type": "string", "format": "uri-reference"}},
    "Link": {"description": 'The next page, as `rel="next"`.', "schema": {"type": "string"}},
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Chosen by the client: the same request, sent again within a day, is done once.",
    "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": 255,
        "examples": ["8e03978e-40d5-43dd-bc93-6894a57f9324"],
    },
}
MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of the state that is to be changed; `*` for whatever it is now.",
    "schema": {"type": "string", "examples": ["*"]},
}


def rename(name: str) -> str:
    """The name of a component: of the class without what says that it is one."""
    if name.startswith("Page_"):
        return f"{rename(name.removeprefix('Page_').rstrip('_'))}Page"
    return name.removesuffix("Representation").removesuffix("Document")


def _renamed(value: Any) -> Any:
    """The same schema with the references renamed."""
    if isinstance(value, dict):
        return {
            key: f"#/components/schemas/{rename(one.rpartition('/')[2])}" if key == "$ref" else _renamed(one)
            for key, one in value.items()
        }
    return [_renamed(one) for one in value] if isinstance(value, list) else value


def describe_type(kind: Any, registry: ComponentRegistry) -> dict[str, Any]:
    """The schema of a type; what it names is registered."""
    (schema,), components = msgspec.json.schema_components([kind], ref_template=REFERENCE)
    for name, found in components.items():
        content = {**_renamed(found), "title": rename(name)}
        component = make_component(rename(name), ResolvedComponent.SCHEMA, content, rename(name))
        registry.register_on_missing(component)
    return dict(_renamed(schema))


def make_sample(schema: Mapping[str, Any], schemas: Mapping[str, Any], depth: int = 0) -> Any:
    """A value that fits a schema, of the examples in it."""
    if "$ref" in schema:
        return make_sample(schemas[schema["$ref"].rpartition("/")[2]], schemas, depth + 1)
    for key in ("examples", "enum"):
        if schema.get(key):
            return schema[key][0]
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    if "anyOf" in schema:
        return make_sample(schema["anyOf"][0], schemas, depth)
    kind = schema.get("type")
    if kind == "object":
        properties = schema.get("properties", {})
        return {name: make_sample(one, schemas, depth + 1) for name, one in properties.items() if depth < 8}
    if kind == "array":
        return [make_sample(schema["items"], schemas, depth + 1)] if schema.get("items") else []
    return {"integer": schema.get("minimum", 1), "number": 1.5, "boolean": True, "null": None}.get(str(kind), "text")


def read_example(schema: Mapping[str, Any]) -> Any:
    """A value for a parameter."""
    found = make_sample(schema, {})
    return ",".join(found) if isinstance(found, list) else found


class Describer(AutoSchema):  # type: ignore[no-untyped-call]
    """Asks the declared operation of a resource instead of serializers."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: ComponentRegistry
    ) -> dict[str, Any]:
        declared = getattr(self.view, self.view.action).endpoint
        described: dict[str, Any] = {
            "operationId": declared.name,
            "summary": declared.summary,
            "description": "\n\n".join(filter(None, (declared.description, _describe_right(declared.allows)))),
            "x-permission": declared.allows,
            "tags": [self.view.tag],
            "parameters": [*_describe_path(path), *self._describe_query(declared, registry)],
            "security": SECURITY,
        }
        if declared.guarded:
            described["parameters"].append(MATCH)
        elif method == "POST":
            described["parameters"].append(KEY)
        if declared.body is bytes:
            described["requestBody"] = {"required": True, "content": {"application/octet-stream": {"schema": FILE}}}
        elif declared.body is not None:
            schema = describe_type(declared.body, registry)
            types = ["application/json", *(["application/merge-patch+json"] if method == "PATCH" else [])]
            described["requestBody"] = {"required": True, "content": {one: {"schema": schema} for one in types}}
        described["responses"] = self._describe_answers(declared, method, path, registry)
        return described

    def _describe_query(self, declared: Any, registry: ComponentRegistry) -> Iterator[dict[str, Any]]:
        (_schema,), components = msgspec.json.schema_components([declared.query], ref_template=REFERENCE)
        found = components[declared.query.__name__]
        for name, schema in found.get("properties", {}).items():
            described = {
                "name": name,
                "in": "query",
                "required": name in found.get("required", ()),
                "description": schema.pop("description", ""),
                "schema": schema,
            }
            if name in ("fields", "expand"):
                names = () if declared.shows is None else declared.shows.__struct_fields__
                known = declared.expandable if name == "expand" else names
                if not known:
                    continue
                schema = {"type": "array", "items": {"type": "string", "enum": list(known)}, "examples": [[known[0]]]}
                described |= {"style": "form", "explode": False, "schema": schema}
            yield described

    def _describe_answers(self, declared: Any, method: str, path: str, registry: ComponentRegistry) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        success: dict[str, Any] = {"description": "Done." if declared.returns is None else "What was asked for."}
        if declared.returns is bytes:
            success["content"] = {"application/octet-stream": {"schema": FILE}}
            success["headers"] = {"ETag": {"$ref": "#/components/headers/ETag"}}
            answers["206"] = {**success, "description": "The bytes of the header Range."}
        elif declared.returns is not None:
            schema = describe_type(declared.returns, registry)
            success["content"] = {"application/json": {"schema": schema}}
            if declared.shows is not None and issubclass(declared.query, Shown):
                part = PART if declared.returns is declared.shows else PART_OF_PAGE
                success["content"][PART_TYPE] = {"schema": part}
            names = ["ETag"]
            if declared.status == 201:
                names.append("Location")
            if declared.shows is not None and declared.returns is not declared.shows:
                names.append("Link")
            success["headers"] = {name: {"$ref": f"#/components/headers/{name}"} for name in names}
        answers[str(declared.status)] = success
        if method == "GET":
            answers["304"] = {"description": "It is still what the client has."}
        for kind in self._list_failures(declared, method, path):
            answers[str(kind.status)] = {"$ref": f"#/components/responses/{kind.name}"}
        return dict(sorted(answers.items()))

    def _list_failures(self, declared: Any, method: str, path: str) -> Iterable[ProblemType]:
        yield from ALWAYS
        if "{" in path or method != "GET":
            yield MISSING
        if method != "GET":
            yield CLASH
        if method == "GET":
            yield CHANGED_MEANWHILE
        if declared.guarded:
            yield from (CHANGED_MEANWHILE, UNCONDITIONAL)
        if declared.body is not None:
            yield from (MALFORMED, OVERSIZED, WRONG_CONTENT)
        elif method == "POST":
            yield MALFORMED


def _describe_right(allows: str) -> str:
    return f"Right: `{allows}`." if allows in RULES else ""


def _describe_path(path: str) -> Iterator[dict[str, Any]]:
    for part in path.split("/"):
        if part.startswith("{"):
            name = part.strip("{}")
            yield {"name": name, "in": "path", "required": True, "schema": TEXTS.get(name, ID)}


def complete(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """What the document says once for all operations, and an example for each body and answer."""
    components = result.setdefault("components", {})
    registry = ComponentRegistry()
    problem = describe_type(ProblemDocument, registry)
    components.setdefault("schemas", {}).update(registry.build({}).get("schemas", {}))
    components["headers"] = HEADERS
    components["securitySchemes"] = SCHEMES
    components["responses"] = {kind.name: _describe_problem(kind, problem) for kind in PROBLEM_TYPES}
    for content in _contents(result["paths"]):
        if "example" not in content:
            content["example"] = make_sample(content["schema"], components["schemas"])
    return result


def _describe_problem(kind: ProblemType, schema: dict[str, Any]) -> dict[str, Any]:
    example: dict[str, Any] = {"type": f"{PAGE}{kind.name}", "title": str(kind.title), "status": kind.status}
    if kind is INVALID_FIELDS:
        example["errors"] = [{"detail": "This is needed.", "pointer": "/title"}]
    return {
        "description": str(kind.title),
        "content": {CONTENT_TYPE: {"schema": schema, "example": example}},
    }


def _contents(paths: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The content of each body and each answer in JSON."""
    for methods in paths.values():
        for described in methods.values():
            parts = [described.get("requestBody", {}), *described["responses"].values()]
            for part in parts:
                yield from (one for kind, one in part.get("content", {}).items() if kind.endswith("json"))


@cache
def make_document(version: str) -> dict[str, Any]:
    """The OpenAPI document, in English. ``version``: of the product."""
    make_generator: Callable[..., Any] = SchemaGenerator
    with speaking("en_US"):
        document: dict[str, Any] = make_generator(urlconf="api.rest.urls").get_schema(request=None, public=True)
    document["info"]["version"] = version
    return document
