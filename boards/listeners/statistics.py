from __future__ import annotations

from boards import options
from boards.dates import day_of, now
from boards.events import Event
from boards.jobs import enqueue
from boards.queries.settings import get_setting

#: Seconds in which the changes of a project wait for each other.
DELAY = 10


def schedule_statistics(event: Event) -> None:
    """Leave the recomputing of the day to the worker, once for all changes of some seconds. ≤ 2 statements."""
    day = day_of(now(), get_setting(options.TIMEZONE)).isoformat()
    key = f"statistics:{event.project_id}:{day}"
    enqueue("statistics.record", key=key, delay=DELAY, project_id=event.project_id, day=day)
