"""Which filter a project opens with (web.md 6.1, ux.md 3.12)."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from boards.models import User
from boards.web import filters


class Person:
    """``opens(path)``: the filter in the box; the links of the page are in ``html``."""

    def __init__(self, world: Any, who: str = "member") -> None:
        self.client, self.project = world.client(who), world.project.pk
        self.html = ""

    def opens(self, view: str = "board", **query: str) -> str:
        self.html = self.client.get(f"/{view}/{self.project}", query).content.decode()
        return unescape(re.search(r'<input id="filter" name="search" value="([^"]*)"', self.html)[1])

    def pins(self, text: str, **more: str) -> Any:
        return self.client.post(f"/board/{self.project}/pin", {"filter": text, **more})

    @property
    def wider(self) -> str | None:
        found = re.search(r'data-filtered>.*?href="([^"]+)"', self.html, re.S)
        return unescape(found[1]) if found else None


@pytest.fixture
def person(world):
    return Person(world)


def test_without_any_choice_the_open_tasks_are_shown(person):
    assert person.opens() == person.opens("list") == "status:open"
    assert person.wider is None


def test_the_filter_of_the_profile_comes_before(person, world):
    User.objects.filter(pk=world.people["member"].pk).update(filter="assignee:me")
    assert person.opens() == "assignee:me"


def test_a_session_remembers_the_last_one_of_each_project(person, world):
    person.opens(search="priority:2")
    assert (person.opens(), person.opens("list")) == ("priority:2", "priority:2")
    assert Person(world, "manager").opens() == "status:open", "of one person only"
    person.opens(search="")
    assert person.opens() == "", "everything is a choice too"
    person.opens(search="status:open")
    assert person.client.session[filters.SESSION_KEY] == {}, "what is usual needs no memory"


def test_the_memory_of_a_session_is_limited(person, world, monkeypatch):
    monkeypatch.setattr(filters, "MOST", 3)
    session = person.client.session
    session[filters.SESSION_KEY] = {str(n): "x" for n in range(1000, 1010)}
    session.save()
    person.opens(search="priority:2")
    assert person.client.session[filters.SESSION_KEY] == {"1008": "x", "1009": "x", str(person.project): "priority:2"}


def test_a_person_keeps_a_filter_for_a_project(person, world):
    person.opens(search="tag:urgent")
    assert "Always open with this filter" in person.html
    answer = person.pins("tag:urgent", next="/list/1")
    assert answer["Location"] == "/list/1"
    assert person.opens() == "tag:urgent"
    assert "Open as usual again" in person.html
    assert person.opens(search="tag:other") == "tag:other"
    person.pins("")
    assert person.opens() == "status:open"
    assert world.outsider.post(f"/board/{person.project}/pin", {"filter": "x"}).status_code == 403


def test_clearing_leads_to_what_is_usual_and_then_to_everything(person):
    person.pins("tag:urgent")
    person.opens(search="tag:other")
    assert person.wider == f"/board/{person.project}/search/tag%3Aurgent"
    person.opens(search="tag:urgent")
    assert person.wider == f"/board/{person.project}/search/status%3Aopen"
    person.opens(search="")
    assert person.wider is None, "there is nothing wider than everything"


@pytest.mark.parametrize("view", ["board", "list"])
def test_every_way_to_another_filter_works_from_a_filter_in_the_path(person, view):
    """``/board/1/search/x?search=y`` is x (web.md 1.1), so no link and no form may lead there."""
    html = person.client.get(f"/{view}/{person.project}/search/tag%3Aurgent").content.decode()
    assert "tag%3Aurgent?" not in html
    assert not re.search(r'href="\?(amp;)?search=', html)
    assert f'<form class="filter" method="get" action="/{view}/{person.project}"' in html
    assert f'href="/{view}/{person.project}?search=" aria-label="Remove tag urgent"' in html


def test_a_kept_filter_is_text(person):
    person.pins('"><script>alert(1)</script>')
    assert person.opens() == '"><script>alert(1)</script>'
    assert "<script>alert" not in person.html
