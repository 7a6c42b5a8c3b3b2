"""Closing, opening and removing a task (web.md 7.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.access import Facts, require
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from boards.services.undo import undoable
from boards.web.frame.door import rights_on
from boards.web.frame.pages import go_to, say
from boards.web.tasks.around import ask

if TYPE_CHECKING:
    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def close(request: BoardRequest, task: Task) -> HttpResponse:
    return _set_status(request, task, is_active=False)


def reopen(request: BoardRequest, task: Task) -> HttpResponse:
    return _set_status(request, task, is_active=True)


def _set_status(request: BoardRequest, task: Task, *, is_active: bool) -> HttpResponse:
    require(rights_on(request, task.project_id), "task.close", Facts.of(task))
    if request.method != "POST":
        if is_active:
            return ask(request, task, _("Reopen #%(id)s") % {"id": task.pk}, task.title, _("Reopen task"))
        sentence = _("“%(title)s” is closed, and its sub-tasks are done. You can undo this.") % {"title": task.title}
        return ask(request, task, _("Close #%(id)s") % {"id": task.pk}, sentence, _("Close task"))
    label = (_("#%(id)s opened again.") if is_active else _("#%(id)s closed.")) % {"id": task.pk}
    with undoable(actor=request.actor, project_id=task.project_id, task_ids=[task.pk], label=label) as record:
        (open_task if is_active else close_task)(actor=request.actor, task_id=task.pk)
    if record.operation_id:
        say(request, label, undo=record.operation_id)
    return go_to(request, "TaskView.show", task_id=task.pk, stay=True)


def remove(request: BoardRequest, task: Task) -> HttpResponse:
    """Remove a task: its creator, managers and administrators may (web.md 9.3)."""
    require(rights_on(request, task.project_id), "task.remove", Facts.of(task))
    if request.method != "POST":
        sentence = _("“%(title)s” goes for good, with its comments, sub-tasks and files.") % {"title": task.title}
        title = _("Remove #%(id)s") % {"id": task.pk}
        return ask(request, task, title, sentence, _("Remove task"), danger=True)
    remove_task(actor=request.actor, task_id=task.pk)
    say(request, _("#%(id)s removed.") % {"id": task.pk})
    return go_to(request, "BoardView.show", project_id=task.project_id)
