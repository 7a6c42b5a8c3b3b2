"""The inbox of a person, which is of no project (web.md 10.3)."""

from __future__ import annotations

from boards.actors import Actor
from boards.operations.deed import Done
from boards.operations.record import undoable
from boards.services.notifications import mark_all_read
from boards.transactions import atomic
from boards.wording import deeds


@atomic
def read_inbox(*, actor: Actor, user_id: int) -> Done:
    """Mark all entries of a person as read; doing it twice changes nothing."""
    with undoable(actor=actor, project_id=0, task_ids=[], parts=[("inbox", user_id)]) as record:
        record.label = deeds.describe_reading(mark_all_read(actor=actor, user_id=user_id))
    return Done(label=record.label, operation_id=record.operation_id)
