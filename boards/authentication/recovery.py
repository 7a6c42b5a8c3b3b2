"""Recovery codes: each opens the door once instead of the code of an app that is lost."""

from __future__ import annotations

import secrets

from boards.actors import Actor
from boards.models import RecoveryCode, User
from boards.services.audit import AuditKind, audit
from boards.tokens import digest_of
from boards.transactions import atomic

#: Codes that are made at once.
MANY = 10
#: Letters and digits that nobody takes for each other; twelve of them are 59 random bits.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
GROUPS, GROUP = 3, 4


def _invent() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))


def _tidy(code: str) -> str:
    return "".join(code.split()).replace("-", "").lower()


def _digest(user: User, code: str) -> str:
    return digest_of(f"{user.pk}:{_tidy(code)}")


def count_codes(user: User) -> int:
    """How many are left. 1 statement."""
    return RecoveryCode.objects.filter(user=user).count()


@atomic
def make_codes(*, actor: Actor, user: User) -> list[str]:
    """New codes, told this once: only their digests are kept. The old ones end."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = [_invent() for _ in range(MANY)]
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, digest=_digest(user, code)) for code in codes)
    audit(actor, AuditKind.RECOVERY_CODES_MADE, user, name=user.username)
    return codes


@atomic
def use_code(*, actor: Actor, user: User, code: str) -> bool:
    """Whether this was one of the account's codes; it is none any more."""
    if len(_tidy(code)) != GROUPS * GROUP:
        return False
    gone, _deleted = RecoveryCode.objects.filter(user=user, digest=_digest(user, code)).delete()
    if gone:
        audit(actor, AuditKind.RECOVERY_CODE_USED, user, name=user.username)
    return bool(gone)
