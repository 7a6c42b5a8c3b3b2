"""The comments of a task in a dialog, from a card or a list (web.md 2.5, CommentList)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.errors import Denied
from boards.queries.task_page import find_people, read_task_page
from boards.texts.markdown import find_names
from boards.web.frame.door import may, rights_on
from boards.web.frame.pages import confirm, errors_to, go_to, show
from boards.web.tasks.comments import save_comment, turn_order
from boards.web.tasks.part_forms import CommentForm

if TYPE_CHECKING:
    from boards.models import Task
    from boards.web.frame.door import BoardRequest


def show_list(request: BoardRequest, task: Task) -> HttpResponse:
    """Those that the reader may see, in the order of their choice, and the form for a new one."""
    form = CommentForm(rank=request.actor.comment_rank, auto_id="list_%s")
    return _show(request, task, form, 200)


def save_to_list(request: BoardRequest, task: Task) -> HttpResponse:
    """A new comment; the dialog stays and shows it. Raises Denied for a viewer."""
    if not may(request, "comment.edit", project_id=task.project_id):
        raise Denied("comment.edit")
    form = CommentForm(request.POST, rank=request.actor.comment_rank, auto_id="list_%s")
    if form.is_valid():
        with errors_to(form):
            save_comment(request, task, form)
            return show_list(request, task)
    return _show(request, task, form, 422)


def _show(request: BoardRequest, task: Task, form: CommentForm, status: int) -> HttpResponse:
    page = read_task_page(task.pk, actor=request.actor)
    context = {
        "heading": _("Comments on #%(id)s") % {"id": task.pk},
        "task": page.task,
        "project": page.task.project,
        "page": page,
        "people": find_people(find_names(comment.comment for comment in page.comments)),
        "rights": rights_on(request, task.project_id),
        "comment_form": form,
        "back": link("TaskView.show", task_id=task.pk),
    }
    return show(request, "tasks/comment_list.html", context, status=status)


def turn_list(request: BoardRequest, task: Task) -> HttpResponse:
    """Turn the order of comments of this person, and show the list again."""
    if request.method != "POST":
        title = _("Turn the order of comments")
        sentence = _("This changes your own view only.")
        back = link("CommentList.show", task_id=task.pk)
        return confirm(request, title=title, sentence=sentence, verb=title, back=back, danger=False)
    turn_order(request)
    return go_to(request, "CommentList.show", task_id=task.pk)
