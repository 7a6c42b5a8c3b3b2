"""The statistics of a day (domain.md 18)."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q, Sum

from boards import options
from boards.dates import now
from boards.models import DailyColumnStatistics, DailyProjectStatistics, Project, Task
from boards.queries.settings import get_setting
from boards.transactions import atomic, lock_project

SAMPLE = 1000


@atomic
def record_day(*, project_id: int, day: str) -> None:
    """Replace the rows of a day (YYYY-MM-DD) by what the board shows now; nothing for a project that is gone.

    Per column with a counted task: their number (closed ones too by the option cfd_include_closed_tasks) and the sum
    of complexity of the open ones. For the project: mean lead and cycle time, in whole seconds, of its newest tasks.
    """
    # A change that has seen this job waiting left none of its own: its COMMIT is waited for.
    lock_project(project_id)
    if not Project.objects.filter(pk=project_id).exists():
        return
    moment = now()
    tasks = Task.objects.filter(project_id=project_id)
    if not get_setting(options.COUNTS_CLOSED_TASKS):
        tasks = tasks.filter(is_active=True)
    columns = (
        tasks.order_by().values("column_id").annotate(total=Count("pk"), sum=Sum("score", filter=Q(is_active=True)))
    )
    rows = [
        DailyColumnStatistics(
            day=date.fromisoformat(day),
            project_id=project_id,
            column_id=row["column_id"],
            total=row["total"],
            score=row["sum"] or 0,
        )
        for row in columns
    ]
    lead, cycle = _mean_times(project_id, moment)
    DailyColumnStatistics.objects.filter(project_id=project_id, day=day).delete()
    DailyProjectStatistics.objects.filter(project_id=project_id, day=day).delete()
    DailyColumnStatistics.objects.bulk_create(rows)
    DailyProjectStatistics.objects.create(day=day, project_id=project_id, avg_lead_time=lead, avg_cycle_time=cycle)


def _mean_times(project_id: int, moment: int) -> tuple[int, int]:
    """Mean lead and cycle time of the newest tasks, truncated seconds. 1 statement."""
    newest = (
        Task.objects.filter(project_id=project_id)
        .order_by("-pk")
        .values_list("date_creation", "date_started", "date_completed")[:SAMPLE]
    )
    leads, cycles = [], []
    for created, started, completed in newest:
        end = completed or moment
        leads.append(end - created)
        cycles.append(max(end - started, 0) if started and started > 0 else 0)
    if not leads:
        return 0, 0
    return int(sum(leads) / len(leads)), int(sum(cycles) / len(cycles))
