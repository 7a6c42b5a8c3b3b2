"""Lists of tasks over one or several projects: my work, the list of a project, the search (web.md 4, 6.8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet

from boards.actors import Actor
from boards.models import Project, Subtask, Task, TaskTag
from boards.queries.lookups import readable_projects
from boards.queries.search import open_search
from boards.search.compiler import to_q

#: What a list can be sorted by; a minus turns it round.
ORDERS: dict[str, tuple[str, ...]] = {
    "id": ("pk",),
    "swimlane": ("swimlane__position", "pk"),
    "column": ("column__position", "pk"),
    "category": ("category__name", "pk"),
    "priority": ("priority", "pk"),
    "position": ("column__position", "swimlane__position", "position", "pk"),
    "title": ("title", "pk"),
    "assignee": ("owner__name", "owner__username", "pk"),
    "due": ("date_due", "pk"),
    "start": ("date_started", "pk"),
    "status": ("is_active", "pk"),
    "reference": ("reference", "pk"),
}
RELATED = ("project", "column", "swimlane", "category", "owner")


def order_tasks(tasks: QuerySet[Task], order: str) -> QuerySet[Task]:
    """In one of ``ORDERS``; an unknown one is the newest first."""
    fields = ORDERS.get(order.lstrip("-"))
    if fields is None:
        return tasks.order_by("-pk")
    return tasks.order_by(*(f"-{field}" for field in fields)) if order.startswith("-") else tasks.order_by(*fields)


def list_found_tasks(
    *, actor: Actor, search: str, project_id: int | None = None, everywhere: bool = False, order: str = ""
) -> QuerySet[Task]:
    """The tasks that a search finds, for a pager: of one project, of the actor's open ones, or of all.

    1 statement each time, one more for free words. Raises Invalid (the text is too long).
    """
    parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None)
    tasks = Task.objects.filter(to_q(parsed, context)).select_related(*RELATED)
    if project_id is not None:
        tasks = tasks.filter(project_id=project_id)
    elif everywhere and actor.is_administrator:
        tasks = tasks.filter(project__is_active=True)
    else:
        tasks = tasks.filter(project__in=readable_projects(actor.user_id).values("pk"))
    return order_tasks(tasks, order or "-id")


def list_tags_of(tasks: Iterable[Task]) -> dict[int, list[tuple[str, str | None]]]:
    """Task id to name and colour of its tags, by name. 1 statement."""
    found: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    rows = TaskTag.objects.filter(task_id__in=[task.pk for task in tasks]).order_by("tag__name")
    for task_id, name, color_id in rows.values_list("task_id", "tag__name", "tag__color_id"):
        found[task_id].append((name, color_id))
    return found


def list_work(user_id: int) -> list[Task]:
    """Open tasks of open projects that are the user's, or hold a sub-task of his that is not done. 1 statement.

    Columns that are hidden in "My work" are left out.
    """
    own_step = Subtask.objects.filter(user_id=user_id).exclude(status=Subtask.Status.DONE).values("task_id")
    tasks = Task.objects.filter(
        Q(owner_id=user_id) | Q(pk__in=own_step),
        is_active=True,
        project__is_active=True,
        column__hide_in_dashboard=False,
    )
    return list(tasks.select_related(*RELATED).order_by("date_due", "-priority", "pk"))


def list_own_subtasks(user_id: int, task_ids: Collection[int]) -> dict[int, list[Subtask]]:
    """Task id to the user's sub-tasks in it, by position. 1 statement."""
    found: dict[int, list[Subtask]] = defaultdict(list)
    for subtask in Subtask.objects.filter(user_id=user_id, task_id__in=task_ids).order_by("position", "pk"):
        found[subtask.task_id].append(subtask)
    return found


def list_work_projects(user_id: int) -> list[Project]:
    """The open projects of a user, by name. 1 statement."""
    return list(readable_projects(user_id).distinct().order_by("name", "pk"))
