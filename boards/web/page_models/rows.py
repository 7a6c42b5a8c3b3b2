"""A task as a row: on the dashboard, in a search, in the list of a project (web.md 4.5)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from boards.access import Rights
from boards.queries.due import due_state
from boards.queries.projects import find_writable
from boards.queries.rows import Listed, read_rows
from boards.queries.settings import zone_of
from boards.queries.users import list_avatar_paths
from boards.texts.hits import find_snippet

if TYPE_CHECKING:
    from boards.actors import Actor

#: The groups of due dates (``boards.queries.task_lists.DUE``), in words.
DUE_LABELS = {
    "overdue": _("Overdue"),
    "today": _("Today"),
    "week": _("This week"),
    "later": _("Later"),
    "undated": _("No date"),
}


class TaskRow(NamedTuple):
    """A row: plain values, all that it is drawn from. ``due``: as ``due_state``; ``picture``: where that of the owner
    is stored; ``part``: what stands around a hit in the description; ``can_choose``: whether it has a box;
    ``can_close``: whether it has a tick.

    ``can_edit``, ``can_assign``, ``can_move``: whether its cells lead to a change; never without ``rights``.
    """

    task: Listed
    due: str
    can_choose: bool
    can_close: bool
    picture: str | None
    part: str = ""
    can_edit: bool = False
    can_assign: bool = False
    can_move: bool = False


def make_rows(
    actor: Actor,
    task_ids: Collection[int],
    *,
    subtasks_of: int | None = None,
    running: Mapping[int, int] | None = None,
    phrase: str = "",
    rights: Rights | None = None,
) -> list[TaskRow]:
    """The rows of tasks as the actor sees them, in this order. ≤ 2 statements, 1 with the ``rights`` of the one project
    of all tasks.

    ``subtasks_of``: as ``read_rows``; ``running``: sub-task to the start of its timer; ``phrase``: what was searched
    for. Without ``rights`` a custom role's restrictions are not looked at here; the tick itself looks.
    """
    if not task_ids:
        return []
    listed = read_rows(task_ids, rank=actor.comment_rank, subtasks_of=subtasks_of, texts=bool(phrase))
    projects = {task.project_id for task in listed.values() if task.project_is_active}
    writable = find_writable(actor, projects) if rights is None else set()
    zone, pictures = zone_of(actor), list_avatar_paths()
    rows = []
    for task in (listed[pk] for pk in task_ids if pk in listed):
        can_close = rights.can_close(task.column_id) if rights else task.project_id in writable
        rows.append(
            TaskRow(
                _tell_timers(task, running or {})._replace(description=""),
                due_state(task, zone),
                can_close,
                task.is_active and can_close,
                pictures.get(task.owner_id) if task.owner_id else None,
                find_snippet(task.description, phrase),
                can_edit=rights is not None and rights.can_edit(task.owner_id),
                can_assign=rights is not None and rights.can_assign(task.owner_id),
                can_move=rights is not None and rights.can_move and task.is_active,
            )
        )
    return rows


def _tell_timers(task: Listed, running: Mapping[int, int]) -> Listed:
    if not any(step.pk in running for step in task.subtasks):
        return task
    return task._replace(subtasks=tuple(step._replace(since=running.get(step.pk, 0)) for step in task.subtasks))
