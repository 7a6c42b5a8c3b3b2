"""Changing many tasks at once, as lists and boards offer it (web.md 6.8, ux.md 3.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from boards.actors import Actor
from boards.errors import DomainError
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.update import update_task
from boards.services.undo import read_states


@dataclass
class BulkResult:
    """Ids of the tasks that changed, that were so already, and that the domain refused, with the first reason."""

    changed: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    reason: str = ""


@transaction.atomic
def change_tasks(
    *,
    actor: Actor,
    task_ids: Sequence[int],
    fields: Mapping[str, Any],
    add_tags: Sequence[str] = (),
    remove_tags: Sequence[str] = (),
    tags: Sequence[str] | None = None,
) -> BulkResult:
    """Give tasks the same values; ``tags`` replaces all tags, ``add_tags`` and ``remove_tags`` change the present ones.

    Each task is changed or left as a whole. Emits what ``update_task`` emits; bounded statements a task.
    """
    result = BulkResult()
    states = read_states(task_ids)
    for task_id in task_ids:
        state = states.get(task_id)
        if state is None:
            result.refused.append(task_id)
            continue
        names = list(state["tags"])
        wanted = list(tags) if tags is not None else [n for n in names if n not in remove_tags]
        wanted += [name for name in add_tags if name not in wanted]
        differing = {name: value for name, value in fields.items() if (state.get(name) or 0) != (value or 0)}
        if not differing and wanted == names:
            result.unchanged.append(task_id)
            continue
        try:
            with transaction.atomic():
                new_tags = wanted if wanted != names else None
                if differing:
                    update_task(actor=actor, task_id=task_id, fields=differing, tags=new_tags)
                else:
                    update_task(actor=actor, task_id=task_id, fields={}, tags=new_tags or [])
            result.changed.append(task_id)
        except DomainError as error:
            result.refused.append(task_id)
            result.reason = result.reason or str(error)
    return result


@transaction.atomic
def set_status(*, actor: Actor, task_ids: Sequence[int], is_active: bool) -> BulkResult:
    """Close tasks, or open them again. Emits what ``close_task`` and ``open_task`` emit."""
    result = BulkResult()
    states = read_states(task_ids)
    for task_id in task_ids:
        state = states.get(task_id)
        if state is None:
            result.refused.append(task_id)
        elif state["is_active"] is is_active:
            result.unchanged.append(task_id)
        else:
            (open_task if is_active else close_task)(actor=actor, task_id=task_id)
            result.changed.append(task_id)
    return result
