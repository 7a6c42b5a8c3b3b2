"""Which filter a project opens with (web.md 6.1, ux.md 3.12)."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.models import User
from boards.queries.search import search_tasks
from boards.search.attributes import ATTRIBUTES
from boards.search.compiler import read_search
from boards.search.conditions import SearchContext, split_operator
from boards.search.dates import read_day
from boards.search.explain import explain, write_value, write_with
from boards.search.parser import Search
from boards.services.categories import create_category
from boards.services.columns import create_column
from boards.web.page_models import filters


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
    assert f'href="/{view}/{person.project}?search=" data-filter-link aria-label="Remove tag urgent"' in html


def test_a_kept_filter_is_text(person):
    person.pins('"><script>alert(1)</script>')
    assert person.opens() == '"><script>alert(1)</script>'
    assert "<script>alert" not in person.html


class TestCompletion:
    """Whatever is offered finds just what it says."""

    def offers(self, world: Any) -> dict[str, Any]:
        return world.member.get(f"/board/{world.project.pk}/language").json()

    def found(self, world: Any, search: str) -> set[str]:
        rows = search_tasks(actor=world.actor("member"), project_id=world.project.pk, query=search)
        return {row.title for row in rows}

    NAMES = (
        ">1.5h", "=a-b", "<x", 'a"b', "none", "2026", "me", "due:today", "two words", "o'brien", "100%", "a:b", "ü_ß",
        "2030-03-01..2030-03-31", '"x"', "open",
    )  # fmt: skip

    @pytest.mark.parametrize("name", NAMES)
    def test_a_category_a_column_and_a_tag(self, world, name):
        actor, project = world.actor("manager"), world.project
        category = create_category(actor=actor, project=project, name=name)
        column_id = create_column(actor=actor, project=project, title=name).pk
        world.task("other", tags=["other"])
        world.task("of category", category_id=category.pk)
        world.task("of column", column_id=column_id)
        world.task("of tag", tags=[name])
        offers = self.offers(world)
        for attribute in ("category", "column", "tag"):
            labels = [(label, written) for label, written in offers[attribute]["values"] if label.startswith(name)]
            written = labels[-1][1]
            assert self.found(world, f"{attribute}:{written}") == {f"of {attribute}"}, written
            assert len({label for label, _ in labels}) == len(labels)

    @pytest.mark.parametrize("name", ['Pat O\'Brien "PO"', "nobody", "17", "Lena Holm", None])
    def test_a_person(self, world, name):
        member = world.people["member"]
        User.objects.filter(pk=member.pk).update(name=name)
        world.task("other", owner_id=world.people["manager"].pk)
        world.task("nobody's")
        world.task("mine", owner_id=member.pk)
        written = dict(reversed(self.offers(world)["assignee"]["values"]))[name or "member"]
        if name == "nobody":
            written = self.offers(world)["assignee"]["values"][-1][1]
        assert self.found(world, f"assignee:{written}") == {"mine"}
        assert self.found(world, f"creator:{written}") == set()

    def test_each_attribute_says_what_it_means(self, world):
        offers = self.offers(world)
        assert offers.keys() == ATTRIBUTES.keys()
        assert offers["due"]["help"] == "The due date, compared."
        assert offers["due"]["values"][:5] == [
            *([word, word] for word in ("today", "tomorrow", "yesterday", "none")),
            ["overdue", "<today"],
        ]

    def test_days_in_words_are_readable(self):
        for attribute in ATTRIBUTES.values():
            for _words, written in attribute.days:
                value = read_search(f"due:{written}").terms["due"][0]
                assert read_day(split_operator(value)[1], now=1_800_000_000, zone="UTC"), written

    def test_people_and_colours_come_with_pictures(self, world):
        offers = self.offers(world)
        assert 'class="avatar' in offers["assignee"]["pictures"][offers["assignee"]["values"][-1][0]]
        assert offers["color"]["pictures"]["yellow"] == '<span class="swatch c-yellow"></span>'

    @given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters='"'), min_size=1))
    def test_a_written_value_is_read_as_itself(self, value):
        assert read_search(f"tag:{write_value(value)} x") == Search("x", {"tag": (value,)})

    @given(
        st.lists(
            st.tuples(st.sampled_from(["tag", "due", "subtask:assignee"]), st.text(alphabet='a :<=>2-due"')), max_size=4
        )
    )
    def test_without_one_term_the_others_stay(self, pairs):
        search = read_search(" ".join(f'{name}:"{value}"' for name, value in pairs))
        context = SearchContext(user_id=1, zone="UTC", date_format="m/d/Y", comment_rank=0, now=1_800_000_000)
        for term in explain(search, context, lambda noun: None)[0]:
            kept = {
                name: tuple(value for value in values if (name, value) != (term.name, term.value))
                for name, values in search.terms.items()
            }
            text = search.text if term.name else ""
            assert read_search(term.without) == Search(text, {name: values for name, values in kept.items() if values})


class TestFacets:
    """A filter made by click: each choice is a link to the page with it."""

    def links(self, world: Any, attribute: str, search: str = "", on: str = "board") -> dict[str, str]:
        answer = world.member.get(f"/board/{world.project.pk}/filter/{attribute}", {"search": search, "on": on})
        pattern = r'<a class="choice" href="([^"]+)"[^>]*>(?:(?!</a>).)*?<span>([^<]+)</span></a>'
        return {label: unquote(unescape(url)) for url, label in re.findall(pattern, answer.content.decode(), re.DOTALL)}

    def test_a_person_is_added_to_those_before_and_taken_away_again(self, world):
        board = f"/board/{world.project.pk}?search="
        assert self.links(world, "assignee", "status:open login")["Me"] == f"{board}status:open assignee:me login"
        both = self.links(world, "assignee", "assignee:me")["Nobody"]
        assert both == f"{board}assignee:me assignee:nobody"
        assert self.links(world, "assignee", "assignee:me assignee:nobody")["Me"] == f"{board}assignee:nobody"

    def test_a_status_a_day_or_a_priority_takes_the_place_of_the_one_before(self, world):
        page = f"/list/{world.project.pk}?search="
        assert self.links(world, "status", "status:open tag:x", "list")["Closed"] == f"{page}tag:x status:closed"
        assert self.links(world, "due", "due:today", "list")["Overdue"] == f"{page}due:<today"
        assert self.links(world, "priority", "", "list")["P2"] == f"{page}priority:2"

    def test_a_word_that_is_no_facet_is_not_found(self, world):
        assert world.member.get(f"/board/{world.project.pk}/filter/title").status_code == 404

    @given(st.lists(st.text(alphabet="a :<=>2-", min_size=1), max_size=3, unique=True))
    def test_a_filter_has_just_the_values_that_it_is_written_with(self, values):
        search = read_search("status:open tag:before words")
        wanted = {"status": ("open",)} | ({"tag": tuple(values)} if values else {})
        assert read_search(write_with(search, "tag", values)) == Search("words", wanted)


class TestSizes:
    def test_a_filter_of_very_many_terms_has_a_bounded_page(self, person, world):
        short = person.client.get(f"/board/{person.project}", {"search": "id:1"}).content
        long = " ".join(f"id:{number}" for number in range(500))
        assert len(long) < filters.LONGEST
        for url in (f"/board/{person.project}", "/search"):
            html = person.client.get(url, {"search": long}).content
            assert b"and 460 more terms" in html
            assert html.count(b'class="chip"') == 41
            assert len(html) < len(short) + 120 * len(long)

    def test_a_longer_one_is_refused_in_words_and_a_kept_one_is_left_aside(self, person, world):
        long = "a" * (filters.LONGEST + 1)
        place = {"column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk}
        refused = [
            person.client.get(f"/{view}", {"search": long})
            for view in (f"board/{person.project}", f"list/{person.project}", "search")
        ]
        refused += [
            person.pins(long),
            person.client.post(f"/board/{person.project}/add", {"text": "x", "search": long, **place}),
            person.client.post(
                f"/?controller=BoardAjaxController&action=reload&project_id={person.project}",
                {"search": long},
                content_type="application/json",
            ),
        ]
        assert [answer.status_code for answer in refused] == [422] * 6
        assert "A filter may have at most 4000 letters." in refused[0].content.decode()
        User.objects.filter(pk=world.people["member"].pk).update(filter=long)
        assert person.opens() == "status:open"
        assert person.opens("list") == "status:open"

    def test_chips_ask_once_for_the_names_of_a_kind(self, person, django_assert_max_num_queries):
        with django_assert_max_num_queries(45):
            person.opens(search=" ".join(f"category:x{number}" for number in range(200)))
