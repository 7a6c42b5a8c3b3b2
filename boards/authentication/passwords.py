"""Checking a name and a password, for the API and the login form alike."""

from __future__ import annotations

import logging

from django.contrib.auth import authenticate
from django.utils.translation import gettext as _

from boards.authentication.lockout import (
    bare_request,
    count_failure,
    is_locked,
    one_at_a_time,
    seconds_to_wait,
)
from boards.authentication.proofs import forget_password_proofs
from boards.inputs import clean_address
from boards.models import User

logger = logging.getLogger("kanboard.sign_in")

NAME_LENGTH = 255


def is_possible_name(username: str) -> bool:
    """Whether a text can be looked up as a user name at all."""
    return 0 < len(username) <= NAME_LENGTH and "\x00" not in username


def stored_name(username: str) -> str:
    """The name under which failures are counted: as it is stored, or as typed when nobody is called so. 1 statement."""
    found = User.objects.filter(username=username).values_list("username", flat=True).first()
    return found or username


def note_failure(username: str, address: str) -> None:
    """One line for each failed sign-in, for tools that watch the log; never with what was tried (operations.md 3)."""
    logger.warning("Sign-in of user %r failed from %s", username, clean_address(address) or "an unknown address")


def check_sign_in(
    *,
    username: str,
    password: str,
    address: str,
    agent: str,
    challenge_solved: bool = False,
    code_follows: bool = False,
) -> User | None:
    """The account whose password this is, or None; the caller holds ``one_at_a_time`` for the name.

    A failure is counted and logged, and the one that locks the name ends what its password has opened over the API.
    A success does not clear the count: the door does, when it lets the user in. ``code_follows``: the door asks for the
    second factor next; without it an account that has one is refused.
    """
    request = bare_request(address=address, agent=agent, challenge_solved=challenge_solved, code_follows=code_follows)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        note_failure(username, address)
        if is_locked(username):
            forget_password_proofs(username)
        return None
    return user


def has_local_password(user: User) -> bool:
    """Whether the account has a password here that can be asked for; that of a remote account is kept elsewhere."""
    return not user.is_ldap_user and bool(user.password) and user.has_usable_password()


def describe_wait(seconds: int) -> str:
    return _("Please wait %(seconds)s seconds before you try again.") % {"seconds": seconds}


def find_objection(user: User, password: str, *, address: str, agent: str) -> str:
    """What to say beside the password of who is signed in; empty when it is right. ``prove_password`` decides."""
    wait = prove_password(user, password, address=address, agent=agent)
    if wait is None:
        return ""
    sentence = _("This is not your password.")
    return f"{sentence} {describe_wait(wait)}" if wait else sentence


def prove_password(user: User, password: str, *, address: str, agent: str) -> int | None:
    """None when it is the account's password; else the seconds until the next try. Failures are counted as at sign-in.

    For who is signed in and changes what guards the account: a session that was left open is not enough.
    """
    with one_at_a_time(user.username):
        wait = seconds_to_wait(user.username, address)
        if wait:
            return wait
        if user.check_password(password):
            return None
        note_failure(user.username, address)
        count_failure(user.username, address=address, agent=agent)
        return seconds_to_wait(user.username, address)
