"""What waits for a person: tasks of his, and tasks that hold a sub-task of his (web.md 4.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from boards.dates import day_of, midnight, now
from boards.models import Project, Subtask, SubtaskTimer, Task
from boards.queries.lookups import readable_projects
from boards.queries.orders import order_fields
from boards.queries.task_lists import RELATED
from boards.queries.tasks import list_dashboard_tasks

#: Days that "this week" looks ahead.
WEEK = 7
#: Tasks of a group that the page shows; the rest is behind a link.
MOST = 25
#: What the pages of own tasks can be ordered by.
ORDERS = {
    "id": ("pk",),
    "title": ("title", "pk"),
    "priority": ("-priority", "pk"),
    "due": ("date_due", "pk"),
}


@dataclass(frozen=True)
class Group:
    """``key``: "overdue", "today", "week", "later", "undated". ``tasks``: the first of ``total``."""

    key: str
    tasks: list[Task]
    total: int

    @property
    def left(self) -> int:
        return self.total - len(self.tasks)


def due_conditions(zone: str) -> dict[str, Q]:
    """The groups of due dates, as a reader in a zone sees them; a date at midnight counts until the end of its day."""
    moment = now()
    today = day_of(moment, zone)
    begin, end = midnight(today, zone), midnight(today + timedelta(days=1), zone)
    week = midnight(today + timedelta(days=WEEK + 1), zone)
    return {
        "overdue": Q(date_due__gt=0, date_due__lt=begin) | Q(date_due__gt=begin, date_due__lt=moment),
        "today": Q(date_due=begin) | Q(date_due__gte=moment, date_due__lt=end),
        "week": Q(date_due__gte=end, date_due__lt=week),
        "later": Q(date_due__gte=week),
        "undated": Q(date_due=0) | Q(date_due=None),
    }


def own_tasks(user_id: int) -> QuerySet[Task]:
    """Open tasks that wait for the user, with all that a row names; a part of a statement."""
    return list_dashboard_tasks(user_id).select_related(*RELATED)


def list_work(*, user_id: int, zone: str) -> list[Group]:
    """The groups that are not empty, in their order. ≤ 6 statements."""
    tasks = own_tasks(user_id)
    conditions = due_conditions(zone)
    counts = tasks.order_by().aggregate(**{key: Count("pk", filter=condition) for key, condition in conditions.items()})
    return [
        Group(key, list(tasks.filter(condition).order_by("date_due", "-priority", "pk")[:MOST]), counts[key])
        for key, condition in conditions.items()
        if counts[key]
    ]


def order_own_tasks(*, user_id: int, order: str) -> QuerySet[Task]:
    """For a pager: own tasks by one of ``ORDERS``, a minus reverses; anything else by number. 1 statement a time."""
    return own_tasks(user_id).order_by(*order_fields(ORDERS, order, "id"))


def order_tasks_with_own_subtasks(*, user_id: int, order: str) -> QuerySet[Task]:
    """For a pager: open tasks with a sub-task of the user. 1 statement a time."""
    holds_one = Exists(Subtask.objects.filter(task_id=OuterRef("pk"), user_id=user_id))
    return own_tasks(user_id).filter(holds_one).order_by(*order_fields(ORDERS, order, "priority"))


def count_own_subtasks(user_id: int) -> int:
    """The user's sub-tasks on tasks that wait for him. 1 statement."""
    tasks = list_dashboard_tasks(user_id).order_by().values("pk")
    return Subtask.objects.filter(user_id=user_id, task__in=tasks).count()


def list_running_timers(user_id: int) -> dict[int, int]:
    """Sub-task id to the start of the user's running timer. 1 statement."""
    return dict(SubtaskTimer.objects.filter(user_id=user_id, end=0).order_by().values_list("subtask_id", "start"))


def order_own_projects(user_id: int) -> QuerySet[Project]:
    """For a pager: the open projects of a member, by name. 1 statement a time."""
    ids = readable_projects(user_id).values("pk")
    return Project.objects.filter(pk__in=ids).select_related("owner").order_by("name", "pk")
