"""JSON Schemas in words, for the pages that tell of the doors of programs."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def show_schema_members(schema: dict[str, Any]) -> list[tuple[str, SafeString, str]]:
    """Name, type and words of the members of an object."""
    members = schema.get("properties", {}).items()
    return [(name, name_type(member), describe_schema(member)) for name, member in members]


def describe_schema(schema: dict[str, Any]) -> str:
    """What a schema says of itself, or one of its choices does."""
    inner = [describe_schema(one) for one in schema.get("anyOf", [])]
    return str(schema.get("description") or next(filter(None, inner), ""))


def name_type(schema: dict[str, Any]) -> SafeString:
    """A JSON Schema in a few words, with links to the objects that it names."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return format_html('<a href="#{}">{}</a>', name, name) if name else SafeString("OpenRPC")
    if "anyOf" in schema:
        return format_html_join(" or ", "{}", [(name_type(one),) for one in schema["anyOf"]])
    if "const" in schema:
        return format_html("{}", json.dumps(schema["const"]))
    if "enum" in schema:
        return format_html("{}", " or ".join(map(str, schema["enum"])))
    kinds = schema.get("type", "anything")
    if kinds == "array":
        return format_html("list of {}", name_type(schema.get("items", {})))
    if kinds == "object" and isinstance(schema.get("additionalProperties"), dict):
        return format_html("object: name to {}", name_type(schema["additionalProperties"]))
    return format_html("{}", " or ".join(kinds) if isinstance(kinds, list) else kinds)
