"""Help."""

from __future__ import annotations

import pytest

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
