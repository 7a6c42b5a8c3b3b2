"""Reading the inbox of a user (domain.md 21, web.md 10.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from boards.errors import NotFound
from boards.models import Notification, UserNotificationProject, UserNotificationType
from boards.queries.keysets import read_after
from boards.queries.memberships import joined_projects
from boards.roles import APPLICATION_RANK


def readable_notifications(user_id: Any) -> QuerySet[Notification]:
    """What came to a user, of no project or of one in which the user has a role now; a part of a statement."""
    mine = Q(project=None) | Q(project__in=joined_projects(user_id).values("pk"))
    return Notification.objects.filter(mine, user_id=user_id)


def _told(user_id: int) -> QuerySet[Notification]:
    """Those whose words the user may read now: what tells of a comment stays behind when the role was lowered."""
    words = Q(data__comment__visibility__isnull=True)
    for role, rank in APPLICATION_RANK.items():
        readers = [reader for reader, highest in APPLICATION_RANK.items() if highest >= rank]
        words |= Q(data__comment__visibility=role, user__role__in=readers)
    return readable_notifications(user_id).filter(words)


def list_notifications(user_id: int, *, only_unread: bool = False) -> QuerySet[Notification]:
    """The entries of an inbox, newest first, for a pager. 1 statement each time."""
    entries = _told(user_id).order_by("-date_creation", "-pk")
    return entries.filter(date_read=0) if only_unread else entries


def get_notification(notification_id: int, *, user_id: int) -> Notification:
    """1 statement. Raises NotFound, also for another's."""
    entry = _told(user_id).filter(pk=notification_id).first()
    if entry is None:
        raise NotFound(f"notification {notification_id}")
    return entry


def list_notifications_after(
    user_id: int, *, is_read: bool | None, after: Sequence[Any] | None, limit: int
) -> tuple[list[Notification], list[Any] | None]:
    """A page of an inbox, the newest entries first, and its end (``read_after``); ``is_read`` None: of both kinds.

    2 statements.
    """
    found = _told(user_id)
    if is_read is not None:
        found = found.filter(date_read__gt=0) if is_read else found.filter(date_read=0)
    rows, last = read_after(found, [F("pk")], order="-id", key=None, after=after, limit=limit)
    entries = Notification.objects.in_bulk([pk for (pk,) in rows])
    return [entries[pk] for (pk,) in rows if pk in entries], last


@dataclass(frozen=True)
class NotificationChoices:
    """How and of which projects a person hears; no project means all of them."""

    kinds: set[str]
    project_ids: set[int]


def read_choices(user_id: int) -> NotificationChoices:
    """2 statements."""
    kinds = UserNotificationType.objects.filter(user_id=user_id).values_list("notification_type", flat=True)
    projects = UserNotificationProject.objects.filter(user_id=user_id).values_list("project_id", flat=True)
    return NotificationChoices(set(kinds), set(projects))


def list_unread_ids(user_id: int) -> list[int]:
    """1 statement."""
    return list(Notification.objects.filter(user_id=user_id, date_read=0).order_by("pk").values_list("pk", flat=True))
