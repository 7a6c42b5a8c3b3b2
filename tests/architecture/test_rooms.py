"""What import-linter can not see: only services write (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from boards.listeners import LISTENERS
from kanboard_site.env import BASE_DIR

WRITES = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "create"}
READERS = (
    "api",
    "boards/queries",
    "boards/automations",
    "boards/web",
    "boards/access",
    "boards/search",
    "boards/shapes",
)


def modules() -> Iterator[Path]:
    for room in READERS:
        yield from sorted((BASE_DIR / room).rglob("*.py"))


def writes_of(source: str) -> Iterator[str]:
    """Calls of a manager or a model that write: ``x.objects.create(...)``, ``task.save(...)``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            text = ast.unparse(node.func)
            if node.func.attr != "create" or ".objects." in text:
                yield text


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_only_services_write(path: Path):
    assert list(writes_of(path.read_text())) == []


@pytest.mark.parametrize("source", ["Task.objects.create(a=1)", "task.save()", "tasks.filter(x=1).delete()"])
def test_a_write_is_noticed(source: str):
    assert len(list(writes_of(source))) == 1


@pytest.mark.parametrize("path", sorted((BASE_DIR / "api/rpc/procedures").glob("*.py")), ids=lambda path: path.stem)
def test_procedures_import_modules_of_queries_and_services(path: Path):
    """Their own functions have the same names."""
    imported = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)]
    names = [f"{node.module}.{one.name}" for node in imported for one in node.names]
    of_rooms = [name for name in names if name.startswith(("boards.queries.", "boards.services."))]
    assert [name for name in of_rooms if find_spec(name) is None] == []


def test_no_listener_hears_an_event_twice():
    for listener in LISTENERS:
        assert len(set(listener.to)) == len(listener.to)
