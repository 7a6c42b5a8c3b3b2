from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class Invitation(models.Model):
    """An address that was asked to make itself an account (web.md 3.6); its use, or taking it back, removes it.

    Only the digest of the token in its link is kept; null while no link was made yet.
    """

    email = models.CharField(_("email"), max_length=255, db_index=True)
    token_digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    project = models.ForeignKey("boards.Project", models.SET_NULL, null=True, blank=True, related_name="invitations")
    inviter = models.ForeignKey("boards.User", models.SET_NULL, null=True, blank=True, related_name="+")
    date_expiration = EpochField(_("until"))
    date_creation = EpochField(_("when"))

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")

    def __str__(self) -> str:
        return self.email
