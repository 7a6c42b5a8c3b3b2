"""How much things may hold: limits far above real use, each said in a sentence (decisions.md 6)."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.errors import Invalid

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

MOST_COLUMNS = 250
MOST_SWIMLANES = 250
#: Lines of one text that become tasks or sub-tasks: one request holds a project's lock while it writes.
MOST_LINES = 200
#: From the lowest to the highest priority of a project.
PRIORITY_SPAN = 100
#: Letters of a name, of a colour, of a title, and bytes of a text.
NAME, COLOR, TITLE, TEXT = 191, 255, 65_535, 1_000_000
#: What a column of plain numbers holds, on both databases.
LARGEST = 2**31 - 1
#: Bytes of a request that are read before the caller is known (decisions.md 5).
STRANGERS_BYTES = 1_000_000
#: Hours of a task or sub-task: any number of them adds up to one that is finite.
MOST_HOURS = 999_999_999_999
#: Days that an automatic action waits.
MOST_DAYS = 36_500

#: Letters that leave no mark though they count as letters or signs: fillers of Hangul and the empty cell of Braille.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
#: Blanks, controls, formats, marks that want a letter below them.
_UNSEEN = frozenset(("Cc", "Cf", "Mn", "Me", "Zs", "Zl", "Zp"))
#: Controls and ends of lines.
_BREAKING = frozenset(("Cc", "Zl", "Zp"))


def is_blank(text: str | None) -> bool:
    """Whether nothing of a text can be seen: it is empty, or only blanks, joiners, marks of direction and the like."""
    return not text or all(unicodedata.category(letter) in _UNSEEN or letter in _FILLERS for letter in text)


def is_one_line(text: str) -> bool:
    """Whether a text has no control characters and no ends of lines."""
    return not any(unicodedata.category(letter) in _BREAKING for letter in text)


def split_lines(text: str) -> list[str]:
    """The lines of a text in which something can be seen, without blanks around them."""
    return [line.strip() for line in text.splitlines() if not is_blank(line)]


def check_name(field: str, name: str, sentence: _StrPromise, *, most: int = NAME) -> None:
    """Raises Invalid: ``sentence`` for a name that nobody can see, though it is not empty, or one that is too long."""
    if name and is_blank(name):
        raise Invalid(**{field: sentence})
    if len(name) > most:
        raise Invalid(**{field: format_lazy(_("At most {most} characters."), most=most)})


def check_length(field: str, text: str | None, most: int, sentence: _StrPromise) -> None:
    """Raises Invalid for a text of more letters; the ``sentence`` names them as {most}."""
    if text and len(text) > most:
        raise Invalid(**{field: format_lazy(sentence, most=most)})


def check_color(color_id: str | None) -> None:
    """Any text is a colour; unknown ones are shown as the default. Raises Invalid for what no column holds."""
    if color_id and len(color_id) > COLOR:
        raise Invalid(color_id=format_lazy(_("A colour has at most {most} characters."), most=COLOR))


def check_texts(**texts: str | None) -> None:
    """Raises Invalid for texts, by their fields, of more than a megabyte."""
    for field, text in texts.items():
        if text and len(text) * 4 > TEXT and len(text.encode("utf-8", "surrogatepass")) > TEXT:
            raise Invalid(**{field: _("A text has at most 1 MB.")})


def check_numbers(**numbers: int | None) -> None:
    """Raises Invalid for numbers, by their fields, that no column holds."""
    for field, number in numbers.items():
        if number is not None and abs(number) > LARGEST:
            raise Invalid(**{field: format_lazy(_("A number is at most {most}."), most=LARGEST)})


def check_hours(**hours: float | None) -> None:
    """Raises Invalid for hours, by their fields, that are beyond all use, endless or no number."""
    for field, number in hours.items():
        if number is not None and not abs(number) <= MOST_HOURS:
            raise Invalid(**{field: format_lazy(_("Hours are at most {most}."), most=MOST_HOURS)})


def check_room(count: int, most: int, field: str, sentence: _StrPromise) -> None:
    """Raises Invalid when there are that many already."""
    if count >= most:
        raise Invalid(**{field: sentence})


def check_priorities(lowest: int, highest: int) -> None:
    """Raises Invalid for numbers that no column holds, and for a span that nobody can choose from."""
    check_numbers(priority_start=lowest, priority_end=highest)
    if abs(highest - lowest) > PRIORITY_SPAN:
        raise Invalid(priority_end=format_lazy(_("Priorities span at most {most}."), most=PRIORITY_SPAN))


def span_priorities(lowest: int, highest: int) -> range:
    """From the lowest to the highest, whichever way round they are set; a span of former times is cut."""
    lowest, highest = sorted((lowest, highest))
    return range(lowest, min(highest, lowest + PRIORITY_SPAN) + 1)
