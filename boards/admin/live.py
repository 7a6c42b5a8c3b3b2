"""What happened on the boards lately, and what people may take back; both go by themselves."""

from __future__ import annotations

from django.contrib import admin

from boards.admin.base import ReadOnlyAdmin
from boards.models import AnsweredRequest, Change, CommonEdition, KeptFile, Operation


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    list_display = ("id", "date", "project_id", "task_id", "user_id", "kind")
    list_filter = ("kind",)
    search_fields = ("=project_id", "=task_id")


@admin.register(CommonEdition)
class CommonEditionAdmin(ReadOnlyAdmin):
    list_display = ("id", "number")


@admin.register(Operation)
class OperationAdmin(ReadOnlyAdmin):
    list_display = ("id", "date", "user", "project", "label", "is_undone")
    search_fields = ("user__username", "project__name", "label")


@admin.register(KeptFile)
class KeptFileAdmin(ReadOnlyAdmin):
    list_display = ("id", "kind", "number", "path", "operation")
    search_fields = ("=number", "path")


@admin.register(AnsweredRequest)
class AnsweredRequestAdmin(ReadOnlyAdmin):
    """Without the answers: one of them may have told a secret, and that once only."""

    list_display = ("op", "date", "user")
    exclude = ("answer",)
    search_fields = ("user__username",)
