"""Mails about tasks (automation.md 6.4)."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.automations.base import Automation, column_param, duration_param, text_param, user_param
from boards.automations.clauses import UNCHANGED
from boards.automations.people import InColumn
from boards.dates import now
from boards.errors import Conflict
from boards.events import DailyRound, TaskClosed, TaskCreated, TaskEvent, TaskMovedColumn
from boards.queries.memberships import is_active_member
from boards.queries.tasks import list_open_places
from boards.services.mail import ask_for_reminders, ask_for_task_mail

_PLACEHOLDER = re.compile(r"\{\{\w+\}\}", re.ASCII)


def _check_reader(project_id: int, user_id: int | None) -> None:
    """Tasks are mailed to those who may read them. Raises Conflict."""
    if not is_active_member(project_id=project_id, user_id=user_id or 0):
        raise Conflict(_("This person is no member of the project."))


class TaskEmail(InColumn):
    label = _("Send tasks of a column to a person by email")
    events = (TaskMovedColumn, TaskClosed, TaskCreated)
    params = (column_param(), user_param(), text_param("subject"))
    then = _("send it to {user_id} by email, as “{subject}”")

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
    when = UNCHANGED
    then = _("remind {user_id} by email, as “{subject}”")

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
