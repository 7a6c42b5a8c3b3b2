""" "Move to": a place chosen by name instead of by hand (ux.md 3.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from boards.addresses import link
from boards.errors import NotFound
from boards.queries.columns import (
    get_project_column,
    list_column_objects,
    list_swimlane_objects,
)
from boards.queries.project_pages import list_columns_with_counts
from boards.queries.tasks import get_place
from boards.services.tasks.place import place_tasks
from boards.services.undo import undoable
from boards.web.board.change import choose_tasks
from boards.web.frame.door import rights_on
from boards.web.frame.fields import TaskNumber
from boards.web.frame.pages import go_to, say, show, warn
from boards.web.page_models.cards import Limit
from boards.wording.deeds import describe_move

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
        move_tasks(request, project, tasks, **form.cleaned_data)
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


def move_tasks(
    request: BoardRequest,
    project: Project,
    tasks: list[Task],
    column_id: int,
    swimlane_id: int,
    at: str = "bottom",
    beside: int = 0,
) -> None:
    """Put those of the tasks that the person may move into a cell, in their order, and say how many.

    ``at``: top, bottom, or before or after the task ``beside``, which stands in the cell.
    """
    rights = rights_on(request, project.pk)
    allowed = [t.pk for t in tasks if t.is_active and rights.can_move_between(t.column_id, column_id, t.owner_id)]
    column = get_project_column(project_id=project.pk, column_id=column_id)
    with undoable(actor=request.actor, project_id=project.pk, task_ids=allowed) as record:
        place_tasks(
            actor=request.actor,
            project_id=project.pk,
            task_ids=allowed,
            column_id=column_id,
            swimlane_id=swimlane_id,
            before_id=beside if at == "before" else 0,
            after_id=beside if at == "after" else 0,
            at="top" if at == "top" else "bottom",
        )
        record.label = describe_move(allowed, column.title)
    if record.operation_id:
        say(request, record.label, undo=record.operation_id)
    if len(allowed) < len(tasks):
        warn(request, _("%(n)s not allowed.") % {"n": len(tasks) - len(allowed)})


class MoveForm(forms.Form):
    """Where to: the columns, the lanes when there are several, the end of the cell."""

    column_id = forms.TypedChoiceField(label=gettext_lazy("Column"), coerce=int, widget=forms.RadioSelect)
    swimlane_id = forms.TypedChoiceField(label=gettext_lazy("Swimlane"), coerce=int)
    at = forms.ChoiceField(
        label=gettext_lazy("Place"),
        choices=[("top", gettext_lazy("Top")), ("bottom", gettext_lazy("Bottom"))],
        initial="top",
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, project: Project, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [(one.id, one.title) for one in list_column_objects(project.pk)]
        lanes = [(one.id, one.name) for one in list_swimlane_objects(project.pk, only_active=True)]
        self.fields["column_id"].choices = columns  # type: ignore[attr-defined]
        self.fields["column_id"].initial = task.column_id
        self.fields["swimlane_id"].choices = lanes  # type: ignore[attr-defined]
        self.fields["swimlane_id"].initial = task.swimlane_id
        if len(lanes) == 1:
            self.fields["swimlane_id"].widget = forms.HiddenInput()
            self.fields["swimlane_id"].initial = lanes[0][0]


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
