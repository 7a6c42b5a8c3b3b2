"""A page of a long list."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from boards.counting import count_of


def read_page(found: QuerySet[Any], number: int, size: int) -> Page[int]:
    """The ids on a page of what a queryset finds, with the number of all. 1 statement, 2 more beyond the last page.

    Ids only, as the rows are then read by a prepared statement: to compile what a list names takes longer than that.
    """
    pages: Paginator[int] = Paginator(found.values_list("pk", flat=True), size)
    start = (number - 1) * size
    rows = list(found.annotate(total=count_of(found)).values_list("pk", "total")[start : start + size])
    if not rows and number > 1:
        page = pages.get_page(number)
        return Page(list(page), page.number, pages)
    pages.count = rows[0][1] if rows else 0
    return Page([pk for pk, _total in rows], number, pages)
