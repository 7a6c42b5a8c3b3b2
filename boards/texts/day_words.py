"""Days as people write them: ``25 dec``, ``31.12.2026``, ``in 3 days``, ``завтра 14:00`` (ux.md 4.2)."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta

from boards.dates import DateFormat, WrittenDay, read_clock
from boards.languages import own_language
from boards.texts.day_vocabulary import Tongue, find_name, find_tongue, simplify

#: Read beside the reader's language. Russian, too: no word in its letters is one of another language of the table.
ALWAYS = ("en", "ru")
LONGEST = 60
CLOCK = re.compile(r"(?P<day>.+?),? (?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?: ?(?P<half>[ap]m))?")
STEP = re.compile(r"\+(\d{1,3})([dw])")
DOTTED = re.compile(r"(\d{1,2})\. ?(\d{1,2})(?:\. ?(\d{4}|\d{2})?)?")
SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})(?:/(\d{4}|\d{2}))?")
DAY_FIRST = re.compile(
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|o)?\.? ?(?P<month>[^\W\d_]{3,15})\.?,?(?: (?P<year>\d{4})\.?)?"
)
MONTH_FIRST = re.compile(r"(?P<month>[^\W\d_]{3,15})\.? ?(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<year>\d{4}))?")
#: A 29 February without a year is the next one.
YEARS_AHEAD = 8


def read_written_day(text: str, today: date, dates: DateFormat) -> WrittenDay | None:
    """The day that is meant, and its time where one is given; None for anything else. Never raises.

    A weekday is the next one after today, with “next” beside it, too, a day without a year the next one from today on.
    What the installation's format reads is never read in another way.
    """
    if len(text) > LONGEST:
        return None
    if written := dates.read(" ".join(text.split())):
        return written
    words = simplify(text)
    if day := _read_words(words, today, dates, with_time=False):
        return WrittenDay(day)
    found = CLOCK.fullmatch(words)
    if found is None or not (found["minute"] or found["half"]):
        return None
    with suppress(ValueError):
        clock = read_clock(found["hour"], found["minute"], found["half"])
        if day := _read_words(found["day"], today, dates, with_time=True):
            return WrittenDay(day, clock)
    return None


def _read_words(words: str, today: date, dates: DateFormat, *, with_time: bool) -> date | None:
    """The day of folded words, in the first language that knows them."""
    if day := _read_numbers(words, today, dates):
        return day
    for language in dict.fromkeys((own_language(), *ALWAYS)):
        tongue = find_tongue(language)
        at = next((at for at in tongue.at if with_time and words.endswith(f" {at}")), "")
        with suppress(OverflowError, ValueError):
            if day := _read_named(tongue.clear(words.removesuffix(at)), today, tongue):
                return day
    return None


def _read_numbers(words: str, today: date, dates: DateFormat) -> date | None:
    """What is the same in all languages."""
    if (written := dates.read(words)) and written.clock is None:
        return written.day
    if found := STEP.fullmatch(words):
        return _step(today, int(found[1]), {"d": "day", "w": "week"}[found[2]])
    if found := DOTTED.fullmatch(words):
        return _find_day(int(found[1]), int(found[2]), found[3], today)
    if found := SLASHED.fullmatch(words):
        day, month = (1, 2) if dates.date.startswith("d") else (2, 1)
        return _find_day(int(found[day]), int(found[month]), found[3], today)
    return None


def _read_named(words: str, today: date, tongue: Tongue) -> date | None:
    """What one language says by its words. Raises OverflowError, ValueError for a day that no calendar has."""
    if words in tongue.days:
        return today + timedelta(days=tongue.days[words])
    if words in tongue.beginnings:
        return _begin_next(today, tongue.beginnings[words])
    if tongue.ahead and (found := tongue.ahead.fullmatch(words)):
        number = found["number"] or "1"
        return _step(today, int(number) if number.isdecimal() else 1, tongue.units[found["unit"]])
    named = " ".join(word for word in words.split() if word not in tongue.coming)
    weekday = find_name(tongue.weekdays, named.rstrip("."))
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if found := DAY_FIRST.fullmatch(words) or MONTH_FIRST.fullmatch(words):
        month = find_name(tongue.months, found["month"])
        return _find_day(int(found["day"]), month, found["year"], today) if month else None
    return None


def _step(day: date, number: int, unit: str) -> date:
    """So many units later; the last day of a month that lacks the day."""
    if unit != "month":
        return day + timedelta(days=number * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _begin_next(day: date, unit: str) -> date:
    """The Monday of the next week, the first of the next month."""
    return day + timedelta(days=7 - day.weekday()) if unit == "week" else _step(day.replace(day=1), 1, unit)


def _find_day(day: int, month: int, year: str | None, today: date) -> date | None:
    """The day of that year, two digits are of this century; without a year the next one from today on."""
    years = [int(year) + 2000 * (len(year) == 2)] if year else range(today.year, today.year + YEARS_AHEAD + 1)
    for one in years:
        with suppress(ValueError):
            found = date(one, month, day)
            if year or found >= today:
                return found
    return None
