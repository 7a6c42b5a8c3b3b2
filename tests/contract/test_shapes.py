"""The shapes of the wire against those of the real API (shapes.json): the same keys in the same order."""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path

import pytest

import boards.shapes
from boards.shapes.shape import Shape

TABLE = json.loads((Path(__file__).parent / "shapes.json").read_text())["shapes"]
#: Objects that are no rows: an object of optional keys, sixteen constants, and an activity with its payload.
OTHERS = {"project_url", "colour", "event"}


def declared() -> dict[str, Shape]:
    found = {}
    for info in pkgutil.iter_modules(boards.shapes.__path__):
        module = importlib.import_module(f"boards.shapes.{info.name}")
        found.update({value.name: value for value in vars(module).values() if isinstance(value, Shape)})
    return found


@pytest.mark.parametrize("name", sorted(set(TABLE) - OTHERS))
def test_a_shape_has_the_keys_of_the_table(name):
    assert list(declared()[name].keys) == [entry["key"] for entry in TABLE[name]]
