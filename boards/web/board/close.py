"""Closing and opening cards: one, the selected ones, those of a cell (web.md 6.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.addresses import link
from boards.queries.cards import list_open_of_cell, list_tasks_of_project, matching_tasks
from boards.queries.columns import (
    get_project_column,
    get_project_swimlane,
)
from boards.services.tasks.bulk import set_status
from boards.services.undo import undoable
from boards.web.board.change import choose_tasks
from boards.web.frame.door import rights_on
from boards.web.frame.pages import confirm, go, say, warn

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.web.frame.door import BoardRequest


def change_status(request: BoardRequest, project: Project, ids: str) -> HttpResponse:
    """Close the selected tasks, after a question that names their number."""
    tasks = choose_tasks(project, ids)
    if request.method != "POST":
        sentence = ngettext("%(n)s task will be closed.", "%(n)s tasks will be closed.", len(tasks))
        back = link("BoardView.show", project_id=project.pk)
        return confirm(
            request,
            title=_("Close tasks"),
            sentence=sentence % {"n": len(tasks)} + " " + _("You can undo this."),
            verb=_("Close tasks"),
            back=back,
            danger=False,
        )
    return close_tasks(request, project, tasks)


def close_tasks(request: BoardRequest, project: Project, tasks: list[Task], back: str = "") -> HttpResponse:
    """Close those of the tasks that the person may close, say how many, and go to the board, or ``back``."""
    rights = rights_on(request, project.pk)
    allowed = [task.pk for task in tasks if rights.can_close(task.column_id)]
    with undoable(actor=request.actor, project_id=project.pk, task_ids=allowed) as record:
        result = set_status(actor=request.actor, task_ids=allowed, is_active=False)
        n = len(result.changed)
        record.label = ngettext("%(n)s task closed.", "%(n)s tasks closed.", n) % {"n": n}
    if record.operation_id:
        say(request, record.label, undo=record.operation_id)
    if len(allowed) < len(tasks):
        warn(request, _("%(n)s not allowed.") % {"n": len(tasks) - len(allowed)})
    return go(request, back or link("BoardView.show", project_id=project.pk), stay=True)


def close_cell(
    request: BoardRequest, project: Project, column_id: int, swimlane_id: int, search: str = ""
) -> HttpResponse:
    """Close all open tasks of a cell (BoardPopover.closeColumnTasks); with a filter those that it shows."""
    column = get_project_column(project_id=project.pk, column_id=column_id)
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    everything = list_open_of_cell(project_id=project.pk, column_id=column.pk, swimlane_id=lane.pk)
    found = matching_tasks(actor=request.actor, project_id=project.pk, search=search) if search else None
    ids = everything if found is None else list(found.filter(pk__in=everything).values_list("pk", flat=True))
    if request.method != "POST":
        sentence = ngettext(
            "%(n)s open task of “%(column)s” will be closed.",
            "%(n)s open tasks of “%(column)s” will be closed.",
            len(ids),
        )
        words = [sentence % {"n": len(ids), "column": column.title}, _("You can undo this.")]
        if hidden := len(everything) - len(ids):
            kept = ngettext("%(n)s that the filter hides stays open.", "%(n)s that the filter hides stay open.", hidden)
            words.insert(1, kept % {"n": hidden})
        return confirm(
            request,
            title=_("Close all tasks of this column"),
            sentence=" ".join(words),
            verb=_("Close tasks"),
            back=link("BoardView.show", project_id=project.pk),
            danger=False,
        )
    return close_tasks(request, project, list_tasks_of_project(project.pk, ids))
