"""Tasks as rows of lists (web.md 4.5)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from boards.models import Subtask, Task
from boards.prepared import Together, param
from boards.queries.badges import count_badges
from boards.queries.tags import group_tags, tags_of_tasks
from boards.search.lookups import bound_list

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

#: Everybody, where the sub-tasks of one user may be asked for.
EVERYBODY = 0


class Step(NamedTuple):
    """A sub-task. ``since``: when the timer of the reader began on it, 0 while it does not run."""

    pk: int
    title: str
    status: int
    user_username: str | None
    user_name: str | None
    time_estimated: float | None
    time_spent: float | None
    since: int = 0

    @property
    def person(self) -> str:
        """The full name, or the user name where there is none; "" for nobody."""
        return self.user_name or self.user_username or ""

    def get_status_display(self) -> StrOrPromise:
        """As that of the model."""
        return Subtask.Status(self.status).label


class Listed(NamedTuple):
    """A task as plain values. ``tags``: pairs of name and colour id; ``description``: "" where none was asked for."""

    pk: int
    title: str
    color_id: str
    is_active: bool
    project_id: int
    project_name: str
    project_is_active: bool
    column_id: int
    column_title: str
    swimlane_name: str
    position: int
    category_id: int | None
    category_name: str | None
    category_color: str | None
    owner_id: int | None
    owner_username: str | None
    owner_name: str | None
    priority: int | None
    score: int | None
    reference: str | None
    date_due: int | None
    date_started: int | None
    date_creation: int
    date_modification: int
    time_spent: float | None
    time_estimated: float | None
    blocked_by: int
    nb_subtasks: int
    nb_done: int
    nb_comments: int
    nb_files: int
    description: str
    tags: tuple[tuple[str, str | None], ...] = ()
    subtasks: tuple[Step, ...] = ()

    @property
    def owner(self) -> str:
        """The full name, or the user name where there is none; "" for nobody."""
        return self.owner_name or self.owner_username or ""


#: Where a field is read from that is of what the task names.
RELATED = re.compile(r"^(project|column|swimlane|category|owner|user)_(?!id$)")
NAMES = {"category_color": "category__color_id", "description": "text"}
READ = len(Listed._fields) - 2
NOTHING = Value("", output_field=TextField())


def _source(field: str) -> str:
    return NAMES.get(field) or RELATED.sub(r"\1__", field)


def _tasks(rank: int, texts: bool) -> QuerySet[Task, Any]:
    text = Coalesce(F("description"), NOTHING) if texts else NOTHING
    tasks = Task.objects.filter(pk__one_of=param("ids")).annotate(**count_badges(rank), text=text)
    return tasks.values_list(*(_source(field) for field in Listed._fields[:READ]))


def _steps() -> QuerySet[Subtask, Any]:
    steps = Subtask.objects.filter(task_id__one_of=param("ids"))
    return steps.values_list("task_id", "position", *(_source(field) for field in Step._fields[:-1]))


@cache
def _prepare(rank: int, steps: str, texts: bool) -> Together:
    """``steps``: sub-tasks of "everybody", of one "user", or "none"."""
    builds: dict[str, Callable[[], QuerySet[Any, Any]]] = {"tasks": lambda: _tasks(rank, texts), "tags": tags_of_tasks}
    if steps == "everybody":
        builds["subtasks"] = _steps
    elif steps == "user":
        builds["subtasks"] = lambda: _steps().filter(user_id=param("user_id"))
    return Together(**builds)


def read_rows(
    task_ids: Collection[int], *, rank: int, subtasks_of: int | None = None, texts: bool = False
) -> dict[int, Listed]:
    """The rows of these tasks; comments above the reader's ``rank`` do not count. 1 statement.

    ``subtasks_of``: whose sub-tasks come along, those of a user or of ``EVERYBODY``; None for none. ``texts``: with
    the descriptions.
    """
    prepared = _prepare(rank, "none" if subtasks_of is None else "user" if subtasks_of else "everybody", texts)
    read = prepared.read(ids=bound_list(list(task_ids), connection.vendor), user_id=subtasks_of)
    tags = group_tags(read["tags"])
    steps: dict[int, list[Step]] = defaultdict(list)
    for task_id, _position, *values in sorted(read.get("subtasks", ()), key=lambda row: row[1:3]):
        steps[task_id].append(Step._make((*values, 0)))
    return {row[0]: Listed._make((*row, tags.get(row[0], ()), tuple(steps.get(row[0], ())))) for row in read["tasks"]}
