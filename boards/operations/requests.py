"""What is sent more than once, as when an answer was lost on the way, or waited to be sent (ux.md 3.11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from boards.actors import Actor
from boards.dates import now
from boards.models import AnsweredRequest
from boards.transactions import atomic, lock_project


@atomic
def do_once(*, actor: Actor, project_id: int, op: UUID, work: Callable[[], Any]) -> Any:
    """What ``work`` answers, done now, or when the same deed was sent before, also at the same time.

    The answer is kept for a day. 2 statements and a lock.
    """
    lock_project(project_id)
    kept = AnsweredRequest.objects.filter(op=op, user_id=actor.user_id).values_list("answer", flat=True).first()
    if kept is not None:
        return kept
    answer = work()
    AnsweredRequest.objects.bulk_create(
        [AnsweredRequest(op=op, user_id=actor.user_id, answer=answer, date=now())], ignore_conflicts=True
    )
    return answer
