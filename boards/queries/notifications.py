"""Reading the inbox of a user (domain.md 21, web.md 10.3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from boards.errors import NotFound
from boards.models import Notification, UserNotificationProject, UserNotificationType
from boards.queries.memberships import joined_projects


def readable_notifications(user_id: Any) -> QuerySet[Notification]:
    """What came to a user, of no project or of one in which the user has a role now; a part of a statement."""
    mine = Q(project=None) | Q(project__in=joined_projects(user_id).values("pk"))
    return Notification.objects.filter(mine, user_id=user_id)


def list_notifications(user_id: int, *, only_unread: bool = False) -> QuerySet[Notification]:
    """The entries of an inbox, newest first, for a pager. 1 statement each time."""
    entries = readable_notifications(user_id).order_by("-date_creation", "-pk")
    return entries.filter(date_read=0) if only_unread else entries


def get_notification(notification_id: int, *, user_id: int) -> Notification:
    """1 statement. Raises NotFound, also for another's."""
    entry = readable_notifications(user_id).filter(pk=notification_id).first()
    if entry is None:
        raise NotFound(f"notification {notification_id}")
    return entry


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
