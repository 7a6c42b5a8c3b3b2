"""In which language one is spoken to: texts in that of a catalogue, numbers and words for days in one's own.

All languages of Kanboard can be chosen (domain.md 21). Texts are there in those of ``settings.LANGUAGES``; who has
chosen another one reads English everywhere, and not half a sentence of Django's in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date

from django.utils import translation
from django.utils.formats import date_format, get_format
from django.utils.translation.trans_real import parse_accept_lang_header

#: As much of the wishes of a browser is read.
MOST_ACCEPTED = 500
#: Django's code of the language that was asked for.
_own: ContextVar[str] = ContextVar("own_language", default="")


def find_catalogue(code: str) -> str:
    """The catalogue for a language of Kanboard (``de_DE``); English where there is none."""
    try:
        return translation.get_supported_language_variant(code.replace("_", "-"))
    except LookupError:
        return "en"


def find_accepted(header: str) -> str:
    """The first language of an ``Accept-Language`` that there is a catalogue for; "" for none."""
    for code, _weight in parse_accept_lang_header(header[:MOST_ACCEPTED].lower()):
        if code == "*":
            break
        try:
            translation.get_supported_language_variant(code)
        except LookupError:
            continue
        return code
    return ""


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Texts are those for a language of Kanboard."""
    token = _own.set(code.replace("_", "-").lower())
    try:
        with translation.override(find_catalogue(code)):
            yield
    finally:
        _own.reset(token)


def own_language() -> str:
    """Django's code of the language that was asked for, whether there is a catalogue or not."""
    return _own.get() or translation.get_language() or "en"


def write_short_day(day: date, *, with_year: bool, with_weekday: bool = False) -> str:
    """ "Fri 25 Dec 2026" in the language of the texts; English begins the names of months with a capital letter."""
    month = "M" if translation.get_language() == "en" else "b"
    pattern = f"{'D ' if with_weekday else ''}j {month}{' Y' if with_year else ''}"
    return date_format(day, pattern).replace(".", "")


def write_number(value: float, decimals: int = 0) -> str:
    """A number as that language writes it, without groups of digits."""
    separator = str(get_format("DECIMAL_SEPARATOR", lang=own_language()))
    return f"{value:.{decimals}f}".replace(".", separator)
