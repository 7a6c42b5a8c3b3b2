"""What becomes a term, and what free text (search.md 2, building the filter)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.dates import now
from boards.models import Task
from boards.search.attributes import ATTRIBUTES, TASKS
from boards.search.compiler import read_search, to_q
from boards.search.conditions import SearchContext
from boards.search.parser import Search

WORDS = (
    *(f"{name}:" for name in TASKS.by_name()),
    *('"', '""', " ", "\n", "\u00a0", "<", ">=", "==", "..", "#", "%", "_", "\\", "*", "'", "\x00", ","),
    *("login", "Éloi", "me", "nobody", "anybody", "none", "open", "today", "+1 day", "next month", "abc"),
    *(
        "0",
        "1",
        "-1",
        "007",
        "2.5",
        "1e999",
        "9" * 20,
        "9" * 5000,
        "2030-03-01",
        "2030-02-30",
        "9999-12-31",
        "0001-01-01",
    ),
    *("01/02/2030", "31.12.9999", '"2030-01-01..2030-02-01"', "+999999999 years", "last day of", "12:99", "@1"),
)
MIXTURES = st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "free", "terms"),
    [
        ("", "", {}),
        (" \t\u3000", "", {}),
        ("fix   login", "fix   login", {}),
        ('fix "login page"', "fix login page", {}),
        ('"fix" "login"', "fix login", {}),
        ("login status:open page", "login  page", {"status": ("open",)}),
        ("title:a title:b title:a", "", {"title": ("a", "b")}),
        ("color:red colour:blue", "", {"color": ("red",), "colour": ("blue",)}),
        ('title:""', "", {"title": ("",)}),
        ("title: login", "login", {}),
        ("title:", "", {}),
        ("title:status:x", "x", {}),
        ("title:status:desc:x", "", {"desc": ("x",)}),
        ('status:"closed"category:Bug', "", {"status": ("closed",), "category": ("Bug",)}),
        ("due:>03/01/2030", "/01/2030", {"due": (">03",)}),
        ("priority:>=2.5", ".5", {"priority": (">=2",)}),
        ("createdRange:2026-01-01..2099-12-31", "..2099-12-31", {"createdrange": ("2026-01-01",)}),
    ],
)
def test_values_follow_their_attribute_at_once(text: str, free: str, terms: dict[str, tuple[str, ...]]):
    assert read_search(text) == Search(free, terms)


def test_every_attribute_can_be_explained():
    assert set(TASKS.by_name()) >= {name.lower() for name in ATTRIBUTES}
    assert all(str(attribute.help).endswith(".") for attribute in ATTRIBUTES.values())
    assert len(TASKS.by_name()) == len(ATTRIBUTES) + sum(len(attribute.aliases) for attribute in ATTRIBUTES.values())


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Nowhere/At_all"])
def test_any_text_is_a_search_in_every_zone(zone: str):
    @given(st.text() | MIXTURES)
    def search(text: str) -> None:
        context = SearchContext(user_id=3, zone=zone, date_format="d.m.Y", comment_rank=1, now=now())
        tasks = Task.objects.filter(to_q(read_search(text), context), project_id=1)
        assert list(tasks.values_list("pk", flat=True)) == []

    search()
