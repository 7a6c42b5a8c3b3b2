"""A page of a long list."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from boards.counting import count_of
from boards.inputs import LARGEST_ID
from boards.prepared import Prepared


def read_page(found: QuerySet[Any], number: int, size: int) -> Page[int]:
    """The ids on a page of what a queryset finds, with the number of all. 1 statement, 2 more beyond the last page.

    Ids only, as the rows are then read by a prepared statement: to compile what a list names takes longer than that.
    """
    # A number that no page has is not one that the database can not hold.
    start = min((number - 1) * size, LARGEST_ID)
    rows = list(_with_total(found)[start : start + size])
    if not rows and number > 1:
        return Paginator(found.values_list("pk", flat=True), size).get_page(number)
    return _make_page(rows, number, size)


def prepare_first_page(found: QuerySet[Any], size: int) -> Prepared:
    """For ``read_first_page``: what is asked again and again is compiled once. May hold ``param`` placeholders."""
    return Prepared(lambda: _with_total(found)[:size])


def read_first_page(prepared: Prepared, size: int, **values: Any) -> Page[int]:
    """As ``read_page``. 1 statement."""
    try:
        return _make_page(prepared.rows(**values), 1, size)
    except EmptyResultSet:
        return _make_page([], 1, size)


def _with_total(found: QuerySet[Any]) -> QuerySet[Any, Any]:
    selected: QuerySet[Any, Any] = found.annotate(total=count_of(found)).values_list("pk", "total")
    return selected


def _make_page(rows: list[Any], number: int, size: int) -> Page[int]:
    ids: list[int] = [pk for pk, _total in rows]
    pages = Paginator(ids, size)
    pages.count = rows[0][1] if rows else 0
    return Page(ids, number, pages)
