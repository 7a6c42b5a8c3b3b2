"""Who works on a task, and its dates (automation.md 6.2)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from boards import options
from boards.actors import Actor
from boards.automations.base import Automation, Param, column_param, duration_param, swimlane_param, user_param
from boards.automations.clauses import (
    IN_COLUMN,
    IN_SWIMLANE,
    OF_ANY_TASK,
    OF_NOBODY_IN_COLUMN,
    OUT_OF_COLUMN,
    UNSTARTED_OUT_OF_COLUMN,
)
from boards.dates import add_days, now
from boards.errors import Invalid
from boards.events import TaskCreated, TaskEvent, TaskMovedColumn, TaskMovedSwimlane, TaskSaved
from boards.queries.settings import get_setting
from boards.services.tasks.update import update_task, write_task


def assign(actor: Actor, task_id: int, user_id: int) -> None:
    """Give a task to a person, 0 for nobody. Emits as any update. Raises Invalid (can't have tasks here)."""
    update_task(actor=actor, task_id=task_id, fields={"owner_id": user_id})


class InColumn(Automation[TaskEvent]):
    """Base: for tasks that stand in the column."""

    params: ClassVar[tuple[Param, ...]] = (column_param(),)
    when = IN_COLUMN

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("column_id", task.column_id)


class TaskAssignSpecificUser(InColumn):
    label = _("Give tasks in a column to a person")
    events = (TaskSaved, TaskMovedColumn)
    params = (column_param(), user_param())
    then = _("give it to {user_id}")

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        assign(actor, task.id, self.reference("user_id"))


class TaskAssignUserSwimlaneChange(Automation[TaskEvent]):
    label = _("Give tasks that enter a swimlane to a person")
    events = (TaskCreated, TaskMovedSwimlane)
    params = (swimlane_param(), user_param())
    when = IN_SWIMLANE
    then = TaskAssignSpecificUser.then

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("swimlane_id", task.swimlane_id)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        write_task(actor=actor, task_id=task.id, fields={"owner_id": self.reference("user_id")})


class TaskAssignCreator(InColumn):
    label = _("Give tasks that enter a column to who created them")
    events = (TaskMovedColumn,)
    then = _("give it to who created it")

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        assign(actor, task.id, task.creator_id)


class TaskAssignToUserOnCreationInColumn(InColumn):
    label = _("Give new tasks in a column to who creates them, when nobody has them")
    events = (TaskCreated,)
    when = OF_NOBODY_IN_COLUMN
    then = _("give it to who creates it")

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return super().applies(event, task) and not task.owner_id

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        assign(actor, task.id, task.creator_id)


class TaskAssignCurrentUser(Automation[TaskEvent]):
    label = _("Give new tasks to who creates them")
    events = (TaskCreated,)
    when = OF_ANY_TASK
    then = TaskAssignToUserOnCreationInColumn.then

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return event.actor.is_user

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        assign(actor, task.id, actor.user_id)


class TaskAssignCurrentUserColumn(InColumn):
    label = _("Give tasks that enter a column to who moves them")
    events = (TaskMovedColumn,)
    then = _("give it to who moves it")

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return event.actor.is_user and super().applies(event, task)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        assign(actor, task.id, actor.user_id)


class TaskAssignCurrentUserColumnIfNoUserAlreadySet(TaskAssignCurrentUserColumn):
    label = _("Give tasks that enter a column to who moves them, when nobody has them")
    events = (TaskMovedColumn,)
    when = OF_NOBODY_IN_COLUMN

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return not task.owner_id and super().applies(event, task)


class SetsDueDate(Automation[TaskEvent]):
    """Base: the task is due that many days from now, at this time of day; without a number it is not due."""

    then = _("make it due {duration} later")

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        write_task(actor=actor, task_id=task.id, fields={"date_due": self.due_date()})

    def due_date(self) -> int:
        """UTC seconds, 0 none. Raises Invalid."""
        days = self.number("duration")
        if days is None:
            return 0
        try:
            return max(add_days(now(), days, get_setting(options.TIMEZONE)), 0)
        except (ValueError, OverflowError) as error:
            raise Invalid(duration=_("The calendar does not go that far.")) from error


class TaskAssignDueDateOnCreation(SetsDueDate):
    label = _("Give new tasks a due date")
    events = (TaskCreated,)
    params = (duration_param(),)
    when = OF_ANY_TASK


class LeavesColumn(Automation[TaskMovedColumn]):
    """Base: for tasks that leave the column."""

    when = OUT_OF_COLUMN

    def applies(self, event: TaskMovedColumn, task: Any) -> bool:
        return self.same("column_id", event.src_column_id)


class TaskAssignDueDateOnMoveColumn(LeavesColumn, SetsDueDate):
    label = _("Give tasks that leave a column a due date")
    events = (TaskMovedColumn,)
    params = (duration_param(), column_param())


class TaskUpdateStartDate(InColumn):
    label = _("Note the start of tasks that enter a column")
    events = (TaskMovedColumn,)
    then = _("note that it has started")

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        write_task(actor=actor, task_id=task.id, fields={"date_started": now()})


class TaskUpdateStartDateOnMoveColumn(LeavesColumn):
    label = _("Note the start of tasks that leave a column, when they have none")
    events = (TaskMovedColumn,)
    params = (column_param(),)
    when = UNSTARTED_OUT_OF_COLUMN
    then = TaskUpdateStartDate.then

    def applies(self, event: TaskMovedColumn, task: Any) -> bool:
        return not task.date_started and super().applies(event, task)

    def run(self, actor: Actor, event: TaskMovedColumn, task: Any) -> None:
        write_task(actor=actor, task_id=task.id, fields={"date_started": now()})
