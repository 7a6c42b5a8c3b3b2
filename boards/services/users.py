"""Accounts (domain.md 2). Passwords are hashed before the transaction begins: a hash is slow on purpose."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any
from zoneinfo import available_timezones

from django.contrib.auth.hashers import make_password
from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards import options
from boards.actors import APPLICATION_NAME, COMMAND, Actor
from boards.dates import now
from boards.errors import Conflict, Invalid, NotFound
from boards.inputs import is_email
from boards.limits import check_length, is_blank, is_one_line
from boards.models import (
    KeptFile,
    PasswordProof,
    PasswordReset,
    Project,
    RecoveryCode,
    RememberedBrowser,
    User,
    UserNotificationProject,
    UserNotificationType,
)
from boards.options import LANGUAGES
from boards.queries.ownership import list_project_ids_with
from boards.queries.projects import list_project_ids_of
from boards.queries.settings import get_setting
from boards.queries.user_pages import find_lonely_projects
from boards.roles import ApplicationRole, ProjectRole
from boards.services.audit import AuditKind, audit, compare
from boards.services.files import forget_contents
from boards.services.integrity import conflicts, lock_row, lock_with_boards
from boards.services.live import note_change
from boards.services.memberships import add_project_user
from boards.services.projects import remove_project
from boards.services.sessions import end_sessions
from boards.shapes.users import FIRST
from boards.tokens import new_token
from boards.transactions import atomic, lock_found, lock_project, lock_projects, raise_common_edition

NAME_LENGTH = 191
TEXT_LENGTH = 255
PASSWORD_LENGTH = 6
FILTER_LENGTH = 65535


def _check_username(username: str | None, *, but: int = 0, own: bool = False) -> str:
    """The trimmed name, when it is one and free in exactly this spelling. Who chooses the ``own`` name can not take
    that of somebody else in other letter case, to be taken for them."""
    name = _check_spelling(username)
    # SQLite compares letters of ASCII alone in any case; an expression knows all.
    spelled = Q(username__iregex=f"^{re.escape(name)}$") if own else Q(username=name)
    if User.objects.filter(spelled).exclude(pk=but).exists():
        raise Conflict(_("This user name is taken."))
    return name


def _check_spelling(username: str | None) -> str:
    """The trimmed name, when it can be seen, is one line and short enough.

    Nobody is called like the application: with that name nobody could sign in over the API.
    """
    name = (username or "").strip()
    if is_blank(name):
        raise Invalid(username=_("A user needs a name."))
    if not is_one_line(name):
        raise Invalid(username=_("A user name is one line without control characters."))
    if name.casefold() == APPLICATION_NAME:
        raise Invalid(username=_("This name belongs to the application."))
    check_length("username", name, NAME_LENGTH, _("A user name has at most {most} characters."))
    return name


def check_password_length(password: str | None) -> str:
    """Raises Invalid for a password of fewer than 6 characters."""
    if not password or len(password) < PASSWORD_LENGTH:
        raise Invalid(password=format_lazy(_("A password has at least {most} characters."), most=PASSWORD_LENGTH))
    return password


def _check_email(email: str | None) -> str | None:
    if email and (len(email) > TEXT_LENGTH or not is_email(email)):
        raise Invalid(email=_("This is no address."))
    return email


def _check_name(name: str | None) -> str | None:
    if name and is_blank(name):
        raise Invalid(name=_("A full name needs letters that can be seen."))
    check_length("name", name, TEXT_LENGTH, _("A full name has at most {most} characters."))
    return name


def _check_role(role: str | None) -> str:
    if role not in ApplicationRole.values:
        raise Invalid(role=_("There is no such role."))
    return role  # type: ignore[return-value]


def _keep_an_administrator(user: User) -> None:
    """Raises Conflict when the installation would lose its last active administrator, or the last one of them who
    has a way in with a password. 1 statement, a lock."""
    administrators = User.objects.select_for_update(no_key=True).filter(role=ApplicationRole.ADMIN, is_active=True)
    found = list(administrators.order_by("pk").values_list("pk", "is_ldap_user", "disable_login_form"))
    if [pk for pk, *_closed in found] == [user.pk]:
        raise Conflict(_("The last administrator stays."))
    if [pk for pk, *closed in found if not any(closed)] == [user.pk]:
        raise Conflict(_("No other administrator can sign in with a password."))


def _keep_a_way_in(actor: Actor, user: User) -> None:
    """Raises Conflict when somebody takes the own sign-in away, or that of the last administrator. 1 statement."""
    if actor.is_user and actor.user_id == user.pk:
        raise Conflict(_("With this you would lock yourself out."))
    _keep_an_administrator(user)


def _not_oneself(actor: Actor, user: User) -> None:
    if actor.is_user and actor.user_id == user.pk:
        raise Conflict(_("Your own account can not be removed."))


def _check_theme(theme: str | None) -> str:
    if theme not in User.Theme.values:
        raise Invalid(theme=_("There is no such theme."))
    return theme  # type: ignore[return-value]


def _check_timezone(zone: str | None) -> str:
    if zone and zone not in available_timezones():
        raise Invalid(timezone=_("There is no such time zone."))
    return zone or ""


def _check_language(language: str | None) -> str:
    if language and language not in LANGUAGES:
        raise Invalid(language=_("There is no such language."))
    return language or ""


def _check_filter(text: str | None) -> str:
    if text and len(text) > FILTER_LENGTH:
        raise Invalid(filter=_("This search is too long."))
    return text or ""


#: What a person may choose for the own pages, and how it is checked.
PREFERENCES: dict[str, Callable[[str | None], str]] = {
    "theme": _check_theme,
    "timezone": _check_timezone,
    "language": _check_language,
    "filter": _check_filter,
}


def check_account(*, username: str | None, name: str | None, email: str | None, role: str | None) -> dict[str, Any]:
    """The values of an account, checked, but not whether its name is free: no statement. Raises Invalid."""
    return {
        "username": _check_spelling(username),
        "name": _check_name(name),
        "email": _check_email(email),
        "role": _check_role(role),
    }


def create_user(
    *,
    actor: Actor,
    username: str | None,
    password: str | None,
    name: str | None = "",
    email: str | None = "",
    role: str | None = ApplicationRole.USER.value,
    is_ldap_user: bool = False,
    disable_login_form: bool = False,
    notifies: bool = False,
    project_id: int = 0,
    **preferences: str,
) -> User:
    """A new account, and its membership in a project. ``preferences``: ``timezone``, ``language``, ``filter``.

    A remote account has no password here, whatever is given. With ``notifies``, and always with the option
    notifications_enabled, it hears of changes by mail and in the browser.
    Raises Invalid, Conflict (name taken, personal project), NotFound (project).
    """
    values = prepare_account(
        username=username,
        password=password,
        name=name,
        email=email,
        role=role,
        is_ldap_user=is_ldap_user,
        disable_login_form=disable_login_form,
        own=False,
        **preferences,
    )
    return store_user(actor, values, notifies=notifies, project_id=project_id)


def prepare_account(
    *,
    username: str | None,
    password: str | None,
    name: str | None,
    email: str | None,
    role: str | None,
    is_ldap_user: bool = False,
    disable_login_form: bool = False,
    own: bool = False,
    **preferences: str,
) -> dict[str, Any]:
    """The values of a new account, checked, with its password hashed, for ``store_user``. ``own``: it is made by whom
    it is for. Raises Invalid, Conflict."""
    return {
        **check_account(username=_check_username(username, own=own), name=name, email=email, role=role),
        "is_ldap_user": is_ldap_user,
        "disable_login_form": disable_login_form,
        **{name: PREFERENCES[name](value) for name, value in preferences.items()},
        "password": make_password(None if is_ldap_user else check_password_length(password)),
    }


@atomic
def store_user(actor: Actor, values: Mapping[str, Any], *, notifies: bool = False, project_id: int = 0) -> User:
    """Keep an account whose values are checked, and whose password is hashed already, as that takes long.

    Raises Conflict, NotFound (project).
    """
    if project_id:
        lock_project(project_id)
    notified = notifies or get_setting(options.NOTIFIES_NEW_USERS)
    raise_common_edition()
    with conflicts():
        user = User.objects.create(notifications_enabled=notified, date_password_changed=now(), **values)
    if notified:
        UserNotificationType.objects.bulk_create(
            UserNotificationType(user=user, notification_type=kind) for kind in UserNotificationType.Kind.values
        )
    audit(actor, AuditKind.USER_CREATED, user, name=user.username, changes={"role": ("", user.role)})
    if project_id:
        project = Project.objects.filter(pk=project_id).first()
        if project is None:
            raise NotFound(f"project {project_id}")
        add_project_user(actor=actor, project=project, user_id=user.pk, role=ProjectRole.MEMBER)
    return user


@atomic
def update_user(*, actor: Actor, user: User, changes: Mapping[str, Any]) -> None:
    """Change ``username``, ``name``, ``email``, ``role``, ``theme``, ``timezone``, ``language``, ``filter``, or the
    switches ``is_ldap_user`` and ``disable_login_form``.

    Raises Invalid, Conflict (name taken, last administrator, the own way in).
    """
    renames_oneself = actor.user_id == user.pk and changes.get("username") != user.username
    checks: dict[str, Callable[[Any], Any]] = {
        "username": lambda value: _check_username(value, but=user.pk, own=renames_oneself),
        "name": _check_name,
        "email": _check_email,
        "role": _check_role,
        **PREFERENCES,
        "is_ldap_user": bool,
        "disable_login_form": bool,
    }
    clean = {field: checks[field](value) for field, value in changes.items()}
    if clean.get("role", ApplicationRole.ADMIN) != ApplicationRole.ADMIN:
        _keep_an_administrator(user)
    if clean.get("is_ldap_user") or clean.get("disable_login_form"):
        _keep_a_way_in(actor, user)
    lock_row(user)
    changes = compare(user, clean)
    for field, value in clean.items():
        setattr(user, field, value)
    if clean:
        with conflicts():
            user.save(update_fields=list(clean))
    if changes:
        audit(actor, AuditKind.USER_CHANGED, user, name=user.username, changes=changes)


def change_password(*, actor: Actor, user: User, password: str | None) -> None:
    """Proofs, sessions, remembered browsers and reset links of the old password end with it. Raises Invalid."""
    hashed = make_password(check_password_length(password))
    store_password(actor, user, hashed)


@atomic
def store_password(actor: Actor, user: User, hashed: str) -> None:
    """Keep a password that is hashed already, as that takes long; what the old one has opened ends."""
    lock_row(user)
    user.password = hashed
    user.date_password_changed = now()
    user.save(update_fields=["password", "date_password_changed"])
    PasswordReset.objects.filter(user=user).update(is_active=False)
    end_sessions(user=user)
    audit(actor, AuditKind.PASSWORD_CHANGED, user, name=user.username)


@atomic
def disable_user(*, actor: Actor, user: User) -> None:
    """The account can't sign in any more: its sessions over the API and its feed end, and the personal projects that
    it owns are closed.

    Raises Conflict (oneself, last administrator).
    """
    _not_oneself(actor, user)
    own = Project.objects.filter(owner=user, is_private=True)
    lock_projects(own.values_list("pk", flat=True))
    _keep_an_administrator(user)
    lock_row(user)
    user.is_active = False
    user.token = ""
    user.save(update_fields=["is_active", "token"])
    PasswordProof.objects.filter(user=user).delete()
    end_sessions(user=user)
    own.update(is_active=False)
    audit(actor, AuditKind.USER_DISABLED, user, name=user.username)


@atomic
def enable_user(*, actor: Actor, user: User) -> None:
    """Projects and feed that went with the account do not come back."""
    lock_row(user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit(actor, AuditKind.USER_ENABLED, user, name=user.username)


@atomic
def remove_user(*, actor: Actor, user: User) -> None:
    """Remove an account. Tasks, sub-tasks and comments stay without it; personal projects that are its alone go.

    Raises Conflict (oneself, last administrator).
    """
    _not_oneself(actor, user)
    boards = partial(list_project_ids_with, user.pk)
    lock_found(boards)
    _keep_an_administrator(user)
    user = lock_with_boards(user, boards)
    for project in find_lonely_projects(user.pk):
        remove_project(actor=actor, project=project)
    for project_id in sorted(boards()):
        note_change(actor=actor, project_id=project_id)
    audit(actor, AuditKind.USER_REMOVED, user, name=user.username)
    paths = list(KeptFile.objects.filter(operation__user=user).values_list("path", flat=True))
    user.delete()
    forget_contents(paths)


@atomic
def switch_second_factor_on(*, actor: Actor, user: User, secret: str) -> None:
    """From now on a password needs a code beside it. Browsers that were remembered before prove one, too."""
    lock_row(user)
    user.twofactor_activated, user.twofactor_secret = True, secret
    user.save(update_fields=["twofactor_activated", "twofactor_secret"])
    RememberedBrowser.objects.filter(user=user).delete()
    audit(actor, AuditKind.SECOND_FACTOR_ON, user, name=user.username)


@atomic
def switch_second_factor_off(*, actor: Actor, user: User) -> None:
    """The password alone opens the door again."""
    lock_row(user)
    user.twofactor_activated, user.twofactor_secret = False, ""
    user.save(update_fields=["twofactor_activated", "twofactor_secret"])
    RecoveryCode.objects.filter(user=user).delete()
    audit(actor, AuditKind.SECOND_FACTOR_OFF, user, name=user.username)


@atomic
def choose_notifications(
    *, actor: Actor, user: User, kinds: Collection[str], about: int, project_ids: Collection[int]
) -> None:
    """In which ways (none: not at all), about which tasks, and in which projects (none: all) a user hears of changes.

    Projects without a membership are left out. Raises Invalid.
    """
    if not set(kinds) <= set(UserNotificationType.Kind.values):
        raise Invalid(notification_types=_("There is no such way."))
    if about not in User.NotificationsFilter.values:
        raise Invalid(notifications_filter=_("There is no such choice."))
    lock_row(user)
    user.notifications_enabled, user.notifications_filter = bool(kinds), about
    user.save(update_fields=["notifications_enabled", "notifications_filter"])
    UserNotificationType.objects.filter(user=user).exclude(notification_type__in=kinds).delete()
    UserNotificationType.objects.bulk_create(
        [UserNotificationType(user=user, notification_type=kind) for kind in sorted(kinds)], ignore_conflicts=True
    )
    chosen = set(project_ids) & set(list_project_ids_of(user.pk, only_active=True))
    UserNotificationProject.objects.filter(user=user).exclude(project_id__in=chosen).delete()
    UserNotificationProject.objects.bulk_create(
        [UserNotificationProject(user=user, project_id=pk) for pk in sorted(chosen)], ignore_conflicts=True
    )


@atomic
def set_feed_token(*, actor: Actor, user: User, enabled: bool) -> str:
    """A new token for the user's feeds, or none; answers it."""
    lock_row(user)
    user.token = new_token() if enabled else ""
    user.save(update_fields=["token"])
    audit(actor, AuditKind.FEED_OPENED if enabled else AuditKind.FEED_CLOSED, user, name=user.username)
    return user.token


def ensure_admin(password: str = "") -> str | None:
    """Make the user ``admin`` when there is nobody at all. Answers the password when it had to be invented.

    A given password is taken as it is.
    """
    if User.objects.exists():
        return None
    invented = None if password else secrets.token_urlsafe(12)
    store_user(
        COMMAND,
        {"username": FIRST, "password": make_password(password or invented), "role": ApplicationRole.ADMIN.value},
    )
    return invented
