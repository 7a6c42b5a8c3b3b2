"""Rates of currencies."""

from __future__ import annotations

from django.contrib import admin

from boards.admin.base import ReadOnlyAdmin
from boards.models import CurrencyRate


@admin.register(CurrencyRate)
class CurrencyRateAdmin(ReadOnlyAdmin):
    """They are set on the page of currencies."""

    list_display = ("currency", "rate")
