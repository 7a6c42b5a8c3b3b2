from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class UserNotificationType(models.Model):
    """A way in which a user wants to hear of changes (domain.md 21)."""

    class Kind(models.TextChoices):
        EMAIL = "email", _("Email")
        WEB = "web", _("In the browser")

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="notification_types")
    notification_type = models.CharField(_("way"), max_length=50, choices=Kind.choices)

    class Meta:
        verbose_name = _("way of notification")
        verbose_name_plural = _("ways of notification")
        constraints = [models.UniqueConstraint(fields=["user", "notification_type"], name="notification_type_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.notification_type}"


class UserNotificationProject(models.Model):
    """A project of which a user wants to hear; none chosen means all of them."""

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="notification_projects")
    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("project of notifications")
        verbose_name_plural = _("projects of notifications")
        constraints = [models.UniqueConstraint(fields=["user", "project"], name="notification_project_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.project_id}"


class Notification(models.Model):
    """A message to a user. ``date_read`` 0: unread; read ones are kept for 30 days (web.md 13.37).

    ``project``: where it happened; who is in it no more does not read it any more.
    """

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="notifications")
    date_creation = EpochField(_("when"))
    project = models.ForeignKey("boards.Project", models.CASCADE, null=True, blank=True, related_name="+")
    event_name = models.CharField(_("event"), max_length=191)
    data = models.JSONField(_("payload"), default=dict)
    date_read = EpochField(_("read"), default=0)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        indexes = [models.Index(fields=["user", "date_read"], name="notification_unread")]

    def __str__(self) -> str:
        return f"{self.event_name} for {self.user_id}"
