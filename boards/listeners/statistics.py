from __future__ import annotations

from boards.events import Event
from boards.jobs import enqueue
from boards.queries.settings import home_day

#: Seconds in which the changes of a project wait for each other.
DELAY = 10


def schedule_statistics(event: Event) -> None:
    """Leave the recomputing of the day to the worker, once for all changes of some seconds. ≤ 2 statements."""
    day = home_day().isoformat()
    key = f"statistics:{event.project_id}:{day}"
    enqueue("statistics.record", key=key, delay=DELAY, project_id=event.project_id, day=day)
