"""What is made from the product's own tables: roles, automatic actions, examples of searches."""

from __future__ import annotations

import re

import pytest
from markupsafe import escape

from boards.access import RULES
from boards.access.legend import list_legend
from boards.automations.registry import AUTOMATIONS
from boards.search.attributes import ATTRIBUTES
from boards.wording.rights import DEEDS
from tests.web.asking import text


def test_every_operation_has_its_words_once():
    told = [operation for _label, deeds in DEEDS for operation in deeds]
    assert sorted(told) == sorted(RULES)


def test_a_table_is_about_roles_of_one_kind():
    """The role in a project, or the one in the installation: never half of each, but for what needs both."""
    for _label, deeds in DEEDS:
        kinds = {bool(RULES[operation].project) for operation in deeds if operation != "tag.promote"}
        assert len(kinds) == 1


def test_the_legend_says_what_the_table_does():
    tasks, project, whole = list_legend()
    rows = {str(row.deed): row for row in (*tasks.rows, *project.rows, *whole.rows)}
    assert rows["See tasks"].allowed == [True, True, True]
    assert (rows["Move tasks"].allowed, rows["Move tasks"].is_restricted) == ([False, True, True], True)
    assert rows["Change columns"].allowed == [False, False, True]
    assert rows["Make a project for a team"].allowed == [False, True, True]
    assert rows["Change link labels"].allowed == [False, False, True]
    assert [str(role) for role in whole.roles] == ["User", "Manager", "Administrator"]


def test_the_page_of_roles_shows_every_deed(world):
    page = text(world.viewer.get("/help/roles"))
    for _label, deeds in DEEDS:
        for deed in deeds.values():
            assert escape(str(deed)) in page


def test_the_page_of_actions_shows_every_sentence_without_an_open_place(world):
    page = text(world.viewer.get("/help/actions"))
    for automation in AUTOMATIONS.values():
        assert escape(str(automation.label)) in page
    sentences = re.findall(r"<li>(When|Each day)(.*?)</li>", page)
    assert len(sentences) > len(AUTOMATIONS)
    assert not any("{" in sentence for _when, sentence in sentences)
    assert page.count('<em class="slot">') > len(AUTOMATIONS)


def test_an_example_of_the_help_can_be_tried(world):
    page = text(world.viewer.get("/help/search"))
    examples = re.findall(r'<a class="example" href="([^"]+)"', page)
    assert len(examples) > len(ATTRIBUTES)
    for url in {url.replace("&amp;", "&") for url in examples}:
        assert world.viewer.get(url).status_code == 200


@pytest.mark.parametrize(
    ("file", "where"),
    [("search", "/help/search"), ("keyboard-shortcuts", "/help/keys"), ("automatic_actions", "/help/actions")],
)
def test_links_of_earlier_versions_lead_to_what_has_become_of_their_page(world, file, where):
    assert world.viewer.get(f"/documentation/{file}")["Location"] == where


def test_a_page_that_nobody_knows_is_the_first_one(world):
    page = text(world.viewer.get("/documentation/gantt-charts"))
    for url in ("/help/keys", "/help/search", "/help/actions", "/help/roles", "/help/api", "/accessibility"):
        assert f'href="{url}"' in page
