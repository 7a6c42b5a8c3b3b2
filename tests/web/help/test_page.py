"""Help."""

from __future__ import annotations

import re

import pytest
from django.utils.html import escape

from boards.wording.keys import SHORTCUTS
from tests.web.asking import text


class TestHelp:
    @pytest.mark.parametrize(
        ("url", "words"),
        [
            ("/help/keys", "Lift the card"),
            ("/?controller=DocumentationController&action=shortcuts", "Lift the card"),
            ("/help/search", "subtask:assignee"),
            ("/accessibility", "WCAG 2.2"),
        ],
    )
    def test_the_pages_open_for_who_is_signed_in(self, world, url, words):
        assert words in text(world.viewer.get(url))
        assert world.anonymous.get(url).status_code == 302

    def test_every_key_stands_in_the_help_with_what_it_does(self, world):
        page = text(world.viewer.get("/help/keys"))
        for shortcut in SHORTCUTS:
            for key in shortcut.written:
                assert f"<kbd>{escape(key)}</kbd>" in page
                assert escape(str(shortcut.label)) in page

    def test_neighbours_that_do_much_the_same_stand_together(self, world):
        page = text(world.viewer.get("/help/keys"))
        assert re.search(r"<kbd>\[</kbd>\s*<kbd>\]</kbd>\s*</dt>\s*<dd>Move to the column before or after</dd>", page)
