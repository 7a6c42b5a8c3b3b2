"""What is sent more than once, as when an answer was lost on the way, or waited to be sent (ux.md 3.11); and what is
sent for one state of things only.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import Conflict
from boards.locks import alone_or_not
from boards.models import AnsweredRequest
from boards.transactions import atomic, lock_project, raise_common_edition

R = TypeVar("R")
#: Makes the number of a request of the key that a program has chosen.
KEYS = UUID("5f0c8f6e-7a4b-4d0f-9d1e-6f1d1f2b9a37")


class StillRunning(Conflict):
    """The same request is being answered at this moment."""

    def __init__(self) -> None:
        super().__init__(_("The same request is still being answered. Please ask again in a moment."))


class ReusedKey(Conflict):
    """Another request was sent with this key before."""

    def __init__(self) -> None:
        super().__init__(_("Another request was sent with this key before. Each needs a key of its own."))


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


def answer_once(*, actor: Actor, key: str, fingerprint: str, work: Callable[[], Any]) -> Any:
    """What ``work`` answers, done now, or when the same actor sent the same key before; it is kept for a day.

    What fails leaves nothing, and can be sent again. Raises StillRunning, ReusedKey (another ``fingerprint``), and what
    ``work`` raises. 2 statements, and 2 for the lock.
    """
    op = uuid5(KEYS, f"{actor.kind.value} {actor.user_id} {key}")
    with alone_or_not(op.hex) as is_alone:
        if not is_alone:
            raise StillRunning
        return _answer_alone(actor, op, fingerprint, work)


@atomic
def _answer_alone(actor: Actor, op: UUID, fingerprint: str, work: Callable[[], Any]) -> Any:
    kept = AnsweredRequest.objects.filter(op=op).values_list("answer", flat=True).first()
    if kept is not None:
        if kept["fingerprint"] != fingerprint:
            raise ReusedKey
        return kept["answer"]
    answer = work()
    kept = {"fingerprint": fingerprint, "answer": answer}
    AnsweredRequest.objects.create(op=op, user_id=actor.user_id or None, answer=kept, date=now())
    return answer


@atomic
def do_if(*, project_id: int, check: Callable[[], None], work: Callable[[], R]) -> R:
    """Do what was asked for one state only: ``check`` raises for another one, under the lock of what is to be changed.

    ``project_id``: 0 for what stands outside of projects.
    """
    if project_id:
        lock_project(project_id)
    else:
        raise_common_edition()
    check()
    return work()
