"""A new password for who forgot the old one (web.md 3.5)."""

from __future__ import annotations

import hashlib
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from boards.dates import now
from boards.errors import Conflict
from boards.jobs import enqueue
from boards.models import PasswordReset, User
from boards.queries.sessions import find_password_reset
from boards.queries.settings import get_setting, is_enabled
from boards.services.mail import PRODUCT
from boards.services.projects import new_token
from boards.services.sessions import end_sessions
from boards.services.users import check_password_length

LIFETIME = 30 * 60
#: Links that an account is sent within their lifetime; a stranger's further wishes send nothing.
MOST = 3


@transaction.atomic
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


def digest_of_token(token: str) -> str:
    """What is kept of a token of 240 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def send_reset(*, username: str, address: str, agent: str, base_url: str, moment: int) -> None:
    """Mail a link to the account of that name, when it has a password and an address. Raises what the server refuses.

    The token is made here, so that it stands nowhere but in the mail.
    """
    user = User.objects.filter(username=username, is_active=True, is_ldap_user=False, disable_login_form=False).first()
    expiration = moment + LIFETIME
    if user is None or not user.email or expiration <= now() or not is_enabled("password_reset"):
        return
    if PasswordReset.objects.filter(user=user, date_creation__gt=now() - LIFETIME).count() >= MOST:
        return
    token = new_token()
    with transaction.atomic():
        reset = PasswordReset.objects.create(
            user=user,
            token_digest=digest_of_token(token),
            ip=address,
            user_agent=agent,
            date_creation=now(),
            date_expiration=expiration,
        )
    try:
        _mail(user, f"{base_url}forgot-password/change/{token}")
    except Exception:
        with transaction.atomic():
            reset.delete()
        raise


def _mail(user: User, url: str) -> None:
    language = (user.language or get_setting("application_language")).replace("_", "-").lower()
    with translation.override(language if translation.check_for_language(language) else "en"):
        context = {"user": user, "url": url, "minutes": LIFETIME // 60}
        sender = get_setting("mail_sender_address") or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        message = EmailMultiAlternatives(
            subject=_("A new password for %(product)s") % {"product": PRODUCT},
            body=render_to_string("mail/password_reset.txt", context),
            from_email=formataddr((PRODUCT, sender)),
            to=[user.email or ""],
            headers={"Auto-Submitted": "auto-generated"},
        )
        message.attach_alternative(render_to_string("mail/password_reset.html", context), "text/html")
        message.send()


def use_reset(*, token: str, password: str) -> User:
    """Give the account its new password; all its links, sessions and remembered browsers end.

    Raises Invalid (too short), Conflict (the link is used, too old, or none).
    """
    hashed = make_password(check_password_length(password))
    digest = digest_of_token(token)
    with transaction.atomic():
        reset = find_password_reset(digest)
        # One of two that use the link in the same moment.
        taken = PasswordReset.objects.filter(token_digest=digest, is_active=True).update(is_active=False)
        if reset is None or not taken:
            raise Conflict("This link is used or too old.")
        user = reset.user
        user.password = hashed
        user.date_password_changed = now()
        user.save(update_fields=["password", "date_password_changed"])
        PasswordReset.objects.filter(user=user).update(is_active=False)
        end_sessions(user=user)
    return user
