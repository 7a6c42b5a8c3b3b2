"""A task as a row: on the dashboard, in a search, in the list of a project (web.md 4.5)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from boards.access import Rights
from boards.queries.due import due_state
from boards.queries.projects import find_writable
from boards.queries.rows import Signs, read_rows
from boards.queries.settings import zone_of

if TYPE_CHECKING:
    from boards.actors import Actor
    from boards.models import Subtask, Task

#: The groups of due dates (``boards.queries.task_lists.DUE``), in words.
DUE_LABELS = {
    "overdue": _("Overdue"),
    "today": _("Today"),
    "week": _("This week"),
    "later": _("Later"),
    "undated": _("No date"),
}


@dataclass(frozen=True)
class TaskRow:
    """``task`` comes with project, column, swimlane, category and owner; ``card``: its counts and tags.

    ``due``: as ``due_state``. ``can_close``: whether the row has a tick. ``subtasks``: what is shown below it.
    ``can_edit``, ``can_assign``, ``can_move``: whether its cells lead to a change; never without ``rights``.
    """

    task: Task
    card: Signs
    due: str
    can_close: bool
    subtasks: Sequence[Subtask] = field(default=())
    can_edit: bool = False
    can_assign: bool = False
    can_move: bool = False


def make_rows(
    actor: Actor,
    task_ids: Collection[int],
    *,
    subtasks_of: int | None = None,
    rights: Rights | None = None,
) -> list[TaskRow]:
    """The rows of tasks as the actor sees them, in this order. ≤ 2 statements, 1 with the ``rights`` of the one project
    of all tasks.

    ``subtasks_of``: as ``read_rows``. Without ``rights`` a custom role's restrictions are not looked at here; the tick
    itself looks.
    """
    if not task_ids:
        return []
    listed = read_rows(task_ids, rank=actor.comment_rank, subtasks_of=subtasks_of)
    projects = {one.task.project_id for one in listed.values() if one.task.project.is_active}
    writable = find_writable(actor, projects) if rights is None else set()
    zone = zone_of(actor)
    rows = []
    for task, signs, shown in (listed[pk] for pk in task_ids if pk in listed):
        can_close = rights.can_close(task.column_id) if rights else task.project_id in writable
        rows.append(
            TaskRow(
                task,
                signs,
                due_state(task, zone),
                task.is_active and can_close,
                shown,
                can_edit=rights is not None and rights.can_edit(task.owner_id),
                can_assign=rights is not None and rights.can_assign(task.owner_id),
                can_move=rights is not None and rights.can_move and task.is_active,
            )
        )
    return rows
