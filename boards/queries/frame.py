"""What stands around every page of a person: what is unread, what runs, how keys count (ux.md 2.4)."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import FilteredRelation, OuterRef, Q, Subquery

from boards.models import Notification, User, UserMetadata
from boards.prepared import Prepared, param
from boards.queries.counting import count_of

#: The name under which a person keeps that single letters are no shortcuts.
KEYS_OFF = "keys.off"


class RunningTimer(NamedTuple):
    """``start`` in UTC seconds."""

    subtask_id: int
    title: str
    task_id: int
    start: int


class Surroundings(NamedTuple):
    """``unread``: entries of the inbox; ``timer``: the one that was started last."""

    unread: int = 0
    keys_are_off: bool = False
    timer: RunningTimer | None = None


_READ = Prepared(
    lambda: (
        User.objects.filter(pk=param("user_id"))
        .annotate(
            unread=count_of(Notification.objects.filter(user_id=OuterRef("pk"), date_read=0)),
            keys=Subquery(UserMetadata.objects.filter(user_id=OuterRef("pk"), name=KEYS_OFF).values("value")[:1]),
            running=FilteredRelation("timers", condition=Q(timers__end=0)),
        )
        .order_by("-running__start", "-running__pk")
        .values_list(
            "unread", "keys", "running__subtask_id", "running__subtask__title", "running__subtask__task_id",
            "running__start",
        )
    )
)  # fmt: skip


def read_surroundings(user_id: int) -> Surroundings:
    """1 statement."""
    row = _READ.row(user_id=user_id)
    if row is None:
        return Surroundings()
    unread, keys, *timer = row
    return Surroundings(unread, keys == "1", RunningTimer(*timer) if timer[0] is not None else None)
