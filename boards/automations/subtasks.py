"""Sub-tasks and their timers (automation.md 6.4)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.automations.base import column_param, text_param
from boards.automations.people import InColumn
from boards.events import TaskEvent, TaskMovedColumn
from boards.models import Subtask
from boards.queries.memberships import is_assignable
from boards.queries.subtasks import list_subtasks
from boards.services.subtasks import create_subtask, update_subtask
from boards.services.timers import start_timer, stop_timer


class SubtaskTimerMoveTaskColumn(InColumn):
    label = _("Add a sub-task and start its timer when tasks enter a column")
    events = (TaskMovedColumn,)
    params = (column_param(), text_param("subtask"))
    then = _("add the sub-task “{subtask}” and start its timer")

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
    then = _("finish its sub-tasks and stop their timers")

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        for subtask in list_subtasks(task.id):
            stop_timer(actor=actor, subtask_id=subtask.pk, user_id=subtask.user_id)
            update_subtask(actor=actor, subtask=subtask, fields={"status": Subtask.Status.DONE.value})
