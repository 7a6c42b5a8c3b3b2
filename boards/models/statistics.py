from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyColumnStatistics(models.Model):
    """How many tasks, and how much complexity, stood in a column on a day (domain.md 18)."""

    day = models.DateField(_("day"))
    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="column_statistics")
    column = models.ForeignKey("boards.Column", models.CASCADE, related_name="+")
    total = models.IntegerField(_("tasks"), default=0)
    score = models.IntegerField(_("complexity"), default=0)

    class Meta:
        verbose_name = _("column statistics of a day")
        verbose_name_plural = _("column statistics of a day")
        constraints = [models.UniqueConstraint(fields=["day", "project", "column"], name="column_statistics_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.column_id}: {self.total}"


class DailyProjectStatistics(models.Model):
    """Mean lead and cycle time of a project on a day, in whole seconds."""

    day = models.DateField(_("day"))
    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="daily_statistics")
    avg_lead_time = models.BigIntegerField(_("lead time, seconds"), default=0)
    avg_cycle_time = models.BigIntegerField(_("cycle time, seconds"), default=0)

    class Meta:
        verbose_name = _("project statistics of a day")
        verbose_name_plural = _("project statistics of a day")
        constraints = [models.UniqueConstraint(fields=["day", "project"], name="project_statistics_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.project_id}"
