"""Single fields of a task that are set by one click (web.md 7.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.access import Facts, require
from boards.dates import now
from boards.services.tasks.ticks import tick_line
from boards.services.tasks.update import update_task
from boards.services.undo import undoable
from boards.web.frame.door import rights_on
from boards.web.frame.pages import go_to, say
from boards.web.tasks.around import ask

if TYPE_CHECKING:
    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def set_fields(request: BoardRequest, task: Task, label: str, **fields: Any) -> None:
    """Change fields so that it can be undone. Raises Denied for what a custom role forbids."""
    require(rights_on(request, task.project_id), "task.edit", Facts.of(task, assigns="owner_id" in fields))
    with undoable(actor=request.actor, project_id=task.project_id, task_ids=[task.pk], label=label) as record:
        update_task(actor=request.actor, task_id=task.pk, fields=fields)
    if record.operation_id:
        say(request, label, undo=record.operation_id)


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
        return ask(request, task, _("Assign to me"), task.title, _("Assign to me"))
    set_fields(request, task, _("#%(id)s is yours.") % {"id": task.pk}, owner_id=request.actor.user_id)
    return _go_back(request, task, redirect)


def start(request: BoardRequest, task: Task, redirect: str) -> HttpResponse:
    if request.method != "POST":
        return ask(request, task, _("Start now"), task.title, _("Start now"))
    set_fields(request, task, _("#%(id)s started.") % {"id": task.pk}, date_started=now())
    return _go_back(request, task, redirect)


def tick(request: BoardRequest, task: Task) -> HttpResponse:
    """Tick a line of the description, or take its tick away (ux.md 4.3). Raises Denied, Invalid, Conflict."""
    require(rights_on(request, task.project_id), "task.edit", Facts.of(task))
    with undoable(actor=request.actor, project_id=task.project_id, task_ids=[task.pk]) as record:
        is_done = tick_line(actor=request.actor, task_id=task.pk, name=request.POST.get("line", ""))
        label = _("Line of #%(id)s ticked.") if is_done else _("Tick of #%(id)s taken away.")
        record.label = label % {"id": task.pk}
    say(request, record.label, undo=record.operation_id)
    return go_to(request, "TaskView.show", task_id=task.pk, anchor="description", stay=True)
