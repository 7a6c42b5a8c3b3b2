"""Tasks that repeat themselves (web.md 7.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.access import Facts
from boards.addresses import link
from boards.operations.changing import repeat_card
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.pages import errors_to, go_to, posted, show, show_form
from boards.web.tasks.forms import RecurrenceForm

if TYPE_CHECKING:
    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def repeat(request: BoardRequest, task: Task) -> HttpResponse:
    """Whether and how the task repeats (TaskRecurrence). One that was repeated already only shows it."""
    if task.recurrence_status == task.RecurrenceStatus.PROCESSED:
        context = {
            "heading": _("Repetition of #%(id)s") % {"id": task.pk},
            "task": task,
            "back": link("TaskView.show", task_id=task.pk),
        }
        return show(request, "tasks/repeated.html", context, status=422 if request.method == "POST" else 200)
    initial = {name: getattr(task, name) for name in RecurrenceForm.base_fields}
    form = RecurrenceForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        doer = doer_in(request, task.project_id)
        doer.require("task.edit", Facts.of(task))
        with errors_to(form):
            tell(request, repeat_card(doer, task.pk, form.cleaned_data))
            return go_to(request, "TaskView.show", task_id=task.pk, stay=True)
    heading, action = _("Repeat #%(id)s") % {"id": task.pk}, link("TaskRecurrence.update", task_id=task.pk)
    return show_form(request, form, heading, _("Save"), back=link("TaskView.show", task_id=task.pk), action=action)
