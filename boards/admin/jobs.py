"""Work that waits or was given up, and the daily round."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.admin.base import ReadOnlyAdmin
from boards.models import DailyRun, Job
from boards.services.jobs import retry_job


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    list_display = ("id", "name", "run_after", "attempts", "is_dead", "error")
    list_filter = ("is_dead", "name")
    search_fields = ("name", "key", "error")
    removable = True
    actions = (*ReadOnlyAdmin.actions, "try_again")

    @admin.action(description=gettext_lazy("Try again"))
    def try_again(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: retry_job(actor=a, job_id=obj.pk), _("Will be tried again"))


@admin.register(DailyRun)
class DailyRunAdmin(ReadOnlyAdmin):
    list_display = ("part", "day", "finished", "error")
