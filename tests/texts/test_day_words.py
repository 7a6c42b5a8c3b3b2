"""Days as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from boards.dates import DateFormat, WrittenDay
from boards.texts.day_vocabulary import WORDS, find_tongue
from boards.texts.day_words import read_written_day

TODAY = date(2026, 11, 28)
DATES = DateFormat("m/d/Y", "g:i a", "UTC")


def read(text: str, dates: DateFormat = DATES) -> date | None:
    """The day alone; a time would fail the test."""
    written = read_written_day(text, TODAY, dates)
    assert written is None or written.clock is None
    return written and written.day


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
        ("friday", date(2026, 12, 4)),
        ("on Friday", date(2026, 12, 4)),
        ("Saturday", date(2026, 12, 5)),
        ("today", TODAY),
        ("tomorrow", date(2026, 11, 29)),
        ("the day after tomorrow", date(2026, 11, 30)),
        ("yesterday", date(2026, 11, 27)),
        ("+3d", date(2026, 12, 1)),
        ("+2w", date(2026, 12, 12)),
        ("in a month", date(2026, 12, 28)),
        ("in 3 months", date(2027, 2, 28)),
        ("next month", date(2026, 12, 1)),
        ("25th of December", date(2026, 12, 25)),
        ("dec 1st, 2027", date(2027, 12, 1)),
        ("25dec", date(2026, 12, 25)),
        ("31.12", date(2026, 12, 31)),
        ("31.12.27", date(2027, 12, 31)),
        ("12/31/2026", date(2026, 12, 31)),
        ("1/2", date(2027, 1, 2)),
        ("1/2/28", date(2028, 1, 2)),
        ("30 feb", None),
        ("13/1", None),
        ("monty", None),
        ("25 decoration", None),
        ("ju 5", None),
        ("через", None),
        ("in days", None),
        ("2026-13-01", None),
        ("12/31/2026 14:00 15:00", None),
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
    assert read(text) == day


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("ru", "сегодня", TODAY),
        ("ru", "завтра", date(2026, 11, 29)),
        ("ru", "послезавтра", date(2026, 11, 30)),
        ("ru", "вчера", date(2026, 11, 27)),
        ("ru", "через 3 дня", date(2026, 12, 1)),
        ("ru", "Через 5 дней", date(2026, 12, 3)),
        ("ru", "через неделю", date(2026, 12, 5)),
        ("ru", "через 2 недели", date(2026, 12, 12)),
        ("ru", "через один месяц", date(2026, 12, 28)),
        ("ru", "на следующей неделе", date(2026, 11, 30)),
        ("ru", "в следующем месяце", date(2026, 12, 1)),
        ("ru", "пятница", date(2026, 12, 4)),
        ("ru", "в пятницу", date(2026, 12, 4)),
        ("ru", "пт", date(2026, 12, 4)),
        ("ru", "суббота", date(2026, 12, 5)),
        ("ru", "25 декабря", date(2026, 12, 25)),
        ("ru", "25 дек", date(2026, 12, 25)),
        ("ru", "1 мая 2027 г.", date(2027, 5, 1)),
        ("ru", "friday", date(2026, 12, 4)),
        ("en", "next friday", date(2026, 12, 4)),
        ("en", "next fri", date(2026, 12, 4)),
        ("de", "nächsten Freitag", date(2026, 12, 4)),
        ("de", "am kommenden Freitag", date(2026, 12, 4)),
        ("fr", "vendredi prochain", date(2026, 12, 4)),
        ("es", "el próximo viernes", date(2026, 12, 4)),
        ("es", "el viernes que viene", date(2026, 12, 4)),
        ("ru", "в следующую пятницу", date(2026, 12, 4)),
        ("en", "next", None),
        ("en", "next next", None),
        ("ru", "через три дня", None),
        ("de", "übermorgen", date(2026, 11, 30)),
        ("de", "in 3 Tagen", date(2026, 12, 1)),
        ("de", "in einer Woche", date(2026, 12, 5)),
        ("de", "nächste Woche", date(2026, 11, 30)),
        ("de", "nächsten Monat", date(2026, 12, 1)),
        ("de", "am Freitag", date(2026, 12, 4)),
        ("de", "Do", date(2026, 12, 3)),
        ("de", "25. Dezember", date(2026, 12, 25)),
        ("de", "1. marz", date(2027, 3, 1)),
        ("de", "25 dec", date(2026, 12, 25)),
        ("de", "in 3 days", date(2026, 12, 1)),
        ("fr", "aujourd’hui", TODAY),
        ("fr", "après-demain", date(2026, 11, 30)),
        ("fr", "dans 2 semaines", date(2026, 12, 12)),
        ("fr", "la semaine prochaine", date(2026, 11, 30)),
        ("fr", "le 1er janvier", date(2027, 1, 1)),
        ("fr", "mardi", date(2026, 12, 1)),
        ("es", "pasado mañana", date(2026, 11, 30)),
        ("es", "dentro de un mes", date(2026, 12, 28)),
        ("es", "el próximo mes", date(2026, 12, 1)),
        ("es", "25 de diciembre de 2027", date(2027, 12, 25)),
        ("es", "sabado", date(2026, 12, 5)),
        ("en", "через 3 дня", date(2026, 12, 1)),
        ("en", "in 3 Tagen", None),
        ("it", "25 dicembre", date(2026, 12, 25)),
        ("it", "tomorrow", date(2026, 11, 29)),
    ],
)
def test_a_day_is_read_in_the_readers_language_and_in_english_and_russian(language, text, day):
    with translation.override(language):
        assert read(text) == day


@pytest.mark.parametrize(
    ("language", "text", "day", "clock"),
    [
        ("en", "tomorrow 14:00", date(2026, 11, 29), time(14)),
        ("en", "tomorrow at 2:30 PM", date(2026, 11, 29), time(14, 30)),
        ("en", "fri, 9am", date(2026, 12, 4), time(9)),
        ("en", "25 dec, 0:00", date(2026, 12, 25), time(0)),
        ("en", "31.12.2026 14:00", date(2026, 12, 31), time(14)),
        ("en", "2026-12-31 14:00", date(2026, 12, 31), time(14)),
        ("en", "12/31/2026 12:15 am", date(2026, 12, 31), time(0, 15)),
        ("ru", "завтра в 14:00", date(2026, 11, 29), time(14)),
        ("ru", "в пятницу 9:30", date(2026, 12, 4), time(9, 30)),
        ("de", "morgen um 14:00", date(2026, 11, 29), time(14)),
        ("fr", "demain à 14:00", date(2026, 11, 29), time(14)),
        ("es", "mañana a las 14:00", date(2026, 11, 29), time(14)),
    ],
)
def test_a_time_may_follow(language, text, day, clock):
    with translation.override(language):
        assert read_written_day(text, TODAY, DATES) == WrittenDay(day, clock)


@pytest.mark.parametrize("text", ["tomorrow 25:00", "fri 9:60", "fri 13 pm", "14:00", "soon 14:00", "fri 9"])
def test_what_is_no_time_is_no_date(text):
    assert read_written_day(text, TODAY, DATES) is None


@pytest.mark.parametrize(
    ("written", "text", "day"),
    [
        ("m/d/Y", "1/2/2027", date(2027, 1, 2)),
        ("d/m/Y", "1/2/2027", date(2027, 2, 1)),
        ("d/m/Y", "1/2", date(2027, 2, 1)),
        ("d.m.Y", "1.2.2027", date(2027, 2, 1)),
        ("Y/m/d", "2027/2/1", date(2027, 2, 1)),
        ("Y_m_d", "2027_02_01", date(2027, 2, 1)),
    ],
)
def test_the_format_of_the_installation_wins(written, text, day):
    assert read(text, DateFormat(written, "H:i", "UTC")) == day
    assert read("2026-12-31", DateFormat(written, "H:i", "UTC")) == date(2026, 12, 31)
    assert read("31.12.2026", DateFormat(written, "H:i", "UTC")) == date(2026, 12, 31)


@pytest.mark.parametrize("language", WORDS)
def test_every_word_of_the_table_is_read(language):
    words = WORDS[language]
    with translation.override(language):
        texts = [*words.days, *words.next_week, *words.next_month]
        units = (*words.day, *words.week, *words.month)
        texts += [f"{ahead} {number} {unit}" for ahead in words.ahead for number in (2, *words.one) for unit in units]
        texts += [f"{day} {at} 14:00" for day in words.days for at in words.at]
        assert [text for text in (*texts, *words.weekdays) if read_written_day(text, TODAY, DATES) is None] == []


def test_no_word_of_a_table_means_two_things():
    for language in WORDS:
        tongue = find_tongue(language)
        names = [*tongue.days, *tongue.beginnings, *tongue.weekdays]
        assert len(names) == len(set(names)), language


@given(st.text(max_size=80), st.sampled_from(("en", "ru", "th")))
def test_no_text_raises(text, language):
    with translation.override(language):
        found = read_written_day(text, TODAY, DATES)
    assert found is None or isinstance(found, WrittenDay)
