"""How pages look (ux.md 2): themes, the measure of texts, what moves."""

from __future__ import annotations

import pytest

from tests.browser.site import LAPTOP

LIGHT, DARK = "rgb(250, 248, 245)", "rgb(21, 19, 17)"
GROUND = "() => getComputedStyle(document.documentElement).backgroundColor"


@pytest.mark.parametrize(
    ("chosen", "system", "ground"),
    [("light", "dark", LIGHT), ("dark", "light", DARK), ("auto", "light", LIGHT), ("auto", "dark", DARK)],
)
def test_the_theme_is_what_a_person_chose_and_else_that_of_the_system(site, chosen, system, ground):
    page = site.open("/login", java_script_enabled=False, color_scheme=system, storage_state=None, viewport=LAPTOP)
    page.evaluate("theme => document.documentElement.dataset.theme = theme", chosen)
    assert page.evaluate(GROUND) == ground
    page.emulate_media(media="print", color_scheme=system)
    assert page.evaluate(GROUND) == LIGHT
