"""Rates of currencies (domain.md 20)."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from boards import options
from boards.actors import Actor
from boards.errors import Invalid, NotFound
from boards.kinds import CURRENCIES
from boards.models import CurrencyRate
from boards.queries.settings import get_setting
from boards.services.audit import AuditKind, audit
from boards.transactions import atomic

#: The largest rate, and how many digits behind the point are kept.
MOST, DIGITS = Decimal(10) ** 15, 8


@atomic
def set_rate(*, actor: Actor, currency: str, rate: Decimal) -> bool:
    """Keep the rate of a currency in place of the one before; False when it is the same. Raises Invalid."""
    if currency not in CURRENCIES:
        raise Invalid(currency=_("There is no such currency."))
    if currency == get_setting(options.CURRENCY):
        raise Invalid(currency=_("This is the currency of reference: it is worth 1 of itself."))
    rounded = round(rate, DIGITS) if rate.is_finite() and abs(rate) < MOST else Decimal(0)
    if rounded <= 0:
        raise Invalid(rate=_("A rate is a number above 0."))
    rows = CurrencyRate.objects.select_for_update(no_key=True).filter(currency=currency)
    before = rows.values_list("rate", flat=True).first()
    if before == rounded:
        return False
    CurrencyRate.objects.update_or_create(currency=currency, defaults={"rate": rounded})
    audit(actor, AuditKind.RATE_SET, currency, changes={"rate": (write_rate(before), write_rate(rounded))})
    return True


@atomic
def remove_rate(*, actor: Actor, currency: str) -> None:
    """Raises NotFound."""
    rows = CurrencyRate.objects.select_for_update().filter(currency=currency)
    before = rows.values_list("rate", flat=True).first()
    if before is None:
        raise NotFound(f"rate of {currency}")
    rows.delete()
    audit(actor, AuditKind.RATE_SET, currency, changes={"rate": (write_rate(before), "")})


def write_rate(rate: Decimal | None) -> str:
    """A rate without needless zeros; "" for none."""
    return "" if rate is None else f"{rate.normalize():f}"
