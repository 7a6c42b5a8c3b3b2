"""Tasks as rows of lists (web.md 4.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import OuterRef, QuerySet

from boards.counting import count_of
from boards.models import Comment, Link, Subtask, Task, TaskFile, TaskLink
from boards.prepared import Together, param
from boards.queries.tags import tags_of_tasks
from boards.roles import readable_visibilities
from boards.search.lookups import bound_list

#: Everybody, where the sub-tasks of one user may be asked for.
EVERYBODY = 0


class Signs(NamedTuple):
    """What the badges of a row say. ``tags``: pairs of name and colour id."""

    blocked_by: int
    nb_subtasks: int
    nb_done: int
    nb_comments: int
    nb_files: int
    tags: list[tuple[str, str | None]]


class Listed(NamedTuple):
    """``task`` comes with project, column, swimlane, category and owner. ``subtasks``: those asked for, in order."""

    task: Task
    signs: Signs
    subtasks: list[Subtask]


def _tasks(rank: int) -> QuerySet[Task]:
    of_task = {"task_id": OuterRef("pk")}
    comments = Comment.objects.filter(**of_task, visibility__in=readable_visibilities(rank))
    blocks = TaskLink.objects.filter(**of_task, link__label=Link.BLOCKED_BY, opposite_task__is_active=True)
    subtasks = Subtask.objects.filter(**of_task)
    tasks = Task.objects.filter(pk__one_of=param("ids")).annotate(
        blocked_by=count_of(blocks),
        nb_subtasks=count_of(subtasks),
        nb_done=count_of(subtasks.filter(status=Subtask.Status.DONE)),
        nb_comments=count_of(comments),
        nb_files=count_of(TaskFile.objects.filter(**of_task)),
    )
    return tasks.select_related("project", "column", "swimlane", "category", "owner")


def _steps() -> QuerySet[Subtask]:
    return Subtask.objects.filter(task_id__one_of=param("ids")).select_related("user")


@cache
def _prepare(rank: int, steps: str) -> Together:
    """``steps``: sub-tasks of "everybody", of one "user", or "none"."""
    builds: dict[str, Callable[[], QuerySet[Any, Any]]] = {"tasks": lambda: _tasks(rank), "tags": tags_of_tasks}
    if steps == "everybody":
        builds["subtasks"] = _steps
    elif steps == "user":
        builds["subtasks"] = lambda: _steps().filter(user_id=param("user_id"))
    return Together(**builds)


def read_rows(task_ids: Collection[int], *, rank: int, subtasks_of: int | None = None) -> dict[int, Listed]:
    """The rows of these tasks; comments above the reader's ``rank`` do not count. 1 statement.

    ``subtasks_of``: whose sub-tasks come along, those of a user or of ``EVERYBODY``; None for none.
    """
    prepared = _prepare(rank, "none" if subtasks_of is None else "user" if subtasks_of else "everybody")
    read = prepared.read(ids=bound_list(list(task_ids), connection.vendor), user_id=subtasks_of)
    tags: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    for task_id, name, color_id in read["tags"]:
        tags[task_id].append((name, color_id))
    subtasks: dict[int, list[Subtask]] = defaultdict(list)
    for subtask in sorted(read.get("subtasks", ()), key=lambda subtask: (subtask.position, subtask.pk)):
        subtasks[subtask.task_id].append(subtask)
    rows = {}
    for task in read["tasks"]:
        counts = task.blocked_by, task.nb_subtasks, task.nb_done, task.nb_comments, task.nb_files
        rows[task.pk] = Listed(task, Signs(*counts, sorted(tags[task.pk])), subtasks[task.pk])
    return rows
