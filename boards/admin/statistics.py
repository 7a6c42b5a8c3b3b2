"""The figures of each day, and the timers of sub-tasks."""

from __future__ import annotations

from django.contrib import admin

from boards.admin.base import ReadOnlyAdmin
from boards.models import DailyColumnStatistics, DailyProjectStatistics, SubtaskTimer


@admin.register(DailyColumnStatistics)
class DailyColumnStatisticsAdmin(ReadOnlyAdmin):
    list_display = ("id", "day", "project", "column", "total", "score")
    search_fields = ("project__name", "column__title")


@admin.register(DailyProjectStatistics)
class DailyProjectStatisticsAdmin(ReadOnlyAdmin):
    list_display = ("id", "day", "project", "avg_lead_time", "avg_cycle_time")
    search_fields = ("project__name",)


@admin.register(SubtaskTimer)
class SubtaskTimerAdmin(ReadOnlyAdmin):
    list_display = ("id", "user", "subtask", "start", "end", "time_spent")
    search_fields = ("user__username", "subtask__title")
