"""Proofs that a name and a secret were right, kept with the session of their first use (docs/architecture.md, Sign-in).

A proof costs one prepared statement instead of a hash that is slow on purpose. It is looked up by a keyed digest of
name and secret, or by the key of its session, and holds only while nothing has changed: the stored hash or the token,
the session, the account, and, for passwords, the sum of failures.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from typing import Any, NamedTuple

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Exists, IntegerField, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from boards.actors import Actor, ActorKind
from boards.dates import now
from boards.models import PasswordProof, PersonalToken, User
from boards.prepared import Prepared, param
from boards.transactions import atomic

#: Made by the launcher at each start for all processes of this run; never stored.
KEY = bytes.fromhex(os.environ.get("KANBOARD_PROOF_KEY", "")) or secrets.token_bytes(32)

#: For what is stored anyway, and so may outlive a run: a session of the API goes on after a restart.
TAG_KEY = hashlib.sha256(b"boards.authentication.proofs" + settings.SECRET_KEY.encode()).digest()


def proof_digest(username: str, secret: str) -> str:
    return hmac.new(KEY, f"{username}\0{secret}".encode(), hashlib.sha256).hexdigest()


def _tag(kind: str, stored: str) -> str:
    return hmac.new(TAG_KEY, f"{kind}\0{stored}".encode(), hashlib.sha256).hexdigest()


def password_tag(user: User) -> str:
    """Binds a proof to the stored hash of the password."""
    return _tag("password", user.password)


class Proven(NamedTuple):
    """Who a proof stands for, and the key of its session."""

    actor: Actor
    session_key: str


def has_ended(expiration: int) -> bool:
    """Whether the last day of a token has gone; 0 never ends."""
    return bool(expiration) and expiration <= now()


def _failures() -> Coalesce:
    counted = (
        AccessAttempt.objects.filter(username=OuterRef("user__username"))
        .order_by()
        .values("username")
        .annotate(sum=Sum("failures_since_start"))
        .values("sum")
    )
    return Coalesce(Subquery(counted), Value(0), output_field=IntegerField())


def _proofs(**found_by: Any) -> QuerySet[PasswordProof, Any]:
    living = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=param("moment"))
    return PasswordProof.objects.filter(Exists(living), user__is_active=True, **found_by).values_list(
        "password_tag",
        "session_key",
        _failures(),
        "user__password",
        "token_id",
        "token__scope",
        "token__date_expiration",
        "user__twofactor_activated",
        "user__disable_login_form",
        "user__is_ldap_user",
        "user_id",
        "user__username",
        "user__name",
        "user__role",
        "user__timezone",
        "user__language",
    )


_BY_SECRET = Prepared(lambda: _proofs(digest=param("digest")))
_BY_SESSION = Prepared(lambda: _proofs(session_key=param("session_key")))


def _moment() -> Any:
    return connection.ops.adapt_datetimefield_value(timezone.now())


def find_proof(username: str, secret: str) -> Proven | None:
    """Who name and secret stand for, when that was proved before and still holds. 1 statement."""
    return _judge(_BY_SECRET.row(digest=proof_digest(username, secret), moment=_moment()))


def find_proof_of_session(session_key: str) -> Proven | None:
    """Whom a session of the API stands for, while all that it rests on still holds. 1 statement."""
    return _judge(_BY_SESSION.row(session_key=session_key, moment=_moment()))


def _judge(row: tuple[Any, ...] | None) -> Proven | None:
    if row is None:
        return None
    tag, session_key, failures, password, token_id, scope, expiration, twofactor, no_form, remote, *person = row
    if token_id is not None:
        if has_ended(expiration):
            return None
    else:
        if twofactor or no_form or remote or failures >= settings.AXES_FAILURE_LIMIT:
            return None
        if not hmac.compare_digest(tag, _tag("password", password)):
            return None
    user_id, name, full_name, role, zone, language = person
    actor = Actor(
        ActorKind.USER, user_id, name, full_name or "", role, zone or "", language or "",
        reads_only=scope == PersonalToken.Scope.READ,
    )  # fmt: skip
    return Proven(actor, session_key)


@atomic
def keep_proof(user: User, secret: str, session_key: str, *, token: PersonalToken | None = None) -> None:
    """Remember that the name and the secret, a ``token`` or the password, are right, as long as the session lives."""
    PasswordProof.objects.update_or_create(
        digest=proof_digest(user.username, secret),
        defaults={
            "password_tag": "" if token else password_tag(user),
            "token": token,
            "session_key": session_key,
            "user": user,
        },
    )


@atomic
def forget_password_proofs(username: str) -> None:
    """End what a password has opened over the API, with its sessions; what a personal token has opened goes on."""
    proofs = PasswordProof.objects.filter(user__username=username, token__isnull=True)
    keys = list(proofs.values_list("session_key", flat=True))
    if keys:
        Session.objects.filter(session_key__in=keys).delete()
        proofs.delete()
