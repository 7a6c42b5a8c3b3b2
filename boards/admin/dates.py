"""Instants, which the tables keep as UTC seconds, as operators read and write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField
from boards.inputs import decode_number

FORMAT = "%Y-%m-%d %H:%M:%S"
FORMATS = (FORMAT, "%Y-%m-%d %H:%M", "%Y-%m-%d")


def format_epoch(seconds: int | None) -> str:
    """``2026-07-01 12:00:00`` in UTC, empty for none; the digits of an instant that no calendar has."""
    if not seconds:
        return ""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime(FORMAT)
    except (ValueError, OverflowError, OSError):
        return str(seconds)


class EpochFormField(forms.Field):
    """A date in UTC, with or without a time; an empty one is 0. Seconds since 1970 are understood too."""

    widget = AdminTextInputWidget

    def __init__(self, *, min_value: int | None = None, max_value: int | None = None, **kwargs: Any) -> None:
        kwargs["required"] = False
        kwargs.setdefault("help_text", _("In UTC: 2026-07-01 12:00; empty for none."))
        self.limit = max_value or 2**63 - 1
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return format_epoch(value) if isinstance(value, int) else value

    def to_python(self, value: Any) -> int:
        text = str(value or "").strip()
        if not text:
            return 0
        given = decode_number(text, most=self.limit) if len(text) > len("2026") else None
        if given is not None:
            return given
        for pattern in FORMATS:
            try:
                seconds = int(datetime.strptime(text, pattern).replace(tzinfo=UTC).timestamp())
            except ValueError:
                continue
            if seconds > 0:
                return seconds
        raise ValidationError(_("This is no date."), code="invalid")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or 0) != self.to_python(data)
        except ValidationError:
            return True


@lru_cache(maxsize=256)
def show_epoch(field: EpochField) -> Callable[[Model], str]:
    """A column of a list, or a line of a page, that shows an instant; the same one for the same field."""

    @admin.display(description=field.verbose_name, ordering=field.name)
    def show(obj: Model) -> str:
        return format_epoch(field.value_from_object(obj)) or "-"

    show.__name__ = field.name
    return show
