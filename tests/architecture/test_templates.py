"""How templates are written (docs/architecture.md, The templates)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import Environment, nodes
from jinja2.ext import babel_extract

from kanboard_site.env import BASE_DIR

FOLDER = BASE_DIR / "templates"
FILES = sorted(chain(FOLDER.rglob("*.html"), FOLDER.rglob("*.txt")))
PAGES = [path for path in FILES if path.suffix == ".html"]
WIDTH = 120
VOID = {"br", "hr", "img", "input", "link", "meta"}
#: What is the same in every language.
NAMES = {"Ctrl", "JSON-RPC"}
#: Attributes that are read out or shown.
SHOWN = {"alt", "aria-label", "placeholder", "title"}

each = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(FOLDER)))


def environment() -> Environment:
    return engines["pages"].env


def read(path: Path) -> nodes.Template:
    return environment().parse(path.read_text(), str(path.relative_to(FOLDER)))


@each
def test_lines_can_be_read_at_a_glance(path: Path):
    assert [line for line in path.read_text().splitlines() if len(line) > WIDTH or line != line.rstrip()] == []


@each
def test_nothing_is_taken_as_safe_and_nothing_is_loaded_in_a_loop(path: Path):
    tree = read(path)
    assert [one.name for one in tree.find_all(nodes.Filter) if one.name == "safe"] == []
    loaders = (nodes.Include, nodes.Import, nodes.FromImport)
    assert [one for loop in tree.find_all(nodes.For) for one in loop.find_all(loaders)] == []


class Words(HTMLParser):
    """What a page says by itself: words of its own, in texts and in attributes that are shown; scripts and styles."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.in_code = False
        self.said: list[str] = []
        self.scripted: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.in_code = tag == "code"
        if tag == "style" or (tag == "script" and "src" not in given) or "style" in given:
            self.scripted.append(tag)
        self.scripted += [name for name in given if name.startswith("on")]
        self.said += [value for name in SHOWN & given.keys() if (value := given[name])]

    def handle_endtag(self, tag: str) -> None:
        self.in_code = False

    def handle_data(self, data: str) -> None:
        if not self.in_code:
            self.said.append(data)

    @property
    def words(self) -> set[str]:
        return set(re.findall(r"[^\W\d_][^\W\d_-]+[\w-]*", " ".join(self.said))) - NAMES


def literal(path: Path) -> str:
    """A template without what Jinja2 does: expressions, texts for translation and blocks of attributes are gone."""
    source = re.sub(r"{#.*?#}|{% block \w+_(class|attributes) %}.*?{% endblock %}", "", path.read_text(), flags=re.S)
    source = re.sub(r"(</?){{ \w+ }}", r"\1section", source)
    source = re.sub(r"{%-?\s*trans\b.*?endtrans\s*-?%}", "", source, flags=re.S)
    return re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.S)


@each_page
def test_words_are_marked_for_translation_and_scripts_stand_in_files(path: Path):
    found = Words(literal(path))
    assert found.words == set()
    assert found.scripted == []


@each
def test_translated_is_only_what_stands_in_the_source(path: Path):
    calls = [call for call in read(path).find_all(nodes.Call) if isinstance(call.node, nodes.Name)]
    texts = [call.args[0] for call in calls if call.node.name in ("_", "phrase", "counted")]
    assert [text for text in texts if not isinstance(text, nodes.Const)] == []


@each
def test_texts_can_be_extracted(path: Path):
    marked = len(re.findall(r"\b(_|phrase|counted)\(\s*[\"']|{%-?\s*trans\b", path.read_text()))
    options = {"trimmed": "true", "silent": "false", "newstyle_gettext": "true"}
    with path.open("rb") as file:
        found = list(babel_extract(file, ("_", "gettext", "ngettext", "phrase", "counted"), (), options))
    assert len(found) == marked


class Nesting:
    """Tags of HTML and blocks of Jinja2 that are open, line by line."""

    BLOCKS = ("block", "call", "for", "if", "macro", "trans", "with")
    PART = re.compile(
        r"{#.*?#}|{{.*?}}|{%-?\s*(?P<block>\w+)(?P<rest>.*?)-?%}|<(?P<close>/?)(?P<tag>[a-zA-Z][\w-]*|{{ \w+ }})", re.S
    )

    def __init__(self, source: str) -> None:
        self.source = source

    def steps(self) -> Iterator[tuple[int, int, int]]:
        """Where a tag stands, what it closes and what it opens."""
        for part in self.PART.finditer(self.source):
            if tag := part["tag"]:
                if tag not in VOID:
                    yield (part.start(), 1, 0) if part["close"] else (part.start(), 0, 1)
            elif block := part["block"]:
                yield from self._block(part.start(), block, part["rest"])

    def _block(self, at: int, block: str, rest: str) -> Iterator[tuple[int, int, int]]:
        if block in self.BLOCKS or (block == "set" and "=" not in rest):
            yield at, 0, 1
        elif block in ("elif", "else", "pluralize"):
            yield at, 1, 1
        elif block.startswith("end"):
            yield at, 1, 0

    def wrong_lines(self) -> list[str]:
        """Lines that begin somewhere else than two columns for each thing that is open."""
        steps, depth, start, wrong = list(self.steps()), 0, 0, []
        inside = [part.span() for part in re.finditer(r"{#.*?#}|{{.*?}}|{%.*?%}|<[a-zA-Z][^<]*?>", self.source, re.S)]
        for line in self.source.splitlines(keepends=True):
            begin = start + len(line) - len(line.lstrip())
            end = start + len(line)
            here = [step for step in steps if start <= step[0] < end]
            first = here[0][1] if here and here[0][0] == begin else 0
            goes_on = any(left < begin < right for left, right in inside)
            if line.strip() and not goes_on and begin - start != 2 * (depth - first):
                wrong.append(line)
            depth += sum(opened - closed for _at, closed, opened in here)
            start = end
        return wrong


@each_page
def test_what_is_inside_stands_further_in(path: Path):
    assert Nesting(path.read_text()).wrong_lines() == []


@pytest.mark.parametrize(
    "source",
    ["<p>\n<b>a</b>\n</p>\n", "{% if a %}\n{{ a }}\n{% endif %}\n", "<ul>\n  <li>\n  </li>\n    <li></li>\n</ul>\n"],
)
def test_wrong_nesting_is_noticed(source: str):
    assert len(Nesting(source).wrong_lines()) == 1
