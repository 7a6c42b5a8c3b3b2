"""Days as people write them in a field: ``25 dec``, ``31.12.2026``, ``in 3 days`` (ux.md 4.2)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, timedelta

from django.utils.dates import MONTHS

ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Days to the unit of "in 3 days".
UNITS: Mapping[str, int] = {"day": 1, "days": 1, "week": 7, "weeks": 7}
IN = re.compile(r"in (\d{1,3}|a|an|one) (\w{3,5})")
DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})?", re.ASCII)
DAY_FIRST = re.compile(r"(?P<day>\d{1,2})\.? (?P<month>[^\W\d_]{3,12})\.?,?(?: (?P<year>\d{4}))?")
MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,12})\.? (?P<day>\d{1,2})(?:,? (?P<year>\d{4}))?")
#: A 29 February without a year is the next one.
YEARS_AHEAD = 8


def read_written_day(text: str, today: date) -> date | None:
    """The day that is meant; without a year the next one of that name. None for anything else. Never raises."""
    words = " ".join(text.casefold().split())
    if words == "next week":
        return today + timedelta(days=7 - today.weekday())
    if (found := IN.fullmatch(words)) and found[2] in UNITS:
        number = int(found[1]) if found[1].isdecimal() else 1
        return today + timedelta(days=number * UNITS[found[2]])
    if found := DOTTED.fullmatch(words):
        return _day(int(found[1]), int(found[2]), found[3], today)
    if found := DAY_FIRST.fullmatch(words) or MONTH_FIRST.fullmatch(words):
        month = _month(found["month"])
        return _day(int(found["day"]), month, found["year"], today) if month else None
    return None


def _month(word: str) -> int:
    """The month that a name or its beginning means, in English or the reader's language; 0 for none."""
    for number, name in MONTHS.items():
        if str(name).casefold().startswith(word) or word[:3] == ENGLISH[number - 1]:
            return number
    return 0


def _day(day: int, month: int, year: str | None, today: date) -> date | None:
    years = [int(year)] if year else range(today.year, today.year + YEARS_AHEAD + 1)
    for one in years:
        with suppress(ValueError):
            found = date(one, month, day)
            if year or found >= today:
                return found
    return None
