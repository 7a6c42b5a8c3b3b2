from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField, HoursField


class Subtask(models.Model):
    """A step of a task (domain.md 14). Written only by ``boards.services.subtasks``."""

    class Status(models.IntegerChoices):
        TODO = 0, _("Todo")
        IN_PROGRESS = 1, _("In progress")
        DONE = 2, _("Done")

    task = models.ForeignKey("boards.Task", models.CASCADE, related_name="subtasks")
    title = models.TextField(_("title"), blank=True)
    status = models.IntegerField(_("status"), choices=Status.choices, default=Status.TODO)
    time_estimated = HoursField(_("hours estimated"), default=0)
    time_spent = HoursField(_("hours spent"), default=0)
    user = models.ForeignKey("boards.User", models.SET_NULL, null=True, blank=True, related_name="subtasks")
    position = models.IntegerField(_("position"), default=1)

    class Meta:
        verbose_name = _("sub-task")
        verbose_name_plural = _("sub-tasks")
        constraints = [models.CheckConstraint(condition=models.Q(status__in=[0, 1, 2]), name="subtask_status_known")]
        indexes = [models.Index(fields=["task", "position"], name="subtask_order")]

    def __str__(self) -> str:
        return self.title


class SubtaskTimer(models.Model):
    """A span of work on a sub-task. ``end`` 0: the timer runs. ``time_spent`` in hours, two decimals."""

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="timers")
    subtask = models.ForeignKey(Subtask, models.CASCADE, related_name="timers")
    start = EpochField(_("start"))
    end = EpochField(_("end"), default=0)
    time_spent = HoursField(_("hours spent"), default=0)

    class Meta:
        verbose_name = _("timer")
        verbose_name_plural = _("timers")
        constraints = [
            models.UniqueConstraint(fields=["subtask", "user"], condition=models.Q(end=0), name="one_running_timer")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.subtask_id}"
