from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from boards.models import Subtask
from boards.prepared import Row
from boards.shapes.shape import At, Epoch, Given, Hours, Reference, Shape, WireObject


class SubtaskObject(WireObject):
    id: int
    title: str
    status: int
    time_estimated: Hours
    time_spent: Hours
    task_id: int
    user_id: Reference
    position: int


class SubtaskInListObject(SubtaskObject):
    """``timer_start_date`` and ``is_timer_started``: of the reader's own timer."""

    username: Annotated[str | None, At("user__username")]
    name: Annotated[str | None, At("user__name")]
    timer_start_date: Given[Epoch]
    status_name: Given[str | None]
    is_timer_started: Given[bool]


SUBTASK = Shape("subtask", SubtaskObject)
SUBTASK_IN_LIST = Shape("subtask_in_list", SubtaskInListObject)
_ID, _STATUS = SUBTASK_IN_LIST.place("id"), SUBTASK_IN_LIST.place("status")
#: Not translated on the wire.
STATUS_NAMES = {
    Subtask.Status.TODO.value: "Todo",
    Subtask.Status.IN_PROGRESS.value: "In progress",
    Subtask.Status.DONE.value: "Done",
}


def subtask_object(row: Row, timers: Mapping[int, int]) -> SubtaskInListObject:
    """The object of a row of ``SUBTASK_IN_LIST.columns``. ``timers``: sub-task id to the reader's start."""
    start = timers.get(row[_ID], 0)
    return SUBTASK_IN_LIST.of(row, start, STATUS_NAMES.get(row[_STATUS]), start > 0)
