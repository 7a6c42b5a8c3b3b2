from __future__ import annotations

from typing import Any

from boards.models import Subtask
from boards.prepared import Row
from boards.shapes.shape import Shape, column, given, hours, reference

_KEYS = (
    column("id"),
    column("title"),
    column("status"),
    hours("time_estimated"),
    hours("time_spent"),
    column("task_id"),
    reference("user_id"),
    column("position"),
)
SUBTASK = Shape("subtask", *_KEYS)
SUBTASK_IN_LIST = Shape(
    "subtask_in_list",
    *_KEYS,
    column("username", "user__username"),
    column("name", "user__name"),
    given("timer_start_date"),
    given("status_name"),
    given("is_timer_started"),
)
STATUS_AT = SUBTASK.keys.index("status")
#: Not translated on the wire.
STATUS_NAMES = {
    Subtask.Status.TODO.value: "Todo",
    Subtask.Status.IN_PROGRESS.value: "In progress",
    Subtask.Status.DONE.value: "Done",
}


def subtask_object(row: Row, timer_start: int) -> Any:
    """The object of a row of ``SUBTASK_IN_LIST.columns``; ``timer_start``: of the reader's timer, 0 for none."""
    return SUBTASK_IN_LIST.of(row, timer_start, STATUS_NAMES.get(row[STATUS_AT]), timer_start > 0)
