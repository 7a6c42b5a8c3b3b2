"""Days as people write them: ``2030-03-01``, ``1 March 2030``, ``last monday``, ``+2 days`` (search.md 3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from boards.dates import find_zone

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
STEPS = {"last": -1, "previous": -1, "this": 0, "next": 1}
SECONDS = {"sec": 1, "second": 1, "min": 60, "minute": 60, "hour": 3600}
DAYS = {"day": 1, "week": 7, "fortnight": 14}
MONTH_COUNTS = {"month": 1, "year": 12}
LONGEST_SPAN = 10**9

_MONTH = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?P<weekday>mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_UNIT = r"(?P<unit>sec|second|min|minute|hour|day|week|fortnight|month|year)s?\b"
_HOUR, _HALF = r"(?P<hour>[0-9]{1,2})", r"(?P<half>[ap])\.?m\b\.?"
_OFFSET = r"(?: *(?:Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2})(?![0-9a-z]))?"
_DAY, _YEAR, _ORDINAL = r"(?P<day>[0-9]{1,2})", r"(?P<year>[0-9]{4})", r"(?:st|nd|rd|th)?"


@dataclass(slots=True)
class _Moment:
    """What has been read so far: a wall clock that absolute parts set, and the relative parts that come after them."""

    base: datetime
    zone: ZoneInfo
    months: int = 0
    days: int = 0
    seconds: int = 0
    weekday: int | None = None
    weekday_step: int = 0
    whole_weeks: bool = False

    def set_date(self, year: int, month: int, day: int) -> None:
        if not (0 <= month <= 12 and 0 <= day <= 31):
            raise ValueError("no such day")
        index = year * 12 + month - 1
        first = date(index // 12, index % 12 + 1, 1) + timedelta(days=day - 1)
        self.base = datetime.combine(first, datetime.min.time())

    def move(self, count: int, unit: str) -> None:
        if abs(count) > LONGEST_SPAN:
            raise OverflowError("too far")
        self.seconds += count * SECONDS.get(unit, 0)
        self.days += count * DAYS.get(unit, 0)
        self.months += count * MONTH_COUNTS.get(unit, 0)

    def result(self) -> date:
        index = self.base.year * 12 + self.base.month - 1 + self.months
        moment = self.base.replace(year=index // 12, month=index % 12 + 1, day=1)
        moment += timedelta(days=self.base.day - 1 + self.days, seconds=self.seconds)
        if self.weekday is None:
            return moment.date()
        if self.whole_weeks:
            return moment.date() + timedelta(days=self.weekday - moment.weekday())
        ahead = (self.weekday - moment.weekday()) % 7
        if self.weekday_step > 0 and ahead == 0:
            ahead = 7
        if self.weekday_step < 0:
            ahead -= 7
        return moment.date() + timedelta(days=ahead)


def _year(text: str | None, moment: _Moment) -> int:
    if not text:
        return moment.base.year
    year = int(text)
    return year if len(text) > 2 else year + (2000 if year < 70 else 1900)


def _numbers(found: re.Match[str], moment: _Moment) -> None:
    parts = found.groupdict()
    moment.set_date(_year(parts.get("year"), moment), int(parts["month"]), int(parts.get("day") or 1))


def _month_name(found: re.Match[str], moment: _Moment) -> None:
    parts = found.groupdict()
    month = MONTHS.index(parts["name"][:3].lower()) + 1
    moment.set_date(_year(parts.get("year"), moment), month, int(parts.get("day") or 1))


def _epoch(found: re.Match[str], moment: _Moment) -> None:
    moment.base = datetime.fromtimestamp(int(found["seconds"]), moment.zone).replace(tzinfo=None)


def _word(found: re.Match[str], moment: _Moment) -> None:
    word = found["word"].lower()
    if word != "now":
        moment.base = moment.base.replace(hour=0, minute=0, second=0)
    moment.days += {"tomorrow": 1, "yesterday": -1}.get(word, 0)


def _clock(found: re.Match[str], moment: _Moment) -> None:
    parts = found.groupdict()
    hour = int(parts["hour"])
    if parts["half"]:
        if not 1 <= hour <= 12:
            raise ValueError("no such hour")
        hour = hour % 12 + 12 * (parts["half"].lower() == "p")
    moment.base = moment.base.replace(hour=hour, minute=int(parts.get("minute") or 0), second=0)


def _count(found: re.Match[str], moment: _Moment) -> None:
    count = int(found["count"]) * (-1 if found["signs"].count("-") % 2 else 1)
    moment.move(-count if found["ago"] else count, found["unit"].lower())


def _step(found: re.Match[str], moment: _Moment) -> None:
    unit = found["unit"].lower()
    moment.move(STEPS[found["step"].lower()], unit)
    moment.whole_weeks |= unit == "week"


def _weekday(found: re.Match[str], moment: _Moment) -> None:
    moment.weekday = WEEKDAYS.index(found["weekday"][:3].lower())
    moment.weekday_step = STEPS[(found["step"] or "this").lower()]
    moment.base = moment.base.replace(hour=0, minute=0, second=0)


def _edge(found: re.Match[str], moment: _Moment) -> None:
    moment.months += STEPS[(found["step"] or "this").lower()] + (found["edge"].lower() == "last")
    moment.base = moment.base.replace(day=1)
    moment.days -= found["edge"].lower() == "last"


Reader = Callable[[re.Match[str], _Moment], None]

# The first form that fits reads the next part of the text.
FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.ASCII | re.IGNORECASE), reader)
    for pattern, reader in (
        (r"@(?P<seconds>-?[0-9]{1,11})(?![0-9])", _epoch),
        (r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?![0-9])", _numbers),
        (r"(?P<year>[0-9]{4})/(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?![0-9])", _numbers),
        (r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})(?![0-9-])", _numbers),
        (r"(?P<month>[0-9]{1,2})/(?P<day>[0-9]{1,2})(?:/(?P<year>[0-9]{4}|[0-9]{2}))?(?![0-9/])", _numbers),
        (rf"{_DAY}[.-](?P<month>[0-9]{{1,2}})[.-]{_YEAR}(?![0-9])", _numbers),
        (rf"{_DAY}{_ORDINAL}[ .-]*{_MONTH}(?:[ ,.-]*{_YEAR}(?![0-9:]))?", _month_name),
        (rf"{_MONTH}[ .-]*{_DAY}{_ORDINAL}(?![0-9:])(?:[ ,.-]+{_YEAR}(?![0-9:]))?", _month_name),
        (rf"{_MONTH}(?:[ ,.-]*{_YEAR}(?![0-9:]))?", _month_name),
        (r"(?P<word>today|tomorrow|yesterday|now|midnight|noon)\b", _word),
        (r"(?P<edge>first|last) day of(?: (?P<step>last|previous|this|next) month\b)?", _edge),
        (rf"(?P<signs>[+-]*) *(?P<count>[0-9]{{1,18}}) *{_UNIT}(?P<ago> +ago\b)?", _count),
        (rf"(?P<step>last|previous|this|next) +{_UNIT}", _step),
        (rf"(?:(?P<step>last|previous|this|next) +)?{_WEEKDAY}", _weekday),
        (rf"(?:T|at +)?{_HOUR}:(?P<minute>[0-9]{{2}})(?::[0-9]{{2}}(?:[.,][0-9]+)?)?(?: *{_HALF})?{_OFFSET}", _clock),
        (rf"(?:at +)?{_HOUR} *{_HALF}", _clock),
    )
)
_GAP = re.compile(r"[ \t\n\r,]*")


def _read_parts(text: str, moment: _Moment) -> bool:
    at = 0
    while at < len(text):
        for form, reader in FORMS:
            found = form.match(text, at)
            if found:
                reader(found, moment)
                at = found.end()
                break
        else:
            return False
        gap = _GAP.match(text, at)
        at = gap.end() if gap else at
    return True


def read_day(text: str, *, now: int, zone: str) -> date | None:
    """The day that a text names, seen from the instant ``now`` in a zone; None when it is unreadable.

    Digits alone are epoch seconds. A time of day is dropped. A day that the month lacks rolls over: 30 February is
    2 March.
    """
    text = text.strip()
    digits = re.fullmatch(r"0*([0-9]{1,12})", text, re.ASCII)
    if digits:
        text = f"@{digits[1]}"
    if not text or len(text) > 100:
        return None
    here = find_zone(zone)
    try:
        moment = _Moment(datetime.fromtimestamp(now, here).replace(tzinfo=None), here)
        return moment.result() if _read_parts(text, moment) else None
    except (ValueError, OverflowError, OSError):
        return None
