""" "Move to": a place chosen by name instead of by hand (ux.md 3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.addresses import link
from boards.errors import NotFound
from boards.operations.moving import move_chosen_cards
from boards.queries.project_pages import list_columns_with_counts
from boards.queries.tasks import get_place
from boards.web.board.change import choose_tasks
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.door import rights_on
from boards.web.frame.fields import TaskNumber
from boards.web.frame.pages import go_to, show
from boards.web.page_models.cards import Limit
from boards.web.page_models.place_form import MoveForm

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.web.frame.door import BoardRequest


def move_selected(request: BoardRequest, project: Project, ids: str, column_id: int = 0) -> HttpResponse:
    """Move the selected tasks: column (``column_id`` is chosen at first), swimlane, and the place there.

    One task can also go to another project, at an address of its own.
    """
    tasks = choose_tasks(project, ids)
    initial = {"column_id": column_id} if column_id else {}
    form = BesideForm(request.POST or None, project=project, tasks=tasks, initial=initial)
    if request.method == "POST" and form.is_valid():
        doer = doer_in(request, project.pk)
        tell(request, move_chosen_cards(doer, [task.pk for task in tasks], **form.cleaned_data))
        return go_to(request, "BoardView.show", project_id=project.pk, stay=True)
    n = len(tasks)
    context = {
        "heading": _("Move #%(id)s to…") % {"id": tasks[0].pk} if n == 1 else _("Move tasks to…"),
        "form": form,
        "submit": _("Move"),
        "back": link("BoardView.show", project_id=project.pk),
        "project": project,
        "note": ngettext("For %(n)s task.", "For %(n)s tasks.", n) % {"n": n} if n > 1 else "",
        "limits": {one.item.pk: Limit(one.opened, one.item.task_limit) for one in list_columns_with_counts(project.pk)},
        "carry": link("TaskDuplication.move", task_id=tasks[0].pk)
        if n == 1 and rights_on(request, project.pk).can_move
        else "",
    }
    return show(request, "board/place.html", context)


class BesideForm(MoveForm):
    """The same, or before or after a task of the board, whose column and swimlane then count."""

    beside = TaskNumber(
        label=gettext_lazy("Before or after which task"),
        required=False,
        help_text=gettext_lazy("Its number, like #12, or words of its title. Its column and swimlane count."),
    )

    def __init__(self, *args: Any, project: Project, tasks: list[Task], **kwargs: Any) -> None:
        super().__init__(*args, project=project, task=tasks[0], **kwargs)
        self.project_id, self.moved = project.pk, {task.pk for task in tasks}
        fields: dict[str, Any] = self.fields
        fields["at"].choices = [
            ("top", _("Top")),
            ("bottom", _("Bottom")),
            ("before", _("Before a task")),
            ("after", _("After a task")),
        ]
        ids = ",".join(map(str, sorted(self.moved)))
        search = f"{link('TaskAjax.autocomplete')}&exclude_task_ids={ids}&on_board={project.pk}"
        fields["beside"].widget.attrs |= {"data-find-task": search, "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("at") not in ("before", "after") or "beside" in self.errors:
            return given
        try:
            place = get_place(given.get("beside"))
        except NotFound:
            place = None
        if place is None or place.project_id != self.project_id or not place.is_active:
            self.add_error("beside", _("Write the number of an open task of this board, like #12."))
        elif given["beside"] in self.moved:
            self.add_error("beside", _("Choose a task that stays where it is."))
        else:
            given |= {"column_id": place.column_id, "swimlane_id": place.swimlane_id}
        return given
