"""What people want to hear, and what waits for them."""

from __future__ import annotations

from django.contrib import admin

from boards.admin.base import ReadOnlyAdmin
from boards.models import Notification, UserNotificationProject, UserNotificationType


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    list_display = ("id", "user", "date_creation", "event_name")
    search_fields = ("user__username", "event_name")
    removable = True


@admin.register(UserNotificationType)
class UserNotificationTypeAdmin(ReadOnlyAdmin):
    list_display = ("id", "user", "notification_type")
    list_filter = ("notification_type",)
    search_fields = ("user__username",)


@admin.register(UserNotificationProject)
class UserNotificationProjectAdmin(ReadOnlyAdmin):
    list_display = ("id", "user", "project")
    search_fields = ("user__username", "project__name")
