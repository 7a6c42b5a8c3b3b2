"""What stands around every page of a person: what is unread, what runs, how keys count (ux.md 2.4)."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Exists, FilteredRelation, OuterRef, Q, Subquery

from boards.counting import count_of
from boards.models import User, UserMetadata
from boards.preferences import KEYS_OFF, STARRED
from boards.prepared import Prepared, param
from boards.queries.memberships import joined_projects
from boards.queries.notifications import readable_notifications


class RunningTimer(NamedTuple):
    """``start`` in UTC seconds."""

    subtask_id: int
    title: str
    task_id: int
    start: int


class Surroundings(NamedTuple):
    """``unread``: entries of the inbox; ``timer``: the one that was started last, in a project that one is in.

    ``is_starred``: the project that the page is about.
    """

    unread: int = 0
    keys_are_off: bool = False
    is_starred: bool = False
    timer: RunningTimer | None = None


_READ = Prepared(
    lambda: (
        User.objects.filter(pk=param("user_id"))
        .annotate(
            unread=count_of(readable_notifications(param("user_id")).filter(date_read=0)),
            keys=Subquery(UserMetadata.objects.filter(user_id=OuterRef("pk"), name=KEYS_OFF.name).values("value")[:1]),
            star=Subquery(UserMetadata.objects.filter(user_id=OuterRef("pk"), name=param("star")).values("value")[:1]),
            running=FilteredRelation("timers", condition=Q(timers__end=0)),
            may_open=Exists(
                joined_projects(param("user_id")).filter(pk=OuterRef("running__subtask__task__project_id"))
            ),
        )
        .order_by("-running__start", "-running__pk")
        .values_list(
            "unread", "keys", "star", "running__subtask_id", "running__subtask__title", "running__subtask__task_id",
            "running__start", "may_open",
        )
    )
)  # fmt: skip


def read_surroundings(user_id: int, *, project_id: int = 0) -> Surroundings:
    """``project_id``: what the page is about, 0 for none. 1 statement."""
    rows = _READ.rows(user_id=user_id, star=STARRED.name_for(project_id))
    if not rows:
        return Surroundings()
    unread, keys, star = rows[0][:3]
    running = [RunningTimer(*timer) for *timer, may_open in (row[3:] for row in rows) if may_open]
    return Surroundings(unread, KEYS_OFF.read(keys), STARRED.read(star), running[0] if running else None)
