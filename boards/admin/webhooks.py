"""Webhooks, and what they were told. Secrets are made and told in the browser only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.admin.base import ReadOnlyAdmin
from boards.models import Webhook, WebhookAttempt, WebhookDelivery
from boards.services.webhook_deliveries import redeliver, send_webhook_test
from boards.services.webhooks import disable_webhook, enable_webhook, remove_webhook


@admin.register(Webhook)
class WebhookAdmin(ReadOnlyAdmin):
    list_display = ("name", "project", "owner", "is_on", "last_success", "failing_since")
    list_filter = ("is_on", "off_reason")
    search_fields = ("name", "url", "project__name")
    hidden = ("secret", "old_secret")
    removable = True
    actions = (*ReadOnlyAdmin.actions, "switch_on", "switch_off", "test")

    def remove(self, actor: Actor, obj: Webhook) -> None:
        remove_webhook(actor=actor, webhook=obj)

    @admin.action(description=gettext_lazy("Switch on"))
    def switch_on(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: enable_webhook(actor=a, webhook=obj), _("Switched on"))

    @admin.action(description=gettext_lazy("Switch off"))
    def switch_off(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: disable_webhook(actor=a, webhook=obj), _("Switched off"))

    @admin.action(description=gettext_lazy("Send a test"))
    def test(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: send_webhook_test(actor=a, webhook=obj), _("Test sent"))


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnlyAdmin):
    list_display = ("message_id", "webhook", "event_name", "date_creation", "state", "attempts", "next_attempt")
    list_filter = ("state", "event_name")
    search_fields = ("message_id", "webhook__name")
    actions = (*ReadOnlyAdmin.actions, "send_again")

    @admin.action(description=gettext_lazy("Send again"))
    def send_again(self, request: HttpRequest, queryset: Any) -> None:
        self.run_each(request, queryset, lambda a, obj: redeliver(actor=a, delivery=obj), _("Will be sent again"))


@admin.register(WebhookAttempt)
class WebhookAttemptAdmin(ReadOnlyAdmin):
    list_display = ("delivery", "date", "status", "error", "duration")
    list_filter = ("status",)
    search_fields = ("delivery__message_id",)
