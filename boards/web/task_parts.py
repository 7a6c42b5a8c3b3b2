"""What hangs on a task: comments, sub-tasks, links (web.md 7.4, 7.5, 7.7). Each part is looked for in its own task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.access import may_link
from boards.access.restrictions import check_creation
from boards.errors import Conflict, Denied, NotFound
from boards.queries.comments import get_comment
from boards.queries.external_links import get_external_link
from boards.queries.links import get_task_link, list_link_objects
from boards.queries.settings import is_enabled
from boards.queries.subtasks import find_other_timer, find_subtask_in_progress, get_subtask
from boards.queries.task_page import COMMENT_ORDER, is_newest_first
from boards.queries.tasks import get_task
from boards.roles import ApplicationRole
from boards.services.comments import create_comment, remove_comment, update_comment
from boards.services.external_links import (
    AUTO,
    create_external_link,
    list_link_types,
    propose_link,
    remove_external_link,
    update_external_link,
)
from boards.services.metadata import save_user_metadata
from boards.services.subtasks import (
    convert_subtask,
    create_subtasks,
    move_subtask,
    remove_subtask,
    toggle_subtask,
    update_subtask,
)
from boards.services.task_links import create_task_link, remove_task_link, update_task_link
from boards.services.timers import start_timer, stop_timer, switch_timer
from boards.web.forms.task_parts import AddressForm, CommentForm, ExternalLinkForm, InternalLinkForm, SubtaskForm
from boards.web.json_body import read_json, read_number, result_of
from boards.web.links import link
from boards.web.pages import confirm, errors_to, go_back, go_to, posted, say, show_form, warn

if TYPE_CHECKING:
    from django.forms import Form

    from boards.models import Comment, ExternalLink, Subtask, SubtaskTimer, Task, TaskLink
    from boards.web.door import BoardRequest


def _form(
    request: BoardRequest, task: Task, form: Form, heading: str, submit: str, anchor: str, **more: Any
) -> HttpResponse:
    back = f"{link('TaskView.show', task_id=task.pk)}#{anchor}"
    return show_form(request, form, heading, submit, back=back, **more)


def _ask(request: BoardRequest, task: Task, title: str, sentence: str, verb: str, anchor: str) -> HttpResponse:
    back = f"{link('TaskView.show', task_id=task.pk)}#{anchor}"
    return confirm(request, title=title, sentence=sentence, verb=verb, back=back)


def _to_task(request: BoardRequest, task: Task, anchor: str) -> HttpResponse:
    return go_to(request, "TaskView.show", task_id=task.pk, anchor=anchor, stay=True)


# Comments


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


def save_comment(request: BoardRequest, task: Task, form: CommentForm) -> int:
    """Keep the comment of a valid form; answers its id. Raises Invalid, NotFound."""
    return create_comment(
        actor=request.actor,
        task_id=task.pk,
        content=form.cleaned_data["comment"],
        user_id=request.actor.user_id,
        visibility=form.cleaned_data.get("visibility") or ApplicationRole.USER.value,
    )


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
            comment_id = save_comment(request, task, form)
            say(request, _("Comment added."))
            return _to_task(request, task, f"comment-{comment_id}")
    action = link("Comment.create", task_id=task.pk, reply_to=reply_to or None)
    return _form(request, task, form, _("New comment"), _("Add comment"), "comments", action=action)


def edit_comment(request: BoardRequest, task: Task, comment_id: int) -> HttpResponse:
    comment = _own_comment(request, task, comment_id)
    data = posted(request)
    form = CommentForm(data, rank=1, initial={"comment": comment.comment})
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            update_comment(actor=request.actor, comment=comment, content=form.cleaned_data["comment"])
            say(request, _("Comment saved."))
            return _to_task(request, task, f"comment-{comment.pk}")
    return _form(request, task, form, _("Edit comment"), _("Save"), "comments")


def drop_comment(request: BoardRequest, task: Task, comment_id: int) -> HttpResponse:
    comment = _own_comment(request, task, comment_id)
    if request.method != "POST":
        return _ask(request, task, _("Remove comment"), comment.comment[:300], _("Remove comment"), "comments")
    remove_comment(actor=request.actor, comment=comment)
    say(request, _("Comment removed."))
    return _to_task(request, task, "comments")


def turn_comments(request: BoardRequest, task: Task, order: str) -> HttpResponse:
    """The newest comment first, or last, by default the other way round than now; kept for the person."""
    if request.method != "POST":
        title = _("Turn the order of comments")
        return _ask(request, task, title, _("This changes your own view only."), title, "comments")
    turn_order(request, order)
    return _to_task(request, task, "comments")


def turn_order(request: BoardRequest, order: str = "") -> None:
    """Keep the order in which a person reads comments: "ASC", "DESC", by default the other one than now."""
    person = request.actor.user_id
    if order not in ("ASC", "DESC"):
        order = "ASC" if is_newest_first(person) else "DESC"
    save_user_metadata(actor=request.actor, user_id=person, values={COMMENT_ORDER: order})


# Sub-tasks


def subtask_of(task: Task, subtask_id: int) -> Subtask:
    """Raises NotFound, also for one of another task."""
    subtask = get_subtask(subtask_id)
    if subtask.task_id != task.pk:
        raise NotFound(f"sub-task {subtask_id}")
    return subtask


def add_subtasks(request: BoardRequest, task: Task) -> HttpResponse:
    """One for each line."""
    note = ""
    data = posted(request)
    form = SubtaskForm(data, project_id=task.project_id, new=True, initial={"user_id": task.owner_id or 0})
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            created = create_subtasks(
                actor=request.actor,
                task_id=task.pk,
                titles=form.cleaned_data["title"],
                user_id=form.cleaned_data["user_id"] or None,
                time_estimated=form.cleaned_data["time_estimated"] or 0,
            )
            n = len(created)
            sentence = ngettext("%(n)s sub-task added.", "%(n)s sub-tasks added.", n) % {"n": n}
            if not form.cleaned_data["another_subtask"]:
                say(request, sentence)
                return _to_task(request, task, "subtasks")
            initial = {"user_id": form.cleaned_data["user_id"], "another_subtask": True}
            form = SubtaskForm(project_id=task.project_id, new=True, initial=initial)
            note = sentence
    return _form(request, task, form, _("New sub-task"), _("Add"), "subtasks", note=note)


def edit_subtask(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse:
    subtask = subtask_of(task, subtask_id)
    initial = {
        "title": subtask.title,
        "user_id": subtask.user_id or 0,
        "time_estimated": subtask.time_estimated,
        "time_spent": subtask.time_spent,
    }
    data = posted(request)
    form = SubtaskForm(data, project_id=task.project_id, new=False, initial=initial)
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            fields = {name: value or (0 if name != "title" else "") for name, value in form.cleaned_data.items()}
            update_subtask(actor=request.actor, subtask=subtask, fields=fields)
            say(request, _("Sub-task changed."))
            return _to_task(request, task, "subtasks")
    return _form(request, task, form, _("Edit sub-task"), _("Save"), "subtasks")


def drop_subtask(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse:
    subtask = subtask_of(task, subtask_id)
    if request.method != "POST":
        return _ask(request, task, _("Remove sub-task"), subtask.title, _("Remove sub-task"), "subtasks")
    remove_subtask(actor=request.actor, subtask=subtask)
    say(request, _("Sub-task removed."))
    return _to_task(request, task, "subtasks")


def change_subtask_status(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse:
    """To do, in progress, done, and round again."""
    if request.method != "POST":
        subtask = subtask_of(task, subtask_id)
        return _ask(request, task, _("Change the status"), subtask.title, _("Next status"), "subtasks")
    return advance_subtask(request, task, subtask_id) or _to_task(request, task, "subtasks")


def advance_subtask(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse | None:
    """Give a sub-task its next status, or the posted one; where another one is to be put down first, nothing but the
    way to that question.

    Raises NotFound, Invalid (no such status).
    """
    subtask = subtask_of(task, subtask_id)
    wanted = request.POST.get("status")
    status = None if wanted is None else read_number(wanted)
    starts = subtask.status == subtask.Status.TODO and status in (None, subtask.Status.IN_PROGRESS)
    asks = starts and is_enabled("subtask_restriction")
    if asks and find_subtask_in_progress(user_id=request.actor.user_id, without=subtask.pk):
        return go_to(request, "SubtaskRestriction.show", task_id=task.pk, subtask_id=subtask.pk)
    toggle_subtask(actor=request.actor, subtask=subtask, status=status)
    return None


def change_timer(request: BoardRequest, task: Task, subtask_id: int, timer: str) -> HttpResponse:
    """Start or stop one's timer. Where another one runs it is asked for, and stops (``switch``; ux.md 4.3)."""
    subtask, person = subtask_of(task, subtask_id), request.actor.user_id
    other = find_other_timer(user_id=person, without=subtask.pk) if timer == "start" else None
    switches = bool(request.POST.get("switch"))
    if request.method == "POST" and other and not switches:
        return go_to(request, "SubtaskStatus.timer", task_id=task.pk, subtask_id=subtask.pk, timer=timer)
    if request.method != "POST":
        return _ask_timer(request, task, subtask, other, timer)
    try:
        run = stop_timer if timer != "start" else switch_timer if switches else start_timer
        run(actor=request.actor, subtask_id=subtask.pk, user_id=person)
    except Conflict:
        warn(request, _("The timer runs already."))
    return go_back(request) if "next" in request.POST else _to_task(request, task, "subtasks")


def _ask_timer(
    request: BoardRequest, task: Task, subtask: Subtask, other: SubtaskTimer | None, timer: str
) -> HttpResponse:
    if other is None:
        verb = _("Start timer") if timer == "start" else _("Stop timer")
        return _ask(request, task, verb, subtask.title, verb, "subtasks")
    sentence = _("Your timer runs on “%(other)s” of #%(id)s. It stops, and the one of “%(title)s” starts.")
    words = {"other": other.subtask.title, "id": other.subtask.task_id, "title": subtask.title}
    return confirm(
        request,
        title=_("Another timer runs"),
        sentence=sentence % words,
        verb=_("Stop it and start this one"),
        back=f"{link('TaskView.show', task_id=task.pk)}#subtasks",
        danger=False,
        fields={"switch": "1"},
    )


def place_subtask(request: BoardRequest, task: Task, subtask_id: int, position: int) -> HttpResponse:
    """By a form (``position``), or as JSON ``{"subtask_id", "position"}`` to ``{"result"}`` (web.md 7.4)."""

    def place(subtask_id: int, position: int) -> None:
        move_subtask(actor=request.actor, subtask=subtask_of(task, subtask_id), position=position)

    if request.content_type == "application/json":
        data = read_json(request)
        return result_of(lambda: place(read_number(data.get("subtask_id")), read_number(data.get("position"))))
    place(subtask_id, position)
    return _to_task(request, task, "subtasks")


def turn_into_task(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse:
    subtask = subtask_of(task, subtask_id)
    check_creation(request.actor, project_id=task.project_id, column_id=task.column_id)
    if request.method != "POST":
        sentence = _("“%(title)s” becomes a task of its own in the same column.") % {"title": subtask.title}
        return _ask(request, task, _("Convert to task"), sentence, _("Convert"), "subtasks")
    task_id = convert_subtask(actor=request.actor, subtask=subtask)
    say(request, _("#%(id)s made from the sub-task.") % {"id": task_id})
    return go_to(request, "TaskView.show", task_id=task_id)


# Links between tasks


def _link_of(task: Task, link_id: int) -> TaskLink:
    found = get_task_link(link_id)
    if found.task_id != task.pk:
        raise NotFound(f"link {link_id}")
    return found


def check_opposite(request: BoardRequest, opposite_id: int) -> None:
    """Raises NotFound, Denied (a task of others)."""
    get_task(opposite_id)
    if not may_link(request.actor, opposite_task_id=opposite_id):
        raise Denied("the other task is in a project of others")


def labels() -> list[tuple[int, str]]:
    return [(one.id, _(one.label)) for one in list_link_objects()]


def add_link(request: BoardRequest, task: Task, link_id: int) -> HttpResponse:
    data = posted(request)
    form = InternalLinkForm(data, labels=labels(), task_id=task.pk, new=True, initial={"link_id": link_id or None})
    if form.is_bound and form.is_valid():
        with errors_to(form):
            opposite_id = form.cleaned_data["opposite_task_id"]
            check_opposite(request, opposite_id)
            kind = form.cleaned_data["link_id"]
            create_task_link(actor=request.actor, task_id=task.pk, opposite_task_id=opposite_id, link_id=kind)
            say(request, _("Link to #%(id)s added.") % {"id": opposite_id})
            if form.cleaned_data["another_tasklink"]:
                initial = {"link_id": kind, "another_tasklink": True}
                form = InternalLinkForm(labels=labels(), task_id=task.pk, new=True, initial=initial)
            else:
                return _to_task(request, task, "links")
    return _form(request, task, form, _("New internal link"), _("Add link"), "links")


def edit_link(request: BoardRequest, task: Task, link_id: int) -> HttpResponse:
    found = _link_of(task, link_id)
    initial = {"link_id": found.link_id, "opposite_task_id": f"#{found.opposite_task_id}"}
    data = posted(request)
    form = InternalLinkForm(data, labels=labels(), task_id=task.pk, new=False, initial=initial)
    if form.is_bound and form.is_valid():
        with errors_to(form):
            opposite_id = form.cleaned_data["opposite_task_id"]
            check_opposite(request, opposite_id)
            update_task_link(
                actor=request.actor,
                task_link_id=found.pk,
                task_id=task.pk,
                opposite_task_id=opposite_id,
                link_id=form.cleaned_data["link_id"],
            )
            say(request, _("Link changed."))
            return _to_task(request, task, "links")
    return _form(request, task, form, _("Edit internal link"), _("Save"), "links")


def drop_link(request: BoardRequest, task: Task, link_id: int) -> HttpResponse:
    found = _link_of(task, link_id)
    if request.method != "POST":
        sentence = _("The link to #%(id)s is removed; the task stays.") % {"id": found.opposite_task_id}
        return _ask(request, task, _("Remove link"), sentence, _("Remove link"), "links")
    remove_task_link(actor=request.actor, task_link_id=found.pk)
    say(request, _("Link removed."))
    return _to_task(request, task, "links")


# Links to elsewhere


def _external_of(task: Task, link_id: int) -> ExternalLink:
    return get_external_link(task_id=task.pk, link_id=link_id)


def find_external_link(request: BoardRequest, task: Task) -> HttpResponse:
    """The first step: an address, and its kind, found out by default (TaskExternalLink.find, .create)."""
    form = AddressForm(posted(request), kinds=list_link_types())
    if form.is_bound and form.is_valid():
        with errors_to(form):
            found = propose_link(
                actor=request.actor, url=form.cleaned_data["text"], link_type=form.cleaned_data["type"] or AUTO
            )
            initial = {"url": found.url, "title": found.title, "link_type": found.link_type, "dependency": "related"}
            second = ExternalLinkForm(initial=initial)
            action = link("TaskExternalLink.save", task_id=task.pk)
            heading = _("New external link")
            return _form(request, task, second, heading, _("Add link"), "external-links", action=action)
    action = link("TaskExternalLink.create", task_id=task.pk)
    return _form(request, task, form, _("New external link"), _("Next"), "external-links", action=action)


def add_external_link(request: BoardRequest, task: Task) -> HttpResponse:
    """The second step: what was found, to be changed or kept (TaskExternalLink.save)."""
    form = ExternalLinkForm(request.POST)
    if form.is_valid():
        with errors_to(form):
            create_external_link(
                actor=request.actor,
                task_id=task.pk,
                url=form.cleaned_data["url"],
                dependency=form.cleaned_data["dependency"] or "related",
                link_type=form.cleaned_data["link_type"] or AUTO,
                title=form.cleaned_data["title"],
            )
            say(request, _("Link added."))
            return _to_task(request, task, "external-links")
    return _form(request, task, form, _("New external link"), _("Add link"), "external-links")


def edit_external_link(request: BoardRequest, task: Task, link_id: int) -> HttpResponse:
    found = _external_of(task, link_id)
    initial = {"url": found.url, "title": found.title, "dependency": found.dependency, "link_type": found.link_type}
    form = ExternalLinkForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        with errors_to(form):
            update_external_link(
                actor=request.actor,
                link=found,
                title=form.cleaned_data["title"] or found.title,
                url=form.cleaned_data["url"],
                dependency=form.cleaned_data["dependency"] or found.dependency,
            )
            say(request, _("Link changed."))
            return _to_task(request, task, "external-links")
    return _form(request, task, form, _("Edit external link"), _("Save"), "external-links")


def drop_external_link(request: BoardRequest, task: Task, link_id: int) -> HttpResponse:
    found = _external_of(task, link_id)
    if request.method != "POST":
        return _ask(request, task, _("Remove link"), found.title, _("Remove link"), "external-links")
    remove_external_link(actor=request.actor, link=found)
    say(request, _("Link removed."))
    return _to_task(request, task, "external-links")
