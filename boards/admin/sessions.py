"""Sign-ins. What a session proves itself with is never shown."""

from __future__ import annotations

from django.contrib import admin

from boards.admin.base import ReadOnlyAdmin
from boards.models import LastLogin, PasswordProof


@admin.register(LastLogin)
class LastLoginAdmin(ReadOnlyAdmin):
    list_display = ("id", "user", "auth_type", "date_creation", "ip", "user_agent")
    list_filter = ("auth_type",)
    search_fields = ("user__username", "ip")


@admin.register(PasswordProof)
class PasswordProofAdmin(ReadOnlyAdmin):
    """Removing a proof only makes its owner prove himself again."""

    list_display = ("user",)
    search_fields = ("user__username",)
    hidden = ("digest", "password_tag", "session_key")
    removable = True
