"""Sending a task, or a new comment on it, by mail (web.md 7.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.addresses import link
from boards.roles import ApplicationRole
from boards.services.mail import mail_task
from boards.web.frame.pages import errors_to, go_to, posted, say, show
from boards.web.tasks.mail_forms import CommentMailForm, TaskMailForm

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.web.frame.door import BoardRequest


def send_task(request: BoardRequest, project: Project, task: Task) -> HttpResponse:
    """A summary of the task to any addresses; a comment notes it (TaskMail)."""
    form = TaskMailForm(
        posted(request),
        project=project,
        initial={"subject": f"#{task.pk} {task.title}"[:250]},
    )
    return _send(request, task, form, _("Send #%(id)s by mail") % {"id": task.pk})


def send_comment(request: BoardRequest, project: Project, task: Task) -> HttpResponse:
    """A comment that goes out by mail as well (CommentMail)."""
    form = CommentMailForm(
        posted(request),
        project=project,
        rank=request.actor.comment_rank,
        initial={"subject": f"#{task.pk} {task.title}"[:250]},
    )
    return _send(request, task, form, _("Send a comment by mail"))


def _send(request: BoardRequest, task: Task, form: TaskMailForm, heading: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            addresses = form.addresses()
            comment_id = mail_task(
                actor=request.actor,
                task_id=task.pk,
                addresses=addresses,
                subject=form.cleaned_data["subject"],
                words=form.cleaned_data.get("comment", ""),
                visibility=form.cleaned_data.get("visibility") or ApplicationRole.USER.value,
            )
            n = len(addresses)
            say(request, ngettext("Mail goes to %(n)s address.", "Mail goes to %(n)s addresses.", n) % {"n": n})
            return go_to(request, "TaskView.show", task_id=task.pk, anchor=f"comment-{comment_id}", stay=True)
    context = {
        "heading": heading,
        "form": form,
        "submit": _("Send"),
        "back": link("TaskView.show", task_id=task.pk),
    }
    return show(request, "tasks/mail.html", context)
