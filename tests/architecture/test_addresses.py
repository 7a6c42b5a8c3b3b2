"""Addresses come from the one table (boards/addresses), in scripts, too."""

from __future__ import annotations

import re

import pytest

from boards.addresses import PATHS
from boards.addresses.scripts import SCRIPTED, UNGUARDED, list_patterns
from kanboard_site.env import BASE_DIR

SCRIPTS = sorted((BASE_DIR / "static/js").rglob("*.js"))
#: A path or a query form at the beginning of a text.
BY_HAND = re.compile(r"""["'`]/(?:[a-z?]|\$\{)""")
ASKED = re.compile(r'\baddress\("([\w.]+)"')


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_scripts_make_no_address_by_hand(path):
    assert BY_HAND.findall(path.read_text()) == []


@pytest.mark.parametrize(
    "line", ["ask(`/task/${id}/news`)", 'ask("/palette")', "const URL = '/?controller=X'", "go(`/${name}`)"]
)
def test_an_address_by_hand_is_noticed(line):
    assert BY_HAND.search(line)


def test_scripts_ask_for_what_pages_name():
    asked = {name for path in SCRIPTS for name in ASKED.findall(path.read_text())}
    assert asked == {*SCRIPTED, *UNGUARDED}


def test_each_pattern_names_its_parameters():
    words = list_patterns().split(" ")
    patterns = dict(zip(words[::2], words[1::2], strict=True))
    assert set(SCRIPTED) <= set(PATHS)
    for name, params in SCRIPTED.items():
        assert re.findall(r"\{(\w+)\}", patterns[name]) == list(params)
    assert patterns["board.change"] == "/board/{project_id}/change/{property}"
    assert patterns["TaskAjax.preview"] == "/?controller=TaskAjaxController&action=preview"
