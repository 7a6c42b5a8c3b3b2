"""What waits for a person: own tasks, and tasks that hold an own sub-task (web.md 4.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from boards.models import Project, Subtask, SubtaskTimer, Task
from boards.prepared import Prepared, PreparedModels, Together, param
from boards.queries.due import due_heaps
from boards.queries.lookups import readable_projects
from boards.queries.orders import order_fields
from boards.queries.stars import starred_by
from boards.queries.task_lists import DUE
from boards.queries.tasks import list_dashboard_tasks

FAR = 1 << 62
#: Tasks of a heap that the page shows; the rest is behind a link.
MOST = 25
#: What the pages of own tasks can be ordered by.
ORDERS = {
    "id": ("pk",),
    "title": ("title", "pk"),
    "priority": ("-priority", "pk"),
    "due": ("date_due", "pk"),
}


@dataclass(frozen=True)
class Heap:
    """Tasks that wait under one heading. ``task_ids``: the first of ``total``.

    ``key``: of due dates "overdue", "today", "week", "later", "undated"; else the id of a project, the title of a
    column, or a priority. ``name``: the heading, "" where the key says it all.
    """

    key: str
    name: str
    task_ids: list[int]
    total: int

    @property
    def left(self) -> int:
        return self.total - len(self.task_ids)


class Waiting(NamedTuple):
    """What of a task decides where it stands on the page."""

    pk: int
    date_due: int | None
    priority: int
    project_id: int
    project__name: str
    column__title: str
    column__position: int


class OwnWork(NamedTuple):
    """``running``: sub-task id to the start of the person's timer."""

    heaps: list[Heap]
    running: dict[int, int]


#: Where a task stands: the key of the heap, what heaps are sorted by, and its heading.
Spot = tuple[str, Any, str]


def _by_project(task: Waiting) -> Spot:
    return str(task.project_id), (task.project__name.casefold(), task.project_id), task.project__name


def _by_column(task: Waiting) -> Spot:
    """Columns of the same title are one, over all projects."""
    return task.column__title.casefold(), task.column__position, task.column__title


def _by_priority(task: Waiting) -> Spot:
    return str(task.priority), -task.priority, ""


def _timers() -> QuerySet[SubtaskTimer, Any]:
    return SubtaskTimer.objects.filter(user_id=param("user_id"), end=0).order_by().values_list("subtask_id", "start")


_TIMERS = Prepared(_timers)
_WORK = Together(
    waiting=lambda: list_dashboard_tasks(param("user_id")).order_by().values_list(*Waiting._fields),
    timers=_timers,
)
_PROJECTS = PreparedModels(
    lambda: (
        Project.objects.filter(pk__in=readable_projects(param("user_id")).values("pk"))
        .select_related("owner")
        .annotate(is_starred=starred_by(param("user_id")))
        .order_by("-is_starred", "name", "pk")
    )
)


def read_work(*, user_id: int, zone: str, by: str = "due") -> OwnWork:
    """The heaps that are not empty, in their order; each by due date, then priority. 1 statement.

    ``by``: "due" (also for anything else), "project", "column", "priority".
    """
    read = _WORK.read(user_id=user_id)
    due_heap = due_heaps(zone)

    def by_due(task: Waiting) -> Spot:
        heap = due_heap(task.date_due)
        return DUE[heap], heap, ""

    find = {"project": _by_project, "column": _by_column, "priority": _by_priority}.get(by, by_due)
    heaps: dict[str, list[Waiting]] = defaultdict(list)
    places: dict[str, tuple[Any, str]] = {}
    for task in map(Waiting._make, sorted(read["waiting"])):
        key, place, name = find(task)
        heaps[key].append(task)
        places[key] = min((place, name), places.get(key, (place, name)))
    return OwnWork(
        [_make_heap(key, places[key][1], heaps[key]) for key in sorted(heaps, key=places.__getitem__)],
        dict(read["timers"]),
    )


def _make_heap(key: str, name: str, waiting: list[Waiting]) -> Heap:
    first = sorted(waiting, key=lambda task: (task.date_due or FAR, -task.priority, task.pk))[:MOST]
    return Heap(key, name, [task.pk for task in first], len(waiting))


def order_own_tasks(*, user_id: int, order: str) -> QuerySet[Task]:
    """For a pager: own tasks by one of ``ORDERS``, a minus reverses; anything else by number. 1 statement a time."""
    return list_dashboard_tasks(user_id).order_by(*order_fields(ORDERS, order, "id"))


def order_tasks_with_own_subtasks(*, user_id: int, order: str) -> QuerySet[Task]:
    """For a pager: open tasks with a sub-task of the user. 1 statement a time."""
    holds_one = Exists(Subtask.objects.filter(task_id=OuterRef("pk"), user_id=user_id))
    return list_dashboard_tasks(user_id).filter(holds_one).order_by(*order_fields(ORDERS, order, "priority"))


def count_own_subtasks(user_id: int) -> int:
    """The user's sub-tasks on tasks that wait for the user. 1 statement."""
    tasks = list_dashboard_tasks(user_id).order_by().values("pk")
    return Subtask.objects.filter(user_id=user_id, task__in=tasks).count()


def list_running_timers(user_id: int) -> dict[int, int]:
    """Sub-task id to the start of the user's running timer. 1 statement."""
    return dict(_TIMERS.rows(user_id=user_id))


def list_own_projects(user_id: int) -> Sequence[Project]:
    """The open projects of a member with their owners, starred ones first (``is_starred``), by name. 1 statement."""
    return _PROJECTS.all(user_id=user_id)
