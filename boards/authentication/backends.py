from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import get_hasher, make_password
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from boards.models import User
from boards.prepared import PreparedModels, param

#: How hashes of imported users begin (boards/authentication/hashers.py).
IMPORTED = "bcrypt$"

_ACTIVE = PreparedModels(lambda: User.objects.filter(pk=param("user_id"), is_active=True))


class PasswordBackend(ModelBackend):
    """User name and local password; not for remote users and accounts without a password sign-in (domain.md 2).

    An account with a second factor is refused as well (protocol.md 7), but by the form, which asks for the code next.
    A refusal takes as long for a name that nobody has as for one that exists.
    """

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if username is None or password is None:
            return None
        user = User.objects.filter(username=username).first()
        if user is None:
            spend_a_check(username, password)
            return None
        if not (user.check_password(password) and self.user_can_authenticate(user)):
            return None
        return None if user.twofactor_activated and not getattr(request, "code_follows", False) else user

    def user_can_authenticate(self, user: Any) -> bool:
        if not isinstance(user, User) or not user.is_active:
            return False
        return not (user.is_ldap_user or user.disable_login_form)

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session: any that is active, however it signed in."""
        return _ACTIVE.first(user_id=user_id)


def spend_a_check(username: str, password: str) -> None:
    """Take the time of a check. While imported hashes are left there are two such times, and the name picks one."""
    picks_imported = salted_hmac("boards.spend_a_check", username).digest()[0] % 2
    if picks_imported and User.objects.filter(password__startswith=IMPORTED).exists():
        hasher = get_hasher("bcrypt")
        hasher.encode(password, hasher.salt())
    else:
        make_password(password)
