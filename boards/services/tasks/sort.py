"""Sorting the open tasks of a cell once (web.md 6.5)."""

from __future__ import annotations

from boards.actors import Actor
from boards.models import Task
from boards.services.live import note_change
from boards.transactions import atomic, lock_project


def _person(task: Task) -> tuple[str, str]:
    return ((task.owner.name or "").casefold(), task.owner.username) if task.owner else ("", "")


def _sorted(tasks: list[Task], sort: str, *, descending: bool) -> list[Task] | None:
    """Ties stand by id; None for an order that is none."""
    by_id = sorted(tasks, key=lambda task: task.pk)
    if sort == "id":
        return sorted(tasks, key=lambda task: task.pk, reverse=descending)
    if sort == "priority":
        return sorted(by_id, key=lambda task: task.priority or 0, reverse=descending)
    if sort == "due-date":
        return sorted(by_id, key=lambda task: task.date_due or 0, reverse=descending)
    if sort == "assignee":
        return sorted(tasks, key=lambda task: (*_person(task), task.pk), reverse=descending)
    if sort == "assignee-priority":
        by_priority = sorted(by_id, key=lambda task: task.priority or 0, reverse=descending)
        return sorted(by_priority, key=_person)
    return None


@atomic
def sort_cell(*, actor: Actor, project_id: int, column_id: int, swimlane_id: int, sort: str, descending: bool) -> None:
    """Number the open tasks of a cell anew; an unknown order changes nothing. No event. 4 statements."""
    lock_project(project_id)
    cell = {"project_id": project_id, "column_id": column_id, "swimlane_id": swimlane_id, "is_active": True}
    ordered = _sorted(list(Task.objects.filter(**cell).select_related("owner")), sort, descending=descending)
    if not ordered:
        return
    for place, task in enumerate(ordered, start=1):
        task.position = place
    Task.objects.bulk_update(ordered, ["position"], batch_size=500)
    note_change(actor=actor, project_id=project_id)
