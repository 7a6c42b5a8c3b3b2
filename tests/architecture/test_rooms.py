"""What import-linter can not see: only services write (docs/architecture.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from api.rpc import registry
from boards.access import RULES
from boards.listeners import LISTENERS
from kanboard_site.env import BASE_DIR

WRITES = {"save", "delete", "update", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "create"}
PREPARED = {"PreparedInsert", "PreparedUpdate"}
READERS = (
    "api",
    "boards/access",
    "boards/admin",
    "boards/authentication",
    "boards/automations",
    "boards/listeners",
    "boards/live",
    "boards/mail",
    "boards/management",
    "boards/operations",
    "boards/queries",
    "boards/search",
    "boards/shapes",
    "boards/web",
    "boards/webhooks",
    "boards/workers",
    "boards/wording",
)
#: What writes beside the services: tables of its own, that nobody else changes.
OWNERS = {
    "boards/admin/base.py": "rows that operators remove and no service knows",
    "boards/authentication/cleaning.py": "what has ended",
    "boards/authentication/lockout.py": "failed attempts",
    "boards/authentication/proofs.py": "proofs of passwords",
    "boards/authentication/recovery.py": "digests of recovery codes",
    "boards/authentication/remember_me.py": "remembered browsers",
    "boards/authentication/sessions.py": "sessions and last logins",
    "boards/authentication/tokens.py": "digests of tokens",
    "boards/listeners/activity.py": "activities",
    "boards/listeners/automations.py": "why an action failed",
    "boards/listeners/transitions.py": "transitions",
    "boards/operations/record.py": "records of deeds",
    "boards/operations/requests.py": "answers to requests",
    "boards/operations/undo.py": "whether a deed is undone",
    "boards/workers/daily.py": "parts of the daily round",
    "boards/workers/loop.py": "jobs",
}


def modules() -> Iterator[Path]:
    for room in READERS:
        yield from sorted((BASE_DIR / room).rglob("*.py"))


def writes_of(source: str) -> Iterator[str]:
    """What writes: a manager or a model, ``x.objects.create(...)``, ``task.save(...)``, and prepared statements.

    Neither ``save`` nor ``update`` of a model or a query takes a value without its name.
    """
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        text = ast.unparse(node.func)
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            is_other = node.func.attr in ("save", "update") and node.args
            if not is_other and (node.func.attr != "create" or ".objects." in text):
                yield text
        elif text in PREPARED:
            yield text


@pytest.mark.parametrize("path", list(modules()), ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_only_services_and_owners_write(path: Path):
    assert bool(list(writes_of(path.read_text()))) is (str(path.relative_to(BASE_DIR)) in OWNERS)


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("Task.objects.create(a=1)", 1),
        ("task.save()", 1),
        ("tasks.filter(x=1).delete()", 1),
        ("tasks.filter(x=1).update(a=1)", 1),
        ("PreparedInsert(Task)", 1),
        ("found.update(more)", 0),
        ("picture.save(file, kind='png')", 0),
    ],
)
def test_a_write_is_noticed(source: str, number: int):
    assert len(list(writes_of(source))) == number


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


#: What the doors may take from the room of rights: the table and its question. ``read_rights`` is for doors alone.
ASKING = {
    "RULES",
    "Facts",
    "Rights",
    "facts_of_arrival",
    "facts_of_new",
    "is_allowed",
    "check_turn_back",
    "may_link",
    "permits",
    "read_facts",
    "readable_parts",
    "require",
}
DOORS = ("api/mcp/door.py", "api/rest/resource.py", "api/rpc/procedure.py", "boards/web/frame/door.py")
RESTRICTED = [name for name, rule in RULES.items() if rule.restricted_by]


def door_modules() -> Iterator[Path]:
    for room in ("api", "boards/web"):
        for path in sorted((BASE_DIR / room).rglob("*.py")):
            if str(path.relative_to(BASE_DIR)) not in DOORS:
                yield path


#: What of the room only tells, and decides nothing.
SHOWING = {
    "check_sharing",
    "get_changeable_filter",
    "get_usable_filter",
    "is_reading",
    "readable_parts",
    "check_turn_back",
    "preview_role",
    "list_legend",
}


def by_hand(source: str) -> Iterator[str]:
    """Where a door decides by itself what a custom role may: names that it takes from the room, refusals in words of a
    restricted operation, and roles that it reads."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("boards.access"):
            yield from (one.name for one in node.names if one.name not in ASKING | SHOWING)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Denied":
            yield from (ast.unparse(one) for one in node.args if getattr(one, "value", "") in RESTRICTED)


@pytest.mark.parametrize("path", list(door_modules()), ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_no_door_asks_for_a_custom_role_by_hand(path: Path):
    assert list(by_hand(path.read_text())) == []


@pytest.mark.parametrize(
    "source",
    ["from boards.access.rights import read_rights", 'raise Denied("task.move")', "from boards.access import x"],
)
def test_a_question_by_hand_is_noticed(source: str):
    assert len(list(by_hand(source))) == 1


def test_a_restricted_procedure_says_what_it_is_about():
    """``Procedure`` refuses to be declared without it; so no procedure can forget to ask."""
    restricted = [one for one in registry.server.by_lower_name.values() if one.rule.restricted_by]
    assert len(restricted) >= 8
    assert all(one.about for one in restricted)


def imports_of(path: Path, module: str) -> set[str]:
    """The names that a file takes from a module."""
    return {
        one.name
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == module
        for one in node.names
    }


def all_modules() -> Iterator[tuple[str, Path]]:
    """The name of each module's room, and its path below the repository."""
    for root in ("api", "boards"):
        for path in sorted((BASE_DIR / root).rglob("*.py")):
            yield "/".join(path.relative_to(BASE_DIR).parts[:2]), path


#: The rooms that open transactions, and the modules beside them with what each of these needs: the retry of a request,
#: actions and forms of operators, a savepoint for each automatic action, the demo.
OPENING = {"boards/services", "boards/operations", "boards/authentication", "boards/workers", "boards/transactions.py"}
BESIDE = {
    "boards/web/frame/door.py": {"again"},
    "boards/admin/base.py": {"again", "atomic", "block"},
    "boards/listeners/automations.py": {"block"},
    "boards/management/commands/demo.py": {"atomic"},
}


def test_who_opens_a_transaction():
    openers = {"atomic", "again", "block", "joined"}
    found = {
        str(path.relative_to(BASE_DIR)): names
        for room, path in all_modules()
        if room not in OPENING and (names := imports_of(path, "boards.transactions") & openers)
    }
    assert found == BESIDE


def test_only_operations_open_a_record_for_undo():
    users = [path for room, path in all_modules() if "undoable" in imports_of(path, "boards.operations.record")]
    assert users
    assert {path.parent.name for path in users} == {"operations"}


def deeds_of(path: Path) -> Iterator[tuple[str, bool]]:
    """Public functions of a module that take a doer first, and whether each is a deed."""
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef) and node.args.args and not node.name.startswith("_"):
            annotation = node.args.args[0].annotation
            if annotation is not None and ast.unparse(annotation) == "Doer":
                yield node.name, "deed" in [ast.unparse(one) for one in node.decorator_list]


def test_what_takes_a_doer_is_a_deed():
    """One transaction, and once for each number of a request: no function of the room forgets either."""
    found = dict(deed for path in (BASE_DIR / "boards/operations").glob("*.py") for deed in deeds_of(path))
    assert len(found) >= 20
    assert [name for name, is_deed in found.items() if not is_deed] == []
