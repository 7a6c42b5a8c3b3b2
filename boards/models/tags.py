from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tag(models.Model):
    """A word on tasks (domain.md 9); without a project it is global and offered everywhere."""

    project = models.ForeignKey("boards.Project", models.CASCADE, null=True, blank=True, related_name="tags")
    name = models.TextField(_("name"), blank=True)
    color_id = models.CharField(_("colour"), max_length=255, null=True, blank=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        constraints = [
            models.UniqueConstraint(fields=["project", "name"], name="tag_name_once"),
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(project__isnull=True), name="global_tag_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TaskTag(models.Model):
    """A tag on a task; the order of ids is the order of attachment."""

    task = models.ForeignKey("boards.Task", models.CASCADE, related_name="task_tags")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="task_tags")

    class Meta:
        verbose_name = _("tag of a task")
        verbose_name_plural = _("tags of tasks")
        constraints = [models.UniqueConstraint(fields=["task", "tag"], name="task_tag_once")]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.task_id}"
