from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class Job(models.Model):
    """Work that waits for the worker; written in the transaction of the change that asks for it.

    A job is claimed by a conditional UPDATE that moves ``run_after`` ahead by the lease, which is renewed during the
    work; success deletes it, failure doubles the wait, after the last attempt it is ``is_dead``. At most one waiting
    job has a given ``key``. Jobs of one ``lane`` are done one after the other.
    """

    name = models.CharField(_("job"), max_length=100)
    payload = models.JSONField(_("payload"), default=dict)
    key = models.CharField(_("key"), max_length=100, null=True, blank=True, unique=True)
    lane = models.CharField(_("lane"), max_length=40, default="", blank=True)
    run_after = EpochField(_("not before"))
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    is_dead = models.BooleanField(_("given up"), default=False)
    error = models.TextField(_("last failure"), default="", blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes = [models.Index(fields=["run_after"], condition=models.Q(is_dead=False), name="job_due")]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class DailyRun(models.Model):
    """When a part of the daily round last ran, and how it ended."""

    part = models.CharField(_("part"), max_length=50, primary_key=True)
    day = models.DateField(_("day"))
    finished = EpochField(_("finished"), default=0)
    error = models.TextField(_("failure"), default="", blank=True)

    class Meta:
        verbose_name = _("daily run")
        verbose_name_plural = _("daily runs")

    def __str__(self) -> str:
        return f"{self.part} {self.day}"
