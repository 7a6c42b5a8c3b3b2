from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CommonEdition(models.Model):
    """The number of the present state of what stands outside all projects: people, groups, kinds of links, global tags.

    One row at most. Raised by ``boards.transactions.raise_common_edition`` only; projects have their own
    (``Project.edition``).
    """

    number = models.BigIntegerField(_("number"), default=0)

    class Meta:
        verbose_name = _("common edition")
        verbose_name_plural = _("common editions")

    def __str__(self) -> str:
        return str(self.number)
