from __future__ import annotations

from boards.events import TaskClosed, TaskEvent, TaskMovedColumn
from boards.models import Task
from boards.prepared import Prepared, param
from boards.queries.tasks import find_first_column_id, find_last_column_id
from boards.services.tasks.recurrence import repeat_task

Trigger = Task.RecurrenceTrigger
_WAITS_FOR_CLOSING = Prepared(
    lambda: (
        Task.objects.filter(
            pk=param("task_id"), recurrence_status=Task.RecurrenceStatus.PENDING, recurrence_trigger=Trigger.CLOSE
        )
        .order_by()
        .values_list("id")
    )
)


def repeat_when_due(event: TaskEvent) -> None:
    """Make the next occurrence of a task that waits for this (domain.md 13). ≤ 1 statement when it does not."""
    if not event.actor.turns_back and _is_due(event):
        repeat_task(actor=event.actor, task_id=event.task_id)


def _is_due(event: TaskEvent) -> bool:
    if isinstance(event, TaskClosed):
        return _WAITS_FOR_CLOSING.value(task_id=event.task_id) is not None
    if not isinstance(event, TaskMovedColumn) or event.recurrence_status != Task.RecurrenceStatus.PENDING:
        return False
    if event.recurrence_trigger == Trigger.FIRST_COLUMN:
        return event.src_column_id == find_first_column_id(event.project_id)
    if event.recurrence_trigger == Trigger.LAST_COLUMN:
        return event.dst_column_id == find_last_column_id(event.project_id)
    return False
