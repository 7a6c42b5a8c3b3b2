from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class Activity(models.Model):
    """What a user did (domain.md 17). ``data``: the payload of the event, keys as in automation.md 2."""

    date_creation = EpochField(_("when"))
    event_name = models.CharField(_("event"), max_length=191)
    creator = models.ForeignKey("boards.User", models.CASCADE, related_name="activities", verbose_name=_("who"))
    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="activities")
    task = models.ForeignKey("boards.Task", models.CASCADE, null=True, blank=True, related_name="activities")
    data = models.JSONField(_("payload"), default=dict)

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")

    def __str__(self) -> str:
        return f"{self.event_name} by {self.creator_id}"


class Transition(models.Model):
    """A move of a task between columns by a user. ``time_spent``: seconds since the move before."""

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="transitions")
    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="transitions")
    task = models.ForeignKey("boards.Task", models.CASCADE, related_name="transitions")
    src_column = models.ForeignKey("boards.Column", models.CASCADE, related_name="+")
    dst_column = models.ForeignKey("boards.Column", models.CASCADE, related_name="+")
    date = EpochField(_("when"))
    time_spent = models.BigIntegerField(_("seconds in the source column"), default=0)

    class Meta:
        verbose_name = _("transition")
        verbose_name_plural = _("transitions")

    def __str__(self) -> str:
        return f"{self.task_id}: {self.src_column_id} to {self.dst_column_id}"
