"""What the database refuses, as errors of the domain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction

from boards.errors import Conflict
from boards.models import Project
from boards.prepared import Prepared, param


@contextmanager
def conflicts() -> Iterator[None]:
    """Turns a violated constraint into Conflict; what was written inside is undone, the rest of the change is not."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Conflict(str(error)) from error


_LOCK = Prepared(
    lambda: Project.objects.select_for_update(no_key=True).filter(pk=param("project_id")).order_by().values_list("id")
)


def lock_project(project_id: int) -> bool:
    """Serialise the writers of one board until COMMIT. ≤ 1 statement.

    A row lock on PostgreSQL, where two writers would compute the same next position; SQLite holds its one write lock
    from BEGIN IMMEDIATE on. True when what was read before may be old.
    """
    if not connection.features.has_select_for_update:
        return False
    _LOCK.rows(project_id=project_id)
    return True
