"""Failed sign-ins, and the locks that they make (decisions.md 1)."""

from __future__ import annotations

from typing import Any

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin, messages
from django.db.models import IntegerField, OuterRef, QuerySet, Subquery, Sum
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.admin.base import CheckedListAdmin, get_actor
from boards.authentication.lockout import unlock_for


class LockedFilter(admin.SimpleListFilter):
    title = gettext_lazy("locked")
    parameter_name = "locked"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("1", gettext_lazy("Yes")), ("0", gettext_lazy("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() == "1":
            return queryset.filter(failures__gte=settings.AXES_FAILURE_LIMIT)
        if self.value() == "0":
            return queryset.filter(failures__lt=settings.AXES_FAILURE_LIMIT)
        return queryset


@admin.register(AccessAttempt)
class FailureAdmin(CheckedListAdmin):
    """A row is a name, an address and a program; the lock counts the sum of a name, so that is what is shown."""

    list_display = ("username", "is_locked", "failures", "failures_since_start", "ip_address", "user_agent", "last_one")
    list_filter = (LockedFilter,)
    search_fields = ("username", "ip_address")
    ordering = ("-attempt_time",)
    actions = ("unlock",)
    fields = ("username", "is_locked", "failures", "failures_since_start", "ip_address", "user_agent", "last_one")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        of_name = AccessAttempt.objects.filter(username=OuterRef("username")).order_by().values("username")
        total = of_name.annotate(total=Sum("failures_since_start")).values("total")
        rows: QuerySet[Any] = (
            super().get_queryset(request).annotate(failures=Subquery(total, output_field=IntegerField()))
        )
        return rows

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """One row is a part of a count; the action unlocks the name as a whole."""
        return False

    @admin.display(description=gettext_lazy("locked"), boolean=True)
    def is_locked(self, obj: Any) -> bool:
        return bool(obj.failures >= settings.AXES_FAILURE_LIMIT)

    @admin.display(description=gettext_lazy("failures of the name"), ordering="failures")
    def failures(self, obj: Any) -> int:
        return int(obj.failures)

    @admin.display(description=gettext_lazy("last failure"), ordering="attempt_time")
    def last_one(self, obj: Any) -> Any:
        return obj.attempt_time

    @admin.action(description=gettext_lazy("Unlock the chosen names"))
    def unlock(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        names = {attempt.username: attempt for attempt in queryset if attempt.username}
        for name, attempt in names.items():
            self.log_change(request, attempt, _("Unlocked"))
            unlock_for(get_actor(request), name)
        self.message_user(request, f"{_('Unlocked')}: {', '.join(sorted(names))}", messages.SUCCESS)
