"""Cards are kept drawn by the values that they show: what is not in the values must not be in the card."""

from __future__ import annotations

import re

import pytest
from django.template import engines
from django.utils import translation
from jinja2 import nodes

from boards import options
from boards.actors import APPLICATION
from boards.dates import DAY, now
from boards.queries.settings import forget_settings, get_setting
from boards.services.settings import save_settings
from boards.services.users import update_user
from boards.web.jinja.drawn import Drawn
from boards.web.jinja.environment import FUNCTIONS
from tests.web.board.asking import board

#: Templates whose macros are drawn by a keeper, and what they may take from the page: what the keeper is told.
KEPT = {
    "board/_card.html": {"project.pk", "rights.can_move", "rights.is_member"},
    "list/_row.html": {"project.pk", "rights.is_member", "columns", "drawn_at"},
    # The cells of these rows. ``changes`` is the same for all lists.
    "list/_cell.html": {"project.pk", "changes"},
    # What is of the request stands in the form beside the rows, not in the rows.
    "tasks/_row.html": {"csrf_input", "request.get_full_path"},
}


@pytest.mark.parametrize("name", KEPT)
def test_a_piece_takes_nothing_from_the_page_that_its_keeper_is_not_told(name):
    env = engines["pages"].env
    tree = env.parse(env.loader.get_source(env, name)[0], name)
    made = {one.name for one in tree.find_all(nodes.Name) if one.ctx == "store"}
    made |= {one.name for one in tree.find_all(nodes.Macro)}
    made |= {arg.name for one in tree.find_all(nodes.Macro) for arg in one.args}
    made |= {given for one in tree.find_all(nodes.FromImport) for given in one.names}
    names = {one.name for one in tree.find_all(nodes.Name)}
    # It asks where the picture is stored, which may be elsewhere by then.
    assert "avatar" not in names
    free = names - made - set(FUNCTIONS)
    parts = [one for one in tree.find_all(nodes.Getattr) if isinstance(one.node, nodes.Name) and one.node.name in free]
    taken = {f"{one.node.name}.{one.attr}" for one in parts}
    assert taken | (free - {one.node.name for one in parts}) == KEPT[name]


def card_of(world, who, task) -> str:
    html = board(world, who)
    found = re.search(
        rf'<div role="listitem" id="card-{task.pk}".*?(?=<div role="listitem"|</section>)', html, re.DOTALL
    )
    assert found
    return found[0]


class TestWhoReadsIt:
    def test_rights_differ(self, world):
        task = world.task()
        assert "data-card-menu" in card_of(world, "member", task)
        assert "data-card-menu" not in card_of(world, "viewer", task)
        assert "data-card-menu" in card_of(world, "member", task)

    def test_dates_are_those_of_the_reader(self, world):
        at_ten = now() // DAY * DAY + 30 * DAY + 22 * 3600
        task = world.task(date_due=at_ten)
        there = card_of(world, "member", task)
        update_user(actor=APPLICATION, user=world.people["viewer"], changes={"timezone": "Pacific/Kiritimati"})
        elsewhere = card_of(world, "viewer", task)
        shown = [re.search(r"Due.*?(\d+ \w+)", html, re.DOTALL)[1] for html in (there, elsewhere)]
        assert shown[0] != shown[1]

    def test_the_form_of_times_is_a_setting(self, world):
        task = world.task(date_due=now() // DAY * DAY + 30 * DAY + 22 * 3600)
        before = card_of(world, "member", task)
        other = "H:i" if get_setting(options.TIME_FORMAT) != "H:i" else "g:i a"
        save_settings(actor=APPLICATION, values={options.TIME_FORMAT.name: other})
        forget_settings()
        assert card_of(world, "member", task) != before

    def test_words_are_those_of_the_language(self, world):
        task = world.task(priority=3)
        env = engines["pages"].env
        with translation.override("de"):
            assert engines["pages"].env is not env
        assert f"Menu of #{task.pk}" in card_of(world, "member", task)


class TestGenerations:
    def test_what_is_asked_for_stays_and_the_rest_goes(self):
        drawn: Drawn[str] = Drawn(2)
        for key in "abc":
            drawn.keep(key, key.upper())
        assert drawn.find("a") == "A"
        drawn.keep("d", "D")
        assert [drawn.find(key) for key in "abcd"] == ["A", None, "C", "D"]
