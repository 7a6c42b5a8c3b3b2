"""Code cites rules, as ``web.md 6.6`` or ``domain.md 11 to 13``: docs/rules has them, and none that nobody cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from kanboard_site.env import BASE_DIR

RULES = sorted(path for path in (BASE_DIR / "docs" / "rules").glob("*.md") if path.name != "README.md")
ROOMS = ("boards", "api", "kanboard_site", "templates", "static", "tests")
KINDS = (".py", ".html", ".css", ".js")
#: What stands behind the heading of a section that only explains others.
BACKGROUND = "(background)"
NUMBER = r"\d+(?:\.\d+)*"
HEADING = re.compile(rf"^##+ ({NUMBER})\.? (.+)$", re.MULTILINE)
PAGE = re.compile(rf"(?<![\w.])([\w/]+\.md)\b(?!\.\w)(?: ({NUMBER}(?:(?:, | and | to ){NUMBER})*))?")

#: Page to its headings: number and title.
HEADINGS = {path.name: HEADING.findall(path.read_text()) for path in RULES}
#: Page to the numbers of its sections.
SECTIONS = {name: {number for number, _ in found} for name, found in HEADINGS.items()}


class Citation(NamedTuple):
    where: str
    page: str
    numbers: tuple[str, ...]


def list_numbers(text: str) -> Iterator[str]:
    """The sections of "3.3 to 3.5, 4 and 9.1": 3.3, 3.4, 3.5, 4, 9.1."""
    for part in re.split(", | and ", text):
        first, _, last = part.partition(" to ")
        chapter, _, begin = first.rpartition(".")
        end = last.rpartition(".")[2] or begin
        yield from (f"{chapter}.{number}".lstrip(".") for number in range(int(begin), int(end) + 1))


def read_citations() -> Iterator[Citation]:
    """Wherever a page is named, in the rooms of the code."""
    for path in sorted(path for room in ROOMS for path in (BASE_DIR / room).rglob("*") if path.suffix in KINDS):
        if path != Path(__file__).resolve():
            for page, numbers in PAGE.findall(path.read_text()):
                yield Citation(str(path.relative_to(BASE_DIR)), page, tuple(list_numbers(numbers)) if numbers else ())


CITATIONS = list(read_citations())


def is_in_repository(page: str) -> bool:
    return page in SECTIONS or any((folder / page).is_file() for folder in (BASE_DIR, BASE_DIR / "docs"))


def test_code_names_no_page_that_is_not_in_the_repository():
    assert [one for one in CITATIONS if not is_in_repository(one.page)] == []


def test_a_citation_of_a_rule_names_sections_that_exist():
    cited = [one for one in CITATIONS if one.page in SECTIONS]
    assert [one for one in cited if not one.numbers or not SECTIONS[one.page].issuperset(one.numbers)] == []


def test_rules_name_sections_that_exist():
    cited = [(path.name, *found) for path in RULES for found in PAGE.findall(path.read_text()) if found[1]]
    assert [one for one in cited if not SECTIONS[one[1]].issuperset(list_numbers(one[2]))] == []


@pytest.mark.parametrize("page", SECTIONS)
def test_a_rule_is_cited_or_background(page: str):
    cited = {number for one in CITATIONS if one.page == page for number in one.numbers}
    cited |= {number for number in SECTIONS[page] if number.partition(".")[0] in cited}  # with its whole chapter
    cited |= {number.partition(".")[0] for number in cited}
    assert [number for number, title in HEADINGS[page] if number not in cited and BACKGROUND not in title] == []


@pytest.mark.parametrize("page", SECTIONS)
def test_a_number_is_given_once(page: str):
    numbers = [number for number, _ in HEADINGS[page]]
    assert sorted(SECTIONS[page]) == sorted(numbers)


def test_a_range_is_all_of_its_sections():
    assert list(list_numbers("3.3 to 3.5, 4 and 9.1")) == ["3.3", "3.4", "3.5", "4", "9.1"]
    assert list(list_numbers("9 to 11")) == ["9", "10", "11"]
