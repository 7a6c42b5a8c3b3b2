"""Dates and lengths of time in words. Dates are those of the reader, who is the ``actor`` of the page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from jinja2 import pass_context

from boards import options
from boards.dates import DAY, day_of, local_time, now
from boards.languages import write_short_day
from boards.queries.due import due_day, has_no_time
from boards.queries.settings import get_date_format, get_setting
from boards.wording.ages import describe_age

if TYPE_CHECKING:
    from jinja2.runtime import Context


def zone_of_reader(context: Context) -> str:
    """The time zone of the actor of a page, or that of the installation."""
    return getattr(context.get("actor"), "timezone", "") or get_setting(options.TIMEZONE)


@pass_context
def moment(context: Context, seconds: int | None) -> SafeString | str:
    """Date and time in short words, in the reader's zone; as this installation writes them for who points at it."""
    if not seconds:
        return ""
    zone = zone_of_reader(context)
    when, today = local_time(seconds, zone), day_of(now(), zone)
    time = get_date_format().write_time(when)
    if when.date() == today:
        words = _("today %(time)s") % {"time": time}
    elif when.date() == today - timedelta(days=1):
        words = _("yesterday %(time)s") % {"time": time}
    else:
        words = f"{_write_day(when.date(), today.year, get_language())} {time}"
    return format_html('<time datetime="{}" title="{}">{}</time>', when.isoformat(), _write_whole(when), words)


def _write_whole(when: datetime) -> str:
    """Date and time as this installation writes them."""
    formats = get_date_format()
    return f"{formats.write_day(when)} {formats.write_time(when)}"


@pass_context
def ago(context: Context, seconds: int | None) -> SafeString | str:
    """How long ago, with the whole date for who points at it."""
    if not seconds:
        return ""
    when = local_time(seconds, zone_of_reader(context))
    age = describe_age(now() - seconds)
    return format_html('<time datetime="{}" title="{}">{}</time>', when.isoformat(), _write_whole(when), age)


@pass_context
def day(context: Context, seconds: int | None) -> str:
    """ "12 Dec", with the time when it has one, and the year when it is another.

    A day without a time is the same one for every reader (``boards.queries.due``).
    """
    if not seconds:
        return ""
    zone = zone_of_reader(context)
    text = _write_day(due_day(seconds, zone), day_of(now(), zone).year, get_language())
    return text if has_no_time(seconds) else f"{text} {get_date_format().write_time(local_time(seconds, zone))}"


@pass_context
def short_day(context: Context, seconds: int | None) -> str:
    """The same for a narrow column: a date of another year has its year, and not its time."""
    if not seconds:
        return ""
    when, this_year = due_day(seconds, zone_of_reader(context)), day_of(now(), zone_of_reader(context)).year
    return day(context, seconds) if when.year == this_year else _write_day(when, this_year, get_language())


def named_day(text: str) -> str:
    """ "12 Dec" of a day that is stored as text, ``2030-12-12``; other texts as they are."""
    try:
        return _write_day(date.fromisoformat(text), day_of(now(), get_setting(options.TIMEZONE)).year, get_language())
    except ValueError:
        return text


@lru_cache(maxsize=1000)
def _write_day(when: date, this_year: int, _language: str | None) -> str:
    return write_short_day(when, with_year=when.year != this_year)


@pass_context
def written_date(context: Context, seconds: int | None) -> str:
    """A date as the fields of forms show and read it."""
    return get_date_format().write(seconds, zone_of_reader(context)) if seconds else ""


def time_of_print() -> str:
    """When a page was made, for those who print it."""
    return date_format(timezone.localtime(), "SHORT_DATETIME_FORMAT")


def duration(seconds: int | None) -> str:
    """ "4 d 2 h", "12 min"."""
    left = max(0, seconds or 0)
    if left < 3600:
        return _("%(n)s min") % {"n": left // 60}
    days, hours = left // DAY, left % DAY // 3600
    if not days:
        return _("%(n)s h") % {"n": hours}
    return _("%(days)s d %(hours)s h") % {"days": days, "hours": hours} if hours else _("%(n)s d") % {"n": days}
