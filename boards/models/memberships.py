from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.roles import ColumnRule, ProjectRule


class ProjectUser(models.Model):
    """A direct membership. ``role`` is a project role or the name of a custom role; the API stores any text."""

    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="project_users")
    user = models.ForeignKey("boards.User", models.CASCADE, related_name="project_users")
    role = models.CharField(_("role"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("project user")
        verbose_name_plural = _("project users")
        constraints = [models.UniqueConstraint(fields=["project", "user"], name="project_user_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.project_id}: {self.role}"


class ProjectGroup(models.Model):
    """The membership of a group; ``role`` as in ``ProjectUser``."""

    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="project_groups")
    group = models.ForeignKey("boards.Group", models.CASCADE, related_name="project_groups")
    role = models.CharField(_("role"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("project group")
        verbose_name_plural = _("project groups")
        constraints = [models.UniqueConstraint(fields=["project", "group"], name="project_group_once")]

    def __str__(self) -> str:
        return f"{self.group_id} in {self.project_id}: {self.role}"


class CustomRole(models.Model):
    """A project-member with restrictions (domain.md 5)."""

    project = models.ForeignKey("boards.Project", models.CASCADE, related_name="custom_roles")
    role = models.CharField(_("name"), max_length=191)

    class Meta:
        verbose_name = _("custom role")
        verbose_name_plural = _("custom roles")
        constraints = [models.UniqueConstraint(fields=["project", "role"], name="custom_role_once")]

    def __str__(self) -> str:
        return self.role


class ProjectRestriction(models.Model):
    """What a custom role may not do anywhere in its project."""

    role = models.ForeignKey(CustomRole, models.CASCADE, related_name="project_restrictions")
    rule = models.CharField(_("rule"), max_length=191, choices=ProjectRule.choices)

    class Meta:
        verbose_name = _("project restriction")
        verbose_name_plural = _("project restrictions")
        constraints = [models.UniqueConstraint(fields=["role", "rule"], name="project_restriction_once")]

    def __str__(self) -> str:
        return f"{self.role_id}: {self.rule}"


class ColumnRestriction(models.Model):
    """What a custom role may or may not do in one column; it comes before the project restriction."""

    role = models.ForeignKey(CustomRole, models.CASCADE, related_name="column_restrictions")
    column = models.ForeignKey("boards.Column", models.CASCADE, related_name="+")
    rule = models.CharField(_("rule"), max_length=191, choices=ColumnRule.choices)

    class Meta:
        verbose_name = _("column restriction")
        verbose_name_plural = _("column restrictions")
        constraints = [models.UniqueConstraint(fields=["role", "column", "rule"], name="column_restriction_once")]

    def __str__(self) -> str:
        return f"{self.role_id} in {self.column_id}: {self.rule}"


class MoveRestriction(models.Model):
    """A pair of columns between which a custom role may move tasks, in both directions."""

    role = models.ForeignKey(CustomRole, models.CASCADE, related_name="move_restrictions")
    src_column = models.ForeignKey("boards.Column", models.CASCADE, related_name="+")
    dst_column = models.ForeignKey("boards.Column", models.CASCADE, related_name="+")
    only_assigned = models.BooleanField(_("only tasks assigned to them"), default=False)

    class Meta:
        verbose_name = _("move restriction")
        verbose_name_plural = _("move restrictions")
        constraints = [
            models.UniqueConstraint(fields=["role", "src_column", "dst_column"], name="move_restriction_once")
        ]

    def __str__(self) -> str:
        return f"{self.role_id}: {self.src_column_id} to {self.dst_column_id}"
