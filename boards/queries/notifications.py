"""Reading the inbox of a user (domain.md, notifications; web.md 10.3)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from boards.errors import NotFound
from boards.models import Notification, UserNotificationProject, UserNotificationType


def list_notifications(user_id: int, *, only_unread: bool = False) -> QuerySet[Notification]:
    """The entries of an inbox, newest first, for a pager. 1 statement each time."""
    entries = Notification.objects.filter(user_id=user_id).order_by("-date_creation", "-pk")
    return entries.filter(date_read=0) if only_unread else entries


def get_notification(notification_id: int, *, user_id: int) -> Notification:
    """1 statement. Raises NotFound, also for another's."""
    entry = Notification.objects.filter(pk=notification_id, user_id=user_id).first()
    if entry is None:
        raise NotFound(f"notification {notification_id}")
    return entry


@dataclass(frozen=True)
class Choices:
    """How and of which projects a person hears; no project means all of them."""

    kinds: set[str]
    project_ids: set[int]


def read_choices(user_id: int) -> Choices:
    """2 statements."""
    kinds = UserNotificationType.objects.filter(user_id=user_id).values_list("notification_type", flat=True)
    projects = UserNotificationProject.objects.filter(user_id=user_id).values_list("project_id", flat=True)
    return Choices(set(kinds), set(projects))
