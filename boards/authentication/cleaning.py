"""What the daily round throws away of sign-ins."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone

from boards.authentication.lockout import forget_old_counts
from boards.dates import now
from boards.models import BrowserSession, Invitation, PasswordProof, PasswordReset, RememberedBrowser, User
from boards.transactions import atomic

KEPT = timedelta(days=30)
#: Seconds that one can see who asked for a new password, or did not use an invitation.
RESETS_KEPT = 365 * 24 * 3600


@atomic
def forget_stale_sign_ins() -> None:
    """Drop sessions that are over, what stood for them, and old failures under names that nobody has."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    living = Session.objects.values("session_key")
    PasswordProof.objects.exclude(session_key__in=living).delete()
    BrowserSession.objects.exclude(session_key__in=living).delete()
    RememberedBrowser.objects.filter(expiration__lte=now()).delete()
    PasswordReset.objects.filter(date_creation__lt=now() - RESETS_KEPT).delete()
    Invitation.objects.filter(date_expiration__lt=now() - RESETS_KEPT).delete()
    forget_old_counts()
    old = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - KEPT)
    old.exclude(username__in=User.objects.values("username")).delete()
