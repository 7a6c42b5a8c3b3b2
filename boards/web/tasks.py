"""The page of a task, and what is done to it as a whole (web.md 7.1 to 7.3, 7.8, 7.9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.access import is_allowed
from boards.access.restrictions import (
    check_creation,
    check_move,
    check_removal,
    check_status,
    check_update,
    read_board_rights,
)
from boards.dates import now
from boards.errors import Conflict, Denied
from boards.markdown import find_names
from boards.queries.columns import get_project_column, get_project_swimlane, list_column_objects
from boards.queries.predefined_contents import list_predefined_descriptions
from boards.queries.projects import get_project, list_my_project_names
from boards.queries.tags import find_tags_for_project
from boards.queries.task_page import (
    find_people,
    get_whole_task,
    list_task_activities,
    list_timers,
    list_transitions,
    read_task_page,
    sum_column_times,
)
from boards.services.tasks.copying import copy_task_to_project, duplicate_task
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.place import place_tasks
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.transfer import move_task_to_project
from boards.services.tasks.update import update_task
from boards.services.undo import undoable
from boards.web.activity import describe_activities
from boards.web.changes import MoveForm, describe_move
from boards.web.door import digits
from boards.web.forms.tasks import (
    BulkForm,
    CommentForm,
    NewTaskForm,
    RecurrenceForm,
    TargetForm,
    TaskForm,
    initial_of,
    split_tags,
)
from boards.web.links import link
from boards.web.pages import confirm, errors_to, go_to, say, show

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.web.door import BoardRequest


def show_task(request: BoardRequest, task: Task) -> HttpResponse:
    """The whole task. A constant number of statements."""
    actor = request.actor
    page = read_task_page(task.pk, user_id=actor.user_id, rank=actor.comment_rank)
    rights = read_board_rights(actor, project_id=task.project_id)
    texts = [page.task.description, *(comment.comment for comment in page.comments)]
    context = {
        "heading": page.task.title,
        "project": page.task.project,
        "task": page.task,
        "page": page,
        "people": find_people(find_names(texts)),
        "rights": rights,
        "can_edit": rights.can_edit(task.owner_id),
        "can_assign": rights.can_assign(task.owner_id),
        "can_remove": rights.can_remove(task.creator_id),
        "comment_form": CommentForm(rank=actor.comment_rank, auto_id="comment_%s"),
        "view": "task",
        "area": "board",
        "moment": now(),
    }
    return show(request, "tasks/show.html", context)


def _tab(request: BoardRequest, task: Task, tab: str, heading: str, **more: Any) -> HttpResponse:
    whole = get_whole_task(task.pk)
    rights = read_board_rights(request.actor, project_id=task.project_id)
    context = {"heading": heading, "task": whole, "project": whole.project, "tab": tab, "view": "task", **more}
    context["rights"] = rights
    return show(request, "tasks/tab.html", context)


def show_activity(request: BoardRequest, task: Task) -> HttpResponse:
    entries = describe_activities(list_task_activities(task.pk, rank=request.actor.comment_rank))
    return _tab(request, task, "activity", _("Activity of #%(id)s") % {"id": task.pk}, entries=entries)


def show_transitions(request: BoardRequest, task: Task) -> HttpResponse:
    heading = _("Transitions of #%(id)s") % {"id": task.pk}
    return _tab(request, task, "transitions", heading, transitions=list_transitions(task.pk))


def show_time_tracking(request: BoardRequest, task: Task) -> HttpResponse:
    heading = _("Time spent on #%(id)s") % {"id": task.pk}
    left = (task.time_estimated or 0) - (task.time_spent or 0)
    return _tab(request, task, "time", heading, timers=list_timers(task.pk), left=left)


def show_analytics(request: BoardRequest, task: Task) -> HttpResponse:
    """Lead time, cycle time, and the time in each column (web.md 8.2)."""
    end = task.date_completed or now()
    times = sum_column_times(list_transitions(task.pk), get_whole_task(task.pk), moment=now())
    heading = _("Times of #%(id)s") % {"id": task.pk}
    lead, cycle = end - task.date_creation, end - task.date_started if task.date_started else 0
    return _tab(request, task, "analytics", heading, lead=lead, cycle=cycle, times=times)


def create(request: BoardRequest, project: Project, column_id: int, swimlane_id: int) -> HttpResponse:
    """A new task: its form, and its creation (TaskCreation)."""
    actor = request.actor
    rights = read_board_rights(actor, project_id=project.pk)
    columns = [column for column in list_column_objects(project.pk) if rights.can_create(column.id)]
    if not columns:
        raise Denied("no column")
    owner = actor.user_id if project.is_private else 0
    initial = {
        "column_id": column_id or columns[0].id,
        "priority": project.priority_default,
        "owner_id": owner,
        **({"swimlane_id": swimlane_id} if swimlane_id else {}),
    }
    data = request.POST if request.method == "POST" else None
    form = NewTaskForm(
        data, initial=initial, actor=actor, project=project, columns=columns,
        can_assign=rights.can_assign(actor.user_id),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        values = form.values()
        column = digits(str(form.cleaned_data["column_id"])) or column_id or columns[0].id
        lane = digits(str(form.cleaned_data["swimlane_id"])) or swimlane_id
        with errors_to(form):
            check_creation(actor, project_id=project.pk, column_id=column)
            new = NewTask(
                project_id=project.pk,
                column_id=get_project_column(project_id=project.pk, column_id=column).pk,
                swimlane_id=get_project_swimlane(project_id=project.pk, swimlane_id=lane).pk if lane else None,
                tags=form.tag_names() or (),
                **values,
            )
            label = _("Task added.")
            with undoable(actor=actor, project_id=project.pk, task_ids=[], label=label) as record:
                task_id = create_task(actor=actor, task=new)
                record.created.append(task_id)
            say(request, _("#%(id)s added.") % {"id": task_id}, undo=True)
            if form.cleaned_data["another_task"]:
                kept = ("owner_id", "color_id", "category_id", "column_id", "swimlane_id", "priority")
                again = {name: form.cleaned_data[name] for name in kept if form.cleaned_data.get(name)}
                form = NewTaskForm(
                    initial={**again, "another_task": True}, actor=actor, project=project, columns=columns,
                    can_assign=rights.can_assign(actor.user_id),
                )  # fmt: skip
                return _show_form(request, form, project, _("New task"), _("Add task"), 200)
            return go_to(request, "BoardView.show", project_id=project.pk, stay=True)
    return _show_form(request, form, project, _("New task"), _("Add task"), 422 if form.is_bound else 200)


def _show_form(
    request: BoardRequest, form: TaskForm, project: Project, heading: str, submit: str, status: int, back: str = ""
) -> HttpResponse:
    context = {
        "heading": heading,
        "form": form,
        "submit": submit,
        "back": back or link("BoardView.show", project_id=project.pk),
        "project": project,
        "known_tags": sorted(find_tags_for_project(project.pk)),
        "templates": list_predefined_descriptions(project.pk),
    }
    return show(request, "tasks/form.html", context, status=status)


def edit(request: BoardRequest, task: Task) -> HttpResponse:
    """The fields of a task: their form, and what was posted (TaskModification)."""
    actor, project = request.actor, get_project(task.project_id)
    rights = read_board_rights(actor, project_id=project.pk)
    if not rights.can_edit(task.owner_id):
        raise Denied("task.edit")
    page = read_task_page(task.pk, user_id=actor.user_id, rank=actor.comment_rank)
    initial = initial_of(task, [tag.name for tag in page.tags])
    data = request.POST if request.method == "POST" else None
    form = TaskForm(data, initial=initial, actor=actor, project=project, can_assign=rights.can_assign(task.owner_id))
    if request.method == "POST" and form.is_valid():
        values = form.values()
        with errors_to(form):
            check_update(actor, task_id=task.pk, changes_owner=values.get("owner_id", task.owner_id) != task.owner_id)
            label = _("#%(id)s changed.") % {"id": task.pk}
            with undoable(actor=actor, project_id=project.pk, task_ids=[task.pk], label=label) as record:
                update_task(actor=actor, task_id=task.pk, fields=values, tags=form.tag_names())
            if record.operation_id:
                say(request, label, undo=True)
            return go_to(request, "TaskView.show", task_id=task.pk, stay=True)
    heading = _("Edit #%(id)s") % {"id": task.pk}
    back = link("TaskView.show", task_id=task.pk)
    return _show_form(request, form, project, heading, _("Save"), 422 if form.is_bound else 200, back)


def set_fields(request: BoardRequest, task: Task, label: str, **fields: Any) -> None:
    """Change fields so that it can be undone. Raises Denied for what a custom role forbids."""
    check_update(request.actor, task_id=task.pk, changes_owner="owner_id" in fields)
    with undoable(actor=request.actor, project_id=task.project_id, task_ids=[task.pk], label=label) as record:
        update_task(actor=request.actor, task_id=task.pk, fields=fields)
    if record.operation_id:
        say(request, label, undo=True)


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
        say(request, label, undo=True)
    return go_to(request, "TaskView.show", task_id=task.pk, stay=True)


def remove(request: BoardRequest, task: Task) -> HttpResponse:
    """Remove a task: its creator, managers and administrators may (web.md 9.3)."""
    rights = read_board_rights(request.actor, project_id=task.project_id)
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
    say(request, label, undo=True)
    return go_to(request, "TaskView.show", task_id=copy_id)


def copy_to_project(request: BoardRequest, task: Task, dst_project_id: int) -> HttpResponse:
    return _to_project(request, task, dst_project_id, moves=False)


def move_to_project(request: BoardRequest, task: Task, dst_project_id: int) -> HttpResponse:
    return _to_project(request, task, dst_project_id, moves=True)


def _to_project(request: BoardRequest, task: Task, dst_project_id: int, *, moves: bool) -> HttpResponse:
    """Copy or move a task to another project of the person (web.md 7.9). Raises Denied for a foreign project."""
    actor = request.actor
    projects = list_my_project_names(actor.user_id, only_active=True)
    projects.pop(task.project_id, None)
    posted = digits(request.POST.get("project_id")) if request.method == "POST" else 0
    chosen = posted or dst_project_id or next(iter(projects), 0)
    if chosen and chosen not in projects and not actor.is_administrator:
        raise Denied("a foreign project")
    if posted and not is_allowed(actor, "task.create", project_id=posted):
        raise Denied("task.create")
    if moves:
        check_removal(actor, task_id=task.pk)
    heading = _("Move #%(id)s to another project") if moves else _("Copy #%(id)s to another project")
    form = TargetForm(request.POST if request.method == "POST" else None, projects=projects, chosen=chosen)
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            target = get_project(form.cleaned_data["project_id"])
            check_creation(actor, project_id=target.pk, column_id=form.cleaned_data["column_id"])
            place = {
                "column_id": form.cleaned_data["column_id"] or None,
                "swimlane_id": form.cleaned_data["swimlane_id"] or None,
            }
            if moves:
                move_task_to_project(actor=actor, task_id=task.pk, project=target, stays_closed=True, **place)
                say(request, _("#%(id)s moved to %(project)s.") % {"id": task.pk, "project": target.name})
                return go_to(request, "TaskView.show", task_id=task.pk)
            copy_task_to_project(actor=actor, task_id=task.pk, project=target, **place)
            say(request, _("#%(id)s copied to %(project)s.") % {"id": task.pk, "project": target.name})
            return go_to(request, "BoardView.show", project_id=task.project_id, stay=True)
    context = {
        "heading": heading % {"id": task.pk},
        "form": form,
        "submit": _("Move") if moves else _("Copy"),
        "back": link("TaskView.show", task_id=task.pk),
        "task": task,
        "has_projects": bool(projects),
    }
    return show(request, "tasks/to_project.html", context, status=422 if form.is_bound else 200)


def move(request: BoardRequest, task: Task) -> HttpResponse:
    """Another place on the board, without dragging (TaskMovePosition)."""
    project = get_project(task.project_id)
    form = MoveForm(request.POST if request.method == "POST" else None, project=project, task=task)
    if request.method == "POST" and form.is_valid():
        column_id = form.cleaned_data["column_id"]
        check_move(request.actor, task_id=task.pk, column_id=column_id)
        with errors_to(form), undoable(actor=request.actor, project_id=project.pk, task_ids=[task.pk]) as record:
            column = get_project_column(project_id=project.pk, column_id=column_id)
            place_tasks(
                actor=request.actor, project_id=project.pk, task_ids=[task.pk], column_id=column_id,
                swimlane_id=form.cleaned_data["swimlane_id"],
                at="top" if form.cleaned_data["at"] == "top" else "bottom",
            )  # fmt: skip
            record.label = describe_move([task.pk], column.title)
        if form.is_valid():
            if record.operation_id:
                say(request, record.label, undo=True)
            return go_to(request, "TaskView.show", task_id=task.pk, stay=True)
    context = {
        "heading": _("Move #%(id)s to…") % {"id": task.pk},
        "form": form,
        "submit": _("Move"),
        "back": link("TaskView.show", task_id=task.pk),
    }
    return show(request, "layout/form.html", context, status=422 if form.is_bound else 200)


def repeat(request: BoardRequest, task: Task) -> HttpResponse:
    """Whether and how the task repeats (TaskRecurrence)."""
    if task.recurrence_status == task.RecurrenceStatus.PROCESSED:
        raise Conflict(_("This task has been repeated already."))
    names = list(RecurrenceForm.base_fields)
    initial = {name: getattr(task, name) for name in names}
    form = RecurrenceForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            check_update(request.actor, task_id=task.pk, changes_owner=False)
            update_task(actor=request.actor, task_id=task.pk, fields=form.cleaned_data)
            say(request, _("Repetition of #%(id)s saved.") % {"id": task.pk})
            return go_to(request, "TaskView.show", task_id=task.pk, stay=True)
    context = {
        "heading": _("Repeat #%(id)s") % {"id": task.pk},
        "form": form,
        "submit": _("Save"),
        "back": link("TaskView.show", task_id=task.pk),
    }
    return show(request, "layout/form.html", context, status=422 if form.is_bound else 200)


def create_several(request: BoardRequest, project: Project, column_id: int, swimlane_id: int) -> HttpResponse:
    """Several tasks, a line each (TaskBulk)."""
    actor = request.actor
    column = get_project_column(project_id=project.pk, column_id=column_id or digits(request.POST.get("column_id")))
    lane_id = swimlane_id or digits(request.POST.get("swimlane_id"))
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=lane_id)
    check_creation(actor, project_id=project.pk, column_id=column.pk)
    data = request.POST if request.method == "POST" else None
    form = BulkForm(data, project=project, initial={"priority": project.priority_default})
    if request.method == "POST" and form.is_valid():
        titles = [line.strip() for line in form.cleaned_data["tasks"].splitlines() if line.strip()]
        label = ngettext("%(n)s task added.", "%(n)s tasks added.", len(titles)) % {"n": len(titles)}
        with errors_to(form):
            with undoable(actor=actor, project_id=project.pk, task_ids=[], label=label) as record:
                for title in titles:
                    new = NewTask(
                        title=title,
                        project_id=project.pk,
                        column_id=column.pk,
                        swimlane_id=lane.pk,
                        color_id=form.cleaned_data["color_id"] or None,
                        owner_id=form.cleaned_data["owner_id"],
                        category_id=form.cleaned_data["category_id"],
                        priority=form.cleaned_data["priority"],
                        tags=split_tags(form.cleaned_data["tags"]),
                    )
                    record.created.append(create_task(actor=actor, task=new))
            say(request, label, undo=True)
            anchor = f"swimlane-{lane.pk}"
            return go_to(request, "BoardView.show", project_id=project.pk, stay=True, anchor=anchor)
    context = {
        "heading": _("Add several tasks to %(column)s") % {"column": column.title},
        "form": form,
        "submit": _("Add tasks"),
        "back": link("BoardView.show", project_id=project.pk),
        "action": link("TaskBulk.save", project_id=project.pk, column_id=column.pk, swimlane_id=lane.pk),
    }
    return show(request, "layout/form.html", context, status=422 if form.is_bound else 200)
