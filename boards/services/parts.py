"""What hangs on a task or a project, as it is kept when it goes, and how it comes back under its number (docs/undo.md).

The *state* of a part is its row as JSON can hold it, with what goes with it: the ``timers`` of a sub-task, the
``mirror`` of a link.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards import storage
from boards.actors import Actor
from boards.errors import Conflict
from boards.events import (
    CommentCreated,
    ProjectFileCreated,
    SubtaskCreated,
    SubtaskSaved,
    TaskFileCreated,
    TaskLinkSaved,
)
from boards.events.bus import emit
from boards.models import Comment, ExternalLink, ProjectFile, Subtask, SubtaskTimer, Task, TaskFile, TaskLink
from boards.queries.comments import get_comment_object
from boards.queries.files import get_project_file_object, get_task_file_object
from boards.queries.links import get_task_link_object
from boards.queries.ownership import find_project_of_task
from boards.queries.subtasks import get_subtask_details
from boards.services.comments import HIGHEST, check_author
from boards.services.integrity import conflicts, lock_project_of, lock_projects_of
from boards.services.live import note_change
from boards.services.task_links import find_mirror
from boards.services.tasks.revival import without_the_gone
from boards.services.timers import add_up_times
from boards.transactions import atomic, lock_project

State = dict[str, Any]


def read_part(model: type[Model], pk: int) -> State | None:
    """The state of a part, None when there is none. ≤ 2 statements."""
    row: State | None = model._default_manager.filter(pk=pk).values().first()
    if row is None:
        return None
    if model is Subtask:
        row["timers"] = list(SubtaskTimer.objects.filter(subtask_id=pk).order_by("pk").values())
    if model is TaskLink:
        mirror = find_mirror(TaskLink.objects.select_related("link").get(pk=pk))
        row["mirror"] = {name: getattr(mirror, name) for name in _columns(TaskLink)} if mirror else None
    state: State = json.loads(json.dumps(row, cls=DjangoJSONEncoder))
    return state


def read_task_hours(task_id: int) -> list[float | None]:
    """Spent and estimated, which the sub-tasks add up to. 1 statement."""
    return list(Task.objects.values_list("time_spent", "time_estimated").get(pk=task_id))


def _columns(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _store(model: type[Model], state: Mapping[str, Any]) -> None:
    """The row again, without references to what is gone. Raises Conflict where it can't be without them."""
    row = without_the_gone(model, {name: state[name] for name in _columns(model)})
    if row is None or model._default_manager.filter(pk=state["id"]).exists():
        raise Conflict(_("What it would go back to is not there any more."))
    with conflicts():
        model._default_manager.bulk_create([model(**row)])


@atomic
def bring_subtask_back(*, actor: Actor, state: State) -> None:
    """At its place, with its timers. Emits SubtaskSaved, SubtaskCreated. Raises Conflict, NotFound (its task)."""
    task_id, pk = state["task_id"], state["id"]
    project_id = lock_project_of(task_id)
    _store(Subtask, state)
    put_timers(pk, state["timers"])
    add_up_times(task_id)
    details = get_subtask_details(pk)
    emit(SubtaskSaved(actor, project_id, task_id, subtask=details))
    emit(SubtaskCreated(actor, project_id, task_id, subtask=details))


def put_timers(subtask_id: int, rows: Sequence[State]) -> None:
    """The spans of work on a sub-task are these, under its project's lock; those of people who are gone stay out."""
    SubtaskTimer.objects.filter(subtask_id=subtask_id).delete()
    clean = [row for one in rows if (row := without_the_gone(SubtaskTimer, one)) is not None]
    SubtaskTimer.objects.bulk_create([SubtaskTimer(**row) for row in clean])


@atomic
def bring_comment_back(*, actor: Actor, state: State) -> None:
    """Who was mentioned in it is not told once more. Emits CommentCreated. Raises Conflict (also a user who is not the
    author), NotFound (its task)."""
    project_id = lock_project_of(state["task_id"])
    check_author(actor, state["user_id"])
    _store(Comment, state)
    comment = get_comment_object(state["id"], rank=HIGHEST)
    emit(CommentCreated(actor, project_id, state["task_id"], comment=comment))


@atomic
def bring_task_link_back(*, actor: Actor, state: State) -> None:
    """Both directions. Emits TaskLinkSaved for each. Raises Conflict (also linked so again)."""
    lock_projects_of([state["task_id"], state["opposite_task_id"]])
    rows = [state, *([state["mirror"]] if state["mirror"] else [])]
    for row in rows:
        _store(TaskLink, row)
    for row in rows:
        project_id = find_project_of_task(row["task_id"]) or 0
        link = get_task_link_object(row["id"])
        emit(TaskLinkSaved(actor, project_id, row["task_id"], task_link=link, link_id=row["link_id"]))


@atomic
def bring_external_link_back(*, actor: Actor, state: State) -> None:
    """No event. Raises Conflict, NotFound (its task)."""
    project_id = lock_project_of(state["task_id"])
    _store(ExternalLink, state)
    note_change(actor=actor, project_id=project_id, task_id=state["task_id"], kind="external_link")


def _check_bytes(state: State) -> None:
    if storage.read_content(state["path"], length=0) is None:
        raise Conflict(format_lazy(_("What was in “{name}” is not there any more."), name=state["name"]))


@atomic
def bring_task_file_back(*, actor: Actor, state: State) -> None:
    """Emits TaskFileCreated. Raises Conflict (also without its bytes), NotFound (its task)."""
    project_id = lock_project_of(state["task_id"])
    _check_bytes(state)
    _store(TaskFile, state)
    emit(TaskFileCreated(actor, project_id, state["task_id"], file=get_task_file_object(state["id"])))


@atomic
def bring_project_file_back(*, actor: Actor, state: State) -> None:
    """Emits ProjectFileCreated. Raises the same."""
    project_id = state["project_id"]
    lock_project(project_id)
    _check_bytes(state)
    _store(ProjectFile, state)
    details = get_project_file_object(project_id=project_id, file_id=state["id"])
    emit(ProjectFileCreated(actor, project_id, 0, file=details))
