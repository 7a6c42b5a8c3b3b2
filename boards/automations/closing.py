"""Closing tasks, sub-tasks, comments and mail (automation.md 6.4)."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as now_translated
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.automations.base import Automation, column_param, duration_param, text_param, user_param
from boards.automations.people import InColumn
from boards.dates import now
from boards.errors import Conflict
from boards.events import DailyRound, TaskClosed, TaskCreated, TaskEvent, TaskMovedColumn
from boards.models import Subtask
from boards.queries.memberships import is_active_member, is_assignable
from boards.queries.subtasks import list_subtasks
from boards.queries.tasks import list_open_places
from boards.services.comments import create_comment
from boards.services.mail import ask_for_reminders, ask_for_task_mail
from boards.services.subtasks import create_subtask, update_subtask
from boards.services.tasks.status import close_task
from boards.services.timers import start_timer, stop_timer

_PLACEHOLDER = re.compile(r"\{\{\w+\}\}", re.ASCII)


class TaskCloseColumn(InColumn):
    label = _("Close tasks that enter a column")
    events = (TaskMovedColumn,)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        close_task(actor=actor, task_id=task.id)


class ClosesEachDay(Automation[DailyRound]):
    """Base: every day, closes open tasks whose ``date`` lies more than ``duration`` days back."""

    date: str

    def run(self, actor: Actor, event: DailyRound, task: Any) -> None:
        limit = now() - self.seconds()
        column_id = self.number("column_id") or 0 if "column_id" in self.values else None
        for place in list_open_places(project_id=event.project_id, column_id=column_id):
            if getattr(place, self.date) < limit:
                close_task(actor=actor.after(self.action_id, place.id), task_id=place.id)


class TaskCloseNoActivity(ClosesEachDay):
    label = _("Close tasks that nobody changed for some days")
    events = (DailyRound,)
    params = (duration_param(),)
    date = "date_modification"


class TaskCloseNoActivityColumn(ClosesEachDay):
    label = _("Close tasks of a column that nobody changed for some days")
    events = (DailyRound,)
    params = (duration_param(), column_param())
    date = "date_modification"


class TaskCloseNotMovedColumn(ClosesEachDay):
    label = _("Close tasks of a column that did not move for some days")
    events = (DailyRound,)
    params = (duration_param(), column_param())
    date = "date_moved"


class CommentCreationMoveTaskColumn(InColumn):
    label = _("Note in a comment when tasks enter a column")
    events = (TaskMovedColumn,)

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return event.actor.is_user and super().applies(event, task)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        words = now_translated("Moved to column %(column)s") % {"column": task.column_title}
        create_comment(actor=actor, task_id=task.id, user_id=actor.user_id, content=words)


class SubtaskTimerMoveTaskColumn(InColumn):
    label = _("Add a sub-task and start its timer when tasks enter a column")
    events = (TaskMovedColumn,)
    params = (column_param(), text_param("subtask"))

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        is_here = is_assignable(project_id=self.project_id, user_id=task.creator_id or 0)
        person = task.creator_id if is_here else None
        subtask_id = create_subtask(
            actor=actor,
            task_id=task.id,
            title=self.text("subtask"),
            user_id=person,
            status=Subtask.Status.IN_PROGRESS,
        )
        if person:
            start_timer(actor=actor, subtask_id=subtask_id, user_id=person)


class StopSubtaskTimerMoveTaskColumn(InColumn):
    label = _("Finish all sub-tasks and stop their timers when tasks enter a column")
    events = (TaskMovedColumn,)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        for subtask in list_subtasks(task.id):
            stop_timer(actor=actor, subtask_id=subtask.pk, user_id=subtask.user_id)
            update_subtask(actor=actor, subtask=subtask, fields={"status": Subtask.Status.DONE.value})


def _check_reader(project_id: int, user_id: int | None) -> None:
    """Tasks are mailed to those who may read them. Raises Conflict."""
    if not is_active_member(project_id=project_id, user_id=user_id or 0):
        raise Conflict(_("This person is no member of the project."))


class TaskEmail(InColumn):
    label = _("Send tasks of a column to a person by email")
    events = (TaskMovedColumn, TaskClosed, TaskCreated)
    params = (column_param(), user_param(), text_param("subject"))

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        _check_reader(self.project_id, self.number("user_id"))
        keys = type(task).__struct_fields__
        values = {f"{{{{{key}}}}}": str(getattr(task, key)) for key in keys if getattr(task, key) is not None}
        subject = _PLACEHOLDER.sub(lambda found: values.get(found[0], found[0]), self.text("subject"))
        if not ask_for_task_mail(actor=actor, task_id=task.id, user_id=self.number("user_id"), subject=subject):
            raise Conflict(_("This person has no address."))


class TaskEmailNoActivity(Automation[DailyRound]):
    """At most once a day (automation.md 11)."""

    label = _("Remind a person by email of tasks that nobody changed for some days")
    events = (DailyRound,)
    params = (user_param(), text_param("subject"), duration_param())

    def run(self, actor: Actor, event: DailyRound, task: Any) -> None:
        _check_reader(self.project_id, self.number("user_id"))
        limit = now() - self.seconds()
        places = list_open_places(project_id=event.project_id, column_id=None)
        resting = [place.id for place in places if place.date_modification < limit]
        ask_for_reminders(
            actor=actor,
            action_id=self.action_id,
            task_ids=resting,
            user_id=self.number("user_id"),
            subject=self.text("subject"),
        )
