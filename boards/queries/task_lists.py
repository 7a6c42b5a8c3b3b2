"""Lists of tasks that a search finds: in a project, or over several (web.md 4.4, 6.8)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from boards.actors import Actor
from boards.models import Project, Task
from boards.prepared import param
from boards.queries.due import due_heap
from boards.queries.lookups import readable_projects
from boards.queries.orders import order_fields
from boards.queries.pages import prepare_first_page, read_first_page, read_page
from boards.queries.search import finds_the_same, open_search
from boards.queries.settings import zone_of
from boards.search.compiler import read_search, to_q

if TYPE_CHECKING:
    from django.core.paginator import Page

    from boards.prepared import Prepared
    from boards.search.conditions import SearchContext

#: What a list can be sorted by; the newest first without.
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
    "score": ("score", "pk"),
    "created": ("date_creation", "pk"),
    "modified": ("date_modification", "pk"),
}
#: What a list can be grouped by, and the column that says which group a task is of.
GROUPS = {
    "column": "column_id",
    "assignee": "owner_id",
    "priority": "priority",
    "category": "category_id",
    "due": "due_group",
}
#: Headings of due dates in their order, and what comes after all dates.
DUE = ("overdue", "today", "week", "later", "undated")


class Reach(Enum):
    """Where a list looks: in one project, in the open ones of a person, in all open ones."""

    PROJECT, OWN, EVERYWHERE = "project", "own", "everywhere"


def _reach(actor: Actor, project_id: int | None, everywhere: bool) -> Reach:
    if project_id is not None:
        return Reach.PROJECT
    sees_all = actor.is_administrator or not actor.is_user
    return Reach.EVERYWHERE if everywhere and sees_all else Reach.OWN


def _find(condition: Q, reach: Reach, order: str, *, project_id: Any, user_id: Any) -> QuerySet[Task]:
    """``project_id``, ``user_id``: may be ``param(...)`` of a prepared statement."""
    tasks = Task.objects.filter(condition)
    if reach is Reach.PROJECT:
        tasks = tasks.filter(project_id=project_id)
    elif reach is Reach.EVERYWHERE:
        tasks = tasks.filter(project__in=Project.objects.filter(is_active=True).order_by().values("pk"))
    else:
        tasks = tasks.filter(project__in=readable_projects(user_id).values("pk"))
    return tasks.order_by(*order_fields(ORDERS, order, "-id"))


def list_found_tasks(
    *, actor: Actor, search: str, project_id: int | None = None, everywhere: bool = False, order: str = ""
) -> QuerySet[Task]:
    """The tasks that a search finds: of one project, of the actor's open ones, or of all open ones.

    1 statement a page, one more for free words; ``everywhere`` counts for administrators and programs only. Raises
    Invalid (the text is too long).
    """
    parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None)
    reach = _reach(actor, project_id, everywhere)
    return _find(to_q(parsed, context), reach, order, project_id=project_id, user_id=actor.user_id)


@lru_cache(maxsize=256)
def _prepare(search: str, context: SearchContext, reach: Reach, order: str, size: int) -> Prepared:
    condition = to_q(read_search(search), context)
    ids = {"project_id": param("project_id"), "user_id": param("user_id")}
    return prepare_first_page(_find(condition, reach, order, **ids), size)


def read_found_page(
    *,
    actor: Actor,
    search: str,
    page: int,
    size: int,
    project_id: int | None = None,
    everywhere: bool = False,
    order: str = "",
) -> Page[int]:
    """A page of the ids of ``list_found_tasks``. ≤ 2 statements, 2 more beyond the last page. Raises Invalid."""
    if page > 1 or not finds_the_same(actor=actor, query=search):
        found = list_found_tasks(actor=actor, search=search, project_id=project_id, everywhere=everywhere, order=order)
        return read_page(found, page, size)
    _parsed, context = open_search(actor=actor, query=search, zone=actor.timezone or None)
    prepared = _prepare(search, replace(context, now=0), _reach(actor, project_id, everywhere), order, size)
    return read_first_page(prepared, size, project_id=project_id, user_id=actor.user_id)


def group_tasks(tasks: QuerySet[Task], group: str, *, actor: Actor) -> tuple[QuerySet[Task], dict[Any, int]]:
    """The tasks group by group, each in its order as before, and how many each group has by its key.

    1 statement for the numbers. Keys: ids, None for nobody and no category; of due dates those of ``DUE``.
    """
    key = GROUPS[group]
    if group == "due":
        tasks = tasks.annotate(due_group=due_heap(zone_of(actor)))
    orders: dict[str, list[Any]] = {
        "column": [F("column__position")],
        "assignee": [Lower(Coalesce(NullIf("owner__name", Value("")), "owner__username")).asc(nulls_last=True)],
        "priority": [F("priority").desc()],
        "category": [Lower("category__name").asc(nulls_last=True)],
        "due": [],
    }
    numbers = dict(tasks.order_by().values_list(key).annotate(n=Count("pk")))
    present = [name for name in tasks.query.order_by if isinstance(name, str)]
    if group == "due":
        numbers = {DUE[place]: n for place, n in numbers.items()}
    return tasks.order_by(*orders[group], key, *present), numbers


def list_found_ids(
    *, actor: Actor, search: str, project_id: int | None = None, everywhere: bool = False, order: str = "", limit: int
) -> list[int]:
    """The first ids of such a list. ≤ 2 statements. Raises Invalid."""
    found = list_found_tasks(actor=actor, search=search, project_id=project_id, everywhere=everywhere, order=order)
    return list(found.values_list("pk", flat=True)[:limit])


def is_one_elsewhere(task_ids: Collection[int], *, project_id: int) -> bool:
    """Whether one of the tasks exists, but in another project. 1 statement."""
    return Task.objects.filter(pk__in=task_ids).exclude(project_id=project_id).exists()


def group_by_project(task_ids: Collection[int]) -> dict[int, list[int]]:
    """The ids that there are, by project. 1 statement."""
    found: dict[int, list[int]] = {}
    rows = Task.objects.filter(pk__in=task_ids).order_by("project_id", "pk").values_list("project_id", "pk")
    for project_id, pk in rows:
        found.setdefault(project_id, []).append(pk)
    return found
