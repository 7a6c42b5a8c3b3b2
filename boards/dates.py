"""Dates as people and programs write them, to UTC seconds (domain.md 11 and 4)."""

from __future__ import annotations

import calendar
import re
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
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
    "g:i a": r"(?P<hour>\d{1,2}):(?P<minute>\d{2}) (?P<half>am|pm)",
}


def now() -> int:
    """The present instant in whole UTC seconds."""
    return int(time.time())


@lru_cache(maxsize=64)
def find_zone(name: str) -> ZoneInfo:
    """The IANA zone of that name; UTC for a name that the system does not know."""
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        return ZoneInfo("UTC")


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
                clock = TIME_PATTERNS.get(times, TIME_PATTERNS["H:i"])
                found = re.fullmatch(f"{pattern}(?: {clock})?", text, re.ASCII)
                if found:
                    return found
        return None

    def parse(self, text: str) -> int | None:
        """UTC seconds of a written date, midnight where no time is given; None when it is no date after 1970."""
        found = self._match(text)
        if found is None:
            return None
        parts = found.groupdict()
        hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
        if parts.get("half"):
            if not 1 <= hour <= 12:
                return None
            hour = hour % 12 + (12 if parts["half"] == "pm" else 0)
        try:
            moment = datetime(
                int(parts["year"]), int(parts["month"]), int(parts["day"]), hour, minute, tzinfo=find_zone(self.zone)
            )
            seconds = int(moment.timestamp())
        except (ValueError, OverflowError):
            return None
        return seconds if seconds > 0 else None

    def parse_day(self, text: str) -> str | None:
        """``YYYY-MM-DD`` of a written date or of epoch digits; None when it is neither (project dates)."""
        if re.fullmatch(r"\d{1,11}", text, re.ASCII):
            return day_of(int(text), self.zone).isoformat()
        seconds = self.parse(text)
        return None if seconds is None else day_of(seconds, self.zone).isoformat()


def day_of(seconds: int, zone: str) -> date:
    """The calendar day of an instant in a zone."""
    return datetime.fromtimestamp(seconds, find_zone(zone)).date()


def midnight(day: date, zone: str) -> int:
    """UTC seconds of the first moment of a day in a zone."""
    return int(datetime(day.year, day.month, day.day, tzinfo=find_zone(zone)).timestamp())


def add_months(seconds: int, months: int, zone: str) -> int:
    """The same time of day that many months later (or earlier); a day that the month lacks becomes its last one."""
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(find_zone(zone))
    index = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(index, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return int(moment.replace(year=year, month=month + 1, day=day).timestamp())


def add_days(seconds: int, days: int, zone: str) -> int:
    """The same time of day that many days later (or earlier), also across a change of the clock."""
    moment = datetime.fromtimestamp(seconds, UTC).astimezone(find_zone(zone))
    return int((moment.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=moment.tzinfo).timestamp())
