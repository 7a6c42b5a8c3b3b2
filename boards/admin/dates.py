"""Instants, which the tables keep as UTC seconds, as operators read and write them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField

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
        if text.isascii() and text.isdigit() and len(text) > len("2026") and int(text) <= self.limit:
            return int(text)
        for pattern in FORMATS:
            try:
                return int(datetime.strptime(text, pattern).replace(tzinfo=UTC).timestamp())
            except ValueError:
                continue
        raise ValidationError(_("This is no date."), code="invalid")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return (initial or 0) != self.to_python(data)
        except ValidationError:
            return True


def show_epoch(model: type[Model], name: str) -> Callable[[Model], str]:
    """A column of a list, or a line of a page, that shows an instant."""
    field = model._meta.get_field(name)

    @admin.display(description=getattr(field, "verbose_name", name), ordering=name, empty_value="-")
    def show(obj: Model) -> str:
        return format_epoch(getattr(obj, name)) or "-"

    show.__name__ = name
    return show


def is_epoch(model: type[Model], name: Any) -> bool:
    """Whether a name is that of an instant of the model."""
    return any(field.name == name and isinstance(field, EpochField) for field in model._meta.concrete_fields)
