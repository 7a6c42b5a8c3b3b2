"""Where a task stands (web.md 7.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.access import Facts
from boards.addresses import link
from boards.errors import Conflict
from boards.operations.moving import move_cards, put_open_card
from boards.queries.projects import get_project
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.json_body import read_json, read_json_number
from boards.web.frame.pages import errors_to, go_to, posted, show
from boards.web.tasks.forms import PlaceForm

if TYPE_CHECKING:
    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def move(request: BoardRequest, task: Task) -> HttpResponse:
    """Another place on the board, without dragging (TaskMovePosition)."""
    project = get_project(task.project_id)
    form = PlaceForm(posted(request), project=project, task=task)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        doer = doer_in(request, project.pk)
        doer.require("task.move", Facts.of(task, target_id=given["column_id"]))
        with errors_to(form):
            done = move_cards(
                doer,
                [task.pk],
                column_id=given["column_id"],
                swimlane_id=given["swimlane_id"],
                before_id=given["beside"] if given["at"] == "before" else 0,
                after_id=given["beside"] if given["at"] == "after" else 0,
                at="top" if given["at"] == "top" else "bottom",
            )
            if not done.changed:
                raise Conflict(gettext_lazy("The task is there already."))
            tell(request, done)
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
    put_open_card(
        doer_in(request, task.project_id),
        task.pk,
        column_id=read_json_number(data.get("column_id")),
        swimlane_id=read_json_number(data.get("swimlane_id")),
        position=read_json_number(data.get("position")),
    )
    return go_to(request, "TaskView.show", task_id=task.pk)
