from __future__ import annotations

from boards.dates import now
from boards.events import TaskEvent
from boards.events.payload import payload_of
from boards.models import Activity
from boards.prepared import PreparedInsert

_INSERT = PreparedInsert(Activity)


def record_activity(event: TaskEvent) -> None:
    """Keep what a user did; what programs do leaves no activity. ≤ 2 statements."""
    if not event.actor.is_user:
        return
    _INSERT.run(
        date_creation=now(),
        event_name=event.name,
        creator_id=event.actor.user_id,
        project_id=event.project_id,
        task_id=event.task_id,
        data=payload_of(event),
    )
