"""A new password for who forgot the old one (web.md 3.5)."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext_lazy

from boards import options
from boards.actors import Actor, ActorKind, Origin
from boards.addresses import absolute
from boards.dates import now
from boards.errors import Conflict
from boards.jobs import enqueue
from boards.mail.messages import mail_reset
from boards.models import PasswordReset, User
from boards.queries.sessions import find_password_reset
from boards.queries.settings import get_setting
from boards.services.users import check_password_length, store_password
from boards.tokens import digest_of, new_token
from boards.transactions import atomic, block

LIFETIME = 30 * 60
#: Links that an account is sent within their lifetime; a stranger's further wishes send nothing.
MOST = 3


@atomic
def ask_for_reset(*, username: str, address: str, agent: str, base_url: str) -> None:
    """Leave the work to the worker: the same statement for a name that nobody has as for one that exists."""
    enqueue(
        "password_resets.send",
        username=username,
        address=address,
        agent=agent,
        base_url=base_url,
        moment=now(),
    )


def send_reset(*, username: str, address: str, agent: str, base_url: str, moment: int) -> None:
    """Mail a link to the account of that name, when it has a password and an address. Raises what the server refuses.

    The token is made here, so that it stands nowhere but in the mail.
    """
    user = User.objects.filter(username=username, is_active=True, is_ldap_user=False, disable_login_form=False).first()
    expiration = moment + LIFETIME
    if user is None or not user.email or expiration <= now() or not get_setting(options.PASSWORD_RESET):
        return
    if PasswordReset.objects.filter(user=user, date_creation__gt=now() - LIFETIME).count() >= MOST:
        return
    token = new_token()
    with block():
        reset = PasswordReset.objects.create(
            user=user,
            token_digest=digest_of(token),
            ip=address,
            user_agent=agent,
            date_creation=now(),
            date_expiration=expiration,
        )
    try:
        mail_reset(user, absolute(base_url, "PasswordReset.change", token=token), minutes=LIFETIME // 60)
    except Exception:
        with block():
            reset.delete()
        raise


def use_reset(*, token: str, password: str, origin: Origin) -> User:
    """Give the account its new password; all its links, sessions and remembered browsers end.

    Raises Invalid (too short), Conflict (the link is used, too old, or none).
    """
    hashed = make_password(check_password_length(password))
    digest = digest_of(token)
    with block():
        reset = find_password_reset(digest)
        # One of two that use the link in the same moment.
        taken = PasswordReset.objects.filter(token_digest=digest, is_active=True).update(is_active=False)
        if reset is None or not taken:
            raise Conflict(gettext_lazy("This link is used or too old."))
        owner = Actor(ActorKind.USER, reset.user_id, reset.user.username)
        store_password(owner.coming_from(origin), reset.user, hashed)
    return reset.user
