"""Closing tasks (automation.md 6.4)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.automations.base import Automation, column_param, duration_param
from boards.automations.clauses import UNCHANGED, UNCHANGED_IN_COLUMN, UNMOVED_IN_COLUMN
from boards.automations.people import InColumn
from boards.dates import now
from boards.events import DailyRound, TaskEvent, TaskMovedColumn
from boards.queries.tasks import list_open_places
from boards.services.tasks.status import close_task


class TaskCloseColumn(InColumn):
    label = _("Close tasks that enter a column")
    events = (TaskMovedColumn,)
    then = _("close it")

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        close_task(actor=actor, task_id=task.id)


class ClosesEachDay(Automation[DailyRound]):
    """Base: every day, closes open tasks whose ``date`` lies more than ``duration`` days back."""

    date: str
    then = TaskCloseColumn.then

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
    when = UNCHANGED


class TaskCloseNoActivityColumn(ClosesEachDay):
    label = _("Close tasks of a column that nobody changed for some days")
    events = (DailyRound,)
    params = (duration_param(), column_param())
    date = "date_modification"
    when = UNCHANGED_IN_COLUMN


class TaskCloseNotMovedColumn(ClosesEachDay):
    label = _("Close tasks of a column that did not move for some days")
    events = (DailyRound,)
    params = (duration_param(), column_param())
    date = "date_moved"
    when = UNMOVED_IN_COLUMN
