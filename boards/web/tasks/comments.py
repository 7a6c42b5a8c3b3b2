"""Comments of a task (web.md 7.7). Each is looked for in its own task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.errors import Conflict, Denied, NotFound
from boards.operations.discussing import comment_card, discard_comment, revise_comment, tick_comment_line
from boards.preferences import COMMENT_ORDER
from boards.queries.comments import get_comment
from boards.queries.task_page import is_newest_first
from boards.roles import ApplicationRole
from boards.services.metadata import save_preferences
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.pages import errors_to, posted
from boards.web.tasks.around import ask_about_task, go_to_task, show_task_form
from boards.web.tasks.part_forms import CommentForm

if TYPE_CHECKING:
    from boards.models import Comment, Task
    from boards.operations.deed import Done
    from boards.web.frame.door import BoardRequest


def _comment_of(request: BoardRequest, task: Task, comment_id: int) -> Comment:
    comment = get_comment(comment_id, rank=request.actor.comment_rank)
    if comment.task_id != task.pk:
        raise NotFound(f"comment {comment_id}")
    return comment


def _own_comment(request: BoardRequest, task: Task, comment_id: int) -> Comment:
    """A comment that the person may change: an own one; administrators any (web.md 9.3). Raises Denied."""
    comment = _comment_of(request, task, comment_id)
    if comment.user_id != request.actor.user_id and not request.actor.is_administrator:
        raise Denied("somebody else's comment")
    return comment


def save_comment(request: BoardRequest, task: Task, form: CommentForm) -> Done:
    """Keep the comment of a valid form. Raises Invalid, NotFound."""
    visibility = form.cleaned_data.get("visibility") or ApplicationRole.USER.value
    doer = doer_in(request, task.project_id)
    return comment_card(doer, task.pk, form.cleaned_data["comment"], visibility=visibility)


def add_comment(request: BoardRequest, task: Task, reply_to: int) -> HttpResponse:
    """``reply_to``: a comment whose words the new one begins with, quoted."""
    initial = {}
    if reply_to and request.method != "POST":
        quoted = _comment_of(request, task, reply_to)
        name = quoted.user.display_name if quoted.user else _("Somebody")
        lines = "\n".join(f"> {line}" for line in quoted.comment.splitlines())
        initial["comment"] = _("%(name)s wrote:") % {"name": name} + f"\n\n{lines}\n\n"
    rank = request.actor.comment_rank
    form = CommentForm(posted(request), rank=rank, initial=initial)
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            done = save_comment(request, task, form)
            tell(request, done)
            return go_to_task(request, task, f"comment-{done.created[0]}")
    action = link("Comment.create", task_id=task.pk, reply_to=reply_to or None)
    return show_task_form(request, task, form, _("New comment"), _("Add comment"), "comments", action=action)


def edit_comment(request: BoardRequest, task: Task, comment_id: int) -> HttpResponse:
    comment = _own_comment(request, task, comment_id)
    data = posted(request)
    form = CommentForm(data, rank=1, initial={"comment": comment.comment})
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            doer = doer_in(request, task.project_id)
            tell(request, revise_comment(doer, task.pk, comment.pk, form.cleaned_data["comment"]))
            return go_to_task(request, task, f"comment-{comment.pk}")
    return show_task_form(request, task, form, _("Edit comment"), _("Save"), "comments")


def tick(request: BoardRequest, task: Task, comment_id: int) -> HttpResponse:
    """Tick a line of an own comment, or take its tick away. Raises Denied, Invalid, Conflict."""
    comment = _own_comment(request, task, comment_id)
    doer = doer_in(request, task.project_id)
    tell(request, tick_comment_line(doer, task.pk, comment.pk, request.POST.get("line", "")))
    return go_to_task(request, task, f"comment-{comment.pk}")


def drop_comment(request: BoardRequest, task: Task, comment_id: int) -> HttpResponse:
    if request.method != "POST":
        comment = _own_comment(request, task, comment_id)
        return ask_about_task(request, task, _("Remove comment"), comment.comment[:300], "comments")
    try:
        done = discard_comment(doer_in(request, task.project_id), task.pk, comment_id)
    except Conflict as error:
        raise Denied("somebody else's comment") from error
    tell(request, done)
    return go_to_task(request, task, "comments")


def turn_comments(request: BoardRequest, task: Task, order: str) -> HttpResponse:
    """The newest comment first, or last, by default the other way round than now; kept for the person."""
    if request.method != "POST":
        sentence = _("This changes your own view only.")
        return ask_about_task(request, task, _("Turn the order of comments"), sentence, "comments")
    turn_order(request, order)
    return go_to_task(request, task, "comments")


def turn_order(request: BoardRequest, order: str = "") -> None:
    """Keep the order in which a person reads comments: "ASC", "DESC", by default the other one than now."""
    person = request.actor.user_id
    if order not in COMMENT_ORDER.kind.choices:
        order = "ASC" if is_newest_first(person) else "DESC"
    save_preferences(COMMENT_ORDER.keep(order), actor=request.actor, user_id=person)
