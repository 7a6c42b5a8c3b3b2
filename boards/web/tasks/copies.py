"""Copying and moving tasks to other projects (web.md 7.1 and 7.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.access import Facts
from boards.addresses import link
from boards.errors import Denied, NotFound
from boards.operations.copying import copy_card, copy_card_to_projects, duplicate_card, transfer_card
from boards.queries.projects import list_target_projects
from boards.queries.task_page import (
    get_whole_task,
)
from boards.queries.tasks import get_task
from boards.services.tasks.copying import Arrival
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.door import digits
from boards.web.frame.pages import errors_to, go_to, posted, show
from boards.web.tasks.around import ask_about_task
from boards.web.tasks.copy_forms import ProjectsForm, TargetForm

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.web.frame.door import BoardRequest


def copy_to_project(request: BoardRequest, task: Task, dst_project_id: int) -> HttpResponse:
    return _to_project(request, task, dst_project_id, moves=False)


def move_to_project(request: BoardRequest, task: Task, dst_project_id: int) -> HttpResponse:
    """Raises Denied where a custom role may neither move nor remove tasks."""
    doer_in(request, task.project_id).require("task.transfer", Facts.of(task))
    return _to_project(request, task, dst_project_id, moves=True)


def _to_project(request: BoardRequest, task: Task, dst_project_id: int, *, moves: bool) -> HttpResponse:
    """Ask for the place in the other project, then copy or move. Raises Denied for a project of others.

    A form whose lists belong to another project than the chosen one comes back with the right lists.
    """
    projects = list_target_projects(request.actor)
    projects.pop(task.project_id, None)
    wanted = digits(request.POST.get("project_id") or request.POST.get("dst_project_id"))
    chosen = wanted or dst_project_id or next(iter(projects), 0)
    if chosen and chosen not in projects:
        raise Denied("a project of others")
    data = posted(request)
    shown = digits(data.get("shown")) if data is not None else chosen
    if data is not None and (not projects or (shown and shown != chosen)):
        data = None
    form = TargetForm(data, task=get_whole_task(task.pk), projects=projects, chosen=chosen)
    if form.is_bound and form.is_valid():
        with errors_to(form):
            return _carry(request, task, chosen, form, moves=moves)
    title = _("Move #%(id)s to another project") if moves else _("Copy #%(id)s to another project")
    context = {
        "heading": title % {"id": task.pk},
        "form": form,
        "submit": _("Move") if moves else _("Copy"),
        "back": link("TaskView.show", task_id=task.pk),
        "action": link("TaskDuplication.move" if moves else "TaskDuplication.copy", task_id=task.pk),
        "has_projects": bool(projects),
    }
    return show(request, "tasks/to_project.html", context)


def _carry(request: BoardRequest, task: Task, project_id: int, form: TargetForm, *, moves: bool) -> HttpResponse:
    """Raises Denied, NotFound."""
    given, doer = form.cleaned_data, doer_in(request, task.project_id)
    arrival = Arrival(
        column_id=given["column_id"] or None,
        swimlane_id=given["swimlane_id"] or None,
        category_id=given["category_id"] if "category_id" in form.data else None,
        owner_id=given["owner_id"] if "owner_id" in form.data else None,
    )
    if moves:
        tell(request, transfer_card(doer, task.pk, project_id=project_id, arrival=arrival))
        return go_to(request, "TaskView.show", task_id=task.pk)
    tell(request, copy_card(doer, task.pk, project_id=project_id, arrival=arrival))
    return go_to(request, "BoardView.show", project_id=task.project_id, stay=True)


def copy_to_several(request: BoardRequest, project: Project, task_id: int) -> HttpResponse:
    """Copy a task of this project to several others at once (TaskCreation.duplicateProjects). Raises NotFound."""
    task = get_task(digits(request.POST.get("task_id")) or task_id)
    if task.project_id != project.pk:
        raise NotFound(f"task {task.pk}")
    return ask_projects(request, task, request.method == "POST")


def ask_projects(request: BoardRequest, task: Task, is_answer: bool) -> HttpResponse:
    """The question, or its answer. A project of others is no choice."""
    projects = list_target_projects(request.actor)
    projects.pop(task.project_id, None)
    form = ProjectsForm(request.POST if is_answer else None, projects=projects, initial={"task_id": task.pk})
    if is_answer and form.is_valid():
        with errors_to(form):
            doer = doer_in(request, task.project_id)
            tell(request, copy_card_to_projects(doer, task.pk, form.cleaned_data["project_ids[]"]))
            return go_to(request, "BoardView.show", project_id=task.project_id, stay=True)
    context = {
        "heading": _("Copy #%(id)s to other projects") % {"id": task.pk},
        "form": form,
        "submit": _("Copy"),
        "back": link("BoardView.show", project_id=task.project_id),
        "action": link("TaskCreation.duplicateProjects", project_id=task.project_id, task_id=task.pk),
        "has_projects": bool(projects),
    }
    return show(request, "tasks/to_project.html", context)


def duplicate(request: BoardRequest, task: Task) -> HttpResponse:
    doer = doer_in(request, task.project_id)
    doer.require("task.create", Facts.of(task))
    if request.method != "POST":
        sentence = _("A copy of “%(title)s” is made in the same column.") % {"title": task.title}
        return ask_about_task(request, task, _("Duplicate #%(id)s") % {"id": task.pk}, sentence, verb=_("Duplicate"))
    done = duplicate_card(doer, task.pk)
    tell(request, done, task_id=done.created[0])
    return go_to(request, "TaskView.show", task_id=done.created[0], stay=True)
