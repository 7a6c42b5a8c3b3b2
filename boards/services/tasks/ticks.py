"""Ticking one line of a description (ux.md 4.3)."""

from __future__ import annotations

from boards.actors import Actor
from boards.queries.tasks import get_task
from boards.services.integrity import lock_project_of
from boards.services.tasks.update import update_task
from boards.texts.ticks import turn_tick
from boards.transactions import atomic


@atomic
def tick_line(*, actor: Actor, task_id: int, name: str) -> bool:
    """Tick the line of ``boards.texts.ticks.name_line``, or take its tick away; answers whether it is done now.

    Emits what ``update_task`` emits. Raises NotFound, Invalid (no name of a line), Conflict (it was changed or taken
    out meanwhile).
    """
    lock_project_of(task_id)
    description, is_done = turn_tick(get_task(task_id).description or "", name)
    update_task(actor=actor, task_id=task_id, fields={"description": description})
    return is_done
