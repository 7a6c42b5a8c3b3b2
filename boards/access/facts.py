"""What of a task the restrictions of custom roles look at (domain.md 5)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from boards.access.rights import Rights
from boards.models import Task
from boards.queries.tasks import find_column_like, find_first_column_id


@dataclass(frozen=True, slots=True)
class Facts:
    """A task as it stands, and what shall become of it.

    ``column_id``: where it is, or is to be made; ``target_id``: where it shall go; ``assigns``: whether it is given to
    somebody, or taken from somebody.
    """

    column_id: int = 0
    owner_id: int | None = None
    creator_id: int | None = None
    target_id: int = 0
    assigns: bool = False

    @classmethod
    def of(cls, task: Task, *, target_id: int = 0, assigns: bool = False) -> Self:
        return cls(task.column_id, task.owner_id, task.creator_id, target_id, assigns)


def read_facts(task_ids: Collection[int], *, target_id: int = 0, assigns: bool = False) -> dict[int, Facts]:
    """Task id to its facts, of those that there are. 1 statement."""
    rows = Task.objects.filter(pk__in=task_ids).order_by().values_list("id", "column_id", "owner_id", "creator_id")
    return {
        pk: Facts(column_id, owner_id, creator_id, target_id, assigns) for pk, column_id, owner_id, creator_id in rows
    }


def facts_of_new(rights: Rights, column_id: int | None, *, assigns: bool = False) -> Facts:
    """A task that is to be made in a column of the project, none: the first one. ≤ 1 statement, of a custom role."""
    if not column_id and rights.is_restricted:
        column_id = find_first_column_id(rights.project_id)
    return Facts(column_id or 0, assigns=assigns)


def facts_of_arrival(rights: Rights, task_id: int | None, *, column_id: int | None, owner_id: int | None) -> Facts:
    """This task, or a copy of it, coming into the project; without a column into that of the same title.

    ≤ 4 statements, of a custom role.
    """
    task = Task.objects.filter(pk=task_id).first() if task_id and rights.is_restricted else None
    if task is None:
        return Facts(column_id or 0)
    column_id = find_column_like(rights.project_id, column_id or task.column_id)
    return Facts(column_id or 0, assigns=bool(owner_id) and owner_id != task.owner_id)
