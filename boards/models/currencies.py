from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CurrencyRate(models.Model):
    """What one unit of a currency is worth in that of reference (domain.md 20)."""

    currency = models.CharField(_("currency"), max_length=3, unique=True)
    rate = models.DecimalField(_("rate"), max_digits=24, decimal_places=8)

    class Meta:
        verbose_name = _("rate of a currency")
        verbose_name_plural = _("rates of currencies")

    def __str__(self) -> str:
        return self.currency
