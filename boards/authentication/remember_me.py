"""Browsers that sign their owner in by themselves for 60 days (web.md 3.3); only digests of their cookies are kept."""

from __future__ import annotations

import hmac
import secrets
from typing import NamedTuple

from boards.dates import now
from boards.inputs import clean_address, clean_agent
from boards.models import RememberedBrowser, User
from boards.tokens import digest_of
from boards.transactions import atomic

COOKIE = "KB_RM"
LIFETIME = 60 * 24 * 3600
#: Seconds in which the sequence before still counts: the tabs of a browser come back all at once.
GRACE = 30


class Recalled(NamedTuple):
    """Who comes back, and the cookie from now on; None where another tab has just been given it."""

    user: User
    cookie: str | None


@atomic
def remember_browser(user: User, *, address: str, agent: str) -> str:
    """Keep a browser signed in; answers its cookie. What has run out goes."""
    RememberedBrowser.objects.filter(user=user, expiration__lte=now()).delete()
    token, sequence = secrets.token_hex(32), secrets.token_hex(30)
    RememberedBrowser.objects.create(
        user=user,
        token_digest=digest_of(token),
        sequence_digest=digest_of(sequence),
        ip=clean_address(address),
        user_agent=clean_agent(agent),
        date_creation=now(),
        expiration=now() + LIFETIME,
    )
    return f"{token}|{sequence}"


@atomic
def recall_browser(cookie: str) -> Recalled | None:
    """Who a cookie stands for, with a new sequence. ≤ 3 statements.

    A sequence from before is a copied cookie: then the browser is remembered no more, whoever holds it.
    """
    token, _, sequence = cookie.partition("|")
    found = RememberedBrowser.objects.select_for_update(of=("self",)).select_related("user")
    browser = found.filter(token_digest=digest_of(token), expiration__gt=now()).first() if sequence else None
    if browser is None or not browser.user.is_active:
        return None
    given = digest_of(sequence)
    if hmac.compare_digest(given, browser.sequence_digest):
        following = secrets.token_hex(30)
        browser.previous_digest, browser.sequence_digest = browser.sequence_digest, digest_of(following)
        browser.renewed = now()
        browser.save(update_fields=["previous_digest", "sequence_digest", "renewed"])
        return Recalled(browser.user, f"{token}|{following}")
    if hmac.compare_digest(given, browser.previous_digest) and browser.renewed > now() - GRACE:
        return Recalled(browser.user, None)
    browser.delete()
    return None


def is_remembered(cookie: str) -> bool:
    """Whether ``recall_browser`` may sign in who has this cookie; changes nothing. ≤ 1 statement."""
    token, _, sequence = cookie.partition("|")
    if not sequence:
        return False
    found = RememberedBrowser.objects.filter(token_digest=digest_of(token), expiration__gt=now(), user__is_active=True)
    return found.exists()


@atomic
def forget_browser(cookie: str) -> None:
    """This browser asks for the password again."""
    RememberedBrowser.objects.filter(token_digest=digest_of(cookie.partition("|")[0])).delete()
