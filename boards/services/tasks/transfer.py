"""Moving tasks to other projects (the matrix of domain.md 12)."""

from __future__ import annotations

from typing import Any

from boards.actors import Actor
from boards.events import TaskMovedProject
from boards.events.bus import emit
from boards.models import Project, Task, TaskTag
from boards.queries.ownership import find_project_of_column, find_projects_around
from boards.queries.tasks import get_task
from boards.services.tasks.cells import END, Cell, close_ranks, make_room
from boards.services.tasks.copying import ANYWHERE, Arrival, map_tags, map_to_project, tags_of
from boards.transactions import atomic, lock_found


@atomic
def move_task_to_project(*, actor: Actor, task_id: int | None, project: Project, arrival: Arrival = ANYWHERE) -> None:
    """Move a task, with all that hangs on it, to another project; a closed one stays closed.

    Emits TaskMovedProject. Raises NotFound.
    """
    lock_found(lambda: {*find_projects_around(task_id or 0), project.pk})
    task = get_task(task_id)
    _move(actor, task, project, arrival, is_active=task.is_active)


@atomic
def move_task_open_to_project(
    *, actor: Actor, task_id: int | None, project: Project, arrival: Arrival = ANYWHERE
) -> None:
    """As ``move_task_to_project``, but a closed task arrives open, as programs know it. Raises NotFound."""
    lock_found(lambda: {get_task(task_id).project_id, project.pk})
    _move(actor, get_task(task_id), project, arrival, is_active=True)


def _move(actor: Actor, task: Task, project: Project, arrival: Arrival, *, is_active: bool) -> None:
    """``is_active``: whether it is open afterwards."""
    target = map_to_project(actor=actor, task=task, project=project, arrival=arrival)
    source_project_id = task.project_id
    if task.is_active:
        close_ranks(Cell(task.column_id, task.swimlane_id), task.position)
        Task.objects.filter(pk=task.pk).update(is_active=False)
    # wire: a task whose column has to be mapped arrives at the top, one with a column of the target at the bottom.
    arrives_last = find_project_of_column(arrival.column_id or task.column_id) == project.pk
    position = make_room(target.cell, END if arrives_last else 1) if is_active else task.position
    values: dict[str, Any] = {
        "project_id": project.pk,
        "column_id": target.cell.column_id,
        "swimlane_id": target.cell.swimlane_id,
        "category_id": target.category_id,
        "owner_id": target.owner_id,
        "priority": target.priority,
        "position": position,
        "is_active": is_active,
    }
    changes = {
        name: value or 0
        for name, value in values.items()
        if name not in ("is_active", "position") and getattr(task, name) != value
    }
    Task.objects.filter(pk=task.pk).update(**values)
    _move_tags(task.pk, project.pk)
    emit(TaskMovedProject(actor, project.pk, task.pk, src_project_id=source_project_id, changes=changes))


def _move_tags(task_id: int, project_id: int) -> None:
    """Replace the tags that belong to another project by those of the same name. 2 to 4 statements."""
    tags = tags_of(task_id)
    ids = map_tags(tags, project_id)
    if ids != [tag.pk for tag in tags]:
        TaskTag.objects.filter(task_id=task_id).delete()
        TaskTag.objects.bulk_create(TaskTag(task_id=task_id, tag_id=pk) for pk in ids)
