"""Places of things that are numbered 1..n: columns of a project, sub-tasks of a task."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from boards.errors import Invalid


def put_at(item: Any, siblings: QuerySet[Any], position: int) -> None:
    """Give an item a place among its siblings, all numbered 1..n around it. 2 statements. Raises Invalid (no such
    place)."""
    ordered: list[Any] = list(siblings.exclude(pk=item.pk).order_by("position", "pk"))
    if not 1 <= position <= len(ordered) + 1:
        raise Invalid(position=_("There is no such place."))
    ordered.insert(position - 1, item)
    for place, one in enumerate(ordered, start=1):
        one.position = place
    siblings.model.objects.bulk_update(ordered, ["position"])
