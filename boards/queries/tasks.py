"""Reading tasks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q, QuerySet, Value

from boards import options
from boards.errors import NotFound
from boards.models import Column, Subtask, Swimlane, Task, TaskTag
from boards.prepared import Prepared, PreparedModels, Row, param
from boards.queries.due import over
from boards.queries.lookups import readable_projects
from boards.queries.memberships import joined_projects
from boards.queries.settings import get_base_url, get_setting
from boards.queries.subtasks import list_own_subtasks_by_task
from boards.search.lookups import bound_list
from boards.shapes.tags import TAG_ON_TASK, TagOnTaskObject
from boards.shapes.tasks import (
    DASHBOARD_TASK,
    OVERDUE_TASK,
    TASK,
    DashboardTaskObject,
    OverdueTaskObject,
    TaskObject,
    task_objects,
)

_TASK = PreparedModels(lambda: Task.objects.filter(pk=param("task_id")))
_BY_ID = Prepared(lambda: Task.objects.filter(pk=param("task_id")).order_by().values_list(*TASK.columns))
_BY_IDS = Prepared(lambda: Task.objects.filter(pk__one_of=param("ids")).order_by().values_list(*TASK.columns))
_BY_REFERENCE = Prepared(
    lambda: (
        Task.objects.filter(project_id=param("project_id"), reference=param("reference"))
        .order_by("pk")
        .values_list(*TASK.columns)[:1]
    )
)
_OF_PROJECT = Prepared(
    lambda: (
        Task.objects.filter(project_id=param("project_id"), is_active=param("is_active"))
        .order_by("pk")
        .values_list(*TASK.columns)
    )
)


def _objects(rows: list[Row]) -> list[TaskObject]:
    return task_objects(rows, base_url=get_base_url(), default_color=get_setting(options.DEFAULT_COLOR))


def get_task_object(task_id: int | None) -> TaskObject:
    """The task in shape ``task``. 1 statement. Raises NotFound."""
    row = None if task_id is None else _BY_ID.row(task_id=task_id)
    if row is None:
        raise NotFound(f"task {task_id}")
    return _objects([row])[0]


def find_task_objects(task_ids: list[int]) -> dict[int, TaskObject]:
    """Id to the task in shape ``task``; unknown ones are left out. 1 statement."""
    return {task.id: task for task in _objects(_BY_IDS.rows(ids=bound_list(task_ids, connection.vendor)))}


def get_task_object_by_reference(*, project_id: int | None, reference: str | None) -> TaskObject:
    """The task with the lowest id among those with this reference; ``""`` finds one without. 1 statement."""
    row = None
    if project_id is not None and reference is not None:
        row = _BY_REFERENCE.row(project_id=project_id, reference=reference)
    if row is None:
        raise NotFound(f"reference {reference}")
    return _objects([row])[0]


def list_task_objects(*, project_id: int, is_active: bool) -> list[TaskObject]:
    """Open or closed tasks of a project, by id. 1 statement."""
    return _objects(_OF_PROJECT.rows(project_id=project_id, is_active=is_active))


def get_task(task_id: int | None) -> Task:
    """The task as a model. 1 statement. Raises NotFound."""
    task = _TASK.first(task_id=task_id) if task_id else None
    if task is None:
        raise NotFound(f"task {task_id}")
    return task


def _overdue(**conditions: Any) -> list[OverdueTaskObject]:
    tasks = Task.objects.filter(over(), is_active=True, project__is_active=True, **conditions)
    return OVERDUE_TASK.all(tasks.order_by("pk").values_list(*OVERDUE_TASK.columns))


def list_overdue_tasks() -> list[OverdueTaskObject]:
    """Open tasks of open projects whose due date is over, by id. 1 statement."""
    return _overdue()


def list_overdue_tasks_of_project(project_id: int | None) -> list[OverdueTaskObject]:
    """1 statement."""
    return _overdue(project_id=project_id)


def list_overdue_tasks_of_user(user_id: int) -> list[OverdueTaskObject]:
    """Those assigned to the user, of projects in which they have a role now. 1 statement."""
    return _overdue(owner_id=user_id, project__in=joined_projects(user_id).values("pk"))


_TAGS_OF_PROJECT = Prepared(
    lambda: TaskTag.objects.filter(task__project_id=param("project_id")).order_by().values_list(*TAG_ON_TASK.columns)
)


def _by_task(rows: Iterable[Row]) -> dict[int, list[TagOnTaskObject]]:
    """Task id to its tags, by name, bytewise."""
    found: dict[int, list[TagOnTaskObject]] = {}
    for tag in sorted(TAG_ON_TASK.all(rows), key=lambda tag: (tag.name.encode(), tag.id)):
        found.setdefault(tag.task_id, []).append(tag)
    return found


def list_tags_by_task_of_project(project_id: int) -> dict[int, list[TagOnTaskObject]]:
    """Task id to the tags of each task of a project, by name, bytewise. 1 statement."""
    return _by_task(_TAGS_OF_PROJECT.rows(project_id=project_id))


def list_tags_by_task(tasks: QuerySet[Task]) -> dict[int, list[TagOnTaskObject]]:
    """Task id to the tags of each of these tasks, by name, bytewise. 1 statement."""
    rows = TaskTag.objects.filter(task__in=tasks.order_by().values("pk")).order_by()
    return _by_task(rows.values_list(*TAG_ON_TASK.columns))


def list_dashboard_tasks(user_id: Any) -> QuerySet[Task]:
    """Open tasks that are the user's, or hold an own sub-task, in columns shown in dashboards; a part of a statement.

    Of open projects in which the user has a role now: what one may not open one does not read (decisions.md 8).
    ``user_id``: may be ``param(...)`` of a prepared one.
    """
    # Each side finds its tasks in an index; a subquery for each task would look at all of the installation.
    mine = Q(owner_id=user_id) | Q(pk__in=Subtask.objects.filter(user_id=user_id).values("task_id"))
    projects = readable_projects(user_id).values("pk")
    return Task.objects.filter(mine, is_active=True, project__in=projects, column__hide_in_dashboard=False)


def list_dashboard_objects(user_id: int) -> list[DashboardTaskObject]:
    """The user's dashboard in shape ``dashboard_task``, by id, with the user's sub-tasks. 4 statements."""
    tasks = list_dashboard_tasks(user_id)
    tags = list_tags_by_task(tasks)
    subtasks = list_own_subtasks_by_task(tasks, user_id=user_id)
    id_at = DASHBOARD_TASK.place("id")
    rows = tasks.order_by("pk").values_list(*DASHBOARD_TASK.columns)
    return [DASHBOARD_TASK.of(row, tags.get(row[id_at], []), subtasks.get(row[id_at], [])) for row in rows]


class Place(NamedTuple):
    """Where a task stands, and what a move has to know of it."""

    project_id: int
    column_id: int
    swimlane_id: int
    position: int
    is_active: bool
    date_moved: int
    recurrence_status: int
    recurrence_trigger: int


_PLACE = Prepared(lambda: Task.objects.filter(pk=param("task_id")).order_by().values_list(*Place._fields))


def get_place(task_id: int | None) -> Place:
    """1 statement. Raises NotFound."""
    row = None if task_id is None else _PLACE.row(task_id=task_id)
    if row is None:
        raise NotFound(f"task {task_id}")
    return Place(*row)


_FIRST_COLUMN = Prepared(
    lambda: Column.objects.filter(project_id=param("project_id")).order_by("position", "pk").values_list("id")[:1]
)
_LAST_COLUMN = Prepared(
    lambda: Column.objects.filter(project_id=param("project_id")).order_by("-position", "-pk").values_list("id")[:1]
)
_FIRST_SWIMLANE = Prepared(
    lambda: (
        Swimlane.objects.filter(project_id=param("project_id"), is_active=Value(True))
        .order_by("position", "pk")
        .values_list("id")[:1]
    )
)


def find_first_column_id(project_id: int) -> int | None:
    """1 statement."""
    return _FIRST_COLUMN.value(project_id=project_id)  # type: ignore[no-any-return]


def find_column_like(project_id: int, column_id: int) -> int | None:
    """The column itself where it is one of the project, else the project's of the same title, else its first one.

    None in a project without columns. ≤ 3 statements.
    """
    column = Column.objects.filter(pk=column_id).first()
    if column and column.project_id == project_id:
        return column.pk
    same = Column.objects.filter(project_id=project_id, title=column.title).first() if column else None
    return same.pk if same else find_first_column_id(project_id)


def find_last_column_id(project_id: int) -> int | None:
    """1 statement."""
    return _LAST_COLUMN.value(project_id=project_id)  # type: ignore[no-any-return]


def find_first_swimlane_id(project_id: int) -> int | None:
    """The first active one. 1 statement."""
    return _FIRST_SWIMLANE.value(project_id=project_id)  # type: ignore[no-any-return]


class OpenPlace(NamedTuple):
    """An open task as the daily actions look at it."""

    id: int
    column_id: int
    swimlane_id: int
    date_due: int | None
    date_started: int | None
    date_moved: int
    date_modification: int


def list_open_places(*, project_id: int, column_id: int | None) -> list[OpenPlace]:
    """The open tasks of a project, or of one of its columns, by id. 1 statement."""
    tasks = Task.objects.filter(project_id=project_id, is_active=True)
    if column_id is not None:
        tasks = tasks.filter(column_id=column_id)
    return [OpenPlace(*row) for row in tasks.order_by("pk").values_list(*OpenPlace._fields)]
