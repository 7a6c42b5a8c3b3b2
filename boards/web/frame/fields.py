"""Kinds of fields that several forms have."""

from __future__ import annotations

import re
from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.forms.utils import flatatt
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.colors import COLORS
from boards.dates import WrittenDay, day_of, midnight, now
from boards.languages import write_short_day
from boards.limits import MOST_HOURS, MOST_LINES, span_priorities, split_lines
from boards.queries.settings import get_date_format
from boards.texts.day_words import read_written_day

if TYPE_CHECKING:
    from boards.models import Project

#: UTC seconds, as programs post them; fewer digits are no date that people mean.
EPOCH = re.compile(r"\d{9,11}", re.ASCII)


COLOR_CHOICES = [("", gettext_lazy("No colour")), *((color.id, color.label) for color in COLORS.values())]


def name_field(label: Any = None, *, most: int = 191) -> forms.CharField:
    """What a thing is called: the first field, in which one begins to write."""
    widget = forms.TextInput(attrs={"autofocus": 1})
    return forms.CharField(label=label or gettext_lazy("Name"), max_length=most, widget=widget)


def color_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=gettext_lazy("Colour"), required=False, choices=COLOR_CHOICES)


@lru_cache(maxsize=16)
def _write_options(choices: tuple[tuple[str, str], ...]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in choices)


class LongSelect(forms.Select):
    """A choice of hundreds of texts: their options are written once a process, not by a template each.

    ``offered``: for a field that checks by itself what was chosen, as Django's takes its time with each choice.
    """

    def __init__(self, attrs: Any = None, choices: Any = (), *, offered: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(attrs, choices)
        self.offered = offered

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        options = _write_options(self.offered or tuple((str(one), str(label)) for one, label in self.choices))
        here = f'<option value="{escape(value or "")}"'
        options = options.replace(f"{here}>", f"{here} selected>", 1)
        given = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return format_html("<select{}>{}</select>", given, mark_safe(options))  # noqa: S308 - escaped above


class MarkdownArea(forms.Textarea):
    """A text in Markdown. Scripts make buttons of ``data-markdown``: the preview, then the marks."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        words = (
            _("Preview"), _("Bold"), _("Italic"), _("Strike"), _("Link"), _("Quote"), _("List"), _("Check list"),
            _("Code"),
        )  # fmt: skip
        return {**super().build_attrs(base_attrs, extra_attrs), "data-markdown": "|".join(words)}


class OneLine(forms.CharField):
    """A text of one line. The input of a browser drops line ends: those that a program has written are shown as blanks,
    and stay as long as nobody changes the text."""

    def prepare_value(self, value: Any) -> Any:
        return " ".join(value.splitlines()) if isinstance(value, str) else value


class Lines(forms.CharField):
    """A text of which each line becomes something; answers the lines in which something can be seen."""

    widget = forms.Textarea

    def clean(self, value: Any) -> list[str]:
        lines = split_lines(super().clean(value))
        if not lines:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(_("At most %(n)s at once.") % {"n": MOST_LINES}, code="max_lines")
        return lines


class Hours(forms.FloatField):
    """Hours, empty for none. ``stored``: what a program has written may lie beyond the bounds, and must not stop an
    edit of something else.
    """

    def __init__(self, *, stored: float | None = None, **kwargs: Any) -> None:
        bounds = {"min_value": min(0, stored or 0), "max_value": max(MOST_HOURS, stored or 0)}
        super().__init__(**{"required": False, **bounds, **kwargs})


class IdChoice(forms.TypedChoiceField):
    """A choice by number; 0 for none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)
        self.empty_value: Any = 0


def understand(text: str, zone: str) -> WrittenDay | None:
    """The day that a person of a time zone means; None when it is none, or before 1970."""
    dates = get_date_format()
    written = read_written_day(text, day_of(now(), zone), dates)
    return written if written and dates.keep(written, zone) is not None else None


def describe_day(day: date, clock: time | None = None, *, this_year: int = 0) -> str:
    """ "Fri 25 Dec 2026, 14:00"; ``this_year``: the one that needs no name."""
    text = write_short_day(day, with_year=day.year != this_year, with_weekday=True)
    return f"{text}, {get_date_format().write_time(clock)}" if clock is not None else text


class DayInput(forms.TextInput):
    """A line for a date; scripts show below it what the server understands, by ``data-written``."""

    def __init__(self, attrs: Any = None, *, with_time: bool = True) -> None:
        super().__init__({"data-written": "moment" if with_time else "day", "autocomplete": "off", **(attrs or {})})


class DateTimeText(forms.CharField):
    """A date as people write it, to UTC seconds, 0 for none: in words, in the settings' format, ISO, epoch.

    Words and times of day are those of the reader's zone; a day without a time is a day (``boards.queries.due``).
    """

    def __init__(self, *, zone: str, **kwargs: Any) -> None:
        self.zone = zone
        hint = _("For example %(example)s, %(timed)s, 25 dec, tomorrow, fri or in 3 days.")
        hint %= {"example": example(), "timed": example(timed=True)}
        super().__init__(**{"required": False, "help_text": hint, "widget": DayInput, **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """Seconds as the text that is read again as the same."""
        if isinstance(value, int):
            return write_moment(value, self.zone) if value else ""
        return value

    def clean(self, value: Any) -> int:
        text = super().clean(value).strip()
        if not text:
            return 0
        if EPOCH.fullmatch(text):
            return int(text)
        written = understand(text, self.zone)
        seconds = written and get_date_format().keep(written, self.zone)
        if seconds is None:
            raise no_date()
        return seconds


class DayText(forms.CharField):
    """A day as people write it, to ``YYYY-MM-DD``, "" for none."""

    zone = "UTC"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "widget": DayInput(with_time=False), **kwargs})

    def read_in(self, zone: str) -> None:
        """Whose today counts."""
        self.zone = zone
        self.help_text = _("For example %(example)s, 25 dec, next month or in 3 weeks.") % {"example": example()}

    def clean(self, value: Any) -> str:
        text = super().clean(value).strip()
        written = understand(text, self.zone) if text else None
        if text and (written is None or written.clock is not None):
            raise no_date()
        return written.day.isoformat() if written else ""


def no_date() -> forms.ValidationError:
    """What is told beside a field whose text is no date: what can be written."""
    sentence = _("This is no date. Write it like %(example)s, 2026-12-31, 25 dec, tomorrow or in 3 days.")
    return forms.ValidationError(sentence % {"example": example()}, code="invalid")


class TaskNumber(forms.CharField):
    """ "#12", "12", or "#12 Title" as completion writes it, to 12; 0 for none."""

    def clean(self, value: Any) -> int:
        text = super().clean(value).strip()
        if not text:
            return 0
        found = re.match(r"#?(\d{1,18})(?:\s|$)", text, re.ASCII)
        if found is None:
            raise forms.ValidationError(_("Write the number of a task, like #12."))
        return int(found[1])


def example(*, timed: bool = False) -> str:
    """The last day of the year 2026 as this installation writes dates; ``timed``: half past two of its afternoon."""
    written = get_date_format()
    when = midnight(date(2026, 12, 31), written.zone)
    return written.write(when + (14 * 60 + 30) * 60 * timed, written.zone)


def write_moment(seconds: int, zone: str) -> str:
    """A date as ``DateTimeText`` reads it again, as this installation writes dates; a day without its time."""
    return get_date_format().write(seconds, zone)


class MultipleFiles(forms.FileInput):
    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class FilesField(forms.FileField):
    """Any number of files, none of them empty, together within what an upload may hold."""

    widget = MultipleFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data or [])
        limit = settings.ENV["UPLOAD_LIMIT_MB"]
        for file in files:
            if not file.size:
                raise forms.ValidationError(_("“%(name)s” is empty.") % {"name": file.name})
        if sum(file.size for file in files) > limit * 1024 * 1024:
            raise forms.ValidationError(_("All files together may have at most %(n)s MB.") % {"n": limit})
        return files


def priorities(project: Project) -> range:
    """From the lowest to the highest, whichever way round they are set."""
    return span_priorities(project.priority_start, project.priority_end)
