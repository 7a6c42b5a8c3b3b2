"""Parts of long lists for programs: what stands behind the last item of the part before, whatever came and went."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Left

from boards.prepared import Row

#: Letters of a text by which a list is ordered: so many fit in a cursor.
LETTERS = 100


def first_letters(name: str) -> Left:
    """The key of a list that is ordered by a text; items that begin alike stand by id."""
    return Left(name, LETTERS)


def read_after(
    found: QuerySet[Any], columns: Sequence[Any], *, order: str, key: Any, after: Sequence[Any] | None, limit: int
) -> tuple[list[Row], list[Any] | None]:
    """The columns of a part of a list, and the values behind which the next one begins, None for the last part.

    ``order``: the name of the key, with a minus turned round; ``key``: what it stands for in the database, None for
    the id; ``after``: the values that the part before has ended with: those of key and id, or the id alone.
    1 statement.
    """
    beyond, sign = ("lt", "-") if order.startswith("-") else ("gt", "")
    names = ["pk"] if key is None else ["place", "pk"]
    if key is not None:
        found = found.annotate(place=key)
    if after:
        behind = Q(**{f"{names[0]}__{beyond}": after[0]})
        if key is not None:
            behind |= Q(place=after[0], **{f"pk__{beyond}": after[1]})
        found = found.filter(behind)
    ends = [F(name) for name in names]
    rows = list(found.order_by(*(f"{sign}{name}" for name in names)).values_list(*ends, *columns)[: limit + 1])
    shown = [row[len(ends) :] for row in rows[:limit]]
    return shown, list(rows[limit - 1][: len(ends)]) if len(rows) > limit else None
