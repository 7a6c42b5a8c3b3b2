"""The shapes of the wire against those of the real API (shapes.json): the same keys and types, in the same order."""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

import boards.shapes
from boards.shapes.shape import Given, Shape, WireObject

TABLE = json.loads((Path(__file__).parent / "shapes.json").read_text())["shapes"]
#: Objects that are no rows: an object of optional keys, sixteen constants, and an activity with its payload.
OTHERS = {"project_url", "colour", "event"}
TYPES = {
    "int": "integer",
    "number": "number",
    "string": "string",
    "bool": "boolean",
    "list": "array",
    "object": "object",
}
#: What the real API may answer with null, and we never do.
NEVER_NULL = {"category_id", "password"}
#: No parameters are an empty list.
EMPTY_LIST = ("action", "params")


def declared() -> dict[str, Shape[Any]]:
    found = {}
    for info in pkgutil.iter_modules(boards.shapes.__path__):
        module = importlib.import_module(f"boards.shapes.{info.name}")
        found.update({value.name: value for value in vars(module).values() if isinstance(value, Shape)})
    return found


@pytest.mark.parametrize("name", sorted(set(TABLE) - OTHERS))
def test_a_shape_has_the_keys_of_the_table(name):
    assert list(declared()[name].keys) == [entry["key"] for entry in TABLE[name]]


def types_of(schema: dict[str, Any]) -> set[str]:
    """The JSON types that a schema allows; an object for a reference, as only objects are named."""
    if "anyOf" in schema:
        return set().union(*(types_of(one) for one in schema["anyOf"]))
    if "enum" in schema:
        return {"integer"}
    return {schema.get("type", "object")}


@pytest.mark.parametrize("name", sorted(set(TABLE) - OTHERS))
def test_a_key_has_the_type_of_the_table(name):
    shape = declared()[name]
    schema = msgspec.json.schema(shape.struct)
    properties = schema["$defs"][shape.struct.__name__]["properties"]
    for entry in TABLE[name]:
        key = entry["key"]
        expected = {TYPES[entry["type"].split()[0]]}
        if entry["nullable"] and key not in NEVER_NULL:
            expected.add("null")
        if (name, key) == EMPTY_LIST:
            expected.add("array")
        assert (key, types_of(properties[key])) == (key, expected)


def test_a_key_that_the_caller_gives_stands_last():
    class Mixed(WireObject):
        url: Given[str]
        id: int

    with pytest.raises(ValueError, match="mixed: given keys stand behind"):
        Shape("mixed", Mixed)
