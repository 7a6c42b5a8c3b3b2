"""Working on sub-tasks (web.md 7.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards import options
from boards.access import Facts
from boards.errors import Conflict, NotFound
from boards.models import Subtask
from boards.operations.deed import Doer, Done, deed
from boards.operations.record import Record, undoable
from boards.queries.settings import get_setting
from boards.queries.subtasks import find_subtask_in_progress, get_subtask
from boards.services.subtasks import create_subtasks, remove_subtask, toggle_subtask, update_subtask
from boards.wording import deeds


class InProgress(Conflict):
    """The person works on another sub-task, and only one at a time may be in progress: what becomes of that one?"""


def _subtask_of(task_id: int, subtask_id: int) -> Subtask:
    """Raises NotFound, also for one of another task."""
    subtask = get_subtask(subtask_id)
    if subtask.task_id != task_id:
        raise NotFound(f"sub-task {subtask_id}")
    return subtask


def _answer(record: Record, task_id: int) -> Done:
    changed = [task_id] if record.has_changed else []
    return Done(label=record.label if changed else "", operation_id=record.operation_id, changed=changed)


@deed
def plan_subtasks(
    doer: Doer, task_id: int, titles: Sequence[str], *, user_id: int | None = None, time_estimated: float = 0
) -> Done:
    """Sub-tasks behind the last one; can't be undone. Raises Denied, and what ``create_subtasks`` raises."""
    doer.require("subtask.edit", Facts.of(doer.get_task(task_id)))
    created = create_subtasks(
        actor=doer.actor, task_id=task_id, titles=titles, user_id=user_id, time_estimated=time_estimated
    )
    return Done(label=deeds.describe_subtasks(len(created)), changed=[task_id])


@deed
def revise_subtask(doer: Doer, task_id: int, subtask_id: int, fields: Mapping[str, Any]) -> Done:
    """Change fields of a sub-task. Raises Denied, NotFound, and what ``update_subtask`` raises."""
    parts = [("subtask", subtask_id)]
    label = deeds.describe_subtask_edit()
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id], parts=parts, label=label) as record:
        record.require(doer, "subtask.edit", [task_id])
        update_subtask(actor=doer.actor, subtask=_subtask_of(task_id, subtask_id), fields=fields)
    return _answer(record, task_id)


@deed
def advance_subtask(doer: Doer, task_id: int, subtask_id: int, *, status: int | None = None) -> Done:
    """Give a sub-task its next status, or this one; its timer may start or stop.

    Raises NotFound (also for one of another task), Denied, Invalid (no such status), InProgress.
    """
    parts = [("subtask", subtask_id)]
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id], parts=parts) as record:
        record.require(doer, "subtask.edit", [task_id])
        subtask = _subtask_of(task_id, subtask_id)
        starts = subtask.status == subtask.Status.TODO and status in (None, subtask.Status.IN_PROGRESS)
        asks = starts and get_setting(options.ONE_SUBTASK_AT_ONCE)
        if asks and find_subtask_in_progress(user_id=doer.actor.user_id, without=subtask_id):
            raise InProgress(_("You work on another sub-task."))
        now = toggle_subtask(actor=doer.actor, subtask=subtask, status=status)
        record.label = deeds.describe_progress(subtask.title, now)
    return _answer(record, task_id)


@deed
def discard_subtask(doer: Doer, task_id: int, subtask_id: int) -> Done:
    """Remove a sub-task. Raises NotFound (also for one of another task), Denied."""
    parts = [("subtask", subtask_id)]
    label = deeds.describe_subtask_removal()
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id], parts=parts, label=label) as record:
        record.require(doer, "subtask.edit", [task_id])
        remove_subtask(actor=doer.actor, subtask=_subtask_of(task_id, subtask_id))
    return _answer(record, task_id)
