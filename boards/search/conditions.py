"""What the values of an attribute ask for (search.md 3).

A condition takes all values of its attribute, which are alternatives, and answers one Q, or None when no value is a
condition at all. The factories take field paths, so that another table (the activities) can be searched with them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q

from boards import dates
from boards.colors import find_color_id
from boards.models import Comment, Subtask, TaskLink, TaskTag
from boards.roles import APPLICATION_RANK, ApplicationRole, readable_visibilities
from boards.search.dates import read_day
from boards.search.lookups import FARTHEST, lower_ascii

Values = tuple[str, ...]
Range = tuple[int, int]
NOTHING = Q(pk__in=())
LONGEST_PATTERN = 50_000
LARGEST_PROJECT_ID = 2**31 - 1
DAY = 86_400


@dataclass(frozen=True, slots=True)
class SearchContext:
    """Who asks, and when. ``user_id`` 0: a program. ``date_format``: a key of ``boards.dates.DATE_PATTERNS``.
    ``home``: the application's zone, whose midnight means a day without a time; None: as ``zone``.

    ``comment_rank``: the highest comment visibility that is read. ``all_fields``: free words search everywhere.
    """

    user_id: int
    zone: str
    date_format: str
    comment_rank: int
    now: int
    all_fields: bool = False
    home: str | None = None


Condition = Callable[[Values, SearchContext], Q | None]


def is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def read_digits(text: str) -> int:
    """The number that digits write; ``FARTHEST`` for all that no column holds."""
    digits = text.lstrip("0") or "0"
    return int(digits) if len(digits) <= 18 else FARTHEST


def any_of(parts: Iterable[Q]) -> Q:
    """The parts as alternatives; nothing at all without any."""
    return reduce(or_, parts, Q()) or NOTHING


def storable(text: str) -> bool:
    """Whether a stored text can hold this one."""
    return "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def like(fields: Iterable[str], patterns: Iterable[str]) -> list[Q]:
    """One part for each field that is like any of the patterns; patterns that no database takes are left out."""
    usable = tuple(one for one in patterns if storable(one) and len(one.encode()) <= LONGEST_PATTERN)
    return [Q(**{f"{field}__ascii_like": usable}) for field in fields] if usable else []


def merge(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The same numbers in as few ranges as possible, in order; empty ranges vanish."""
    merged: list[Range] = []
    for low, high in sorted(one for one in ranges if one[0] <= one[1]):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(high, merged[-1][1]))
        else:
            merged.append((low, high))
    return tuple(merged)


def within(field: str, ranges: Iterable[Range]) -> list[Q]:
    """Parts for numbers in one of the ranges: single numbers as a list, which the database hashes, and the others."""
    merged = merge(ranges)
    points = [low for low, high in merged if low == high]
    spans = tuple(one for one in merged if one[0] < one[1])
    parts = [Q(**{f"{field}__in": points})] if points else []
    return parts + ([Q(**{f"{field}__within": spans})] if spans else [])


def equal_ids(field: str, numbers: Iterable[int], *, nullable: bool = False) -> list[Q]:
    """Parts for ids; 0 finds those without where the reference is ``nullable``."""
    wanted = list(numbers)
    missing = [Q(**{f"{field}__isnull": True})] if nullable and 0 in wanted else []
    return missing + within(field, [(number, number) for number in wanted if number])


def contains(*fields: str) -> Condition:
    """A text is in one of the fields."""
    return lambda values, context: any_of(like(fields, [f"%{value}%" for value in values]))


def like_whole(field: str) -> Condition:
    return lambda values, context: any_of(like([field], values))


def comment_parts(values: Values, context: SearchContext, task: str = "pk") -> list[Q]:
    """A comment that the reader may see contains one of the texts."""
    parts = like(["comment"], [f"%{value}%" for value in values])
    if not parts:
        return []
    comments = Comment.objects.filter(parts[0], task_id=OuterRef(task))
    if context.comment_rank < APPLICATION_RANK[ApplicationRole.ADMIN]:
        readable = readable_visibilities(context.comment_rank)
        comments = comments.filter(visibility__in=readable)
    return [Q(Exists(comments))]


def comment(values: Values, context: SearchContext) -> Q:
    return any_of(comment_parts(values, context))


def has_phrase(*fields: str, key: str = "pk", comments: bool = False) -> Condition:
    """A text is in one of the fields (or comments); digits and ``#digits`` are also the id ``key``."""

    def condition(values: Values, context: SearchContext) -> Q:
        numbers = [read_digits(value.removeprefix("#")) for value in values if is_digits(value.removeprefix("#"))]
        parts = equal_ids(key, numbers) + like(fields, [f"%{value}%" for value in values])
        if comments:
            parts += comment_parts(values, context, key)
        return any_of(parts)

    return condition


def read_number(text: str) -> float | int | None:
    """The number that a text writes, as SQLite reads one; None for a word."""
    text = text.strip(" \t\n\v\f\r")
    if re.fullmatch(r"[+-]?[0-9]+", text):
        number = read_digits(text.lstrip("+-"))
        return -number if text.startswith("-") else number
    if re.fullmatch(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", text):
        return float(text)
    return None


def split_operator(value: str) -> tuple[str, str]:
    """The operator in front, ``""`` for none, and the rest."""
    for operator in (">=", "<=", ">", "<"):
        if value.startswith(operator):
            return operator, value[len(operator) :]
    return "", value


def number_range(value: str) -> Range:
    """The integers that an operator and a number describe; a word is above every number (search.md 3)."""
    operator, text = split_operator(value)
    number = read_number(text)
    if number is None:
        return (-FARTHEST, FARTHEST) if operator.startswith("<") else (1, 0)
    number = max(-FARTHEST, min(FARTHEST, number))
    floor, ceiling = math.floor(number), math.ceil(number)
    ranges = {
        "": (ceiling, floor),
        ">=": (ceiling, FARTHEST),
        ">": (floor + 1, FARTHEST),
        "<=": (-FARTHEST, floor),
        "<": (-FARTHEST, ceiling - 1),
    }
    return ranges[operator]


def number(field: str) -> Condition:
    """Compared with a number; NULL never matches."""
    return lambda values, context: any_of(within(field, map(number_range, values)))


def equal_number(field: str) -> Condition:
    """An id; operators and words match nothing."""
    return lambda values, context: any_of(
        within(field, [number_range(value) for value in values if not split_operator(value)[0]])
    )


def status(field: str) -> Condition:
    """Open or closed; what is neither and no number is no condition."""

    def condition(values: Values, context: SearchContext) -> Q | None:
        words = {"open": 1, "closed": 0}
        found = {words.get(value, read_digits(value) if is_digits(value) else None) for value in values} - {None}
        flags = [flag for number, flag in ((0, False), (1, True)) if number in found]
        if not found:
            return None
        return Q(**{f"{field}__in": flags}) if flags else NOTHING

    return condition


def person_parts(user: str, values: Values, context: SearchContext, *, username: str = "%{}%") -> list[Q]:
    """``user``: the path of the reference. ``username``: the pattern around a user name; full names contain."""
    parts, numbers, names = [], [], []
    for value in values:
        if is_digits(value):
            numbers.append(read_digits(value))
        elif value == "me":
            numbers.append(context.user_id)
        elif value == "nobody":
            numbers.append(0)
        elif value == "anybody":
            parts.append(Q(**{f"{user}__isnull": False}))
        else:
            names.append(value)
    parts += equal_ids(f"{user}__pk", numbers, nullable=True)
    parts += like([f"{user}__username"], [username.format(name) for name in names])
    return parts + like([f"{user}__name"], [f"%{name}%" for name in names])


def person(user: str) -> Condition:
    return lambda values, context: any_of(person_parts(user, values, context))


def doer(user: str) -> Condition:
    """Who did something: ``me``, or words of a user name or full name; digits are no id here (search.md 8)."""

    def condition(values: Values, context: SearchContext) -> Q:
        names = [f"%{value}%" for value in values if value != "me"]
        own = [Q(**{f"{user}__pk": context.user_id})] if "me" in values else []
        return any_of(own + like([f"{user}__username", f"{user}__name"], names))

    return condition


def subtask_person(values: Values, context: SearchContext) -> Q:
    """A sub-task that is not done is somebody's; a user name counts from its beginning."""
    parts = person_parts("user", values, context, username="{}%")
    pending = [Subtask.Status.TODO, Subtask.Status.IN_PROGRESS]
    return Q(Exists(Subtask.objects.filter(any_of(parts), task_id=OuterRef("pk"), status__in=pending)))


def color(values: Values, context: SearchContext) -> Q:
    return Q(color_id__in={find_color_id(value) or "" for value in values})


def category(values: Values, context: SearchContext) -> Q:
    """Without one, of this id, or of this whole name."""
    numbers = [read_digits(value) for value in values if is_digits(value)]
    numbers += [0 for value in values if value == "none"]
    names = {lower_ascii(value) for value in values if value != "none" and storable(value)}
    parts = equal_ids("category__pk", numbers, nullable=True)
    return any_of([*parts, Q(category__name__ascii_lower__in=names)] if names else parts)


def column(values: Values, context: SearchContext) -> Q:
    """Of this id, or of exactly this title."""
    parts = equal_ids("column__pk", [read_digits(value) for value in values if is_digits(value)])
    titles = {value for value in values if not is_digits(value) and storable(value)}
    return any_of([*parts, Q(column__title__in=titles)] if titles else parts)


def project(values: Values, context: SearchContext) -> Q:
    """Of this id, or of this whole name."""
    numbers = [read_digits(value) for value in values if is_digits(value)]
    parts = equal_ids("project__pk", [number for number in numbers if number < LARGEST_PROJECT_ID])
    names = [value for value in values if not is_digits(value) or read_digits(value) >= LARGEST_PROJECT_ID]
    return any_of(parts + like(["project__name"], names))


def tag(values: Values, context: SearchContext) -> Q:
    """A tag's name contains the text; ``none``: there is no tag."""
    tags = TaskTag.objects.filter(task_id=OuterRef("pk"))
    named = like(["tag__name"], [f"%{value}%" for value in values if value != "none"])
    parts = [Q(Exists(tags.filter(part))) for part in named]
    return any_of([*parts, ~Q(Exists(tags))] if "none" in values else parts)


def reference(values: Values, context: SearchContext) -> Q:
    """The whole reference, ``*`` is any run; ``none``: there is none."""
    parts = like(["reference"], [value.replace("*", "%") for value in values if value != "none"])
    return any_of([*parts, Q(reference="") | Q(reference=None)] if "none" in values else parts)


def linked_as(values: Values, context: SearchContext) -> Q:
    """An internal link of this whole label, on this side."""
    links = TaskLink.objects.filter(task_id=OuterRef("pk"))
    return any_of(Q(Exists(links.filter(part))) for part in like(["link__label"], values))


def bounds(day: date | None, zone: str) -> Range:
    """First and last second of a day in a zone; None is the day in which time began."""
    if day is None:
        return 0, DAY - 1
    return dates.midnight(day, zone), dates.day_end(day, zone) - 1


def complement(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """All numbers that are in none of the ranges."""
    gaps, low = [], -FARTHEST
    for first, last in merge(ranges):
        gaps.append((low, first - 1))
        low = last + 1
    return merge([*gaps, (low, FARTHEST)])


def common(one: Iterable[Range], other: Iterable[Range]) -> tuple[Range, ...]:
    """The numbers that are in both."""
    return complement([*complement(one), *complement(other)])


def before(first: int, day: date | None, zone: str, home: str) -> tuple[Range, ...]:
    """The dates before a day that begins at ``first``: instants by the reader's clock, days without a time as days."""
    earlier, later = dates.find_strays(day, zone, home) if day else ([], [])
    within_reach = common([(-FARTHEST, first - 1)], complement((moment, moment) for moment in later))
    return merge([*within_reach, *((moment, moment) for moment in earlier)])


def date_ranges(values: Iterable[str], context: SearchContext, home: str) -> tuple[Range, ...]:
    """The instants that operators and days of one attribute describe; the days are alternatives, and one lower and one
    upper bound together are a span.

    ``home``: the zone whose midnights are days without a time (decisions.md 4); the reader's where there are none such.
    wire: an unreadable day is 1970-01-01, so that ``>rubbish`` finds all that have a date.
    """
    found: dict[str, list[tuple[Range, ...]]] = {"lower": [], "upper": [], "one": []}
    for value in values:
        operator, text = split_operator(value)
        day = read_day(text, now=context.now, zone=context.zone)
        first, last = bounds(day, context.zone)
        following = day + timedelta(days=1) if day and day < date.max else None
        past, until = (before(*one, context.zone, home) for one in ((first, day), (last + 1, following)))
        kind, ranges = {
            "": ("one", common(complement(past), until)),
            ">=": ("lower", complement(past)),
            ">": ("lower", complement(until)),
            "<=": ("upper", until),
            "<": ("upper", past),
        }[operator]
        found[kind].append(ranges)
    if len(found["lower"]) == len(found["upper"]) == 1:
        found = {"one": [*found["one"], common(found["lower"][0], found["upper"][0])]}
    return merge(one for ranges in found.values() for many in ranges for one in many)


def on_day(field: str) -> Condition:
    """An instant on, before or after a day; NULL never matches."""
    return lambda values, context: any_of(within(field, date_ranges(values, context, context.zone)))


def started(values: Values, context: SearchContext) -> Q:
    """A start on, before or after a day; NULL never matches."""
    return any_of(within("date_started", date_ranges(values, context, context.home or context.zone)))


def due(values: Values, context: SearchContext) -> Q:
    """As ``started``, but 0 means no date and is found by ``none`` only."""
    dated = date_ranges([value for value in values if value != "none"], context, context.home or context.zone)
    parts: list[Range] = [(0, 0)] if "none" in values else []
    for low, high in dated:
        parts += [(low, min(high, -1)), (max(low, 1), high)]
    return any_of(within("date_due", parts))


def span(field: str) -> Condition:
    """``A..B``, both days included, in the application's date format or ISO; all else is no condition."""

    def condition(values: Values, context: SearchContext) -> Q | None:
        spans = [ends for value in values if len(ends := value.split("..")) == 2]
        if not spans:
            return None
        written = dates.DateFormat(context.date_format, "H:i", context.zone)
        ranges = []
        for first, last in spans:
            low, high = ((written.parse(end) if " " not in end else None) for end in (first, last))
            last_day = None if high is None else dates.day_of(high, context.zone)
            ranges.append((low or 0, bounds(last_day, context.zone)[1]))
        return any_of(within(field, ranges))

    return condition
