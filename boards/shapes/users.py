from __future__ import annotations

from typing import Annotated

from django.db.models import Case, Q, Value, When

from boards.fields import Whole
from boards.roles import ApplicationRole
from boards.shapes.shape import Flag, Made, Shape, WireObject, constant

#: The name of the account that the first start makes (``services.users.ensure_admin``).
FIRST = "admin"


def _is_first(path: str) -> Case:
    """1 for the account that the first start made."""
    way = path.removesuffix("is_admin")
    first = Q(**{f"{way}id": 1, f"{way}username": FIRST, f"{way}role": ApplicationRole.ADMIN.value})
    return Case(When(first, then=Value(1)), default=Value(0), output_field=Whole())


# Secrets are never told; what only old versions had keeps its place.
Secret = Annotated[str, constant("")]
HiddenSecret = Annotated[str | None, constant(None)]
Legacy = Annotated[int, constant(0)]
# wire: a leftover of old versions.
IsFirst = Annotated[Flag, Made(_is_first)]


class UserObject(WireObject):
    id: int
    username: str
    password: Secret
    is_admin: IsFirst
    is_ldap_user: Flag
    name: str | None
    email: str | None
    google_id: str | None
    github_id: str | None
    notifications_enabled: Flag
    timezone: str | None
    language: str | None
    disable_login_form: Flag
    twofactor_activated: Flag
    twofactor_secret: HiddenSecret
    token: Secret
    notifications_filter: int
    nb_failed_login: Legacy
    lock_expiration_date: Legacy
    is_project_admin: Legacy
    gitlab_id: int | None
    role: str
    is_active: Flag
    avatar_path: str | None
    api_access_token: HiddenSecret
    filter: str | None
    theme: str


class GroupMemberObject(WireObject):
    """The row of a membership, then all of the account. What is inherited would stand first, so it is written again."""

    group_id: int
    user_id: int
    id: int
    username: str
    password: Secret
    is_admin: IsFirst
    is_ldap_user: Flag
    name: str | None
    email: str | None
    google_id: str | None
    github_id: str | None
    notifications_enabled: Flag
    timezone: str | None
    language: str | None
    disable_login_form: Flag
    twofactor_activated: Flag
    twofactor_secret: HiddenSecret
    token: Secret
    notifications_filter: int
    nb_failed_login: Legacy
    lock_expiration_date: Legacy
    is_project_admin: Legacy
    gitlab_id: int | None
    role: str
    is_active: Flag
    avatar_path: str | None
    api_access_token: HiddenSecret
    filter: str | None
    theme: str


class MeObject(WireObject):
    """The caller as seen by the caller: no legacy flags, and two flags that are true booleans."""

    id: int
    username: str
    is_ldap_user: bool
    name: str | None
    email: str | None
    google_id: str | None
    github_id: str | None
    notifications_enabled: Flag
    timezone: str | None
    language: str | None
    disable_login_form: Flag
    twofactor_activated: bool
    twofactor_secret: HiddenSecret
    token: Secret
    notifications_filter: int
    nb_failed_login: Legacy
    lock_expiration_date: Legacy
    gitlab_id: int | None
    role: str
    is_active: Flag
    avatar_path: str | None
    api_access_token: HiddenSecret
    filter: str | None
    theme: str


USER = Shape("user", UserObject)
GROUP_MEMBER = Shape("group_member", GroupMemberObject, through="user__", beside=("group_id", "user_id"))
ME = Shape("me", MeObject)
