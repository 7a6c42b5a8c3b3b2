from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend

from boards.models import User


class PasswordBackend(ModelBackend):
    """User name and local password; not for remote users and accounts without a password sign-in (domain.md 2).

    Django checks a hash for unknown names too, so the time of an answer does not tell whether there is an account.
    """

    def user_can_authenticate(self, user: Any) -> bool:
        return isinstance(user, User) and user.is_active and not (user.is_ldap_user or user.disable_login_form)

    def get_user(self, user_id: Any) -> User | None:
        """The account of a session: any that is active, however it signed in."""
        return User.objects.filter(pk=user_id, is_active=True).first()
