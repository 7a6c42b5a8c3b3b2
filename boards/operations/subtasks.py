"""Working on sub-tasks (web.md 7.4)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from boards import options
from boards.access import Facts
from boards.errors import Conflict, NotFound
from boards.operations.deed import Doer, Done, deed
from boards.queries.settings import get_setting
from boards.queries.subtasks import find_subtask_in_progress, get_subtask
from boards.services.subtasks import toggle_subtask


class InProgress(Conflict):
    """The person works on another sub-task, and only one at a time may be in progress: what becomes of that one?"""


@deed
def advance_subtask(doer: Doer, task_id: int, subtask_id: int, *, status: int | None = None) -> Done:
    """Give a sub-task its next status, or this one.

    Raises NotFound (also for one of another task), Invalid (no such status), InProgress.
    """
    subtask = get_subtask(subtask_id)
    if subtask.task_id != task_id:
        raise NotFound(f"sub-task {subtask_id}")
    doer.require("subtask.edit", Facts.of(doer.get_task(task_id)))
    starts = subtask.status == subtask.Status.TODO and status in (None, subtask.Status.IN_PROGRESS)
    asks = starts and get_setting(options.ONE_SUBTASK_AT_ONCE)
    if asks and find_subtask_in_progress(user_id=doer.actor.user_id, without=subtask_id):
        raise InProgress(_("You work on another sub-task."))
    toggle_subtask(actor=doer.actor, subtask=subtask, status=status)
    return Done(changed=[task_id])
