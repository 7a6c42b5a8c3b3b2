from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class Setting(models.Model):
    """An option of the application as text (domain.md 20); the known ones stand in ``boards.options``."""

    option = models.CharField(_("option"), max_length=100, primary_key=True)
    value = models.TextField(_("value"), default="", blank=True)
    changed_by = models.ForeignKey("boards.User", models.SET_NULL, null=True, blank=True, related_name="+")
    changed_on = EpochField(_("changed"), default=0)

    class Meta:
        verbose_name = _("setting")
        verbose_name_plural = _("settings")

    def __str__(self) -> str:
        return self.option
