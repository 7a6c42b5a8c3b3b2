"""Making tasks, one or several, and changing their fields (web.md 7.1 and 7.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards import options
from boards.access import Facts, Rights
from boards.addresses import link
from boards.operations.adding import add_card, add_cards
from boards.operations.changing import change_card
from boards.queries.columns import get_project_column, get_project_swimlane, list_column_objects
from boards.queries.predefined_contents import list_predefined_descriptions
from boards.queries.projects import get_project
from boards.queries.settings import get_setting
from boards.queries.tags import list_tags_of_project, list_tags_of_projects, list_task_tags
from boards.queries.task_page import find_last_changer
from boards.queries.tasks import get_task
from boards.services.tasks.create import NewTask
from boards.web.frame.doing import doer_in, tell
from boards.web.frame.door import digits, rights_on
from boards.web.frame.pages import errors_to, go_to, posted, say, show, warn
from boards.web.frame.uploads import read_screenshot
from boards.web.page_models.task_form import TaskForm
from boards.web.tasks.copies import ask_projects
from boards.web.tasks.forms import BulkForm, NewTaskForm, initial_of
from boards.wording.deeds import describe_edit

if TYPE_CHECKING:
    from boards.models import Project, Task
    from boards.operations.deed import Done
    from boards.web.frame.door import BoardRequest

#: What the form for another task takes over from the one before.
KEPT = ("owner_id", "color_id", "category_id", "column_id", "swimlane_id", "priority", "another_task")


def create(request: BoardRequest, project: Project, column_id: int, swimlane_id: int, title: str = "") -> HttpResponse:
    """A new task: its form, and its creation (TaskCreation). ``title``: what has been typed already."""
    rights = rights_on(request, project.pk)
    wanted = digits(request.POST.get("column_id")) or column_id
    columns = [column for column in list_column_objects(project.pk) if rights.can_create(column.id)]
    if not columns or (wanted and not rights.can_create(wanted)):
        warn(request, _("You may not add tasks to this column."))
        return go_to(request, "BoardView.show", project_id=project.pk, stay=True)
    initial = {
        "title": title,
        "column_id": column_id or columns[0].id,
        "swimlane_id": swimlane_id,
        "priority": project.priority_default,
        "color_id": get_setting(options.DEFAULT_COLOR),
        "owner_id": request.actor.user_id if project.is_private else 0,
    }
    form = _new_form(request, project, columns, rights, initial, is_answer=request.method == "POST")
    if form.is_bound and form.is_valid():
        with errors_to(form):
            done = _create(request, project, form, column_id, swimlane_id)
            if form.cleaned_data["duplicate_multiple_projects"]:
                say(request, done.label)
                return ask_projects(request, get_task(done.created[0]), is_answer=False)
            if form.cleaned_data["another_task"]:
                again = {name: form.cleaned_data[name] for name in KEPT if form.cleaned_data.get(name)}
                form = _new_form(request, project, columns, rights, {**initial, **again}, is_answer=False)
                return _show_new(request, form, project, note=done.label)
            tell(request, done)
            return go_to(request, "BoardView.show", project_id=project.pk, stay=True)
    return _show_new(request, form, project)


def _new_form(
    request: BoardRequest,
    project: Project,
    columns: list[Any],
    rights: Rights,
    initial: dict[str, Any],
    *,
    is_answer: bool,
) -> NewTaskForm:
    return NewTaskForm(
        request.POST if is_answer else None,
        request.FILES if is_answer else None,
        initial={name: value for name, value in initial.items() if value},
        actor=request.actor,
        project=project,
        columns=columns,
        can_assign=rights.can_assign(request.actor.user_id),
    )


def _create(request: BoardRequest, project: Project, form: NewTaskForm, column_id: int, swimlane_id: int) -> Done:
    """The task and its attachments. Raises Invalid, NotFound, Denied."""
    column = get_project_column(
        project_id=project.pk, column_id=form.cleaned_data["column_id"] or column_id or form.initial["column_id"]
    )
    wanted_lane = form.cleaned_data["swimlane_id"] or swimlane_id
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=wanted_lane) if wanted_lane else None
    values = form.values()
    values.setdefault("priority", project.priority_default)
    if "owner_id" in form.fields and project.is_private:
        values.setdefault("owner_id", request.actor.user_id)
    new = NewTask(
        project_id=project.pk,
        column_id=column.pk,
        swimlane_id=lane.pk if lane else None,
        tags=form.tag_names() or (),
        **values,
    )
    attached = [(file.name or "file", file.read()) for file in form.cleaned_data["files[]"]]
    if form.cleaned_data["screenshot"]:
        attached.append(read_screenshot(request, form.cleaned_data["screenshot"]))
    return add_card(doer_in(request, project.pk), new, files=attached)


def _show_new(request: BoardRequest, form: NewTaskForm, project: Project, note: str = "") -> HttpResponse:
    back = link("BoardView.show", project_id=project.pk)
    action = link("TaskCreation.save", project_id=project.pk)
    return _show_form(request, form, project, _("New task"), _("Add task"), back=back, action=action, note=note)


def _show_form(
    request: BoardRequest, form: TaskForm, project: Project, heading: str, submit: str, **more: Any
) -> HttpResponse:
    context = {
        "heading": heading,
        "form": form,
        "submit": submit,
        "project": project,
        "known_tags": known_tags(project),
        "templates": list_predefined_descriptions(project.pk),
        **more,
    }
    return show(request, "tasks/form.html", context)


def known_tags(project: Project) -> list[str]:
    """The names that forms offer: the project's tags, and the global ones where it uses them. 1 statement."""
    tags = list_tags_of_projects([project.pk]) if project.enable_global_tags else list_tags_of_project(project.pk)
    return [tag.name for tag in tags]


def edit(request: BoardRequest, task: Task) -> HttpResponse:
    """The fields of a task: their form, and what was posted (TaskModification). Raises Denied."""
    project, doer = get_project(task.project_id), doer_in(request, task.project_id)
    doer.require("task.edit", Facts.of(task))
    form = TaskForm(
        posted(request),
        initial=initial_of(task, list(list_task_tags(task.pk).values())),
        actor=request.actor,
        project=project,
        can_assign=doer.rights.can_assign(task.owner_id),
        task=task,
    )
    if "owner_id" not in form.fields and digits(request.POST.get("owner_id")) not in (0, task.owner_id):
        doer.require("task.edit", Facts.of(task, assigns=True))
    if form.is_bound and form.is_valid():
        with errors_to(form):
            values, tags = form.values(), form.tag_names()
            if form.merge_description(values):
                label = _describe_save(request, task, form, values)
                tell(request, change_card(doer, task.pk, values, tags=tags, label=label))
                return go_to(request, "TaskView.show", task_id=task.pk, stay=True)
    return _show_form(
        request,
        form,
        project,
        _("Edit #%(id)s") % {"id": task.pk},
        _("Save"),
        back=link("TaskView.show", task_id=task.pk),
        action=link("TaskModification.update", task_id=task.pk),
        drop=link("TaskFile.save", task_id=task.pk),
        clash=form.clash,
    )


def _describe_save(request: BoardRequest, task: Task, form: TaskForm, values: dict[str, Any]) -> str:
    """What a save did, and what it met of somebody else (ux.md 3.15). 1 statement where it met something."""
    label = describe_edit(task.pk)
    overwritten = form.overwritten(values)
    if not (form.is_merged or overwritten):
        return label
    name = find_last_changer(task.pk, other_than=request.actor.user_id) or _("Somebody")
    if form.is_merged:
        label += " " + _("The description is put together with the change of %(name)s.") % {"name": name}
    for field, value in overwritten.items():
        label += " " + _("%(name)s had set %(field)s: %(value)s.") % {"name": name, "field": field, "value": value}
    return label


def create_several(request: BoardRequest, project: Project, column_id: int, swimlane_id: int) -> HttpResponse:
    """Several tasks, a line each (TaskBulk). Raises NotFound, Denied."""
    actor = request.actor
    column = get_project_column(project_id=project.pk, column_id=column_id or digits(request.POST.get("column_id")))
    lane_id = swimlane_id or digits(request.POST.get("swimlane_id"))
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=lane_id)
    doer = doer_in(request, project.pk)
    doer.require("task.create", Facts(column.pk))
    form = BulkForm(
        posted(request),
        initial={"priority": project.priority_default, "color_id": get_setting(options.DEFAULT_COLOR)},
        actor=actor,
        project=project,
        can_assign=doer.rights.can_assign(actor.user_id),
    )
    if form.is_bound and form.is_valid():
        place: dict[str, Any] = {"project_id": project.pk, "column_id": column.pk, "swimlane_id": lane.pk}
        new = [NewTask(title=title, **place, **form.values()) for title in form.cleaned_data["tasks"]]
        with errors_to(form):
            tell(request, add_cards(doer, new))
            anchor = f"swimlane-{lane.pk}"
            return go_to(request, "BoardView.show", project_id=project.pk, stay=True, anchor=anchor)
    context = {
        "heading": _("Add several tasks to %(column)s") % {"column": column.title},
        "form": form,
        "submit": _("Add tasks"),
        "known_tags": known_tags(project),
        "back": link("BoardView.show", project_id=project.pk),
        "action": link("TaskBulk.save", project_id=project.pk, column_id=column.pk, swimlane_id=lane.pk),
    }
    return show(request, "tasks/several.html", context)
