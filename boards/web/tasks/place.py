"""Where a task stands (web.md 7.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.access import Facts, require
from boards.addresses import link
from boards.errors import Conflict
from boards.queries.columns import get_project_column
from boards.queries.projects import get_project
from boards.services.tasks.move import move_task
from boards.services.tasks.place import place_tasks
from boards.services.undo import undoable
from boards.web.frame.door import rights_on
from boards.web.frame.json_body import read_json, read_number
from boards.web.frame.pages import errors_to, go_to, posted, say, show
from boards.web.tasks.forms import PlaceForm
from boards.wording.deeds import describe_move

if TYPE_CHECKING:
    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def move(request: BoardRequest, task: Task) -> HttpResponse:
    """Another place on the board, without dragging (TaskMovePosition)."""
    project = get_project(task.project_id)
    form = PlaceForm(posted(request), project=project, task=task)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        require(rights_on(request, project.pk), "task.move", Facts.of(task, target_id=given["column_id"]))
        with errors_to(form), undoable(actor=request.actor, project_id=project.pk, task_ids=[task.pk]) as record:
            column = get_project_column(project_id=project.pk, column_id=given["column_id"])
            moved = place_tasks(
                actor=request.actor,
                project_id=project.pk,
                task_ids=[task.pk],
                column_id=given["column_id"],
                swimlane_id=given["swimlane_id"],
                before_id=given["beside"] if given["at"] == "before" else 0,
                after_id=given["beside"] if given["at"] == "after" else 0,
                at="top" if given["at"] == "top" else "bottom",
            )
            if not moved:
                raise Conflict(gettext_lazy("The task is there already."))
            record.label = describe_move([task.pk], column.title)
        if form.is_valid():
            if record.operation_id:
                say(request, record.label, undo=record.operation_id)
            return go_to(request, "TaskView.show", task_id=task.pk, stay=True)
    context = {
        "heading": _("Move #%(id)s to…") % {"id": task.pk},
        "form": form,
        "submit": _("Move"),
        "back": link("TaskView.show", task_id=task.pk),
        "action": link("TaskMovePosition.save", task_id=task.pk),
    }
    return show(request, "tasks/place.html", context)


def save_position(request: BoardRequest, task: Task) -> HttpResponse:
    """The form, or JSON ``{"column_id", "swimlane_id", "position"}`` (web.md 6.6); 422 where nothing moves."""
    if request.content_type != "application/json":
        return move(request, task)
    data = read_json(request)
    column_id = read_number(data.get("column_id"))
    require(rights_on(request, task.project_id), "task.move", Facts.of(task, target_id=column_id))
    if not task.is_active:
        raise Conflict(gettext_lazy("A closed task has no place on the board."))
    with undoable(actor=request.actor, project_id=task.project_id, task_ids=[task.pk]) as record:
        move_task(
            actor=request.actor,
            task_id=task.pk,
            column_id=column_id,
            swimlane_id=read_number(data.get("swimlane_id")),
            position=read_number(data.get("position")),
        )
        record.label = _("#%(id)s moved.") % {"id": task.pk}
    return go_to(request, "TaskView.show", task_id=task.pk)
