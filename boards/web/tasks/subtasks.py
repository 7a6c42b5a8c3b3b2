"""Sub-tasks (web.md 7.4). Each is looked for in its own task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.access import Facts
from boards.addresses import link
from boards.errors import Conflict, NotFound
from boards.operations.adding import turn_into_card
from boards.operations.subtasks import discard_subtask, plan_subtasks, revise_subtask
from boards.queries.subtasks import find_other_timer, get_subtask
from boards.services.subtasks import move_subtask
from boards.services.timers import start_timer, stop_timer, switch_timer
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.json_body import read_json, read_json_number, result_of
from boards.web.frame.pages import confirm, errors_to, go_back, go_to, posted, warn
from boards.web.page_models.progress import advance
from boards.web.tasks.around import ask_about_task, go_to_task, show_task_form
from boards.web.tasks.part_forms import SubtaskForm

if TYPE_CHECKING:
    from boards.models import Subtask, SubtaskTimer, Task
    from boards.web.frame.door import BoardRequest


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
            done = plan_subtasks(
                doer_in(request, task.project_id),
                task.pk,
                form.cleaned_data["title"],
                user_id=form.cleaned_data["user_id"] or None,
                time_estimated=form.cleaned_data["time_estimated"] or 0,
            )
            if not form.cleaned_data["another_subtask"]:
                tell(request, done)
                return go_to_task(request, task, "subtasks")
            initial = {"user_id": form.cleaned_data["user_id"], "another_subtask": True}
            form = SubtaskForm(project_id=task.project_id, new=True, initial=initial)
            note = done.label
    return show_task_form(request, task, form, _("New sub-task"), _("Add"), "subtasks", note=note)


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
            tell(request, revise_subtask(doer_in(request, task.project_id), task.pk, subtask.pk, fields))
            return go_to_task(request, task, "subtasks")
    return show_task_form(request, task, form, _("Edit sub-task"), _("Save"), "subtasks")


def drop_subtask(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse:
    if request.method != "POST":
        return ask_about_task(request, task, _("Remove sub-task"), subtask_of(task, subtask_id).title, "subtasks")
    tell(request, discard_subtask(doer_in(request, task.project_id), task.pk, subtask_id))
    return go_to_task(request, task, "subtasks")


def change_subtask_status(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse:
    """To do, in progress, done, and round again."""
    if request.method != "POST":
        subtask = subtask_of(task, subtask_id)
        return ask_about_task(request, task, _("Change the status"), subtask.title, "subtasks", verb=_("Next status"))
    return advance(request, task, subtask_id) or go_to_task(request, task, "subtasks")


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
    return go_back(request) if "next" in request.POST else go_to_task(request, task, "subtasks")


def _ask_timer(
    request: BoardRequest, task: Task, subtask: Subtask, other: SubtaskTimer | None, timer: str
) -> HttpResponse:
    if other is None:
        verb = _("Start timer") if timer == "start" else _("Stop timer")
        return ask_about_task(request, task, verb, subtask.title, "subtasks")
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
        return result_of(
            lambda: place(read_json_number(data.get("subtask_id")), read_json_number(data.get("position")))
        )
    place(subtask_id, position)
    return go_to_task(request, task, "subtasks")


def turn_into_task(request: BoardRequest, task: Task, subtask_id: int) -> HttpResponse:
    subtask = subtask_of(task, subtask_id)
    doer = doer_in(request, task.project_id)
    doer.require("task.create", Facts.of(task))
    if request.method != "POST":
        sentence = _("“%(title)s” becomes a task of its own in the same column.") % {"title": subtask.title}
        return ask_about_task(request, task, _("Convert to task"), sentence, "subtasks", verb=_("Convert"))
    done = turn_into_card(doer, subtask.pk)
    tell(request, done, task_id=done.created[0])
    return go_to(request, "TaskView.show", task_id=done.created[0], stay=True)
