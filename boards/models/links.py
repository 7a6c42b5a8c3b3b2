from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class Link(models.Model):
    """A kind of link between tasks, such as "blocks"; without an opposite it is symmetric (domain.md 16)."""

    #: Kinds that cards and milestones know by their label.
    MILESTONE_OF = "is a milestone of"
    BLOCKED_BY = "is blocked by"

    label = models.CharField(_("label"), max_length=191, unique=True)
    opposite = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("link type")
        verbose_name_plural = _("link types")

    def __str__(self) -> str:
        return self.label


class TaskLink(models.Model):
    """One direction of a link between two tasks; its mirror is a second row."""

    link = models.ForeignKey(Link, models.CASCADE, related_name="task_links")
    task = models.ForeignKey("boards.Task", models.CASCADE, related_name="links")
    opposite_task = models.ForeignKey("boards.Task", models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("internal link")
        verbose_name_plural = _("internal links")
        constraints = [models.UniqueConstraint(fields=["link", "task", "opposite_task"], name="task_link_once")]

    def __str__(self) -> str:
        return f"{self.task_id} to {self.opposite_task_id}"


class ExternalLink(models.Model):
    """A link from a task to an address outside."""

    task = models.ForeignKey("boards.Task", models.CASCADE, related_name="external_links")
    link_type = models.CharField(_("type"), max_length=100)
    dependency = models.CharField(_("dependency"), max_length=100)
    title = models.TextField(_("title"))
    url = models.TextField(_("address"))
    date_creation = EpochField(_("created"))
    date_modification = EpochField(_("changed"))
    creator = models.ForeignKey("boards.User", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("external link")
        verbose_name_plural = _("external links")

    def __str__(self) -> str:
        return self.title
