"""Bringing tasks into another project by an automatic action (decisions.md 7)."""

from __future__ import annotations

from boards.access.check import require
from boards.access.facts import facts_of_new
from boards.access.rights import read_rights
from boards.actors import Actor
from boards.errors import Denied


def check_destination(actor: Actor | None, *, project_id: int, column_id: int | None = None) -> None:
    """May the actor create tasks in this project, in this column (none: the first)? Nobody may. Raises Denied."""
    if actor is None:
        raise Denied("task.create")
    rights = read_rights(actor, project_id=project_id)
    require(rights, "task.create", facts_of_new(rights, column_id))
