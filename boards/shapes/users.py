from __future__ import annotations

from django.db.models import BooleanField, Case, IntegerField, Q, When
from django.db.models.functions import Cast

from boards.roles import ApplicationRole
from boards.shapes.shape import Key, Shape, column, constant, flag

#: The name of the account that the first start makes (``services.users.ensure_admin``).
FIRST = "admin"


def _stored(prefix: str = "") -> dict[str, Key]:
    """The keys of an account; ``prefix`` is the path from the row to the user. Secrets are never told."""

    def plain(name: str) -> Key:
        return column(name, f"{prefix}{name}")

    def zero_or_one(name: str) -> Key:
        return flag(name, f"{prefix}{name}")

    first = Q(**{f"{prefix}id": 1, f"{prefix}username": FIRST, f"{prefix}role": ApplicationRole.ADMIN.value})
    keys = (
        plain("id"),
        plain("username"),
        constant("password", ""),
        # wire: a leftover of old versions, 1 for the account that the first start made.
        Key("is_admin", Case(When(first, then=1), default=0, output_field=IntegerField())),
        zero_or_one("is_ldap_user"),
        plain("name"),
        plain("email"),
        plain("google_id"),
        plain("github_id"),
        zero_or_one("notifications_enabled"),
        plain("timezone"),
        plain("language"),
        zero_or_one("disable_login_form"),
        zero_or_one("twofactor_activated"),
        constant("twofactor_secret", None),
        constant("token", ""),
        plain("notifications_filter"),
        constant("nb_failed_login", 0),
        constant("lock_expiration_date", 0),
        constant("is_project_admin", 0),
        plain("gitlab_id"),
        plain("role"),
        zero_or_one("is_active"),
        plain("avatar_path"),
        constant("api_access_token", None),
        plain("filter"),
        plain("theme"),
    )
    return {key.name: key for key in keys}


USER = Shape("user", *_stored().values())
GROUP_MEMBER = Shape("group_member", column("group_id"), column("user_id"), *_stored("user__").values())

#: The caller as seen by the caller: no legacy flags, and two flags that are true booleans.
ME = Shape(
    "me",
    *(
        Key(name, Cast(name, BooleanField())) if name in ("is_ldap_user", "twofactor_activated") else key
        for name, key in _stored().items()
        if name not in ("password", "is_admin", "is_project_admin")
    ),
)
