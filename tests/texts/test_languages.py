"""In which language one is spoken to: a whole one, whatever was chosen."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.utils import translation

from boards.languages import find_catalogue, own_language, speaking, write_number
from boards.options import LANGUAGES

CATALOGUES = {code for code, _name in settings.LANGUAGES}


def test_every_language_of_kanboard_has_a_catalogue_or_english():
    assert {code: find_catalogue(code) for code in LANGUAGES} == {
        code: "ru" if code == "ru_RU" else "en" for code in LANGUAGES
    }


@pytest.mark.parametrize("code", ["", "xx_XX", "de", "ru", "ru_RU"])
def test_any_text_is_answered_with_a_catalogue(code):
    assert find_catalogue(code) in CATALOGUES


def test_numbers_are_those_of_the_language_itself():
    for code, written in (("en_US", "3.4"), ("de_DE", "3,4"), ("pt_BR", "3,4"), ("ru_RU", "3,4"), ("ja_JP", "3.4")):
        with speaking(code):
            assert write_number(3.42, 1) == written
            assert translation.get_language() in CATALOGUES
    assert write_number(12) == "12"


def test_it_ends_with_the_request():
    with translation.override("en"):
        with speaking("de_DE"):
            assert own_language() == "de-de"
        assert own_language() == "en"
