"""The activity stream (domain.md 17)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from boards.models import Activity, Project
from boards.roles import application_rank
from boards.shapes.activity import ACTIVITY, activity_object

PROJECT_LIMIT = 50
USER_LIMIT = 100
MANY = 1000


def list_activities(project_ids: Sequence[int], *, rank: int, limit: int = PROJECT_LIMIT) -> list[dict[str, Any]]:
    """The newest activities of projects, newest first, at most ``limit``. 1 statement, 2 for very many projects.

    Comments above the reader's rank are left out after the limit is applied, as programs know it.
    """
    known = set(project_ids)
    if len(known) > MANY:
        # SQLite takes a limited number of parameters in a statement.
        known.intersection_update(Project.objects.order_by().values_list("pk", flat=True))
    if not known:
        return []
    rows = Activity.objects.filter(project_id__in=known).order_by("-pk").values_list(*ACTIVITY.columns)
    return [activity_object(row) for row in rows[:limit] if _is_visible(row[-1], rank)]


def _is_visible(data: dict[str, Any], rank: int) -> bool:
    comment = data.get("comment")
    return not comment or application_rank(comment.get("visibility", "")) <= rank
