"""The second factor: six digits that an app makes of a shared secret and the clock (web.md 3.4; RFC 4226, RFC 6238)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import io
import secrets
import struct
from urllib.parse import quote, urlencode

import segno
from django.core.cache import cache
from django.utils.crypto import salted_hmac

from boards.actors import Actor
from boards.authentication.lockout import count_failure, one_at_a_time, seconds_to_wait, unlock_user
from boards.authentication.passwords import note_failure
from boards.authentication.recovery import use_code
from boards.dates import now
from boards.models import User

#: Set in a session that has proved the password and still owes the code: it opens nothing yet, in no door.
PENDING = "second_factor_pending"

STEP = 30
DIGITS = 6
#: Steps that a clock may be wrong, before and after.
TOLERANCE = 1


def new_secret() -> str:
    """16 characters of base32, 80 random bits."""
    return base64.b32encode(secrets.token_bytes(10)).decode("ascii")


def make_code(secret: str, step: int) -> str:
    """The digits of a step of 30 seconds. Raises ValueError for a secret that is none."""
    key = base64.b32decode(secret.upper() + "=" * (-len(secret) % 8))
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    return str((number & 0x7FFFFFFF) % 10**DIGITS).zfill(DIGITS)


def find_step(secret: str, code: str) -> int | None:
    """The step, now or one beside it, of which this is the code."""
    digits = "".join(code.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    present = now() // STEP
    for step in range(present - TOLERANCE, present + TOLERANCE + 1):
        try:
            if hmac.compare_digest(make_code(secret, step), digits):
                return step
        except ValueError:
            return None
    return None


def take_code(user: User, secret: str, code: str) -> bool:
    """Whether this is a code of the secret now; it is so once, at enrolment as at sign-in."""
    step = find_step(secret, code)
    if step is None:
        return False
    used = salted_hmac("boards.used_code", f"{user.pk}:{step}:{secret}", algorithm="sha256").hexdigest()
    return bool(cache.add(f"code:{used}", True, timeout=STEP * 4))


def check_code(user: User, code: str, *, actor: Actor) -> int | None:
    """None when the code, of the app or for recovery, is right, which is so once; else the seconds until the next try.

    A wrong one is counted like a wrong password: from the third on each doubles the wait. A right one clears the count.
    """
    address = actor.origin.address
    with one_at_a_time(user.username):
        wait = seconds_to_wait(user.username, address)
        if wait:
            return wait
        if take_code(user, user.twofactor_secret or "", code) or use_code(actor=actor, user=user, code=code):
            unlock_user(user.username)
            return None
        note_failure(user.username, address)
        count_failure(user.username, address=address, agent=actor.origin.agent)
        return seconds_to_wait(user.username, address)


def describe_secret(user: User, secret: str, *, issuer: str) -> str:
    """The address that an app reads from the picture."""
    label = quote(user.email or user.username, safe="@")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': issuer})}"


def draw_secret(url: str) -> bytes:
    """What ``describe_secret`` answers as a picture (QR code, PNG) for an app to read."""
    picture = io.BytesIO()
    segno.make(url, error="m").save(picture, kind="png", scale=6, border=4)
    return picture.getvalue()
