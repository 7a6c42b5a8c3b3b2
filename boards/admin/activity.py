"""What happened: kept by the application, only read here."""

from __future__ import annotations

from django.contrib import admin

from boards.admin.base import ReadOnlyAdmin
from boards.models import Activity, Transition


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    list_display = ("id", "date_creation", "event_name", "creator", "project", "task")
    search_fields = ("event_name", "creator__username", "project__name", "task__title")


@admin.register(Transition)
class TransitionAdmin(ReadOnlyAdmin):
    list_display = ("id", "date", "task", "src_column", "dst_column", "user", "project", "time_spent")
    search_fields = ("task__title", "project__name", "user__username")
