from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField
from boards.roles import ApplicationRole


class Comment(models.Model):
    """A remark on a task (domain.md 15). ``visibility``: the lowest application role that may read it."""

    task = models.ForeignKey("boards.Task", models.CASCADE, related_name="comments")
    user = models.ForeignKey("boards.User", models.SET_NULL, null=True, blank=True, related_name="comments")
    date_creation = EpochField(_("written"))
    date_modification = EpochField(_("changed"))
    comment = models.TextField(_("comment"))
    reference = models.CharField(_("reference"), max_length=191, null=True, blank=True, default="")
    visibility = models.CharField(
        _("readable for"), max_length=25, choices=ApplicationRole.choices, default=ApplicationRole.USER
    )

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(visibility__in=ApplicationRole.values), name="comment_visibility_known"
            )
        ]
        indexes = [models.Index(fields=["task", "date_creation"], name="comment_order")]

    def __str__(self) -> str:
        return f"#{self.pk} on {self.task_id}"
