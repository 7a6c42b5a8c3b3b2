from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class Project(models.Model):
    """A board with its people and rules (domain.md 4). Written only by ``boards.services.projects``.

    ``start_date`` and ``end_date`` are texts, usually ``YYYY-MM-DD``; creation over the API stores them as given.
    ``edition``: the number of its present state; every change of anything in the project raises it
    (``boards.transactions``).
    """

    name = models.TextField(_("name"))
    is_active = models.BooleanField(_("open"), default=True)
    is_private = models.BooleanField(_("personal"), default=False)
    is_public = models.BooleanField(_("public"), default=False)
    token = models.CharField(_("public token"), max_length=255, default="", blank=True)
    last_modified = EpochField(_("last change"), default=0)
    owner = models.ForeignKey("boards.User", models.SET_NULL, null=True, blank=True, related_name="owned_projects")
    identifier = models.CharField(_("identifier"), max_length=50, default="", blank=True)
    description = models.TextField(_("description"), null=True, blank=True)
    start_date = models.CharField(_("start date"), max_length=10, default="", blank=True)
    end_date = models.CharField(_("end date"), max_length=10, default="", blank=True)
    priority_start = models.IntegerField(_("lowest priority"), default=0)
    priority_end = models.IntegerField(_("highest priority"), default=3)
    priority_default = models.IntegerField(_("default priority"), default=0)
    email = models.CharField(_("email"), max_length=255, null=True, blank=True)
    predefined_email_subjects = models.TextField(_("email subjects"), null=True, blank=True)
    task_limit = models.IntegerField(_("task limit"), default=0)
    per_swimlane_task_limits = models.BooleanField(_("column limits per swimlane"), default=False)
    enable_global_tags = models.BooleanField(_("global tags"), default=True)
    edition = models.BigIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            models.UniqueConstraint(
                fields=["identifier"], condition=~models.Q(identifier=""), name="project_identifier_once"
            ),
            models.UniqueConstraint(
                fields=["email"],
                condition=models.Q(email__isnull=False) & ~models.Q(email=""),
                name="project_email_once",
            ),
        ]
        indexes = [models.Index(fields=["token"], condition=~models.Q(token=""), name="project_token")]

    def __str__(self) -> str:
        return self.name


class CustomFilter(models.Model):
    """A saved search of a project (domain.md 19, search.md 6)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="custom_filters")
    user = models.ForeignKey("boards.User", models.CASCADE, related_name="custom_filters")
    name = models.TextField(_("name"))
    filter = models.TextField(_("filter"))
    is_shared = models.BooleanField(_("shared with all members"), default=False)
    append = models.BooleanField(_("added to the present search"), default=False)

    class Meta:
        verbose_name = _("custom filter")
        verbose_name_plural = _("custom filters")

    def __str__(self) -> str:
        return self.name


class PredefinedDescription(models.Model):
    """A template for the description of new tasks (domain.md 19)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="predefined_descriptions")
    title = models.TextField(_("title"))
    description = models.TextField(_("description"))

    class Meta:
        verbose_name = _("predefined description")
        verbose_name_plural = _("predefined descriptions")

    def __str__(self) -> str:
        return self.title
