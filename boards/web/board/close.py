"""Closing and opening cards: one, the selected ones, those of a cell (web.md 6.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.addresses import link
from boards.operations.closing import close_cards, reopen_cards
from boards.queries.cards import list_open_of_cell, matching_tasks
from boards.queries.columns import (
    get_project_column,
    get_project_swimlane,
)
from boards.web.board.change import choose_tasks
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.pages import confirm, go_to

if TYPE_CHECKING:
    from boards.models import Project
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
    return _close(request, project, [task.pk for task in tasks])


def reopen_selected(request: BoardRequest, project: Project, ids: str) -> HttpResponse:
    """Open the selected tasks again."""
    tasks = choose_tasks(project, ids)
    tell(request, reopen_cards(doer_in(request, project.pk), [task.pk for task in tasks]))
    return go_to(request, "BoardView.show", project_id=project.pk, stay=True)


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
    return _close(request, project, ids)


def _close(request: BoardRequest, project: Project, ids: list[int]) -> HttpResponse:
    tell(request, close_cards(doer_in(request, project.pk), ids))
    return go_to(request, "BoardView.show", project_id=project.pk, stay=True)
