"""What options and preferences hold: kinds of values, each stored as a text, and how one is declared."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.utils.translation import check_for_language
from django.utils.translation import gettext_lazy as _

from boards.colors import COLORS
from boards.dates import DATE_PATTERNS, TIME_PATTERNS
from boards.errors import Invalid
from boards.inputs import decode_number, decode_numbers, is_email

Held = TypeVar("Held")


IMPOSSIBLE = _("This value is not possible.")


@dataclass(frozen=True, slots=True, eq=False)
class Kind(Generic[Held]):
    """``name``: what forms and exports know it by. ``read``: the value of a text; raises ValueError where it is none.

    ``choices``: the texts of the values with their labels, where they are few. ``refusal``: what is said of texts
    that are no value.
    """

    name: str
    read: Callable[[str], Held]
    write: Callable[[Held], str]
    choices: Mapping[str, Any] = field(default_factory=dict)
    refusal: Any = IMPOSSIBLE


@dataclass(frozen=True, slots=True, eq=False)
class Declared(Generic[Held]):
    """A value that somebody may set. ``default`` counts while it is unset, or can not be read.

    ``label`` is what people read, ``purpose`` says what it is for.
    """

    name: str
    kind: Kind[Held]
    default: Held
    label: Any
    purpose: Any = ""

    def read(self, text: str | None) -> Held:
        """The value of a stored text; None for one that is not stored."""
        try:
            return self.default if text is None else self.kind.read(text)
        except ValueError:
            return self.default

    def check(self, text: str) -> str:
        """A text that somebody gives, as it is stored; an empty one means the default. Raises Invalid."""
        text = text.strip()
        try:
            return self.kind.write(self.kind.read(text)) if text else ""
        except ValueError:
            raise Invalid(**{self.name: self.kind.refusal}) from None

    def tell(self, text: str | None) -> str:
        """What a stored text means, as people read it; "" for nothing."""
        written = self.kind.write(self.read(text or None))
        return str(self.kind.choices.get(written, written))

    def write(self, value: Held) -> str:
        """A value as it is stored."""
        return self.kind.write(value)


def matching(is_one: Callable[[str], bool]) -> Callable[[str], str]:
    """Reads the texts for which ``is_one`` holds, as they are."""

    def read(text: str) -> str:
        if not is_one(text):
            raise ValueError(text)
        return text

    return read


def choice(name: str, choices: Mapping[str, Any]) -> Kind[str]:
    """One of a few texts."""
    return Kind(name, matching(choices.__contains__), str, choices)


def several(name: str, choices: Mapping[str, Any], separator: str = ",") -> Kind[tuple[str, ...]]:
    """Some of a few texts, in the order of the choices; what is none of them is left out."""

    def read(text: str) -> tuple[str, ...]:
        given = set(text.split(separator.strip() or None))
        return tuple(one for one in choices if one in given)

    return Kind(name, read, separator.join, choices)


def _read_switch(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError(text)
    return text == "1"


def _read_number(text: str) -> int:
    number = decode_number(text, most=999_999_999)
    if number is None:
        raise ValueError(text)
    return number


def _read_names(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (name.strip() for name in text.split(",")))))


def _read_site(text: str) -> str:
    _read_web_address(text)
    return text if text.endswith("/") else f"{text}/"


def _is_web_address(text: str) -> bool:
    """Also whether it can be taken apart: in "http://[::1" a bracket is open."""
    try:
        return re.fullmatch(r"https?://[^\s/]+\S*", text) is not None and bool(urlsplit(text).hostname)
    except ValueError:
        return False


def _is_language(text: str) -> bool:
    return check_for_language(text.replace("_", "-").lower())


@cache
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())


def _is_timezone(text: str) -> bool:
    return text in _timezones()


_read_web_address = matching(_is_web_address)

TEXT: Kind[str] = Kind("text", str, str)
#: Made by the application, and shown as little as a password.
TOKEN: Kind[str] = Kind("token", str, str)
SWITCH = Kind("switch", _read_switch, lambda value: "1" if value else "0", {"1": _("Yes"), "0": _("No")})
NUMBER = Kind("number", _read_number, str, refusal=_("Write a whole number from 0 to 999999999."))
#: Ids; what is no number is left out.
NUMBERS = Kind("numbers", decode_numbers, lambda numbers: ",".join(map(str, sorted(numbers))))
#: Names by commas, each once.
NAMES = Kind("names", _read_names, ", ".join)
EMAIL = Kind("email", matching(is_email), str, refusal=_("Write a mail address, like office@example.org."))
_NO_ADDRESS = _("Write an address that begins with http:// or https://.")
WEB_ADDRESS = Kind("address", _read_web_address, str, refusal=_NO_ADDRESS)
#: Where a site begins, with a slash at the end.
SITE = Kind("address", _read_site, str, refusal=_NO_ADDRESS)
LANGUAGE = Kind("language", matching(_is_language), str)
TIMEZONE = Kind("timezone", matching(_is_timezone), str)
DATE_FORMAT = choice("date format", {pattern: pattern for pattern in DATE_PATTERNS})
TIME_FORMAT = choice("time format", {pattern: pattern for pattern in TIME_PATTERNS})
#: Codes of currencies with their names (domain.md 20).
CURRENCIES: dict[str, Any] = {
    "ARS": _("Argentine peso"),
    "AUD": _("Australian dollar"),
    "BAM": _("Bosnian convertible mark"),
    "BRL": _("Brazilian real"),
    "CAD": _("Canadian dollar"),
    "CHF": _("Swiss franc"),
    "CNY": _("Chinese yuan"),
    "COP": _("Colombian peso"),
    "DKK": _("Danish krone"),
    "EUR": _("Euro"),
    "GBP": _("British pound"),
    "HRK": _("Croatian kuna"),
    "HUF": _("Hungarian forint"),
    "INR": _("Indian rupee"),
    "JPY": _("Japanese yen"),
    "MXN": _("Mexican peso"),
    "NOK": _("Norwegian krone"),
    "NZD": _("New Zealand dollar"),
    "PEN": _("Peruvian sol"),
    "RSD": _("Serbian dinar"),
    "RUB": _("Russian rouble"),
    "SEK": _("Swedish krona"),
    "TRL": _("Turkish lira"),
    "USD": _("US dollar"),
    "VBL": _("Venezuelan bolívar"),
    "XBT": _("Bitcoin"),
}
CURRENCY = choice("currency", CURRENCIES)
COLOR = choice("colour", {color.id: color.label for color in COLORS.values()})
