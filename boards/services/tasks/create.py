"""Creating tasks (domain.md 11 and 12)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards import options
from boards.actors import Actor
from boards.dates import now
from boards.errors import Invalid, NotFound
from boards.events import TaskCreated, TaskMentioned, TaskSaved
from boards.events.bus import emit
from boards.limits import check_color, check_hours, check_texts
from boards.models import Task
from boards.prepared import PreparedInsert
from boards.queries.mentions import find_mentioned_users
from boards.queries.projects import has_project
from boards.queries.settings import get_setting
from boards.services.tags import set_task_tags
from boards.services.tasks.cells import Cell, choose_column, choose_swimlane, count_open_tasks
from boards.services.tasks.checks import (
    check_category,
    check_dates,
    check_person,
    check_reference,
    check_title,
)
from boards.transactions import atomic, lock_project

_INSERT = PreparedInsert(Task)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """What a new task is to hold. Dates are UTC seconds (0 none), times hours; ids 0 or None mean the default."""

    title: str
    project_id: int
    description: str | None = ""
    color_id: str | None = None
    column_id: int | None = None
    swimlane_id: int | None = None
    owner_id: int | None = None
    creator_id: int | None = None
    category_id: int | None = None
    date_due: int | None = 0
    date_started: int | None = 0
    score: int | None = 0
    priority: int | None = 0
    reference: str | None = ""
    time_spent: float | None = None
    time_estimated: float | None = None
    recurrence_status: int = 0
    recurrence_trigger: int = 0
    recurrence_factor: int = 0
    recurrence_timeframe: int = 0
    recurrence_basedate: int = 0
    tags: Sequence[str] = ()


@atomic
def create_task(*, actor: Actor, task: NewTask) -> int:
    """Put a new task at the bottom of its cell; answers its id. A user who names no creator becomes it.

    Emits TaskSaved, TaskCreated, then TaskMentioned for each member named in the description.
    Raises Invalid (values), NotFound (project, column, swimlane unknown, or the project has none).
    """
    lock_project(task.project_id)
    if task.owner_id:
        check_person(task.project_id, task.owner_id, "owner_id")
    if task.creator_id:
        check_person(task.project_id, task.creator_id, "creator_id")
    if not task.title:
        raise Invalid(title=_("A task needs a title."))
    check_title(task.title)
    check_texts(description=task.description)
    check_hours(time_estimated=task.time_estimated, time_spent=task.time_spent)
    check_reference(task.reference)
    check_dates(task.date_started, task.date_due)
    color_id = task.color_id or get_setting(options.DEFAULT_COLOR)
    check_color(color_id)
    if not has_project(task.project_id):
        raise NotFound(f"project {task.project_id}")
    if task.category_id:
        check_category(task.project_id, task.category_id)
    cell = Cell(choose_column(task.project_id, task.column_id), choose_swimlane(task.project_id, task.swimlane_id))
    task_id = insert_task(
        project_id=task.project_id,
        cell=cell,
        title=task.title,
        description=task.description,
        color_id=color_id,
        owner_id=task.owner_id or None,
        creator_id=task.creator_id or actor.user_id or None,
        category_id=task.category_id or None,
        date_due=task.date_due,
        date_started=task.date_started,
        score=task.score,
        priority=task.priority,
        reference=task.reference,
        time_spent=task.time_spent,
        time_estimated=task.time_estimated,
        recurrence_status=task.recurrence_status,
        recurrence_trigger=task.recurrence_trigger,
        recurrence_factor=task.recurrence_factor,
        recurrence_timeframe=task.recurrence_timeframe,
        recurrence_basedate=task.recurrence_basedate,
    )
    if task.tags:
        set_task_tags(actor=actor, project_id=task.project_id, task_id=task_id, names=task.tags)
    announce_task(actor, task.project_id, task_id, task.description)
    return task_id


def insert_task(*, project_id: int, cell: Cell, **values: Any) -> int:
    """Store an open task at the bottom of a cell. The caller has checked the values. 2 statements."""
    moment = now()
    return _INSERT.run(
        project_id=project_id,
        column_id=cell.column_id,
        swimlane_id=cell.swimlane_id,
        position=count_open_tasks(cell) + 1,
        date_creation=moment,
        date_modification=moment,
        date_moved=moment,
        **values,
    )


def announce_task(actor: Actor, project_id: int, task_id: int, description: str | None) -> None:
    """Tell everybody of a new task."""
    emit(TaskSaved(actor, project_id, task_id))
    emit(TaskCreated(actor, project_id, task_id))
    if description and "@" in description:
        for user_id in find_mentioned_users(description, project_id=project_id, author_id=actor.user_id):
            emit(TaskMentioned(actor, project_id, task_id, user_id=user_id))
