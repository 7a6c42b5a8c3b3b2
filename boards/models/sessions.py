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


class PersonalToken(models.Model):
    """A password for one program of a user, kept as its SHA-256 digest.

    Written only by ``boards.authentication.tokens``. ``date_expiration``: 0 for none. ``last_used``: the begin of its
    last session of the API.
    """

    class Scope(models.TextChoices):
        READ = "read", _("Read")
        WRITE = "write", _("Read and change")

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="personal_tokens")
    name = models.CharField(_("name"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    scope = models.CharField(_("may"), max_length=10, choices=Scope.choices, default=Scope.WRITE)
    date_creation = EpochField(_("made"))
    date_expiration = EpochField(_("ends"), default=0)
    last_used = EpochField(_("last used"), default=0)

    class Meta:
        verbose_name = _("personal token")
        verbose_name_plural = _("personal tokens")

    def __str__(self) -> str:
        return self.name


class PasswordProof(models.Model):
    """That a name and a secret were right, kept with the session that their first use created.

    ``digest``: keyed hash of name and secret; ``password_tag``: keyed hash of the stored password hash, so that the
    proof dies with it. The key lives in memory only (docs/architecture.md, Sign-in). ``token``: the one that the secret
    was.
    """

    digest = models.CharField(max_length=64, primary_key=True)
    password_tag = models.CharField(max_length=64, default="", blank=True)
    token = models.ForeignKey(PersonalToken, models.CASCADE, null=True, blank=True, related_name="proofs")
    session_key = models.CharField(max_length=40, db_index=True)
    user = models.ForeignKey("boards.User", models.CASCADE, related_name="password_proofs")

    class Meta:
        verbose_name = _("password proof")
        verbose_name_plural = _("password proofs")

    def __str__(self) -> str:
        return f"of {self.user_id}"


class RecoveryCode(models.Model):
    """What opens the door once instead of the code of an app; only its digest is kept, and no row once it is used."""

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("recovery code")
        verbose_name_plural = _("recovery codes")

    def __str__(self) -> str:
        return f"of {self.user_id}"


class BrowserSession(models.Model):
    """A sign-in of a browser that lasts as long as its session: what its owner is shown and may end.

    The session itself stands in Django's table; a row without one is over, and goes with the daily round.
    """

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="browser_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    ip = models.CharField(_("address"), max_length=45, default="", blank=True)
    user_agent = models.CharField(_("program"), max_length=255, default="", blank=True)
    date_creation = EpochField(_("when"))

    class Meta:
        verbose_name = _("browser session")
        verbose_name_plural = _("browser sessions")

    def __str__(self) -> str:
        return f"of {self.user_id}"


class RememberedBrowser(models.Model):
    """A browser that signs its owner in by itself until ``expiration`` (web.md 3.3).

    ``token_digest`` stands for the browser, ``sequence_digest`` for the last sign-in: it changes with each, and an
    older one is a stolen cookie, but for the one before, which a second tab sends in the same moment (``renewed``).
    """

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="remembered_browsers")
    token_digest = models.CharField(max_length=64, unique=True)
    sequence_digest = models.CharField(max_length=64)
    previous_digest = models.CharField(max_length=64, default="", blank=True)
    renewed = EpochField(default=0)
    ip = models.CharField(_("address"), max_length=45, default="", blank=True)
    user_agent = models.CharField(_("program"), max_length=255, default="", blank=True)
    expiration = EpochField(_("until"))
    date_creation = EpochField(_("when"))

    class Meta:
        verbose_name = _("remembered browser")
        verbose_name_plural = _("remembered browsers")

    def __str__(self) -> str:
        return f"of {self.user_id}"


class PasswordReset(models.Model):
    """A link that was mailed to who forgot a password; only the digest of its token is kept (web.md 3.5)."""

    user = models.ForeignKey("boards.User", models.CASCADE, related_name="password_resets")
    token_digest = models.CharField(max_length=64, unique=True)
    is_active = models.BooleanField(_("unused"), default=True)
    ip = models.CharField(_("address"), max_length=45, default="", blank=True)
    user_agent = models.CharField(_("program"), max_length=255, default="", blank=True)
    date_expiration = EpochField(_("until"))
    date_creation = EpochField(_("when"))

    class Meta:
        verbose_name = _("password reset")
        verbose_name_plural = _("password resets")

    def __str__(self) -> str:
        return f"of {self.user_id}"
