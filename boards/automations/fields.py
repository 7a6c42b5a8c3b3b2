"""Colour, category and priority (automation.md 6.1)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.automations.base import (
    Automation,
    category_param,
    color_param,
    column_param,
    link_param,
    priority_param,
    swimlane_param,
    user_param,
)
from boards.automations.clauses import (
    IN_COLUMN,
    IN_SWIMLANE,
    OF_CATEGORY,
    OF_COLOR,
    OF_PERSON,
    OF_PRIORITY,
    OVERDUE,
    STARTED,
    WITH_FIRST_LINK,
    WITH_LINK,
)
from boards.dates import now
from boards.events import (
    DailyRound,
    TaskAssigneeChanged,
    TaskCreated,
    TaskEvent,
    TaskLinkSaved,
    TaskMovedColumn,
    TaskMovedSwimlane,
    TaskSaved,
)
from boards.services.tasks.update import color_tasks_past, update_task, write_task


class SetsColor(Automation[TaskEvent]):
    """Base: gives the task a colour, silently."""

    then = _("give it the colour {color_id}")

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        write_task(actor=actor, task_id=task.id, fields={"color_id": self.text("color_id")})


class TaskAssignColorCategory(SetsColor):
    label = _("Give a colour to the tasks of a category")
    events = (TaskSaved,)
    params = (color_param(), category_param())
    when = OF_CATEGORY

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("category_id", task.category_id)


class TaskAssignColorColumn(SetsColor):
    label = _("Give a colour to tasks that enter a column")
    events = (TaskCreated, TaskMovedColumn)
    params = (column_param(), color_param())
    when = IN_COLUMN

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("column_id", task.column_id)


class TaskAssignColorSwimlane(SetsColor):
    label = _("Give a colour to tasks that enter a swimlane")
    events = (TaskCreated, TaskMovedSwimlane)
    params = (swimlane_param(), color_param())
    when = IN_SWIMLANE

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("swimlane_id", task.swimlane_id)


class TaskAssignColorUser(SetsColor):
    label = _("Give a colour to the tasks of a person")
    events = (TaskCreated, TaskAssigneeChanged)
    params = (color_param(), user_param())
    when = OF_PERSON

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("user_id", task.owner_id)


class TaskAssignColorPriority(SetsColor):
    label = _("Give a colour to the tasks of a priority")
    events = (TaskSaved,)
    params = (color_param(), priority_param())
    when = OF_PRIORITY

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("priority", task.priority)


class TaskAssignColorLink(SetsColor):
    label = _("Give a colour to tasks with a kind of link")
    events = (TaskLinkSaved,)
    params = (color_param(), link_param())
    when = WITH_LINK

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return isinstance(event, TaskLinkSaved) and self.same("link_id", event.link_id)


class ColorsTasksPast(Automation[DailyRound]):
    """Base: every day, gives a colour to open tasks whose date is over."""

    date: str
    then = SetsColor.then

    def run(self, actor: Actor, event: DailyRound, task: Any) -> None:
        color_tasks_past(
            actor=actor, project_id=event.project_id, date=self.date, moment=now(), color_id=self.text("color_id")
        )


class TaskAssignColorOnDueDate(ColorsTasksPast):
    label = _("Give a colour to tasks whose due date is over")
    events = (DailyRound,)
    params = (color_param(),)
    date = "date_due"
    when = OVERDUE


class TaskAssignColorOnStartDate(ColorsTasksPast):
    label = _("Give a colour to tasks whose start date has come")
    events = (DailyRound,)
    params = (color_param(),)
    date = "date_started"
    when = STARTED


class TaskAssignCategoryColor(Automation[TaskEvent]):
    label = _("Give a category to the tasks of a colour")
    events = (TaskSaved,)
    params = (color_param(), category_param())
    when = OF_COLOR
    then = _("give it the category {category_id}")

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return bool(task.color_id == self.text("color_id"))

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        update_task(actor=actor, task_id=task.id, fields={"category_id": self.reference("category_id")})


class TaskAssignCategoryLink(Automation[TaskLinkSaved]):
    label = _("Give a category to tasks with a kind of link")
    events = (TaskLinkSaved,)
    params = (category_param(), link_param())
    when = WITH_FIRST_LINK
    then = TaskAssignCategoryColor.then

    def applies(self, event: TaskLinkSaved, task: Any) -> bool:
        return not task.category_id and self.same("link_id", event.link_id)

    def run(self, actor: Actor, event: TaskLinkSaved, task: Any) -> None:
        update_task(actor=actor, task_id=task.id, fields={"category_id": self.reference("category_id")})


class TaskAssignCategorySwimlaneChange(Automation[TaskEvent]):
    label = _("Give a category to tasks that enter a swimlane")
    events = (TaskCreated, TaskMovedSwimlane)
    params = (swimlane_param(), category_param())
    when = IN_SWIMLANE
    then = TaskAssignCategoryColor.then

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("swimlane_id", task.swimlane_id)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        write_task(actor=actor, task_id=task.id, fields={"category_id": self.reference("category_id")})


class TaskAssignPrioritySwimlane(Automation[TaskEvent]):
    label = _("Give a priority to tasks that enter a swimlane")
    events = (TaskCreated, TaskMovedSwimlane)
    params = (swimlane_param(), priority_param())
    when = IN_SWIMLANE
    then = _("give it the priority {priority}")

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return self.same("swimlane_id", task.swimlane_id)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        update_task(actor=actor, task_id=task.id, fields={"priority": self.reference("priority")})
