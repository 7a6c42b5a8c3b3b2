"""What hangs on tasks, for several of them at once. One prepared statement each, however many tasks.

All answer task id to what it has; tasks without are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.db.models import QuerySet

from boards.models import Category, Column, Comment, ExternalLink, Project, Subtask, Swimlane, TaskFile, TaskLink, User
from boards.prepared import Prepared, Row, param
from boards.roles import application_rank
from boards.search.lookups import bound_list
from boards.shapes.comments import COMMENT, CommentObject
from boards.shapes.files import TASK_FILE, TaskFileObject, file_object
from boards.shapes.links import EXTERNAL_LINK, TASK_LINK, ExternalLinkObject, TaskLinkObject
from boards.shapes.subtasks import SUBTASK, SubtaskObject

Part = TypeVar("Part", bound=Any)


def _of_tasks(rows: QuerySet[Any], *order: str) -> QuerySet[Any]:
    return rows.filter(task_id__one_of=param("ids")).order_by(*order)


_SUBTASKS = Prepared(lambda: _of_tasks(Subtask.objects.all(), "position", "pk").values_list(*SUBTASK.columns))
_COMMENTS = Prepared(lambda: _of_tasks(Comment.objects.all(), "date_creation", "pk").values_list(*COMMENT.columns))
_LINKS = Prepared(lambda: _of_tasks(TaskLink.objects.all(), "link_id", "pk").values_list(*TASK_LINK.columns))
_EXTERNAL = Prepared(lambda: _of_tasks(ExternalLink.objects.all(), "title", "pk").values_list(*EXTERNAL_LINK.columns))
_FILES = Prepared(lambda: _of_tasks(TaskFile.objects.all(), "name", "pk").values_list(*TASK_FILE.columns))


def _group(
    prepared: Prepared,
    task_ids: Iterable[int],
    make: Callable[[Row], Part],
    keeps: Callable[[Part], bool] | None = None,
) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = {}
    for row in prepared.rows(ids=bound_list(list(task_ids), connection.vendor)):
        part = make(row)
        if keeps is None or keeps(part):
            found.setdefault(part.task_id, []).append(part)
    return found


def group_subtasks(task_ids: Iterable[int]) -> dict[int, list[SubtaskObject]]:
    """By position."""
    return _group(_SUBTASKS, task_ids, SUBTASK.of)


def group_comments(task_ids: Iterable[int], *, rank: int) -> dict[int, list[CommentObject]]:
    """Those that a reader of this rank may see, the oldest first."""
    return _group(_COMMENTS, task_ids, COMMENT.of, lambda one: application_rank(one.visibility) <= rank)


def group_task_links(task_ids: Iterable[int]) -> dict[int, list[TaskLinkObject]]:
    """By kind."""
    return _group(_LINKS, task_ids, TASK_LINK.of)


def group_external_links(task_ids: Iterable[int]) -> dict[int, list[ExternalLinkObject]]:
    """By title."""
    return _group(_EXTERNAL, task_ids, EXTERNAL_LINK.of)


def group_task_files(task_ids: Iterable[int]) -> dict[int, list[TaskFileObject]]:
    """By name."""
    return _group(_FILES, task_ids, lambda row: file_object(TASK_FILE, row))


class TitledRow(NamedTuple):
    """What something is called."""

    id: int
    name: str


class PersonRow(NamedTuple):
    id: int
    username: str
    name: str | None


def _by_ids(model: Any, *columns: str) -> Prepared:
    return Prepared(lambda: model.objects.filter(pk__one_of=param("ids")).order_by().values_list("pk", *columns))


_NAMES = {
    "project": _by_ids(Project, "name"),
    "column": _by_ids(Column, "title"),
    "swimlane": _by_ids(Swimlane, "name"),
    "category": _by_ids(Category, "name"),
}
_PEOPLE = _by_ids(User, "username", "name")


def find_names_of(kind: str, ids: Iterable[int | None]) -> dict[int, TitledRow]:
    """Id to the name of projects, columns, swimlanes or categories: ``kind``, in the singular."""
    wanted = sorted({pk for pk in ids if pk})
    rows = _NAMES[kind].rows(ids=bound_list(wanted, connection.vendor)) if wanted else []
    return {row[0]: TitledRow(*row) for row in rows}


def find_people_of(ids: Iterable[int | None]) -> dict[int, PersonRow]:
    """Id to the names of people."""
    wanted = sorted({pk for pk in ids if pk})
    rows = _PEOPLE.rows(ids=bound_list(wanted, connection.vendor)) if wanted else []
    return {row[0]: PersonRow(*row) for row in rows}
