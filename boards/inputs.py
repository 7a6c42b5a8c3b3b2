"""What comes from outside, made harmless in one place: every door reads numbers and texts by these."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

#: The largest number that a column of ids holds, on both databases.
LARGEST_ID = 2**63 - 1
#: No stored text can hold these: NUL, and halves of characters.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
#: What stands for a character that could not be read, as in Unicode.
UNREADABLE = "\ufffd"
#: A name of a comma list: in double quotes, which are doubled inside, or without; up to the comma.
TAG = re.compile(r'\s*(?:"((?:[^"]|"")*)"\s*|([^,]*))(?:,|$)')
#: The form of a mail address.
EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+\-/=?^_`{|}~]+@(?!\.)[A-Za-z0-9.-]*[A-Za-z0-9-]", re.ASCII)


def decode_number(text: Any, *, most: int = LARGEST_ID) -> int | None:
    """The number that ASCII digits write, None for anything else and for more than ``most``."""
    if not (isinstance(text, str) and text.isascii() and text.isdigit()):
        return None
    # Python refuses to read thousands of digits, and one need not read them to know that they are too many.
    digits = text.lstrip("0") or "0"
    return number if len(digits) <= 19 and (number := int(digits)) <= most else None


def decode_numbers(text: str) -> frozenset[int]:
    """The numbers of a comma list; what is none is left out."""
    numbers = (decode_number(part) for part in text.split(","))
    return frozenset(number for number in numbers if number is not None)


def clean_text(text: str) -> str:
    """The text with a sign for each character that can not be stored, as there is for bytes that are no text."""
    return UNSTORABLE.sub(UNREADABLE, text)


def clean(value: Any) -> Any:
    """A value of JSON with all its texts, keys too, cleaned. It may not be nested deeper than the parser allows."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [clean(one) for one in value]
    if isinstance(value, dict):
        return {clean(name): clean(one) for name, one in value.items()}
    return value


def is_email(text: str) -> bool:
    """Whether a text has the form of an address (domain.md 1)."""
    found = EMAIL.fullmatch(text)
    return bool(found) and ".." not in text.rpartition("@")[2] and len(text.rpartition("@")[2]) >= 2


def tidy_tag(name: str) -> str:
    """The name of a tag on one line: a single blank for each run of blanks and line ends, none at its ends."""
    return " ".join(name.split())


def split_tags(text: str) -> list[str]:
    """The names of a comma list, each once; a name with a comma or a quote in it stands in double quotes."""
    names = []
    for found in TAG.finditer(" ".join(text.splitlines())):
        quoted, plain = found.groups()
        names.append(tidy_tag(plain if quoted is None else quoted.replace('""', '"')))
    return list(dict.fromkeys(filter(None, names)))


def join_tags(names: Iterable[str]) -> str:
    """The comma list that ``split_tags`` reads as these names, tidied: a field of one line holds no line ends."""
    return ", ".join(map(_write_tag, map(tidy_tag, names)))


def _write_tag(name: str) -> str:
    is_plain = not name.startswith('"') and split_tags(name) == [name]
    return name if is_plain else '"{}"'.format(name.replace('"', '""'))


def fold(text: str) -> str:
    """A text as one may type it: without accents, in small letters."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in parts if not unicodedata.combining(letter)).casefold()


def clean_address(address: str) -> str:
    """An address as the database keeps it, without a zone; empty for what is none, such as a proxy's "unknown"."""
    try:
        return str(ipaddress.ip_address(address.partition("%")[0]))
    except ValueError:
        return ""


def clean_agent(agent: str) -> str:
    """The name of a program as it is kept."""
    return (agent.replace("\x00", "") or "Unknown")[:255]
