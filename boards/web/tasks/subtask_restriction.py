"""One sub-task at a time: what becomes of the one in progress before another begins (web.md 7.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.addresses import link
from boards.errors import NotFound
from boards.queries.subtasks import find_subtask_in_progress
from boards.services.subtasks import switch_subtask
from boards.web.frame.pages import errors_to, go_to, posted, say, show_form
from boards.web.tasks.subtasks import subtask_of

if TYPE_CHECKING:
    from boards.models import Task
    from boards.web.frame.door import BoardRequest


class RestrictionForm(forms.Form):
    """``id``: the sub-task in progress, as the person saw it."""

    id = forms.IntegerField(widget=forms.HiddenInput)
    status = forms.TypedChoiceField(
        label=gettext_lazy("It is now"),
        coerce=int,
        choices=[(0, gettext_lazy("To do")), (2, gettext_lazy("Done"))],
        widget=forms.RadioSelect,
        initial=0,
    )


def choose(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse:
    """Ask for the new status of the running sub-task, then start the other one; nothing to ask leads to the task.

    Raises NotFound (of another task).
    """
    subtask = subtask_of(task, subtask_id)
    running = find_subtask_in_progress(user_id=request.actor.user_id, without=subtask_id)
    if running is None:
        return go_to(request, "TaskView.show", task_id=task.pk, anchor="subtasks", stay=True)
    form = RestrictionForm(posted(request), initial={"id": running.pk})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["id"] != running.pk:
            raise NotFound(f"sub-task {form.cleaned_data['id']}")
        with errors_to(form):
            switch_subtask(actor=request.actor, subtask=subtask, running=running, status=form.cleaned_data["status"])
            say(request, _("“%(title)s” is in progress.") % {"title": subtask.title})
            return go_to(request, "TaskView.show", task_id=task.pk, anchor="subtasks", stay=True)
    note = _("You work on “%(title)s” (#%(id)s). Only one sub-task at a time can be in progress.")
    return show_form(
        request,
        form,
        _("Start “%(title)s”") % {"title": subtask.title},
        _("Start"),
        back=link("TaskView.show", task_id=task.pk) + "#subtasks",
        action=link("SubtaskRestriction.save", task_id=task.pk, subtask_id=subtask.pk),
        note=note % {"title": running.title, "id": running.task_id},
    )
