"""Bringing tasks into another project by an automatic action (decisions.md 7)."""

from __future__ import annotations

from boards.access.check import is_allowed
from boards.access.restrictions import check_creation
from boards.actors import Actor
from boards.errors import Denied


def check_destination(actor: Actor | None, *, project_id: int, column_id: int | None = None) -> None:
    """May the actor create tasks in this project, in this column (none: the first)? Nobody may. Raises Denied."""
    if actor is None or not is_allowed(actor, "task.create", project_id=project_id):
        raise Denied("task.create")
    check_creation(actor, project_id=project_id, column_id=column_id)
