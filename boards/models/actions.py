from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Action(models.Model):
    """An automatic action of a project (automation.md 4).

    ``action_name`` is Kanboard's identifier, with its backslashes; ``params`` maps names to texts.
    ``recent``: its latest runs, newest first, as ``[UTC seconds, task id or 0, why it failed or ""]``, at most
    ``MOST_RUNS``; what edits the action forgets them. Towards other projects it has the rights
    that ``author``, who saved it last, has when it runs; one that a program saved (``by_program``) may go everywhere,
    one whose author nobody knows nowhere.
    """

    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="actions")
    event_name = models.CharField(_("event"), max_length=191)
    action_name = models.CharField(_("action"), max_length=191)
    params = models.JSONField(_("parameters"), default=dict, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("author")
    )
    by_program = models.BooleanField(_("made by a program"), default=False)
    recent = models.JSONField(_("latest runs"), default=list, blank=True)

    MOST_RUNS = 5

    class Meta:
        verbose_name = _("automatic action")
        verbose_name_plural = _("automatic actions")

    def __str__(self) -> str:
        return f"{self.action_name} on {self.event_name}"

    @property
    def last_error(self) -> str:
        """Why the last run failed, empty after a good one."""
        return self.recent[0][2] if self.recent else ""
