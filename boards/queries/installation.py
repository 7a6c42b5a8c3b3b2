"""What an operator looks at first: the database, the jobs, the daily round."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from boards.models import DailyRun, Job


@dataclass(frozen=True, slots=True)
class DatabaseFacts:
    """``vendor``: what people call the engine. ``size``: bytes."""

    vendor: str
    version: str
    size: int


def read_database_facts() -> DatabaseFacts:
    """1 statement."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT current_setting('server_version'), pg_database_size(current_database())")
            version, size = cursor.fetchone()
            return DatabaseFacts("PostgreSQL", version.partition(" ")[0], size)
        cursor.execute("SELECT sqlite_version(), page_count * page_size FROM pragma_page_count, pragma_page_size")
        version, size = cursor.fetchone()
    name = str(connection.settings_dict["NAME"])
    beside = f"{name}-wal"
    return DatabaseFacts("SQLite", version, size + (os.path.getsize(beside) if os.path.exists(beside) else 0))


def count_jobs() -> tuple[int, int]:
    """The jobs that wait, and those that were given up. 1 statement."""
    counted = Job.objects.aggregate(
        waiting=Count("pk", filter=Q(is_dead=False)), dead=Count("pk", filter=Q(is_dead=True))
    )
    return counted["waiting"], counted["dead"]


def list_daily_runs(parts: Collection[str]) -> list[DailyRun]:
    """When these parts of the daily round last ran, in their order. 1 statement."""
    runs = {run.part: run for run in DailyRun.objects.filter(part__in=parts)}
    return [runs[part] for part in parts if part in runs]
