from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField


class LastLogin(models.Model):
    """A sign-in of a user; the newest ten are kept (domain.md 2)."""

    auth_type = models.CharField(_("kind"), max_length=25)
    user = models.ForeignKey("boards.User", models.CASCADE, related_name="last_logins")
    ip = models.CharField(_("address"), max_length=45, default="")
    user_agent = models.CharField(_("program"), max_length=255, default="")
    date_creation = EpochField(_("when"))

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")

    def __str__(self) -> str:
        return f"{self.user_id} by {self.auth_type}"


class PasswordProof(models.Model):
    """That a name and a password were right, kept with the session that their first use created.

    ``digest``: keyed hash of name and password; ``password_tag``: keyed hash of the stored password hash, so that
    the proof dies with it. The key lives in memory only (docs/architecture.md, Sign-in).
    """

    digest = models.CharField(max_length=64, primary_key=True)
    password_tag = models.CharField(max_length=64)
    session_key = models.CharField(max_length=40, db_index=True)
    user = models.ForeignKey("boards.User", models.CASCADE, related_name="password_proofs")

    class Meta:
        verbose_name = _("password proof")
        verbose_name_plural = _("password proofs")

    def __str__(self) -> str:
        return f"of {self.user_id}"
