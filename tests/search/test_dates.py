"""Days as people write them (search.md 3)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.search.dates import FORMS, read_day

# A Wednesday.
NOW = int(datetime(2030, 1, 30, 22, 30, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2030-03-01", date(2030, 3, 1)),
        ("2030-3-1", date(2030, 3, 1)),
        ("2030/03/01", date(2030, 3, 1)),
        ("2030-03", date(2030, 3, 1)),
        ("03/01/2030", date(2030, 3, 1)),
        ("3/1/30", date(2030, 3, 1)),
        ("3/1/85", date(1985, 3, 1)),
        ("3/1", date(2030, 3, 1)),
        ("01.03.2030", date(2030, 3, 1)),
        ("1-3-2030", date(2030, 3, 1)),
        ("1 March 2030", date(2030, 3, 1)),
        ("1st mar, 2030", date(2030, 3, 1)),
        ("1-Mar-2030", date(2030, 3, 1)),
        ("2 mArCh", date(2030, 3, 2)),
        ("March 1, 2031", date(2031, 3, 1)),
        ("March 1st", date(2030, 3, 1)),
        ("Sept 2031", date(2031, 9, 1)),
        ("december", date(2030, 12, 1)),
        ("may 1 2030", date(2030, 5, 1)),
        ("2030-02-30", date(2030, 3, 2)),
        ("2030-00-00", date(2029, 11, 30)),
        ("2031-02-31", date(2031, 3, 3)),
        ("2030-03-01 14:30", date(2030, 3, 1)),
        ("2030-03-01T23:30:00.5+02:00", date(2030, 3, 1)),
        ("2030-03-01 11:59 pm", date(2030, 3, 1)),
        ("1 March 2030 at 4 p.m.", date(2030, 3, 1)),
        ("March 1 10:00", date(2030, 3, 1)),
        ("2030-03-01 23:00 +2 hours", date(2030, 3, 2)),
        ("today", date(2030, 1, 30)),
        ("TODAY", date(2030, 1, 30)),
        ("now", date(2030, 1, 30)),
        ("noon", date(2030, 1, 30)),
        ("tomorrow", date(2030, 1, 31)),
        ("tomorrow 12:00", date(2030, 1, 31)),
        ("Yesterday", date(2030, 1, 29)),
        ("+2 days", date(2030, 2, 1)),
        ("+ 2 days", date(2030, 2, 1)),
        ("2 days", date(2030, 2, 1)),
        ("2 days ago", date(2030, 1, 28)),
        ("--2 days", date(2030, 2, 1)),
        ("-1 week", date(2030, 1, 23)),
        ("+1 fortnight", date(2030, 2, 13)),
        ("+1 week 2 days", date(2030, 2, 8)),
        ("+2 hours", date(2030, 1, 31)),
        ("-1 year", date(2029, 1, 30)),
        ("+1 month", date(2030, 3, 2)),
        ("next month", date(2030, 3, 2)),
        ("last month", date(2029, 12, 30)),
        ("next year", date(2031, 1, 30)),
        ("next week", date(2030, 2, 6)),
        ("previous day", date(2030, 1, 29)),
        ("monday", date(2030, 2, 4)),
        ("wednesday", date(2030, 1, 30)),
        ("next wed", date(2030, 2, 6)),
        ("last monday", date(2030, 1, 28)),
        ("last Wednesday", date(2030, 1, 23)),
        ("this friday", date(2030, 2, 1)),
        ("monday next week", date(2030, 2, 4)),
        ("sunday this week", date(2030, 2, 3)),
        ("first day of next month", date(2030, 2, 1)),
        ("last day of next month", date(2030, 2, 28)),
        ("last day of", date(2030, 1, 31)),
        ("0", date(1970, 1, 1)),
        ("2030", date(1970, 1, 1)),
        ("1898553600", date(2030, 3, 1)),
        ("0001898553600", date(2030, 3, 1)),
        ("@1898553600", date(2030, 3, 1)),
        (" 2030-03-01 ", date(2030, 3, 1)),
    ],
)
def test_a_written_day_is_read(text: str, expected: date):
    assert read_day(text, now=NOW, zone="UTC") == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "rubbish",
            "none",
            "=2030-03-01",
            "2030-13-01",
            "2030-01-32",
            "0000-01-01",
            "30:00",
            "10:75",
            "13 pm",
        ),
        *("+99999999999 days", "+999999999 years", "+9999 years", "-9999 years", "9" * 12, "9" * 13, "9" * 5000),
        *("31.12.9999 +1 day", "1..2", "+1", "day", "2030-03-01x", "٢٠٣٠-٠٣-٠١", "today" * 30, "2030-03-01 bla"),
    ],
)
def test_what_is_no_day_is_none(text: str):
    assert read_day(text, now=NOW, zone="UTC") is None


def test_the_day_is_that_of_the_zone():
    assert read_day("today", now=NOW, zone="Asia/Tokyo") == date(2030, 1, 31)
    assert read_day("today", now=NOW, zone="America/New_York") == date(2030, 1, 30)
    assert read_day(str(NOW), now=0, zone="Asia/Tokyo") == date(2030, 1, 31)


WORDS = st.sampled_from(
    [
        "2030",
        "-",
        "/",
        ".",
        "+",
        " ",
        "1",
        "31",
        "march",
        "last",
        "next",
        "monday",
        "week",
        "day",
        "of",
        ":",
        "ago",
        "T",
        "@",
    ]
)


@given(st.text() | st.lists(WORDS, max_size=8).map("".join), st.integers(0, 2**33))
def test_no_text_stops_the_reader(text: str, moment: int):
    assert isinstance(read_day(text, now=moment, zone="Europe/Paris"), date | None)


def test_every_form_moves_on():
    assert all(form.match("") is None for form, _ in FORMS)
