"""Dates as people and programs write them, to UTC seconds (domain.md 11 and 4)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from time import time as epoch
from typing import NamedTuple
from zoneinfo import ZoneInfo

DATE_PATTERNS = {
    "m/d/Y": r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})",
    "d/m/Y": r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})",
    "Y/m/d": r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
    "d.m.Y": r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
    "Y-m-d": r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
    "Y_m_d": r"(?P<year>\d{4})_(?P<month>\d{1,2})_(?P<day>\d{1,2})",
}
TIME_PATTERNS = {
    "H:i": r"(?P<hour>\d{1,2}):(?P<minute>\d{2})",
    "g:i a": r"(?P<hour>\d{1,2}):(?P<minute>\d{2}) ?(?P<half>am|pm)",
}
#: The last second that a date may name (decisions.md 6).
LATEST = int(datetime(9998, 12, 31, 23, 59, 59, tzinfo=UTC).timestamp())
#: What is stored beyond these is shown as these: their day is in the calendar, whatever the zone.
FIRST_SHOWN = int(datetime(1, 1, 2, tzinfo=UTC).timestamp())
LAST_SHOWN = int(datetime(9999, 12, 31, 9, 59, 59, tzinfo=UTC).timestamp())

DAY = 86_400
MIDNIGHT = time()
#: What has an hour and a minute.
WallTime = datetime | time


def now() -> int:
    """The present instant in whole UTC seconds."""
    return int(epoch())


@lru_cache(maxsize=64)
def find_zone(name: str) -> ZoneInfo:
    """The IANA zone of that name; UTC for a name that the system does not know."""
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


class WrittenDay(NamedTuple):
    """A day on the wall clock of who wrote it; ``clock``: None for the whole day."""

    day: date
    clock: time | None = None


def read_clock(hour: str | None, minute: str | None, half: str | None = None) -> time | None:
    """The time of day in digits, ``half``: am or pm; None where no hour is given. Raises ValueError."""
    if hour is None:
        return None
    number = int(hour)
    if half:
        if number > 12:
            raise ValueError("no such hour")
        number = number % 12 + (12 if half.lower() == "pm" else 0)
    return time(number, int(minute or 0))


@dataclass(frozen=True, slots=True)
class DateFormat:
    """How dates are written here: one of ``DATE_PATTERNS``, one of ``TIME_PATTERNS``, and the zone."""

    date: str
    time: str
    zone: str

    def _match(self, text: str) -> re.Match[str] | None:
        for days in dict.fromkeys((self.date, "Y-m-d", "Y_m_d")):
            for times in dict.fromkeys((self.time if days == self.date else "H:i", "H:i")):
                pattern = DATE_PATTERNS.get(days, DATE_PATTERNS["Y-m-d"])
                hours = TIME_PATTERNS.get(times, TIME_PATTERNS["H:i"])
                found = re.fullmatch(f"{pattern}(?: {hours})?", text, re.ASCII | re.IGNORECASE)
                if found:
                    return found
        return None

    def read(self, text: str) -> WrittenDay | None:
        """What a text in this format, or in one that every program writes, says; None when it names no day."""
        found = self._match(text)
        if found is None:
            return None
        parts = found.groupdict()
        try:
            day = date(int(parts["year"]), int(parts["month"]), int(parts["day"]))
            return WrittenDay(day, read_clock(parts["hour"], parts["minute"], parts.get("half")))
        except ValueError:
            return None

    def keep(self, written: WrittenDay, reader_zone: str = "") -> int | None:
        """UTC seconds of a written day; None for one that comes before 1970.

        Without a time it is a day, kept as its midnight in the format's zone; a time is one in the reader's zone, where
        one is given.
        """
        zone = reader_zone if written.clock is not None and reader_zone else self.zone
        try:
            moment = datetime.combine(written.day, written.clock or MIDNIGHT, find_zone(zone))
            seconds = int(moment.timestamp())
        except (ValueError, OverflowError):
            return None
        return seconds if seconds > 0 else None

    def parse(self, text: str, reader_zone: str = "") -> int | None:
        """UTC seconds of a date in this format, as ``keep``; None when it is no date after 1970."""
        written = self.read(text)
        return None if written is None else self.keep(written, reader_zone)

    def write(self, seconds: int, zone: str) -> str:
        """The text that ``parse`` reads as this instant in the zone; a day without its time."""
        if is_midnight(seconds, self.zone):
            return self.write_day(local_time(seconds, self.zone))
        when = local_time(seconds, zone)
        return f"{self.write_day(when)} {self.write_time(when)}"

    def write_time(self, when: WallTime) -> str:
        """The time of day."""
        if self.time != "g:i a":
            return f"{when:%H:%M}"
        return f"{when.hour % 12 or 12}:{when:%M} {'pm' if when.hour >= 12 else 'am'}"

    def write_day(self, when: datetime) -> str:
        """The day alone."""
        parts = {"Y": f"{when.year:04}", "m": f"{when.month:02}", "d": f"{when.day:02}"}
        return "".join(parts.get(letter, letter) for letter in (self.date if self.date in DATE_PATTERNS else "Y-m-d"))

    def parse_day(self, text: str) -> str | None:
        """``YYYY-MM-DD`` of a written date or of epoch digits; None when it is neither (project dates)."""
        if re.fullmatch(r"\d{1,11}", text, re.ASCII):
            return day_of(int(text), self.zone).isoformat()
        seconds = self.parse(text)
        return None if seconds is None else day_of(seconds, self.zone).isoformat()


def local_time(seconds: int, zone: str) -> datetime:
    """The instant on the wall clock of a zone. One outside of the calendar becomes its first or last day."""
    return datetime.fromtimestamp(min(max(seconds, FIRST_SHOWN), LAST_SHOWN), find_zone(zone))


def day_of(seconds: int, zone: str) -> date:
    """The calendar day of an instant in a zone."""
    return local_time(seconds, zone).date()


def midnight(day: date, zone: str) -> int:
    """UTC seconds of the first moment of a day in a zone."""
    return int(datetime(day.year, day.month, day.day, tzinfo=find_zone(zone)).timestamp())


def day_end(day: date, zone: str) -> int:
    """UTC seconds of the first moment after a day in a zone."""
    return midnight(day, zone) + DAY if day == date.max else midnight(day + timedelta(days=1), zone)


def is_midnight(seconds: int, zone: str) -> bool:
    """Whether an instant is the first moment of a day in a zone."""
    return midnight(day_of(seconds, zone), zone) == seconds


def find_strays(day: date, zone: str, home: str) -> tuple[list[int], list[int]]:
    """Midnights of ``home`` on the wrong side of the midnight of ``zone`` that begins a day: those of days before it
    that come after that moment, and those of this or later days that come before."""
    if zone == home:
        return [], []
    first, last = midnight(day, zone), day.toordinal() + 1
    near = [date.fromordinal(number) for number in range(max(1, last - 3), min(last, date.max.toordinal()) + 1)]
    before = [moment for one in near if one < day and (moment := midnight(one, home)) >= first]
    after = [moment for one in near if one >= day and (moment := midnight(one, home)) < first]
    return before, after


def add_months(seconds: int, months: int, zone: str) -> int:
    """The same time of day that many months later (or earlier); a day that the month lacks becomes its last one.

    Raises ValueError, OverflowError for what no date may name.
    """
    moment = local_time(seconds, zone)
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return _in_range(int(moment.replace(year=year, month=month + 1, day=day).timestamp()))


def add_days(seconds: int, days: int, zone: str) -> int:
    """The same time of day that many days later (or earlier), also across a change of the clock.

    Raises OverflowError for what no date may name.
    """
    moment = local_time(seconds, zone)
    return _in_range(
        int((moment.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=moment.tzinfo).timestamp())
    )


def _in_range(seconds: int) -> int:
    if seconds > LATEST:
        raise OverflowError("a date after the year 9998")
    return seconds
