"""Counts beside the rows that they belong to."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Func, QuerySet, Subquery

from boards.fields import Whole


def count_of(queryset: QuerySet[Any]) -> Subquery:
    """How many rows a queryset finds for each outer row; correlated, as joined aggregates would multiply.

    ``COUNT`` is written as a plain function: as an aggregate Django would group the rows, which costs a sort each.
    """
    count = Func(F("pk"), function="COUNT", output_field=Whole())
    return Subquery(queryset.order_by().annotate(n=count).values("n"), output_field=Whole())
