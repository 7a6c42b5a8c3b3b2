from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField, HoursField


class Task(models.Model):
    """A card on a board. Written only by ``boards.services.tasks`` (domain.md 11 to 13).

    ``position`` counts the *open* tasks of one cell (column, swimlane) 1..n without holes;
    a closed task keeps its last number. Times are hours, dates UTC seconds.
    """

    #: The fields that say how it repeats.
    RECURRENCE = (
        "recurrence_status",
        "recurrence_trigger",
        "recurrence_factor",
        "recurrence_timeframe",
        "recurrence_basedate",
    )

    class RecurrenceStatus(models.IntegerChoices):
        NONE = 0, _("No")
        PENDING = 1, _("Yes")
        PROCESSED = 2, _("Already repeated")

    class RecurrenceTrigger(models.IntegerChoices):
        FIRST_COLUMN = 0, _("When it leaves the first column")
        LAST_COLUMN = 1, _("When it enters the last column")
        CLOSE = 2, _("When it is closed")

    class RecurrenceTimeframe(models.IntegerChoices):
        DAYS = 0, _("Days")
        MONTHS = 1, _("Months")
        YEARS = 2, _("Years")

    class RecurrenceBaseDate(models.IntegerChoices):
        DUE_DATE = 0, _("The due date")
        TRIGGER_DATE = 1, _("The day it is repeated")

    title = models.TextField(_("title"), blank=True)
    description = models.TextField(_("description"), null=True, blank=True, default="")
    date_creation = EpochField(_("created"))
    color_id = models.CharField(_("colour"), max_length=255)
    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="tasks")
    column = models.ForeignKey("boards.Column", models.CASCADE, related_name="tasks", db_index=False)
    owner = models.ForeignKey("boards.User", models.SET_NULL, null=True, blank=True, related_name="assigned_tasks")
    position = models.IntegerField(_("position"), default=1)
    is_active = models.BooleanField(_("open"), default=True)
    date_completed = EpochField(_("completed"), null=True, blank=True)
    score = models.IntegerField(_("complexity"), null=True, blank=True, default=0)
    date_due = EpochField(_("due"), null=True, blank=True, default=0)
    category = models.ForeignKey("boards.Category", models.SET_NULL, null=True, blank=True, related_name="tasks")
    creator = models.ForeignKey("boards.User", models.SET_NULL, null=True, blank=True, related_name="created_tasks")
    date_modification = EpochField(_("changed"))
    reference = models.CharField(_("reference"), max_length=191, null=True, blank=True, default="")
    date_started = EpochField(_("started"), null=True, blank=True, default=0)
    time_spent = HoursField(_("hours spent"), null=True, blank=True)
    time_estimated = HoursField(_("hours estimated"), null=True, blank=True)
    swimlane = models.ForeignKey("boards.Swimlane", models.CASCADE, related_name="tasks")
    date_moved = EpochField(_("moved"))
    recurrence_status = models.IntegerField(_("repeats"), default=RecurrenceStatus.NONE)
    recurrence_trigger = models.IntegerField(_("repeats when"), default=RecurrenceTrigger.FIRST_COLUMN)
    recurrence_factor = models.IntegerField(_("repeats after"), default=0)
    recurrence_timeframe = models.IntegerField(_("unit of the span"), default=RecurrenceTimeframe.DAYS)
    recurrence_basedate = models.IntegerField(_("span counts from"), default=RecurrenceBaseDate.DUE_DATE)
    recurrence_parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    recurrence_child = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    priority = models.IntegerField(_("priority"), null=True, blank=True, default=0)
    external_provider = models.CharField(max_length=255, null=True, blank=True)
    external_uri = models.CharField(max_length=255, null=True, blank=True)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [models.CheckConstraint(condition=models.Q(position__gte=1), name="task_position_from_1")]
        indexes = [
            models.Index(fields=["column", "swimlane", "is_active"], name="task_cell"),
            models.Index(fields=["project", "is_active"], name="task_of_project"),
            models.Index(fields=["date_due"], condition=models.Q(is_active=True, date_due__gt=0), name="task_open_due"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.title}"
