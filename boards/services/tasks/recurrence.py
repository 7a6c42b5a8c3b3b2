"""Tasks that come again (domain.md 13)."""

from __future__ import annotations

from django.db import transaction

from boards.actors import Actor
from boards.dates import add_days, add_months, now
from boards.models import Task
from boards.queries.settings import get_setting
from boards.queries.tasks import find_first_column_id, get_task
from boards.services.tasks.cells import Cell, choose_column
from boards.services.tasks.copying import (
    copied_time,
    copied_values,
    copy_external_links,
    copy_subtasks,
    copy_tags,
)
from boards.services.tasks.create import announce_task, insert_task


def next_due_date(task: Task) -> int | None:
    """The due date of the task's next occurrence, UTC seconds; an unset one stays unset.

    Months and years keep the day, or take the last one of the month.
    """
    due: int | None = task.date_due
    if not due or not task.recurrence_factor:
        return due
    zone = get_setting("application_timezone")
    base = now() if task.recurrence_basedate == Task.RecurrenceBaseDate.TRIGGER_DATE else due
    try:
        if task.recurrence_timeframe == Task.RecurrenceTimeframe.MONTHS:
            return add_months(base, task.recurrence_factor, zone)
        if task.recurrence_timeframe == Task.RecurrenceTimeframe.YEARS:
            return add_months(base, 12 * task.recurrence_factor, zone)
        return add_days(base, task.recurrence_factor, zone)
    except (ValueError, OverflowError):
        return due


@transaction.atomic
def repeat_task(*, actor: Actor, task_id: int) -> int:
    """Make the next occurrence of a pending task, in the first column; answers its id. The old one is processed.

    Emits TaskSaved, TaskCreated for the new task. Raises NotFound.
    """
    task = get_task(task_id)
    column_id = choose_column(task.project_id, find_first_column_id(task.project_id))
    values = copied_values(task) | {"date_due": next_due_date(task)}
    copy_id = insert_task(
        project_id=task.project_id,
        cell=Cell(column_id, task.swimlane_id),
        title=task.title,
        owner_id=task.owner_id,
        creator_id=actor.user_id or None,
        category_id=task.category_id,
        priority=task.priority,
        recurrence_parent_id=task.pk,
        **values,
        **copied_time(task),
    )
    Task.objects.filter(pk=task.pk).update(
        recurrence_status=Task.RecurrenceStatus.PROCESSED, recurrence_child_id=copy_id
    )
    announce_task(actor, task.project_id, copy_id, None)
    copy_subtasks(task.pk, copy_id)
    copy_tags(task.pk, copy_id, task.project_id)
    copy_external_links(actor, task.pk, copy_id)
    return copy_id
