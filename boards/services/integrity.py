"""What the database refuses, as errors of the domain; and the locks of the boards that tasks are on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import IntegrityError
from django.db.models import Model

from boards.errors import NotFound, Taken
from boards.models import Task
from boards.queries.ownership import find_project_of_subtask, find_project_of_task, find_projects_around
from boards.transactions import block, lock_found, raise_common_edition, read_locked

M = TypeVar("M", bound=Model)


@contextmanager
def conflicts() -> Iterator[None]:
    """Turns a violated constraint into Taken; what was written inside is undone, the rest of the change is not."""
    try:
        with block():
            yield
    except IntegrityError as error:
        raise Taken from error


def lock_project_of(task_id: int | None) -> int:
    """Take the lock of the project that the task is in, and answer it (``read_locked``). Raises NotFound."""
    return read_locked(lambda: _find(find_project_of_task, "task", task_id), int)


def lock_project_of_subtask(subtask_id: int) -> int:
    """The same for a sub-task."""
    return read_locked(lambda: _find(find_project_of_subtask, "sub-task", subtask_id), int)


def _find(find: Callable[[int], int | None], what: str, pk: int | None) -> int:
    project_id = find(pk) if pk else None
    if project_id is None:
        raise NotFound(f"{what} {pk}")
    return project_id


def lock_projects_of(task_ids: Iterable[int]) -> None:
    """Take the locks of the projects of all these tasks; unknown ones are passed over. ≤ 2 statements and the locks."""
    wanted = set(task_ids)
    lock_found(lambda: Task.objects.filter(pk__in=wanted).order_by().values_list("project_id", flat=True).distinct())


def lock_projects_around(task_id: int | None) -> None:
    """Take the locks of the project of a task, and of those that show what becomes of it. ≤ 2 statements, the locks."""
    lock_found(lambda: find_projects_around(task_id or 0))


def lock_row(row: Model, *, will_go: bool = False, is_shown: bool = True) -> None:
    """Take the lock of a row that is no board's: after the projects, before all others. ≤ 2 statements.

    ``will_go``: wait, too, for those who only refer to it. ``is_shown``: what changes may be seen by others, so that
    the common edition is raised. Accounts are locked like this, several by id. Raises NotFound.
    """
    if is_shown:
        raise_common_edition()
    rows = row.__class__._default_manager.select_for_update(no_key=not will_go)
    if not rows.filter(pk=row.pk).order_by().values_list("pk"):
        raise NotFound(f"{row._meta.model_name} {row.pk}")


def lock_with_boards(row: M, find: Callable[[], Iterable[int]]) -> M:
    """A row that several boards show, as it is under their locks and its own: nobody can refer to it anew by then.

    ``find``: the projects of these boards, which are looked for again, as one may come while the row is waited for.
    Raises NotFound (gone meanwhile).
    """
    lock_found(find)
    lock_row(row, will_go=True)
    lock_found(find)
    return current(row)


def current(row: M) -> M:
    """The row as it is now: what a door has read before the lock may be old. 1 statement. Raises NotFound (gone)."""
    found = row.__class__._default_manager.filter(pk=row.pk).first()
    if found is None:
        raise NotFound(f"{row._meta.model_name} {row.pk}")
    return found
