"""The tick of a sub-task, on the page of its task and in lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boards.operations.subtasks import InProgress, advance_subtask
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.json_body import read_json_number
from boards.web.frame.pages import go_to

if TYPE_CHECKING:
    from django.http import HttpResponse

    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def advance(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse | None:
    """Give a sub-task its next status, or the posted one; where another one is to be put down first, nothing but the
    way to that question.

    Raises NotFound, Invalid (no such status).
    """
    wanted = request.POST.get("status")
    status = None if wanted is None else read_json_number(wanted)
    try:
        tell(request, advance_subtask(doer_in(request, task.project_id), task.pk, subtask_id, status=status))
    except InProgress:
        return go_to(request, "SubtaskRestriction.show", task_id=task.pk, subtask_id=subtask_id)
    return None
