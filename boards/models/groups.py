from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.Model):
    """People who get a project role together (domain.md 3). Written only by ``boards.services.groups``."""

    name = models.TextField(_("name"), unique=True)
    external_id = models.CharField(_("external id"), max_length=255, default="", blank=True)

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")

    def __str__(self) -> str:
        return self.name


class GroupMember(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    user = models.ForeignKey("boards.User", models.CASCADE, related_name="group_memberships")

    class Meta:
        verbose_name = _("group member")
        verbose_name_plural = _("group members")
        constraints = [models.UniqueConstraint(fields=["group", "user"], name="group_member_once")]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.group_id}"
