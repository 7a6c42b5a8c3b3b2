"""How scripts and sheets of the pages are laid out (docs/architecture.md, The scripts and the styles)."""

from __future__ import annotations

import re
from collections import Counter
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from kanboard_site.env import BASE_DIR

FOLDER = BASE_DIR / "static/js"
FILES = sorted(FOLDER.rglob("*.js"))
SHEETS = sorted((BASE_DIR / "static/css").rglob("*.css"))
SHARED = "shared"
#: Lines of a script.
LONGEST = 150
WIDTH = 120
#: What binds everything that every page has.
EVERYWHERE = FOLDER / "app.js"
EXPORTED = re.compile(r"^export (?:async )?(?:function|const) (\w+)", re.MULTILINE)
NAMED = re.compile(r"^import \{([^}]+)\} from|^import \* as (\w+) from", re.MULTILINE)
IMPORTED = re.compile(r'(?:from|import\()\s*"([^"]+)"')

each = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))


def list_rooms(path: Path, text: str) -> set[str]:
    """The rooms that a script with this text imports from; what is no script of ours is named as it stands."""
    found = set()
    for name in IMPORTED.findall(text):
        target = (path.parent / name).resolve()
        found.add(target.relative_to(FOLDER).parts[0] if target in FILES else name)
    return found


@each
def test_a_script_imports_its_own_subject_and_what_is_shared(path: Path):
    if path != EVERYWHERE:
        assert list_rooms(path, path.read_text()) <= {SHARED, path.relative_to(FOLDER).parts[0]}


def test_nothing_is_bound_on_every_page_but_what_a_page_may_always_have():
    assert list_rooms(EVERYWHERE, EVERYWHERE.read_text()) == {SHARED, "tasks"}


def test_an_import_of_another_subject_is_noticed():
    board = FOLDER / "board/main.js"
    text = 'import { a } from "../tasks/main.js";\nconst b = await import("./dom.js");\nexport { c } from "htmx";'
    assert list_rooms(board, text) == {"tasks", "board", "htmx"}


@pytest.mark.parametrize("path", [*FILES, *SHEETS], ids=lambda path: str(path.relative_to(BASE_DIR / "static")))
def test_lines_can_be_read_at_a_glance(path: Path):
    assert [line for line in path.read_text().splitlines() if len(line) > WIDTH or line != line.rstrip()] == []


@each
def test_a_script_is_read_in_one_sitting(path: Path):
    assert len(path.read_text().splitlines()) <= LONGEST


def test_an_exported_name_has_one_meaning():
    exported = [name for path in FILES for name in EXPORTED.findall(path.read_text())]
    assert [name for name, times in Counter(exported).items() if times > 1] == []


def test_what_is_exported_is_imported():
    """One by one, or as a member of the whole module."""
    used = set()
    for path in FILES:
        text = path.read_text()
        for names, module in NAMED.findall(text):
            used |= {name.strip() for name in names.split(",")}
            used |= set(re.findall(rf"\b{module}\.(\w+)", text)) if module else set()
    exported = {name for path in FILES for name in EXPORTED.findall(path.read_text())}
    assert exported - used == set()


def test_no_scripts_import_each_other_in_a_circle():
    """The name of a collected script holds what is in those that it imports: in a circle it would never be found."""
    graph = {path: {(path.parent / name).resolve() for name in IMPORTED.findall(path.read_text())} for path in FILES}
    assert len(list(TopologicalSorter(graph).static_order())) == len(FILES)


def test_a_circle_is_noticed():
    with pytest.raises(CycleError):
        list(TopologicalSorter({"a": {"b"}, "b": {"a"}}).static_order())
