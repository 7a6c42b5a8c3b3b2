"""Finding tasks with the search language (search.md 1)."""

from __future__ import annotations

from django.db import connection
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import Invalid
from boards.models import Project, Task
from boards.preferences import SEARCHES_ALL_FIELDS
from boards.prepared import Prepared, param
from boards.queries.preferences import get_preference
from boards.queries.settings import get_date_format
from boards.search.attributes import TASKS, Kind, Language
from boards.search.compiler import read_search, tag_rank, to_q
from boards.search.conditions import SearchContext
from boards.search.lookups import bound_list, lower_ascii
from boards.search.parser import Search
from boards.shapes.tasks import TASK_FOUND, TaskFoundObject

#: As long as a saved filter may be (search.md 6).
LONGEST_SEARCH = 65_535
#: Characters of a search whose answer may be kept.
MOST_KEPT = 500

_OF_PROJECT = Prepared(
    lambda: Task.objects.filter(project_id=param("project_id")).order_by("pk").values_list(*TASK_FOUND.columns)
)
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
    return not (actor.is_user and search.text) and all(attributes[name].kind is not Kind.DAY for name in search.terms)


def search_tasks(*, actor: Actor, project_id: int | None, query: str) -> list[TaskFoundObject]:
    """Tasks of a project, open and closed, in shape ``task_found``, by id. At most 3 statements. Raises Invalid.

    With several ``tag:`` those of the first tag come first. The dynamic part selects ids only: compiling the forty
    columns of the shape costs more than a second statement.
    """
    if project_id is None:
        return []
    search, context = open_search(actor=actor, query=query)
    condition = to_q(search, context)
    if not condition:
        return TASK_FOUND.all(_OF_PROJECT.rows(project_id=project_id))
    rank = tag_rank(search, context)
    tasks = Task.objects.filter(condition, project_id=project_id)
    if rank:
        tasks = tasks.order_by(rank, "pk")
    ids = list(tasks.values_list("pk", flat=True))
    if not ids:
        return []
    found = TASK_FOUND.all(_BY_IDS.rows(ids=bound_list(ids, connection.vendor)))
    if rank:
        places = {task_id: place for place, task_id in enumerate(ids)}
        found.sort(key=lambda task: places[task.id])
    return found
