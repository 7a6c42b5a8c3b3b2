from __future__ import annotations

from boards.dates import day_of, now
from boards.events import Event
from boards.jobs import enqueue as leave_job
from boards.queries.settings import get_setting


def enqueue(event: Event) -> None:
    """Leave the recomputing of the day to the worker, once for all changes that wait. ≤ 2 statements."""
    day = day_of(now(), get_setting("application_timezone")).isoformat()
    leave_job("statistics.record", key=f"statistics:{event.project_id}:{day}", project_id=event.project_id, day=day)
