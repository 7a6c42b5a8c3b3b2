"""Comments on tasks (automation.md 6.4)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_lazy

from boards.actors import Actor
from boards.automations.people import InColumn
from boards.events import TaskEvent, TaskMovedColumn
from boards.services.comments import create_comment


class CommentCreationMoveTaskColumn(InColumn):
    label = gettext_lazy("Note in a comment when tasks enter a column")
    events = (TaskMovedColumn,)
    then = gettext_lazy("note it in a comment")

    def applies(self, event: TaskEvent, task: Any) -> bool:
        return event.actor.is_user and super().applies(event, task)

    def run(self, actor: Actor, event: TaskEvent, task: Any) -> None:
        words = gettext("Moved to column %(column)s") % {"column": task.column_title}
        create_comment(actor=actor, task_id=task.id, user_id=actor.user_id, content=words)
