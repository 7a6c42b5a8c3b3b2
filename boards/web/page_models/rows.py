"""A task as a row: on the dashboard, in a search, in the list of a project (web.md 4.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from boards.access import Rights
from boards.queries.cards import CardRow, read_cards
from boards.queries.due import due_state
from boards.queries.projects import list_target_projects
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
    card: CardRow
    due: str
    can_close: bool
    subtasks: Sequence[Subtask] = field(default=())
    can_edit: bool = False
    can_assign: bool = False
    can_move: bool = False


def make_rows(
    actor: Actor,
    tasks: Sequence[Task],
    *,
    subtasks: Mapping[int, Sequence[Subtask]] | None = None,
    rights: Rights | None = None,
) -> list[TaskRow]:
    """The rows of tasks as the actor sees them. ≤ 5 statements, 3 with the ``rights`` of the one project of all tasks.

    Without ``rights`` a custom role's restrictions are not looked at here; the tick itself looks.
    """
    if not tasks:
        return []
    cards = read_cards([task.pk for task in tasks], rank=actor.comment_rank)
    writable = list_target_projects(actor) if rights is None else {}
    zone = zone_of(actor)
    return [
        TaskRow(
            task,
            cards[task.pk],
            due_state(task, zone),
            task.is_active and (rights.can_close(task.column_id) if rights else task.project_id in writable),
            (subtasks or {}).get(task.pk, ()),
            can_edit=rights is not None and rights.can_edit(task.owner_id),
            can_assign=rights is not None and rights.can_assign(task.owner_id),
            can_move=rights is not None and rights.can_move and task.is_active,
        )
        for task in tasks
        if task.pk in cards
    ]
