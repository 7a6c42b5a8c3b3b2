"""Tasks that come again (domain.md 13)."""

from __future__ import annotations

from boards import options
from boards.actors import Actor
from boards.dates import add_days, add_months, now
from boards.models import Task
from boards.queries.settings import get_setting
from boards.queries.tasks import find_first_column_id, get_task
from boards.services.integrity import lock_project_of
from boards.services.tasks.cells import choose_column
from boards.services.tasks.copying import Target, announce_copy, insert_copy
from boards.transactions import atomic


def next_due_date(task: Task) -> int | None:
    """The due date of the task's next occurrence, UTC seconds; an unset one stays unset.

    Months and years keep the day, or take the last one of the month.
    """
    due: int | None = task.date_due
    if not due or not task.recurrence_factor:
        return due
    zone = get_setting(options.TIMEZONE)
    base = now() if task.recurrence_basedate == Task.RecurrenceBaseDate.TRIGGER_DATE else due
    try:
        if task.recurrence_timeframe == Task.RecurrenceTimeframe.MONTHS:
            return add_months(base, task.recurrence_factor, zone)
        if task.recurrence_timeframe == Task.RecurrenceTimeframe.YEARS:
            return add_months(base, 12 * task.recurrence_factor, zone)
        return add_days(base, task.recurrence_factor, zone)
    except (ValueError, OverflowError):
        return due


@atomic
def repeat_task(*, actor: Actor, task_id: int) -> int:
    """Make the next occurrence of a pending task, in the first column; answers its id. The old one is processed.

    Emits TaskSaved, TaskCreated for the new task. Raises NotFound.
    """
    lock_project_of(task_id)
    task = get_task(task_id)
    column_id = choose_column(task.project_id, find_first_column_id(task.project_id))
    copy_id = insert_copy(
        actor,
        task,
        Target.beside(task, column_id),
        date_due=next_due_date(task),
        recurrence_parent_id=task.pk,
    )
    Task.objects.filter(pk=task.pk).update(
        recurrence_status=Task.RecurrenceStatus.PROCESSED, recurrence_child_id=copy_id
    )
    announce_copy(actor, task, copy_id, task.project_id)
    return copy_id
