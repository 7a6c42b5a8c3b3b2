"""Counts beside the rows that they belong to."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Func, IntegerField, Subquery
from django.db.models.functions import Coalesce


def count_of(queryset: Any) -> Any:
    """How many rows a queryset finds for each outer row; correlated, as joined aggregates would multiply."""
    counted = queryset.order_by().annotate(n=Func(F("pk"), function="COUNT")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
