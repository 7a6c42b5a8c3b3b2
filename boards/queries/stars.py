"""The projects that a person has starred: they come first wherever projects are listed (web.md 4.2)."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, TextField, Value
from django.db.models.functions import Cast, Concat

from boards.models import UserMetadata
from boards.preferences import STARRED
from boards.prepared import Prepared, param
from boards.queries.memberships import joined_projects

_YES = STARRED.write(True)


def starred_by(user_id: Any) -> Exists:
    """Whether a person has starred the project of a query. ``user_id``: may be ``param(...)`` of a prepared one."""
    name = Concat(Value(f"{STARRED.name}."), Cast(OuterRef("pk"), TextField()), output_field=TextField())
    return Exists(UserMetadata.objects.filter(user_id=user_id, name=name, value=_YES))


_CHOICES = Prepared(
    lambda: (
        joined_projects(param("user_id"))
        .filter(is_active=True)
        .annotate(is_starred=starred_by(param("user_id")))
        .values_list("pk", "name", "is_starred")
    )
)


def list_open_projects(user_id: int) -> list[tuple[int, str, bool]]:
    """Id and name of the open projects of a member, and whether they are starred: these first, by name. 1 statement."""
    return sorted(_CHOICES.rows(user_id=user_id), key=lambda row: (not row[2], row[1].encode(), row[0]))
