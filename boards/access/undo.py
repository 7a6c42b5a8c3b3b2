"""Undoing is a change like any other: who may not do it any more may not undo it either (docs/undo.md).

Asked is the role in the project where each task is now.
"""

from __future__ import annotations

from typing import Literal

from boards.access.check import is_allowed
from boards.access.restrictions import check_creation, check_move, check_removal, check_status, check_update
from boards.actors import Actor
from boards.errors import Denied
from boards.models import Operation
from boards.queries.ownership import find_project_of_task

#: What is written back: the values before the operation (undo), or those after it (redo).
Side = Literal["before", "after"]
PLACE = {"column_id", "swimlane_id", "position"}
STATUS = {"is_active", "subtasks"}


def check_turn_back(actor: Actor, *, operation: Operation, side: Side) -> None:
    """May the actor do now what undoing or redoing an operation does? Raises Denied. Bounded statements a task."""
    ids = [item["id"] for item in (*operation.tasks, *operation.created)]
    projects = {find_project_of_task(task_id) for task_id in ids} - {None}
    for project_id in projects or {operation.project_id}:
        if not is_allowed(actor, "task.edit", project_id=project_id):
            raise Denied("task.edit")
    for item in operation.tasks:
        names = set(item[side])
        if "column_id" in names:
            check_move(actor, task_id=item["id"], column_id=item[side]["column_id"])
        if "is_active" in names:
            check_status(actor, task_id=item["id"])
        if names - PLACE - STATUS:
            check_update(actor, task_id=item["id"], changes_owner="owner_id" in names)
    for item in operation.created:
        if "kept" in item:
            (task,) = item["kept"]["task"]
            if not is_allowed(actor, "task.create", project_id=task["project_id"]):
                raise Denied("task.create")
            check_creation(actor, project_id=task["project_id"], column_id=task["column_id"])
        else:
            check_removal(actor, task_id=item["id"])
