"""Personal tokens for programs: they stand beside the password and are past every lock (protocol.md 7)."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor
from boards.authentication.proofs import has_ended
from boards.dates import now
from boards.errors import Conflict, Invalid, NotFound
from boards.limits import is_blank
from boards.models import PersonalToken, User
from boards.prepared import Prepared, param
from boards.services.audit import AuditKind, audit
from boards.tokens import digest_of, new_token
from boards.transactions import atomic, raise_common_edition

NAME_LENGTH = 100
#: Tokens that one account may have.
MOST = 50

_EXPIRATION = Prepared(
    lambda: PersonalToken.objects.filter(
        digest=param("digest"), user__username=param("username"), user__is_active=True
    ).values_list("date_expiration")
)

_OWNER = Prepared(
    lambda: PersonalToken.objects.filter(digest=param("digest")).order_by().values_list("user__username")[:1]
)


def find_token_owner(token: str) -> str | None:
    """The user name of whose token this is, whether it holds or not. 1 statement."""
    return _OWNER.value(digest=digest_of(token))  # type: ignore[no-any-return]


def has_token(username: str, token: str) -> bool:
    """Whether the active account of that name has this token, and it has not ended. 1 statement."""
    expiration = _EXPIRATION.value(digest=digest_of(token), username=username)
    return expiration is not None and not has_ended(expiration)


@atomic
def use_token(username: str, token: str) -> PersonalToken | None:
    """The token with its ``user``, and when it was used is noted; None when there is none that holds."""
    if not has_token(username, token):
        return None
    found = PersonalToken.objects.select_related("user").filter(digest=digest_of(token)).first()
    if found is not None:
        found.last_used = now()
        found.save(update_fields=["last_used"])
    return found


def list_tokens(user: User) -> QuerySet[PersonalToken]:
    """Those of an account, the newest first. 1 statement."""
    return PersonalToken.objects.filter(user=user).order_by("-pk")


@atomic
def make_token(
    *, actor: Actor, user: User, name: str, scope: str = PersonalToken.Scope.WRITE.value, expiration: int = 0
) -> str:
    """A new token of an account, told once: only its digest is kept. ``expiration``: UTC seconds, 0 for none.

    Raises Invalid (name, scope, an end that is past), Conflict (too many).
    """
    if is_blank(name) or len(name) > NAME_LENGTH:
        sentence = _("A token needs a name, such as that of its program, of at most {most} characters.")
        raise Invalid(name=format_lazy(sentence, most=NAME_LENGTH))
    if scope not in PersonalToken.Scope.values:
        raise Invalid(scope=_("There is no such choice."))
    if has_ended(expiration):
        raise Invalid(expiration=_("This day is over."))
    raise_common_edition()
    if PersonalToken.objects.filter(user=user).count() >= MOST:
        raise Conflict(format_lazy(_("An account has at most {most} tokens. Remove one first."), most=MOST))
    token = new_token()
    PersonalToken.objects.create(
        user=user,
        name=name,
        digest=digest_of(token),
        scope=scope,
        date_creation=now(),
        date_expiration=expiration,
    )
    audit(actor, AuditKind.TOKEN_MADE, user, name=user.username, changes={"name": ("", name), "scope": ("", scope)})
    return token


@atomic
def end_token(*, actor: Actor, user: User, token_id: int) -> None:
    """What the token has opened is closed. Raises NotFound (also for another's)."""
    token = PersonalToken.objects.filter(user=user, pk=token_id).first()
    if token is None:
        raise NotFound(f"token {token_id}")
    raise_common_edition()
    token.delete()
    audit(actor, AuditKind.TOKEN_ENDED, user, name=user.username, changes={"name": (token.name, "")})


@atomic
def end_all_tokens(*, actor: Actor, user: User) -> None:
    """The same for all tokens of an account."""
    for token in PersonalToken.objects.filter(user=user):
        end_token(actor=actor, user=user, token_id=token.pk)
