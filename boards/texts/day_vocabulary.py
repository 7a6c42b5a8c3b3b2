"""How languages speak of days: the table of words, and the names of weekdays and months, which Django knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import translation
from django.utils.dates import MONTHS, MONTHS_3, MONTHS_ALT, MONTHS_AP, WEEKDAYS, WEEKDAYS_ABBR

from boards.inputs import fold


@dataclass(frozen=True)
class DayWords:
    """The words of a language, as people write them. ``ahead``: before a number of units; ``at``: before a time.

    ``fillers`` mean nothing by themselves. ``bare``: a unit alone is one of it, as in “через неделю”. ``coming``:
    what stands beside a weekday that is the next one. ``weekdays``: forms of their names that Django's translation
    lacks, with their place in the week.
    """

    days: Mapping[str, int] = field(default_factory=dict)
    ahead: tuple[str, ...] = ()
    one: tuple[str, ...] = ()
    bare: bool = False
    day: tuple[str, ...] = ()
    week: tuple[str, ...] = ()
    month: tuple[str, ...] = ()
    next_week: tuple[str, ...] = ()
    next_month: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    fillers: tuple[str, ...] = ()
    coming: tuple[str, ...] = ()
    weekdays: Mapping[str, int] = field(default_factory=dict)


WORDS: Mapping[str, DayWords] = {
    "en": DayWords(
        days={"today": 0, "tomorrow": 1, "the day after tomorrow": 2, "yesterday": -1},
        ahead=("in",), one=("a", "an", "one"),
        day=("day", "days"), week=("week", "weeks"), month=("month", "months"),
        next_week=("next week",), next_month=("next month",), at=("at",), fillers=("on", "the", "of"),
        coming=("next", "this", "coming"),
    ),
    "de": DayWords(
        days={"heute": 0, "morgen": 1, "übermorgen": 2, "gestern": -1},
        ahead=("in",), one=("ein", "eine", "einem", "einer"),
        day=("tag", "tage", "tagen"), week=("woche", "wochen"), month=("monat", "monate", "monaten"),
        next_week=("nächste woche", "kommende woche"), next_month=("nächster monat", "nächsten monat"),
        at=("um",), fillers=("am", "den"),
        coming=("nächster", "nächsten", "nächste", "kommender", "kommenden", "kommende"),
    ),
    "fr": DayWords(
        days={"aujourd'hui": 0, "demain": 1, "après-demain": 2, "hier": -1},
        ahead=("dans",), one=("un", "une"),
        day=("jour", "jours"), week=("semaine", "semaines"), month=("mois",),
        next_week=("la semaine prochaine",), next_month=("le mois prochain",), at=("à",),
        fillers=("le", "la"), coming=("prochain",),
    ),
    "es": DayWords(
        days={"hoy": 0, "mañana": 1, "pasado mañana": 2, "ayer": -1},
        ahead=("en", "dentro de"), one=("un", "una"),
        day=("día", "días"), week=("semana", "semanas"), month=("mes", "meses"),
        next_week=("la próxima semana", "la semana que viene"), next_month=("el próximo mes", "el mes que viene"),
        at=("a las", "a la"), fillers=("el", "la", "de", "del"), coming=("próximo", "que", "viene"),
    ),
    "ru": DayWords(
        days={"сегодня": 0, "завтра": 1, "послезавтра": 2, "вчера": -1},
        ahead=("через",), one=("один", "одну"), bare=True,
        day=("день", "дня", "дней"), week=("неделю", "недели", "недель"), month=("месяц", "месяца", "месяцев"),
        next_week=("следующая неделя", "на следующей неделе"), next_month=("следующий месяц", "в следующем месяце"),
        at=("в",), fillers=("в", "во", "на", "г", "года"),
        coming=("следующий", "следующая", "следующее", "следующую", "ближайшую"),
        weekdays={"среду": 2, "пятницу": 4, "субботу": 5},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Tongue:
    """The words of a language as ``simplify`` leaves them, and how they are found."""

    days: Mapping[str, int]
    ahead: re.Pattern[str] | None
    units: Mapping[str, str]
    beginnings: Mapping[str, str]
    weekdays: Mapping[str, int]
    months: Mapping[str, int]
    at: tuple[str, ...]
    fillers: frozenset[str]
    coming: frozenset[str]

    def clear(self, text: str) -> str:
        """A folded text without its fillers."""
        return " ".join(word for word in text.split() if word.rstrip(".") not in self.fillers)


def simplify(text: str) -> str:
    """A text without capitals, accents and needless blanks."""
    return " ".join(fold(text.replace("’", "'")).split())


def find_name(names: Mapping[str, int], word: str) -> int | None:
    """What a name means, or the beginning of names that all mean the same."""
    if word in names:
        return names[word]
    found = {number for name, number in names.items() if name.startswith(word)} if len(word) > 2 else set()
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=64)
def find_tongue(language: str) -> Tongue:
    """The words of a language; only the names that Django knows where the table has none."""
    words = WORDS.get(language.partition("-")[0], DayWords())
    fillers = frozenset(map(simplify, words.fillers))

    def prepare(phrases: Iterable[str]) -> list[str]:
        return [" ".join(word for word in simplify(phrase).split() if word not in fillers) for phrase in phrases]

    kinds = {"day": words.day, "week": words.week, "month": words.month}
    units = {unit: kind for kind, forms in kinds.items() for unit in prepare(forms)}
    beginnings = dict.fromkeys(prepare(words.next_week), "week") | dict.fromkeys(prepare(words.next_month), "month")
    with translation.override(language):
        weekdays = _read_names(WEEKDAYS, WEEKDAYS_ABBR)
        months = _read_names(MONTHS, MONTHS_3, MONTHS_AP, MONTHS_ALT)
    return Tongue(
        days=dict(zip(prepare(words.days), words.days.values(), strict=True)),
        ahead=_count_ahead(prepare(words.ahead), prepare(words.one), units, bare=words.bare) if units else None,
        units=units,
        beginnings=beginnings,
        weekdays=weekdays | {simplify(name): number for name, number in words.weekdays.items()},
        months=months,
        at=tuple(map(simplify, words.at)),
        fillers=fillers,
        coming=frozenset(map(simplify, words.coming)),
    )


def _read_names(*tables: Mapping[int, object]) -> dict[str, int]:
    """The names of several tables of Django, the first meaning of each."""
    found: dict[str, int] = {}
    for table in tables:
        for number, name in table.items():
            found.setdefault(simplify(str(name)).rstrip("."), number)
    return found


def _count_ahead(ahead: list[str], one: list[str], units: Iterable[str], *, bare: bool) -> re.Pattern[str]:
    """ "in 3 days": the number, or a word for one, and the unit."""
    number = rf"(?:(?P<number>\d{{1,3}}|{'|'.join(one)}) ){'?' if bare else ''}"
    return re.compile(rf"(?:{'|'.join(ahead)}) {number}(?P<unit>{'|'.join(units)})")
