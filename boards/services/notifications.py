"""The inbox of a person (web.md 10.3). Entries that were read stay for 30 days."""

from __future__ import annotations

from collections.abc import Collection

from boards.actors import Actor
from boards.dates import now
from boards.models import Notification
from boards.transactions import atomic

KEPT = 30 * 24 * 3600


@atomic
def mark_read(*, actor: Actor, notification: Notification) -> None:
    """Reading twice changes nothing."""
    if not notification.date_read:
        notification.date_read = now()
        notification.save(update_fields=["date_read"])


@atomic
def mark_all_read(*, actor: Actor, user_id: int) -> int:
    """Answers how many were unread. 1 statement."""
    return Notification.objects.filter(user_id=user_id, date_read=0).update(date_read=now())


@atomic
def mark_unread(*, actor: Actor, user_id: int, ids: Collection[int]) -> None:
    """What was marked as read by mistake; what is not there any more is passed over. 1 statement."""
    Notification.objects.filter(user_id=user_id, pk__in=ids).update(date_read=0)


@atomic
def forget_read() -> None:
    """Drop what was read long ago. 1 statement."""
    Notification.objects.filter(date_read__gt=0, date_read__lt=now() - KEPT).delete()
