"""Columns of a project (domain.md 6). No change of a column fires an event."""

from __future__ import annotations

from django.db.models import Count, Max
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.errors import Conflict
from boards.limits import MOST_COLUMNS, check_name, check_numbers, check_room, check_texts
from boards.models import Column, Project, Task
from boards.services.integrity import conflicts, current
from boards.services.live import note_change
from boards.services.places import put_at
from boards.transactions import atomic, lock_project


def _check(title: str, task_limit: int, description: str | None) -> None:
    check_name("title", title, _("A column needs a title."))
    check_numbers(task_limit=task_limit)
    check_texts(description=description)


@atomic
def create_column(
    *,
    actor: Actor,
    project: Project,
    title: str,
    task_limit: int = 0,
    description: str = "",
    hide_in_dashboard: bool = False,
) -> Column:
    """A new column behind the last one. ``task_limit`` 0 means none. Raises Invalid, Conflict (title taken)."""
    _check(title, task_limit, description)
    lock_project(project.pk)
    known = Column.objects.filter(project=project).aggregate(last=Max("position"), count=Count("pk"))
    check_room(
        known["count"],
        MOST_COLUMNS,
        "title",
        format_lazy(_("A project has at most {most} columns."), most=MOST_COLUMNS),
    )
    last = known["last"] or 0
    with conflicts():
        column = Column.objects.create(
            project=project,
            title=title,
            position=last + 1,
            task_limit=task_limit,
            description=description,
            hide_in_dashboard=hide_in_dashboard,
        )
    note_change(actor=actor, project_id=project.pk)
    return column


@atomic
def update_column(
    *,
    actor: Actor,
    column: Column,
    title: str,
    task_limit: int,
    description: str | None,
    hide_in_dashboard: bool | None = None,
) -> Column:
    """Overwrite the column; ``hide_in_dashboard`` None leaves it alone. Raises Invalid, Conflict (title taken)."""
    _check(title, task_limit, description)
    lock_project(column.project_id)
    column = current(column)
    column.title = title
    column.task_limit = task_limit
    column.description = description
    if hide_in_dashboard is not None:
        column.hide_in_dashboard = hide_in_dashboard
    with conflicts():
        column.save(update_fields=["title", "task_limit", "description", "hide_in_dashboard"])
    note_change(actor=actor, project_id=column.project_id)
    return column


@atomic
def remove_column(*, actor: Actor, column: Column) -> None:
    """Remove an empty column; the others keep their positions. Raises Conflict (it holds tasks, open or closed)."""
    lock_project(column.project_id)
    if Task.objects.filter(column=column).exists():
        raise Conflict(_("The column holds tasks."))
    current(column).delete()
    note_change(actor=actor, project_id=column.project_id)


@atomic
def move_column(*, actor: Actor, column: Column, position: int) -> None:
    """Put a column at a place, all others numbered 1..n around it. Raises Invalid (no such place)."""
    lock_project(column.project_id)
    put_at(current(column), Column.objects.filter(project_id=column.project_id), position)
    note_change(actor=actor, project_id=column.project_id)
