"""Finding tasks with the search language (search.md 1)."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import Invalid
from boards.models import Project, Task
from boards.preferences import SEARCHES_ALL_FIELDS
from boards.prepared import Prepared, param
from boards.queries.preferences import get_preference
from boards.queries.settings import get_date_format
from boards.search.attributes import TASKS, AttributeKind, Language
from boards.search.compiler import read_search, tag_rank, to_q
from boards.search.conditions import SearchContext
from boards.search.lookups import bound_list, lower_ascii
from boards.search.parser import Search
from boards.shapes.tasks import TASK_FOUND, TaskFoundObject

#: As long as a saved filter may be (search.md 6).
LONGEST_SEARCH = 65_535
#: Characters of a search whose answer may be kept.
MOST_KEPT = 500

_BY_IDS = Prepared(lambda: Task.objects.filter(pk__one_of=param("ids")).order_by("pk").values_list(*TASK_FOUND.columns))
_PROJECT_BY_NAME = Prepared(
    lambda: Project.objects.filter(name__ascii_lower=param("name")).order_by("pk").values_list("id")[:1]
)


def find_project_id_by_folded_name(name: str) -> int | None:
    """The lowest id among projects of this whole name, A to Z folded. 1 statement."""
    return _PROJECT_BY_NAME.value(name=lower_ascii(name))  # type: ignore[no-any-return]


def open_search(
    *, actor: Actor, query: str, zone: str | None = None, language: Language = TASKS
) -> tuple[Search, SearchContext]:
    """A search text, read, and what its meaning depends on: pass both to ``to_q``. At most 1 statement, for free words.

    ``zone``: in which days begin, the application's by default. Raises Invalid for a text that is too long.
    """
    if len(query) > LONGEST_SEARCH:
        raise Invalid(query=_("This search is too long."))
    search = read_search(query, language)
    written = get_date_format()
    context = SearchContext(
        user_id=actor.user_id,
        zone=zone or written.zone,
        date_format=written.date,
        comment_rank=actor.comment_rank,
        now=now(),
        home=written.zone,
        all_fields=bool(search.text) and get_preference(actor.user_id, SEARCHES_ALL_FIELDS),
    )
    return search, context


def finds_the_same(*, actor: Actor, query: str) -> bool:
    """Whether a search finds the same at any time while nothing in the project changes, nor outside of projects.

    Days and hours go by, and where free words are looked for is an option of the person.
    """
    if len(query) > MOST_KEPT:
        return False
    search, attributes = read_search(query), TASKS.by_name()
    return not (actor.is_user and search.text) and all(
        attributes[name].kind is not AttributeKind.DAY for name in search.terms
    )


@lru_cache(maxsize=256)
def _prepare(query: str, context: SearchContext) -> Prepared:
    """A search that finds the same at any time, compiled once: that takes ten times as long as to find."""
    found = _find(read_search(query), context, param("project_id")).values_list(*TASK_FOUND.columns)
    return Prepared(lambda: found)


def _find(search: Search, context: SearchContext, project_id: Any) -> QuerySet[Task]:
    """With several ``tag:`` those of the first tag come first, then by id."""
    rank = tag_rank(search, context)
    tasks = Task.objects.filter(to_q(search, context), project_id=project_id)
    return tasks.order_by(*([rank] if rank else []), "pk")


def search_tasks(*, actor: Actor, project_id: int | None, query: str) -> list[TaskFoundObject]:
    """Tasks of a project, open and closed, in shape ``task_found``. At most 3 statements. Raises Invalid.

    What depends on the day selects ids only: compiling the forty columns of the shape costs more than a second
    statement.
    """
    if project_id is None:
        return []
    search, context = open_search(actor=actor, query=query)
    if finds_the_same(actor=actor, query=query):
        try:
            return TASK_FOUND.all(_prepare(query, replace(context, now=0)).rows(project_id=project_id))
        except EmptyResultSet:
            return []
    ids = list(_find(search, context, project_id).values_list("pk", flat=True))
    found = {task.id: task for task in TASK_FOUND.all(_BY_IDS.rows(ids=bound_list(ids, connection.vendor)))}
    return [found[task_id] for task_id in ids if task_id in found]
