from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class Webhook(models.Model):
    """An address that is told of events of a project, or of all (``project`` NULL) (feeds.md 8).

    Written only by ``boards.services.webhooks`` and ``webhook_deliveries``. ``events``: names, none for all.
    ``old_secret`` signs beside the new one until ``old_secret_until``. ``failures``: attempts in a row that failed, the
    first of them at ``failing_since``. ``paused_until``: nothing is sent by itself before that.
    """

    class OffReason(models.TextChoices):
        GONE = "gone", _("The receiver says that it is gone (410)")
        FAILING = "failing", _("It failed for five days")

    project = models.ForeignKey("boards.Project", models.CASCADE, null=True, blank=True, related_name="webhooks")
    name = models.CharField(_("name"), max_length=191)
    url = models.CharField(_("address"), max_length=2000)
    events = models.JSONField(_("events"), default=list, blank=True)
    is_on = models.BooleanField(_("on"), default=True)
    off_reason = models.CharField(_("why it is off"), max_length=20, choices=OffReason.choices, default="", blank=True)
    secret = models.CharField(max_length=100)
    old_secret = models.CharField(max_length=100, default="", blank=True)
    old_secret_until = EpochField(_("old secret until"), default=0)
    owner = models.ForeignKey(
        "boards.User", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )
    date_creation = EpochField(_("made"))
    last_success = EpochField(_("last success"), default=0)
    failing_since = EpochField(_("failing since"), default=0)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    paused_until = EpochField(_("paused until"), default=0)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")

    def __str__(self) -> str:
        return self.name


class WebhookDelivery(models.Model):
    """An event that a webhook is told of, with the body that is sent each time; kept for seven days.

    ``message_id``: what the receiver knows it by, the same at each attempt. ``next_attempt``: about when it is sent
    again by itself, 0 for never. ``attempts``: those that were made by themselves.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        FAILED = "failed", _("Failed")
        DROPPED = "dropped", _("Dropped")

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    message_id = models.CharField(_("message"), max_length=40)
    event_name = models.CharField(_("event"), max_length=191)
    body = models.TextField(_("body"))
    date_creation = EpochField(_("when"), db_index=True)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    next_attempt = EpochField(_("next attempt"), default=0)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [models.UniqueConstraint(fields=["webhook", "message_id"], name="webhook_message_once")]

    def __str__(self) -> str:
        return f"{self.event_name} {self.message_id}"


class WebhookAttempt(models.Model):
    """One request to a receiver, and what came of it. ``status`` 0: no answer, and ``error`` says why.

    ``headers``: those of the request. ``answer``: the first kilobytes. ``duration``: milliseconds.
    """

    delivery = models.ForeignKey(WebhookDelivery, models.CASCADE, related_name="tries")
    date = EpochField(_("when"))
    headers = models.JSONField(_("headers"), default=dict)
    status = models.PositiveIntegerField(_("status"), default=0)
    answer = models.TextField(_("answer"), default="", blank=True)
    error = models.TextField(_("failure"), default="", blank=True)
    duration = models.PositiveIntegerField(_("milliseconds"), default=0)

    class Meta:
        verbose_name = _("attempt to deliver")
        verbose_name_plural = _("attempts to deliver")

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.status or self.error}"
