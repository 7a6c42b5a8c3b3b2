"""One name, one meaning (docs/architecture.md, Names): a public function, class or type stands in one module.

So one search finds what a name means. What may share a name does so by rule; the rest stands in ``SHARED``.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from boards.web.addresses import ADDRESSES
from kanboard_site.env import BASE_DIR

ROOMS = ("boards", "api", "kanboard_site")
#: Procedures carry the names of the wire: mostly those of the services that they publish, which they call by module.
PROCEDURES = BASE_DIR / "api" / "rpc" / "procedures"
#: And tools those of MCP, in the same way.
TOOLS = BASE_DIR / "api" / "mcp" / "tools"
#: Django finds migrations and commands by their file, and what is in them by these names.
MIGRATIONS = BASE_DIR / "boards" / "migrations"
COMMANDS = (
    BASE_DIR / "boards" / "management" / "commands",
    BASE_DIR / "api" / "management" / "commands",
)
FIXED = {"Command"}
#: What makes a name for a type of the checker only, and is no meaning of its own.
VARIABLES = {"TypeVar", "ParamSpec"}
#: Why a name may stand in several modules.
SHARED = {
    "Flag": "0 or 1 on the wire: what shapes write, and what procedures read",
    "Hours": "hours on the wire: what shapes write, and what procedures read",
    "answer_outage": "said by each door in its own form: a page, an answer of JSON-RPC",
    "refuse_stranger": "said by each door in its own form: a page, an answer of JSON-RPC",
}


def names_of(node: ast.stmt) -> Iterator[str]:
    """The functions, classes and types that a statement of a module defines; types are what is named in CamelCase."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        made = ast.unparse(node.value.func) if isinstance(node.value, ast.Call) else ""
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        for target in targets:
            if isinstance(target, ast.Name) and made not in VARIABLES and is_public_type(target.id):
                yield target.id
    elif isinstance(node, ast.If | ast.Try):
        for inner in node.body:
            yield from names_of(inner)


def is_public_type(name: str) -> bool:
    return name[0].isupper() and not name.isupper() and "_" not in name


def is_program(tree: ast.Module) -> bool:
    """Whether the module can be started; what is started is its ``main``."""
    return any(isinstance(node, ast.If) and "__main__" in ast.unparse(node.test) for node in tree.body)


def has_fixed_name(path: Path, name: str, tree: ast.Module) -> bool:
    """By the rules of Django and of Python."""
    return (path.parent in COMMANDS and name in FIXED) or (name == "main" and is_program(tree))


def read_names(rooms: tuple[str, ...] = ROOMS) -> dict[str, list[str]]:
    """Name to the modules that define it."""
    found: dict[str, list[str]] = defaultdict(list)
    paths = sorted(path for room in rooms for path in (BASE_DIR / room).rglob("*.py"))
    for path in paths:
        if path.parent in (PROCEDURES, TOOLS, MIGRATIONS):
            continue
        tree = ast.parse(path.read_text())
        module = ".".join(path.relative_to(BASE_DIR).with_suffix("").parts).removesuffix(".__init__")
        for name in {name for node in tree.body for name in names_of(node)}:
            if not name.startswith("_") and not has_fixed_name(path, name, tree):
                found[name].append(module)
    return found


def views() -> set[tuple[str, str]]:
    """Module and name of what answers at the addresses: a view says what it does within its subject (``status.close``,
    ``bulk.close``), and the tables of addresses name it with its module."""
    return {(address.view.__module__, address.view.__name__) for address in ADDRESSES}


def test_a_name_has_one_meaning():
    bound = views()
    twice = {name: modules for name, modules in read_names().items() if len(modules) > 1 and name not in SHARED}
    assert {
        name: modules for name, modules in twice.items() if not all((module, name) in bound for module in modules)
    } == {}


def test_a_shared_name_is_shared():
    names = read_names()
    assert [name for name in SHARED if len(names[name]) < 2] == []
    assert len(SHARED) <= 15


def test_what_counts_as_a_name():
    text = "Place = tuple[int, int]\nT = TypeVar('T')\nMOST = 5\nclass Cell: ...\nif True:\n    async def run(): ...\n"
    assert [name for node in ast.parse(text).body for name in names_of(node)] == ["Place", "Cell", "run"]
