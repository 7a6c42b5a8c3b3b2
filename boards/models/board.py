from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Column(models.Model):
    """A step of the work (domain.md 6). Written only by ``boards.services.columns``.

    ``position`` orders the columns of a project; a removed column leaves a hole, a move numbers them 1..n again.
    """

    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="columns")
    title = models.TextField(_("title"), blank=True)
    position = models.IntegerField(_("position"))
    task_limit = models.IntegerField(_("task limit"), default=0)
    description = models.TextField(_("description"), null=True, blank=True, default="")
    hide_in_dashboard = models.BooleanField(_("hidden in dashboards"), default=False)

    class Meta:
        verbose_name = _("column")
        verbose_name_plural = _("columns")
        constraints = [models.UniqueConstraint(fields=["project", "title"], name="column_title_once")]
        indexes = [models.Index(fields=["project", "position"], name="column_order")]

    def __str__(self) -> str:
        return self.title


class Swimlane(models.Model):
    """A row of the board (domain.md 7). Active ones count 1..n, inactive ones stand at 0."""

    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="swimlanes")
    name = models.TextField(_("name"), blank=True)
    description = models.TextField(_("description"), null=True, blank=True, default="")
    position = models.IntegerField(_("position"))
    is_active = models.BooleanField(_("active"), default=True)
    task_limit = models.IntegerField(_("task limit"), default=0)

    class Meta:
        verbose_name = _("swimlane")
        verbose_name_plural = _("swimlanes")
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="swimlane_name_once")]
        indexes = [models.Index(fields=["project", "position"], name="swimlane_order")]

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """A label of which a task carries at most one (domain.md 8)."""

    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="categories")
    name = models.CharField(_("name"), max_length=191)
    description = models.TextField(_("description"), null=True, blank=True)
    color_id = models.CharField(_("colour"), max_length=255, null=True, blank=True)

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="category_name_once")]

    def __str__(self) -> str:
        return self.name
