"""Undoing is a change like any other: who may not do it any more may not undo it either (ux.md 3.16)."""

from __future__ import annotations

from typing import Literal

from boards.access.check import is_allowed
from boards.access.restrictions import check_move, check_removal, check_status, check_update
from boards.actors import Actor
from boards.errors import Denied
from boards.models import Operation

#: What is written back: the values before the operation (undo), or those after it (redo).
Side = Literal["before", "after"]
PLACE = {"column_id", "swimlane_id", "position"}


def check_turn_back(actor: Actor, *, operation: Operation, side: Side) -> None:
    """May the actor do now what undoing or redoing an operation does? Raises Denied. Bounded statements a task."""
    if not is_allowed(actor, "task.edit", project_id=operation.project_id):
        raise Denied("task.edit")
    for task in operation.tasks:
        names = set(task[side])
        if "column_id" in names:
            check_move(actor, task_id=task["id"], column_id=task[side]["column_id"])
        if "is_active" in names:
            check_status(actor, task_id=task["id"])
        if names - PLACE - {"is_active"}:
            check_update(actor, task_id=task["id"], changes_owner="owner_id" in names)
    for task in operation.created:
        check_removal(actor, task_id=task["id"])
