"""The audit log, which nobody changes."""

from __future__ import annotations

from django.contrib import admin

from boards.admin.base import ReadOnlyAdmin
from boards.models import AuditEntry


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    list_display = ("id", "date", "kind", "subject", "actor_name", "door", "ip")
    list_filter = ("kind", "door")
    search_fields = ("actor_name", "subject", "ip")
