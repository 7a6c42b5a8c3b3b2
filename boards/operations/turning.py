"""Who may undo and redo (docs/undo.md): the right to do what that does, in the project where each task is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal

from boards.access import Facts, Rights, read_facts, read_rights, require
from boards.actors import Actor
from boards.errors import Denied
from boards.models import Operation, Task
from boards.operations.parts import check_part
from boards.operations.record import PLACE

#: What is written back: the values before the operation (undo), or those after it (redo).
Side = Literal["before", "after"]
STATUS = {"is_active", "subtasks"}


def check_turn(actor: Actor, *, operation: Operation, side: Side) -> None:
    """May the actor do now what undoing or redoing an operation does, in the project where each task is? Raises Denied.

    2 statements, and those of the rights in each project.
    """
    ids = [item["id"] for item in (*operation.tasks, *operation.created)]
    homes = dict(Task.objects.filter(pk__in=ids).order_by().values_list("pk", "project_id"))
    facts = read_facts(ids)
    projects = set(homes.values()) or ({operation.project_id} if operation.project_id else set())
    rights = {project_id: read_rights(actor, project_id=project_id) for project_id in projects}
    if not all(one.is_member for one in rights.values()):
        raise Denied("task.edit")
    for item in operation.tasks:
        if item["id"] in facts:
            _check_values(rights[homes[item["id"]]], facts[item["id"]], item[side])
    for item in operation.created:
        if "kept" in item:
            (task,) = item["kept"]["task"]
            there = read_rights(actor, project_id=task["project_id"])
            require(there, "task.create", Facts(task["column_id"]))
        elif item["id"] in facts:
            require(rights[homes[item["id"]]], "task.remove", facts[item["id"]])
    for item in operation.parts:
        home = homes.get(item["task_id"], operation.project_id)
        check_part(actor, item, side, rights.get(home or 0), facts.get(item["task_id"], Facts()))


def _check_values(rights: Rights, task: Facts, values: Mapping[str, Any]) -> None:
    names = set(values)
    if "column_id" in names:
        require(rights, "task.move", replace(task, target_id=values["column_id"]))
    if "is_active" in names:
        require(rights, "task.close", task)
    if names - set(PLACE) - STATUS:
        require(rights, "task.edit", replace(task, assigns="owner_id" in names))
