"""Dates on pages: short words, with the whole date for who points at it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from boards.web.jinja import dates

NOW = int(datetime(2026, 11, 28, 16, 0, tzinfo=UTC).timestamp())


@pytest.fixture(autouse=True)
def today(db, monkeypatch):
    monkeypatch.setattr(dates, "now", lambda: NOW)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (datetime(2026, 11, 28, 9, 5, tzinfo=UTC), "today 09:05"),
        (datetime(2026, 11, 27, 23, 59, tzinfo=UTC), "yesterday 23:59"),
        (datetime(2026, 12, 4, 14, 30, tzinfo=UTC), "4 Dec 14:30"),
        (datetime(2025, 12, 4, 14, 30, tzinfo=UTC), "4 Dec 2025 14:30"),
    ],
)
def test_a_moment_is_short_and_has_its_whole_date_behind_it(when, words):
    html = dates.moment({"actor": None}, int(when.timestamp()))
    assert re.fullmatch(rf'<time datetime="[^"]+" title="{when:%m/%d/%Y %H:%M}">{words}</time>', html)


def test_how_long_ago_something_was_has_the_same_date_behind_it():
    html = dates.ago({"actor": None}, NOW - 7200)
    assert 'title="11/28/2026 14:00">2 h ago</time>' in html


@pytest.mark.parametrize(
    ("text", "words"), [("2026-12-04", "4 Dec"), ("2027-01-02", "2 Jan 2027"), ("", ""), ("soon", "soon")]
)
def test_a_stored_day_is_written_as_other_days(text, words):
    assert dates.named_day(text) == words
