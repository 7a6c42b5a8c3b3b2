"""Moves that browsers send more than once, as when an answer was lost on the way (ux.md 3.11)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from boards.actors import Actor
from boards.dates import now
from boards.models import MoveRequest
from boards.transactions import atomic


def find_answer(*, actor: Actor, op: UUID) -> Any | None:
    """What this move was answered with before, None when it is new. 1 statement."""
    return MoveRequest.objects.filter(op=op, user_id=actor.user_id).values_list("answer", flat=True).first()


@atomic
def keep_answer(*, actor: Actor, op: UUID, answer: Any) -> None:
    """Remember the answer for a day. 1 statement."""
    MoveRequest.objects.bulk_create(
        [MoveRequest(op=op, user_id=actor.user_id, answer=answer, date=now())], ignore_conflicts=True
    )
