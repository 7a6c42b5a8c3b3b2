"""What open boards hear: revisions, changes, and what a sentence on them names (ux.md 3.10 and 3.13)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Max

from boards.models import Change, Task


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a task stands now, in words."""

    column: str
    swimlane: str
    project: str
    position: int
    assignee: str


def list_standings(task_ids: Collection[int]) -> dict[int, Standing]:
    """Task id to where it stands; removed tasks are left out. 1 statement."""
    tasks = Task.objects.filter(pk__in=task_ids).select_related("column", "swimlane", "project", "owner")
    return {
        task.pk: Standing(
            task.column.title,
            task.swimlane.name,
            task.project.name,
            task.position,
            task.owner.display_name if task.owner else "",
        )
        for task in tasks
    }


def find_revision(project_id: int) -> int:
    """The revision of a board; it grows with every visible change. 1 statement."""
    newest = Change.objects.filter(project_id=project_id).order_by("-pk").values_list("pk", flat=True)
    return newest.first() or 0


def list_revisions(project_ids: Collection[int]) -> dict[int, int]:
    """Project id to the revision of its board; those without a change are left out. 1 statement."""
    rows = Change.objects.filter(project_id__in=project_ids).order_by().values("project_id").annotate(last=Max("pk"))
    return dict(rows.values_list("project_id", "last"))


def find_oldest_revision() -> int:
    """The oldest change that is still known; who has missed it reads the board anew. 1 statement."""
    return Change.objects.order_by("pk").values_list("pk", flat=True).first() or 0


def list_changes(project_id: int, *, since: int, limit: int) -> list[Change]:
    """What happened after a revision, oldest first, at most ``limit``. 1 statement."""
    return list(Change.objects.filter(project_id=project_id, pk__gt=since).order_by("pk")[:limit])


def is_touched(*, project_id: int, task_id: int, since: int) -> bool:
    """Whether a task, or its whole project, may look different since a revision. ≤ 2 statements."""
    newer = Change.objects.filter(project_id=project_id, pk__gt=since, task_id__in=(task_id, 0))
    return newer.exists() or find_oldest_revision() > since + 1
