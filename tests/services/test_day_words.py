"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from boards.texts.shorthand import read_day_word

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("25 dec", date(2026, 12, 25)),
        ("25. December", date(2026, 12, 25)),
        ("Dec 25", date(2026, 12, 25)),
        ("dec 25, 2028", date(2028, 12, 25)),
        ("5 sept", date(2027, 9, 5)),
        ("28 nov", TODAY),
        ("27 nov", date(2027, 11, 27)),
        ("29 feb", date(2028, 2, 29)),
        ("31.12.2026", date(2026, 12, 31)),
        ("31. 12. 2026", date(2026, 12, 31)),
        ("1.2.", date(2027, 2, 1)),
        ("in 3 days", date(2026, 12, 1)),
        ("In a week", date(2026, 12, 5)),
        ("in  2  weeks", date(2026, 12, 12)),
        ("next week", date(2026, 11, 30)),
        ("2026-12-31", date(2026, 12, 31)),
        ("fri", date(2026, 12, 4)),
        ("30 feb", None),
        ("31.13.2026", None),
        ("0 dec", None),
        ("1.1.0000", None),
        ("25 foo", None),
        ("in three days", None),
        ("soonish", None),
        ("", None),
    ],
)
def test_a_day_is_read(text, day):
    assert read_day_word(text, TODAY) == day


def test_months_have_their_names_in_the_readers_language():
    with translation.override("de"):
        assert read_day_word("25. Dezember", TODAY) == read_day_word("25 dec", TODAY) == date(2026, 12, 25)


@given(st.text(max_size=30))
def test_no_text_raises(text):
    found = read_day_word(text, TODAY)
    assert found is None or isinstance(found, date)
