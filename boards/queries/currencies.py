"""Reading rates of currencies."""

from __future__ import annotations

from decimal import Decimal

from boards.models import CurrencyRate


def list_rates() -> dict[str, Decimal]:
    """Currency to rate, by currency. 1 statement."""
    return dict(CurrencyRate.objects.order_by("currency").values_list("currency", "rate"))
