"""Moves that browsers send more than once, as when an answer was lost on the way (ux.md 3.11)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from boards.actors import Actor
from boards.dates import now
from boards.models import MoveRequest
from boards.transactions import atomic, lock_project


def find_answer(*, actor: Actor, op: UUID) -> Any | None:
    """What this move was answered with before, None when it is new. 1 statement."""
    return MoveRequest.objects.filter(op=op, user_id=actor.user_id).values_list("answer", flat=True).first()


@atomic
def do_once(*, actor: Actor, project_id: int, op: UUID, work: Callable[[], Any]) -> Any:
    """What ``work`` answers, done now, or when the same move was sent before, also at the same time. 2 statements."""
    lock_project(project_id)
    answer = find_answer(actor=actor, op=op)
    if answer is None:
        answer = work()
        keep_answer(actor=actor, op=op, answer=answer)
    return answer


@atomic
def keep_answer(*, actor: Actor, op: UUID, answer: Any) -> None:
    """Remember the answer for a day. 1 statement."""
    MoveRequest.objects.bulk_create(
        [MoveRequest(op=op, user_id=actor.user_id, answer=answer, date=now())], ignore_conflicts=True
    )
