"""Sign-ins. What a session proves itself with is never shown."""

from __future__ import annotations

from django.contrib import admin

from boards.admin.base import ReadOnlyAdmin
from boards.models import (
    BrowserSession,
    Invitation,
    LastLogin,
    PasswordProof,
    PasswordReset,
    PersonalToken,
    RecoveryCode,
    RememberedBrowser,
)


@admin.register(LastLogin)
class LastLoginAdmin(ReadOnlyAdmin):
    list_display = ("id", "user", "auth_type", "date_creation", "ip", "user_agent")
    list_filter = ("auth_type",)
    search_fields = ("user__username", "ip")


@admin.register(PersonalToken)
class PersonalTokenAdmin(ReadOnlyAdmin):
    """They are made in their owner's account; here an action of the users' list gives and takes them."""

    list_display = ("id", "user", "name", "scope", "date_creation", "date_expiration", "last_used")
    list_filter = ("scope",)
    search_fields = ("user__username", "name")
    hidden = ("digest",)


@admin.register(RecoveryCode)
class RecoveryCodeAdmin(ReadOnlyAdmin):
    """How many are left is seen by counting them."""

    list_display = ("id", "user")
    search_fields = ("user__username",)
    hidden = ("digest",)


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """They are sent and taken back on their page (web.md 3.6)."""

    list_display = ("id", "email", "project", "inviter", "date_creation", "date_expiration")
    search_fields = ("email",)
    hidden = ("token_digest",)


@admin.register(PasswordProof)
class PasswordProofAdmin(ReadOnlyAdmin):
    """Removing a proof only makes its owner prove the password again."""

    list_display = ("user",)
    search_fields = ("user__username",)
    hidden = ("digest", "password_tag", "session_key")
    removable = True


@admin.register(BrowserSession)
class BrowserSessionAdmin(ReadOnlyAdmin):
    list_display = ("id", "user", "date_creation", "ip", "user_agent")
    search_fields = ("user__username", "ip")
    hidden = ("session_key",)


@admin.register(RememberedBrowser)
class RememberedBrowserAdmin(ReadOnlyAdmin):
    """Removing one makes that browser ask for the password again."""

    list_display = ("id", "user", "date_creation", "expiration", "ip", "user_agent")
    search_fields = ("user__username", "ip")
    hidden = ("token_digest", "sequence_digest", "previous_digest")
    removable = True


@admin.register(PasswordReset)
class PasswordResetAdmin(ReadOnlyAdmin):
    list_display = ("id", "user", "date_creation", "date_expiration", "is_active", "ip")
    search_fields = ("user__username", "ip")
    hidden = ("token_digest",)
    removable = True
