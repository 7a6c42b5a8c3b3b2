from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class Metadata(models.Model):
    """A named text that programs keep with an object (domain.md 16)."""

    name = models.TextField(_("name"), blank=True)
    value = models.TextField(_("value"), null=True, blank=True)
    changed_by = models.ForeignKey("boards.User", models.SET_NULL, null=True, blank=True, related_name="+")
    changed_on = EpochField(_("changed"), default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class TaskMetadata(Metadata):
    task = models.ForeignKey("boards.Task", models.CASCADE, related_name="metadata")

    class Meta:
        verbose_name = _("task metadata")
        verbose_name_plural = _("task metadata")
        constraints = [models.UniqueConstraint(fields=["task", "name"], name="task_metadata_once")]


class ProjectMetadata(Metadata):
    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="metadata")

    class Meta:
        verbose_name = _("project metadata")
        verbose_name_plural = _("project metadata")
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="project_metadata_once")]


class UserMetadata(Metadata):
    user = models.ForeignKey("boards.User", models.CASCADE, related_name="metadata")

    class Meta:
        verbose_name = _("user metadata")
        verbose_name_plural = _("user metadata")
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="user_metadata_once")]
