"""Reading the statistics of days (domain.md 18)."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from boards.models import DailyColumnStatistics, DailyProjectStatistics


class DayRow(NamedTuple):
    """A day of a project. ``columns``: id, tasks and complexity of those that had a task. Times are mean seconds."""

    day: date
    avg_lead_time: int
    avg_cycle_time: int
    columns: list[tuple[int, int, int]]


def list_days(project_id: int, *, since: date, until: date) -> list[DayRow]:
    """The days that were counted, the first and the last one included, in their order. 2 statements."""
    span = {"project_id": project_id, "day__gte": since, "day__lte": until}
    columns: dict[date, list[tuple[int, int, int]]] = defaultdict(list)
    found = DailyColumnStatistics.objects.filter(**span).order_by("column__position", "column_id")
    for day, column_id, total, score in found.values_list("day", "column_id", "total", "score"):
        columns[day].append((column_id, total, score))
    days = DailyProjectStatistics.objects.filter(**span).order_by("day")
    return [
        DayRow(day, lead, cycle, columns[day])
        for day, lead, cycle in days.values_list("day", "avg_lead_time", "avg_cycle_time")
    ]
