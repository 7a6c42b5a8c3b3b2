from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.fields import EpochField
from boards.roles import ApplicationRole


class UserManager(BaseUserManager["User"]):
    """Lookup by the stored name, byte for byte; accounts are made by ``boards.services.users``."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person who may sign in. Written only by ``boards.services.users`` (domain.md 2).

    ``is_ldap_user`` and ``disable_login_form`` refuse the local password everywhere; personal tokens go on working.
    """

    class Theme(models.TextChoices):
        LIGHT = "light", _("Light")
        DARK = "dark", _("Dark")
        AUTO = "auto", _("As the device")

    class NotificationsFilter(models.IntegerChoices):
        ALL = 1, _("All tasks")
        ASSIGNED = 2, _("Tasks assigned to me")
        CREATED = 3, _("Tasks created by me")
        BOTH = 4, _("Tasks created by me or assigned to me")

    username = models.CharField(_("user name"), max_length=191, unique=True)
    # What AbstractBaseUser calls last_login is kept in LastLogin, ten rows a user.
    last_login = None  # type: ignore[assignment]
    role = models.CharField(_("role"), max_length=25, choices=ApplicationRole.choices, default=ApplicationRole.USER)
    name = models.CharField(_("full name"), max_length=255, null=True, blank=True)
    email = models.CharField(_("email"), max_length=255, null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_ldap_user = models.BooleanField(_("remote user"), default=False)
    disable_login_form = models.BooleanField(_("no sign-in with a password"), default=False)
    notifications_enabled = models.BooleanField(_("notifications"), default=False)
    notifications_filter = models.PositiveSmallIntegerField(
        _("notify about"), choices=NotificationsFilter.choices, default=NotificationsFilter.BOTH
    )
    timezone = models.CharField(_("time zone"), max_length=50, null=True, blank=True)
    language = models.CharField(_("language"), max_length=11, null=True, blank=True)
    theme = models.CharField(_("theme"), max_length=50, choices=Theme.choices, default=Theme.LIGHT)
    filter = models.TextField(_("default filter"), null=True, blank=True)
    token = models.CharField(_("feed token"), max_length=255, default="", blank=True)
    twofactor_activated = models.BooleanField(_("two-factor sign-in"), default=False)
    twofactor_secret = models.CharField(max_length=64, null=True, blank=True, editable=False)
    avatar_path = models.CharField(max_length=255, null=True, blank=True, editable=False)
    google_id = models.CharField(max_length=255, null=True, blank=True)
    github_id = models.CharField(max_length=255, null=True, blank=True)
    gitlab_id = models.BigIntegerField(null=True, blank=True)
    date_password_changed = EpochField(default=0, editable=False)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=ApplicationRole.values), name="user_role_known"),
            models.CheckConstraint(condition=~models.Q(username=""), name="user_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def display_name(self) -> str:
        """The full name, or the user name where there is none."""
        return self.name or self.username

    # What Django's admin asks: administrators may everything there, others do not come in.
    @property
    def is_staff(self) -> bool:
        return self.is_active and self.role == ApplicationRole.ADMIN

    is_superuser = is_staff

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        return self.is_staff

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_staff
