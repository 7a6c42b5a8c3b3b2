"""Single fields of a task that are set by one click (web.md 7.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.operations.changing import start_card, take_card, tick_description
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.pages import go_to
from boards.web.tasks.around import ask_about_task

if TYPE_CHECKING:
    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def _go_back(request: BoardRequest, task: Task, redirect: str) -> HttpResponse:
    """Where the person came from, as web.md 2.5 names it."""
    if redirect == "board":
        return go_to(request, "BoardView.show", project_id=task.project_id)
    if redirect == "list":
        return go_to(request, "TaskList.show", project_id=task.project_id)
    if redirect.startswith("dashboard"):
        return go_to(request, "Dashboard.show")
    return go_to(request, "TaskView.show", task_id=task.pk, stay=True)


def assign_to_me(request: BoardRequest, task: Task, redirect: str) -> HttpResponse:
    if request.method != "POST":
        return ask_about_task(request, task, _("Assign to me"), task.title)
    tell(request, take_card(doer_in(request, task.project_id), task.pk))
    return _go_back(request, task, redirect)


def start(request: BoardRequest, task: Task, redirect: str) -> HttpResponse:
    if request.method != "POST":
        return ask_about_task(request, task, _("Start now"), task.title)
    tell(request, start_card(doer_in(request, task.project_id), task.pk))
    return _go_back(request, task, redirect)


def tick(request: BoardRequest, task: Task) -> HttpResponse:
    """Tick a line of the description, or take its tick away (ux.md 4.3). Raises Denied, Invalid, Conflict."""
    line = request.POST.get("line", "")
    tell(request, tick_description(doer_in(request, task.project_id), task.pk, line))
    return go_to(request, "TaskView.show", task_id=task.pk, anchor="description", stay=True)
