"""Field types that say what a number means."""

from __future__ import annotations

from typing import Any

from django.db import models


class EpochField(models.BigIntegerField):  # type: ignore[type-arg]
    """An instant as UTC seconds since 1970 (domain.md 1).

    NULL means never set, 0 means cleared: programs tell the two apart.
    """

    description = "Instant, in UTC seconds since 1970"


class HoursField(models.FloatField):  # type: ignore[type-arg]
    """A span of time in hours; fractions are allowed."""

    description = "Hours"


class Whole(models.IntegerField):  # type: ignore[type-arg]
    """Of an expression: an integer as the driver gives it. Django converts each value of an IntegerField once more."""

    def get_internal_type(self) -> str:
        return "Whole"

    def db_type(self, connection: Any) -> str:
        return "integer"
