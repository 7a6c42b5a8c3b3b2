"""What open boards hear of (ux.md 3.13). One row a change; its id is the revision of the board."""

from __future__ import annotations

from boards.actors import Actor
from boards.dates import now
from boards.models import AnsweredRequest, Change
from boards.prepared import PreparedInsert
from boards.transactions import lock_project

#: Seconds that changes and answers are kept.
KEPT_CHANGES = 2 * 86400
KEPT_ANSWERS = 86400

_INSERT = PreparedInsert(Change)


def note_change(*, actor: Actor, project_id: int, task_id: int = 0, kind: str = "", visibility: str = "") -> None:
    """Something that boards show is different now; ``task_id`` 0: the board itself. 1 statement, 2 on PostgreSQL.

    ``visibility``: of the comment that it is about.

    The lock of the project makes the ids of its changes appear in their order, so that no reader skips one.
    """
    lock_project(project_id)
    _INSERT.run(
        project_id=project_id, task_id=task_id, user_id=actor.user_id, kind=kind, visibility=visibility, date=now()
    )


def forget_changes() -> None:
    """The daily cleaning of what nobody waits for any more. 2 statements."""
    Change.objects.filter(date__lt=now() - KEPT_CHANGES).delete()
    AnsweredRequest.objects.filter(date__lt=now() - KEPT_ANSWERS).delete()
