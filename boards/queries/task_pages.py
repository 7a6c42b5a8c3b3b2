"""Pages of tasks for programs: what a search and conditions find, from one place in an order on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from boards.actors import Actor
from boards.models import Project, Task, TaskTag
from boards.prepared import Prepared, param
from boards.queries.keysets import first_letters, read_after
from boards.queries.lookups import readable_projects
from boards.queries.search import open_search
from boards.queries.tasks import find_task_objects, list_dashboard_tasks
from boards.search.compiler import to_q
from boards.search.lookups import bound_list
from boards.shapes.tasks import TaskObject

#: What pages can be ordered by; none stands first.
KEYS: dict[str, Any] = {
    "id": None,
    "date_creation": F("date_creation"),
    "date_modification": F("date_modification"),
    "date_due": Coalesce(F("date_due"), Value(0)),
    "priority": Coalesce(F("priority"), Value(0)),
    "position": F("position"),
    "title": first_letters("title"),
}

_TAG_NAMES = Prepared(
    lambda: TaskTag.objects.filter(task_id__one_of=param("ids")).order_by().values_list("task_id", "tag__name")
)


def find_tag_names(task_ids: list[int]) -> dict[int, list[str]]:
    """Task id to the names of its tags, by name; those without are left out. 1 statement."""
    found: dict[int, list[str]] = {}
    for task_id, name in _TAG_NAMES.rows(ids=bound_list(task_ids, connection.vendor)):
        found.setdefault(task_id, []).append(name)
    return {task_id: sorted(names) for task_id, names in found.items()}


def find_readable_tasks(actor: Actor, project_id: int | None) -> QuerySet[Task]:
    """The tasks of a project, or of all that the actor may read: for a program, all projects. A part of a statement."""
    if project_id is not None:
        return Task.objects.filter(project_id=project_id)
    if not actor.is_user:
        return Task.objects.filter(project__in=Project.objects.filter(is_active=True).order_by().values("pk"))
    return Task.objects.filter(project__in=readable_projects(actor.user_id).values("pk"))


def list_task_ids_after(
    *,
    actor: Actor,
    project_id: int | None,
    search: str,
    conditions: Mapping[str, Any],
    order: str,
    after: Sequence[Any] | None,
    limit: int,
) -> tuple[list[int], list[Any] | None]:
    """The ids of a page, and the values behind which the next one begins, None for the last page.

    ``conditions``: columns with their values; ``order``: one of ``KEYS``, with a minus turned round; ``after``: the
    values that the page before has ended with. ≤ 2 statements. Raises Invalid (the search is too long).
    """
    tasks = find_readable_tasks(actor, project_id).filter(**conditions)
    if search:
        parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None)
        tasks = tasks.filter(to_q(parsed, context))
    key = KEYS[order.removeprefix("-")]
    rows, last = read_after(tasks, [F("pk")], order=order, key=key, after=after, limit=limit)
    return [pk for (pk,) in rows], last


def list_own_task_ids_after(
    user_id: int, *, order: str, after: Sequence[Any] | None, limit: int
) -> tuple[list[int], list[Any] | None]:
    """The same of the open tasks that wait for a person (``list_dashboard_tasks``). 1 statement."""
    key = KEYS[order.removeprefix("-")]
    rows, last = read_after(list_dashboard_tasks(user_id), [F("pk")], order=order, key=key, after=after, limit=limit)
    return [pk for (pk,) in rows], last


def read_tasks_with_tags(task_ids: list[int]) -> list[tuple[TaskObject, list[str]]]:
    """Each task with the names of its tags, in this order; those that are gone are left out. 2 statements."""
    tasks, tags = find_task_objects(task_ids), find_tag_names(task_ids)
    return [(tasks[pk], tags.get(pk, [])) for pk in task_ids if pk in tasks]
