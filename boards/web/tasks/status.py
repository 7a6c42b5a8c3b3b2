"""Closing, opening and removing a task (web.md 7.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.access import Facts
from boards.operations.closing import close_card, remove_card, reopen_card
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.pages import go_to
from boards.web.tasks.around import ask_about_task

if TYPE_CHECKING:
    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def close(request: BoardRequest, task: Task) -> HttpResponse:
    return _set_status(request, task, is_active=False)


def reopen(request: BoardRequest, task: Task) -> HttpResponse:
    return _set_status(request, task, is_active=True)


def _set_status(request: BoardRequest, task: Task, *, is_active: bool) -> HttpResponse:
    doer = doer_in(request, task.project_id)
    doer.require("task.close", Facts.of(task))
    if request.method != "POST":
        if is_active:
            title = _("Reopen #%(id)s") % {"id": task.pk}
            return ask_about_task(request, task, title, task.title, verb=_("Reopen task"))
        sentence = _("“%(title)s” is closed, and its sub-tasks are done. You can undo this.") % {"title": task.title}
        return ask_about_task(request, task, _("Close #%(id)s") % {"id": task.pk}, sentence, verb=_("Close task"))
    tell(request, (reopen_card if is_active else close_card)(doer, task.pk))
    return go_to(request, "TaskView.show", task_id=task.pk, stay=True)


def remove(request: BoardRequest, task: Task) -> HttpResponse:
    """Remove a task: its creator, managers and administrators may (web.md 9.3)."""
    doer = doer_in(request, task.project_id)
    doer.require("task.remove", Facts.of(task))
    if request.method != "POST":
        sentence = _("“%(title)s” goes for good, with its comments, sub-tasks and files.") % {"title": task.title}
        title = _("Remove #%(id)s") % {"id": task.pk}
        return ask_about_task(request, task, title, sentence, verb=_("Remove task"), danger=True)
    tell(request, remove_card(doer, task.pk))
    return go_to(request, "BoardView.show", project_id=task.project_id)
