"""When a task is due (decisions.md 4).

Midnight in the application's zone means that no time of day was given: such a date is a day, the same one for every
reader, and it is over when that day ends in the application's zone. Any other date is an instant, whose day is that of
the reader's zone.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Protocol

from django.db.models import Case, CharField, IntegerField, Q, Value, When

from boards import options
from boards.dates import day_end, day_of, find_strays, is_midnight, midnight, now
from boards.queries.settings import get_setting

#: When tasks are due, in their order; "past" are the closed ones whose day is over.
OVERDUE, THIS_WEEK, NEXT_WEEK, LATER, NO_DATE, PAST = WEEKS = ("overdue", "this", "next", "later", "none", "past")
#: The days from today that "this week" of a list means.
WEEK = 7
NONE = Q(date_due__isnull=True) | Q(date_due=0)


def home_zone() -> str:
    """The application's time zone, whose midnight means a day."""
    return get_setting(options.TIMEZONE)


def keep_day(day: date) -> int:
    """How a day without a time is kept: UTC seconds."""
    return midnight(day, home_zone())


def has_no_time(seconds: int) -> bool:
    """Whether a date is a day without a time."""
    return is_midnight(seconds, home_zone())


def due_day(seconds: int, zone: str) -> date:
    """The day of a date for a reader in a time zone."""
    home = home_zone()
    return day_of(seconds, home if is_midnight(seconds, home) else zone)


def is_over(seconds: int) -> bool:
    """Whether a date has passed by."""
    home = home_zone()
    return now() >= day_end(day_of(seconds, home), home) if is_midnight(seconds, home) else seconds <= now()


def over(moment: int | None = None) -> Q:
    """Tasks whose due date has passed by, as ``is_over``, by now or by a moment; those without one are none of them."""
    moment = now() if moment is None else moment
    today = keep_day(day_of(moment, home_zone()))
    return Q(date_due__gt=0, date_due__lte=moment) & ~Q(date_due=today)


def is_before(day: date, zone: str) -> Q:
    """Tasks whose day, as ``due_day``, comes before this one, and those without a date."""
    earlier, later = find_strays(day, zone, home_zone())
    before = Q(date_due__lt=midnight(day, zone))
    if later:
        before &= ~Q(date_due__in=later)
    return before | Q(date_due__in=earlier) if earlier else before


class Dated(Protocol):
    """A task, or a row with these columns of it."""

    @property
    def date_due(self) -> int | None: ...
    @property
    def is_active(self) -> bool: ...


def due_state(task: Dated, zone: str) -> str:
    """ "" without a due date, "overdue", "today", or "later", which a closed task always is."""
    if not task.date_due:
        return ""
    if not task.is_active:
        return "later"
    if is_over(task.date_due):
        return "overdue"
    return "today" if due_day(task.date_due, zone) <= day_of(now(), zone) else "later"


def due_heap(zone: str) -> Case:
    """The place of a task in ``task_lists.DUE``: overdue, today, in a week, later, without a date."""
    today = day_of(now(), zone)
    return Case(
        When(NONE, then=Value(4)),
        When(over(), then=Value(0)),
        When(is_before(today + timedelta(days=1), zone), then=Value(1)),
        When(is_before(today + timedelta(days=WEEK + 1), zone), then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def due_heaps(zone: str) -> Callable[[int | None], int]:
    """``due_heap`` as a function of dates that have been read."""
    home, moment = home_zone(), now()
    today = keep_day(day_of(moment, home))
    ahead = [day_of(moment, zone) + timedelta(days=days) for days in (1, WEEK + 1)]
    ends = [(midnight(day, zone), *find_strays(day, zone, home)) for day in ahead]

    def find(seconds: int | None) -> int:
        if not seconds:
            return 4
        if 0 < seconds <= moment and seconds != today:
            return 0
        for heap, (end, earlier, later) in enumerate(ends, 1):
            if (seconds < end and seconds not in later) or seconds in earlier:
                return heap
        return 3

    return find


def due_week(zone: str) -> Case:
    """Which of ``WEEKS`` a task is due in; weeks begin on Monday."""
    today = day_of(now(), zone)
    monday = today + timedelta(days=7 - today.weekday())
    return Case(
        When(NONE, then=Value(NO_DATE)),
        When(over() & Q(is_active=True), then=Value(OVERDUE)),
        When(is_before(today, zone) & Q(is_active=False), then=Value(PAST)),
        When(is_before(monday, zone), then=Value(THIS_WEEK)),
        When(is_before(monday + timedelta(days=7), zone), then=Value(NEXT_WEEK)),
        default=Value(LATER),
        output_field=CharField(),
    )
