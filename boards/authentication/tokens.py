"""Personal tokens for programs: they stand beside the password and are past every lock (protocol.md 7)."""

from __future__ import annotations

from boards.actors import Actor
from boards.models import User
from boards.prepared import Prepared, param
from boards.services.audit import AuditKind, audit
from boards.tokens import digest_of, new_token
from boards.transactions import atomic, raise_common_edition

_OWNER = Prepared(
    lambda: User.objects.filter(
        api_token_digest=param("digest"), username=param("username"), is_active=True
    ).values_list("id")
)


def find_owner_id(username: str, token: str) -> int | None:
    """The active account that a token belongs to. 1 statement."""
    owner_id = _OWNER.value(digest=digest_of(token), username=username)
    return None if owner_id is None else int(owner_id)


@atomic
def give_token(*, actor: Actor, user: User) -> str:
    """A new token for an account; the old one ends. It is told once: only its digest is kept."""
    raise_common_edition()
    token = new_token()
    user.api_token_digest = digest_of(token)
    user.save(update_fields=["api_token_digest"])
    audit(actor, AuditKind.TOKEN_MADE, user, name=user.username)
    return token


@atomic
def take_token(*, actor: Actor, user: User) -> None:
    """The account's token ends."""
    raise_common_edition()
    user.api_token_digest = None
    user.save(update_fields=["api_token_digest"])
    audit(actor, AuditKind.TOKEN_ENDED, user, name=user.username)
