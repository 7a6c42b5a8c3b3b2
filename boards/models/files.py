from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class StoredFile(models.Model):
    """An attachment. ``path`` is the key in the store and never holds anything a user typed (domain.md 16).

    Several rows may share one ``path``: copying a task copies rows, not bytes.
    """

    name = models.TextField(_("name"), blank=True)
    path = models.CharField(_("key in the store"), max_length=255)
    is_image = models.BooleanField(_("image"), default=False)
    date = EpochField(_("uploaded"))
    size = models.BigIntegerField(_("bytes"), default=0)
    user = models.ForeignKey("boards.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


class TaskFile(StoredFile):
    task = models.ForeignKey("boards.Task", models.CASCADE, related_name="files")

    class Meta:
        verbose_name = _("task file")
        verbose_name_plural = _("task files")
        indexes = [models.Index(fields=["path"], name="task_file_path")]


class ProjectFile(StoredFile):
    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="files")

    class Meta:
        verbose_name = _("project file")
        verbose_name_plural = _("project files")
        indexes = [models.Index(fields=["path"], name="project_file_path")]
