"""The page of a task, and what is done to it as a whole (web.md 7.1 to 7.3, 7.8, 7.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from boards.access.restrictions import check_creation, check_move, check_removal, check_status, check_update
from boards.dates import now
from boards.errors import Conflict, Denied
from boards.markdown import find_names
from boards.queries.activity import list_task_activities
from boards.queries.columns import get_project_column, list_category_names
from boards.queries.due import due_state
from boards.queries.live import find_revision, is_touched
from boards.queries.projects import get_project
from boards.queries.settings import zone_of
from boards.queries.task_page import (
    find_people,
    get_whole_task,
    list_timers,
    list_transitions,
    read_task_page,
    sum_column_times,
)
from boards.services.tasks.copying import duplicate_task
from boards.services.tasks.move import move_task
from boards.services.tasks.place import place_tasks
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.ticks import tick_line
from boards.services.tasks.update import update_task
from boards.services.undo import undoable
from boards.web.activity import describe_activities
from boards.web.door import is_ajax, rights_on
from boards.web.forms.task_parts import CommentForm
from boards.web.forms.tasks import DescriptionForm, PlaceForm, RecurrenceForm
from boards.web.json_body import read_json, read_number
from boards.web.links import link
from boards.web.moves import describe_move
from boards.web.pages import confirm, errors_to, go_to, posted, say, show, show_form

if TYPE_CHECKING:
    from boards.models import Task
    from boards.queries.task_page import TaskPage
    from boards.web.door import BoardRequest


def show_task(request: BoardRequest, task: Task, show: str) -> HttpResponse:
    """The whole task; ``show``: "everything", also what happened. A constant number of statements."""
    actor = request.actor
    # Before what is shown: what happens meanwhile is heard of again.
    revision = find_revision(task.project_id)
    page = read_task_page(task.pk, actor=actor)
    rights = rights_on(request, task.project_id)
    texts = [page.task.description, *(comment.comment for comment in page.comments)]
    may_change = rights.is_member and page.task.project.is_active
    zone = zone_of(actor)
    context = {
        "heading": page.task.title,
        "project": page.task.project,
        "task": page.task,
        "page": page,
        "people": find_people(find_names(texts)),
        "revision": revision,
        "rights": rights,
        "may_change": may_change,
        "can_edit": may_change and rights.can_edit(task.owner_id),
        "can_assign": may_change and rights.can_assign(task.owner_id),
        "can_close": may_change and rights.can_close(task.column_id),
        "can_create": may_change and rights.can_create(task.column_id),
        "can_move": may_change and rights.can_move,
        "can_remove": may_change and rights.can_remove(task.creator_id),
        "has_categories": bool(list_category_names(task.project_id)),
        "everything": show == "everything",
        "conversation": _list_conversation(page, task, actor.comment_rank) if show == "everything" else (),
        "description_form": DescriptionForm(
            initial={"title": page.task.title, "description": page.task.description}, auto_id="place_%s"
        ),
        "comment_form": CommentForm(rank=actor.comment_rank, auto_id="comment_%s"),
        "due": due_state(page.task, zone),
        "hours_left": (page.task.time_estimated or 0) - (page.task.time_spent or 0),
        "public_link": link("TaskView.readonly", task_id=task.pk, token=page.task.project.token)
        if page.task.project.is_public
        else "",
        # A heading of the page stands above those of the task; in the panel that one is an h2.
        "section": "h3" if is_ajax(request) else "h2",
        "group": "h4" if is_ajax(request) else "h3",
        "view": "task",
        "area": "board",
    }
    return _show_page(request, context)


def show_news(request: BoardRequest, task: Task, since: int) -> HttpResponse:
    """Whether an open task is to be read anew since a revision: ``{"revision", "touched"}``. ≤ 3 statements."""
    revision = find_revision(task.project_id)
    touched = is_touched(project_id=task.project_id, task_id=task.pk, since=since)
    return JsonResponse({"revision": revision, "touched": touched})


def _show_page(request: BoardRequest, context: dict[str, Any]) -> HttpResponse:
    return show(request, "tasks/show.html", context)


def _list_conversation(page: TaskPage, task: Task, rank: int) -> list[dict[str, Any]]:
    """Comments and what happened, in one line of time, in the person's order. 1 statement."""
    rows = [row for row in list_task_activities(task.pk, rank=rank) if row.event_name not in SHOWN_ALREADY]
    moments = [{"date": one.date_creation, "comment": one} for one in page.comments]
    moments += [{"date": entry.date, "entry": entry} for entry in describe_activities(rows)]
    return sorted(moments, key=lambda moment: (moment["date"], "comment" in moment), reverse=page.newest_first)


#: Events whose object stands in the conversation itself.
SHOWN_ALREADY = ("comment.create", "comment.update")


def _tab(request: BoardRequest, whole: Task, tab: str, heading: str, **more: Any) -> HttpResponse:
    """``whole``: the task as ``get_whole_task`` reads it."""
    context = {"heading": heading, "task": whole, "project": whole.project, "tab": tab, "view": "task", **more}
    context["rights"] = rights_on(request, whole.project_id)
    return show(request, "tasks/tab.html", context)


def show_activity(request: BoardRequest, task: Task) -> HttpResponse:
    entries = describe_activities(list_task_activities(task.pk, rank=request.actor.comment_rank))
    return _tab(
        request, get_whole_task(task.pk), "activity", _("Activity of #%(id)s") % {"id": task.pk}, entries=entries
    )


def show_transitions(request: BoardRequest, task: Task) -> HttpResponse:
    heading = _("Transitions of #%(id)s") % {"id": task.pk}
    return _tab(request, get_whole_task(task.pk), "transitions", heading, transitions=list_transitions(task.pk))


def show_time_tracking(request: BoardRequest, task: Task) -> HttpResponse:
    heading = _("Time spent on #%(id)s") % {"id": task.pk}
    left = (task.time_estimated or 0) - (task.time_spent or 0)
    return _tab(request, get_whole_task(task.pk), "time", heading, timers=list_timers(task.pk), left=left)


def show_analytics(request: BoardRequest, task: Task) -> HttpResponse:
    """Lead time, cycle time, and the time in each column (web.md 8.2)."""
    whole, end = get_whole_task(task.pk), task.date_completed or now()
    times = sum_column_times(list_transitions(task.pk), whole, moment=now())
    heading = _("Times of #%(id)s") % {"id": task.pk}
    lead, cycle = end - task.date_creation, end - task.date_started if task.date_started else 0
    return _tab(request, whole, "analytics", heading, lead=lead, cycle=cycle, times=times)


def set_fields(request: BoardRequest, task: Task, label: str, **fields: Any) -> None:
    """Change fields so that it can be undone. Raises Denied for what a custom role forbids."""
    check_update(request.actor, task_id=task.pk, changes_owner="owner_id" in fields)
    with undoable(actor=request.actor, project_id=task.project_id, task_ids=[task.pk], label=label) as record:
        update_task(actor=request.actor, task_id=task.pk, fields=fields)
    if record.operation_id:
        say(request, label, undo=record.operation_id)


def _go_back(request: BoardRequest, task: Task, redirect: str) -> HttpResponse:
    """Where the person came from, as web.md 2.5 names it."""
    if redirect == "board":
        return go_to(request, "BoardView.show", project_id=task.project_id)
    if redirect == "list":
        return go_to(request, "TaskList.show", project_id=task.project_id)
    if redirect.startswith("dashboard"):
        return go_to(request, "Dashboard.show")
    return go_to(request, "TaskView.show", task_id=task.pk, stay=True)


def _ask(
    request: BoardRequest, task: Task, title: str, sentence: str, verb: str, *, danger: bool = False
) -> HttpResponse:
    back = link("TaskView.show", task_id=task.pk)
    return confirm(request, title=title, sentence=sentence, verb=verb, back=back, danger=danger)


def assign_to_me(request: BoardRequest, task: Task, redirect: str) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, task, _("Assign to me"), task.title, _("Assign to me"))
    set_fields(request, task, _("#%(id)s is yours.") % {"id": task.pk}, owner_id=request.actor.user_id)
    return _go_back(request, task, redirect)


def start(request: BoardRequest, task: Task, redirect: str) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, task, _("Start now"), task.title, _("Start now"))
    set_fields(request, task, _("#%(id)s started.") % {"id": task.pk}, date_started=now())
    return _go_back(request, task, redirect)


def tick(request: BoardRequest, task: Task) -> HttpResponse:
    """Tick a line of the description, or take its tick away (ux.md 4.3). Raises Denied, Invalid, Conflict."""
    if not rights_on(request, task.project_id).can_edit(task.owner_id):
        raise Denied("task.edit")
    with undoable(actor=request.actor, project_id=task.project_id, task_ids=[task.pk]) as record:
        is_done = tick_line(actor=request.actor, task_id=task.pk, name=request.POST.get("line", ""))
        label = _("Line of #%(id)s ticked.") if is_done else _("Tick of #%(id)s taken away.")
        record.label = label % {"id": task.pk}
    say(request, record.label, undo=record.operation_id)
    return go_to(request, "TaskView.show", task_id=task.pk, anchor="description", stay=True)


def close(request: BoardRequest, task: Task) -> HttpResponse:
    return _set_status(request, task, is_active=False)


def reopen(request: BoardRequest, task: Task) -> HttpResponse:
    return _set_status(request, task, is_active=True)


def _set_status(request: BoardRequest, task: Task, *, is_active: bool) -> HttpResponse:
    check_status(request.actor, task_id=task.pk)
    if request.method != "POST":
        if is_active:
            return _ask(request, task, _("Reopen #%(id)s") % {"id": task.pk}, task.title, _("Reopen task"))
        sentence = _("“%(title)s” is closed, and its sub-tasks are done. You can undo this.") % {"title": task.title}
        return _ask(request, task, _("Close #%(id)s") % {"id": task.pk}, sentence, _("Close task"))
    label = (_("#%(id)s opened again.") if is_active else _("#%(id)s closed.")) % {"id": task.pk}
    with undoable(actor=request.actor, project_id=task.project_id, task_ids=[task.pk], label=label) as record:
        (open_task if is_active else close_task)(actor=request.actor, task_id=task.pk)
    if record.operation_id:
        say(request, label, undo=record.operation_id)
    return go_to(request, "TaskView.show", task_id=task.pk, stay=True)


def remove(request: BoardRequest, task: Task) -> HttpResponse:
    """Remove a task: its creator, managers and administrators may (web.md 9.3)."""
    rights = rights_on(request, task.project_id)
    if not rights.can_remove(task.creator_id):
        raise Denied("task.remove")
    if request.method != "POST":
        sentence = _("“%(title)s” goes for good, with its comments, sub-tasks and files.") % {"title": task.title}
        title = _("Remove #%(id)s") % {"id": task.pk}
        return _ask(request, task, title, sentence, _("Remove task"), danger=True)
    check_removal(request.actor, task_id=task.pk)
    remove_task(actor=request.actor, task_id=task.pk)
    say(request, _("#%(id)s removed.") % {"id": task.pk})
    return go_to(request, "BoardView.show", project_id=task.project_id)


def duplicate(request: BoardRequest, task: Task) -> HttpResponse:
    check_creation(request.actor, project_id=task.project_id, column_id=task.column_id)
    if request.method != "POST":
        sentence = _("A copy of “%(title)s” is made in the same column.") % {"title": task.title}
        return _ask(request, task, _("Duplicate #%(id)s") % {"id": task.pk}, sentence, _("Duplicate"))
    label = _("Copy of #%(id)s made.") % {"id": task.pk}
    with undoable(actor=request.actor, project_id=task.project_id, task_ids=[], label=label) as record:
        copy_id = duplicate_task(actor=request.actor, task_id=task.pk)
        record.created.append(copy_id)
    say(request, label, undo=record.operation_id)
    return go_to(request, "TaskView.show", task_id=copy_id)


def move(request: BoardRequest, task: Task) -> HttpResponse:
    """Another place on the board, without dragging (TaskMovePosition)."""
    project = get_project(task.project_id)
    form = PlaceForm(posted(request), project=project, task=task)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        check_move(request.actor, task_id=task.pk, column_id=given["column_id"])
        with errors_to(form), undoable(actor=request.actor, project_id=project.pk, task_ids=[task.pk]) as record:
            column = get_project_column(project_id=project.pk, column_id=given["column_id"])
            moved = place_tasks(
                actor=request.actor,
                project_id=project.pk,
                task_ids=[task.pk],
                column_id=given["column_id"],
                swimlane_id=given["swimlane_id"],
                before_id=given["beside"] if given["at"] == "before" else 0,
                after_id=given["beside"] if given["at"] == "after" else 0,
                at="top" if given["at"] == "top" else "bottom",
            )
            if not moved:
                raise Conflict("The task is there already.")
            record.label = describe_move([task.pk], column.title)
        if form.is_valid():
            if record.operation_id:
                say(request, record.label, undo=record.operation_id)
            return go_to(request, "TaskView.show", task_id=task.pk, stay=True)
    context = {
        "heading": _("Move #%(id)s to…") % {"id": task.pk},
        "form": form,
        "submit": _("Move"),
        "back": link("TaskView.show", task_id=task.pk),
        "action": link("TaskMovePosition.save", task_id=task.pk),
    }
    return show(request, "tasks/place.html", context)


def save_position(request: BoardRequest, task: Task) -> HttpResponse:
    """The form, or JSON ``{"column_id", "swimlane_id", "position"}`` (web.md 6.6); 422 where nothing moves."""
    if request.content_type != "application/json":
        return move(request, task)
    data = read_json(request)
    column_id = read_number(data.get("column_id"))
    check_move(request.actor, task_id=task.pk, column_id=column_id)
    if not task.is_active:
        raise Conflict("A closed task has no place on the board.")
    with undoable(actor=request.actor, project_id=task.project_id, task_ids=[task.pk]) as record:
        move_task(
            actor=request.actor,
            task_id=task.pk,
            column_id=column_id,
            swimlane_id=read_number(data.get("swimlane_id")),
            position=read_number(data.get("position")),
        )
        record.label = _("#%(id)s moved.") % {"id": task.pk}
    return go_to(request, "TaskView.show", task_id=task.pk)


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
        check_update(request.actor, task_id=task.pk, changes_owner=False)
        with errors_to(form):
            update_task(actor=request.actor, task_id=task.pk, fields=form.cleaned_data)
            say(request, _("Repetition of #%(id)s saved.") % {"id": task.pk})
            return go_to(request, "TaskView.show", task_id=task.pk, stay=True)
    heading, action = _("Repeat #%(id)s") % {"id": task.pk}, link("TaskRecurrence.update", task_id=task.pk)
    return show_form(request, form, heading, _("Save"), back=link("TaskView.show", task_id=task.pk), action=action)
