from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.Model):
    """An automatic action of a project (automation.md 4).

    ``action_name`` is Kanboard's identifier, with its backslashes; ``params`` maps names to texts.
    ``last_error`` tells why the last run failed, empty after a good one.
    """

    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="actions")
    event_name = models.CharField(_("event"), max_length=191)
    action_name = models.CharField(_("action"), max_length=191)
    params = models.JSONField(_("parameters"), default=dict, blank=True)
    last_error = models.TextField(_("last failure"), default="", blank=True)

    class Meta:
        verbose_name = _("automatic action")
        verbose_name_plural = _("automatic actions")

    def __str__(self) -> str:
        return f"{self.action_name} on {self.event_name}"
