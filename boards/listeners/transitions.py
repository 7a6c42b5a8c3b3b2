from __future__ import annotations

from boards.dates import now
from boards.events import TaskMovedColumn
from boards.models import Transition
from boards.prepared import PreparedInsert

_INSERT = PreparedInsert(Transition)


def record_transition(event: TaskMovedColumn) -> None:
    """Keep how long the task stood in the column that a user moved it out of. ≤ 1 statement."""
    if not event.actor.is_user:
        return
    moment = now()
    _INSERT.run(
        user_id=event.actor.user_id,
        project_id=event.project_id,
        task_id=event.task_id,
        src_column_id=event.src_column_id,
        dst_column_id=event.dst_column_id,
        date=moment,
        time_spent=moment - event.date_moved,
    )
