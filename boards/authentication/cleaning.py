"""What the daily round throws away of sign-ins."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from boards.models import PasswordProof, User

KEPT = timedelta(days=30)


@transaction.atomic
def forget_stale_sign_ins() -> None:
    """Drop sessions that are over, proofs without a session, and old failures under names that nobody has."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    PasswordProof.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    old = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEPT)
    old.exclude(username__in=User.objects.values("username")).delete()
