"""Reading the sign-ins of an account (web.md 9.4)."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from boards.dates import now
from boards.models import BrowserSession, LastLogin, PasswordReset, RememberedBrowser

MOST_RESETS = 100


def list_browser_sessions(user_id: int) -> list[BrowserSession]:
    """The browsers that are signed in, newest first. 1 statement."""
    living = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=timezone.now())
    return list(BrowserSession.objects.filter(Exists(living), user_id=user_id).order_by("-date_creation", "-pk"))


def list_remembered_browsers(user_id: int) -> list[RememberedBrowser]:
    """The browsers that sign in by themselves, newest first. 1 statement."""
    browsers = RememberedBrowser.objects.filter(user_id=user_id, expiration__gt=now())
    return list(browsers.order_by("-date_creation", "-pk"))


def list_last_logins(user_id: int) -> list[LastLogin]:
    """Newest first; ten are kept. 1 statement."""
    return list(LastLogin.objects.filter(user_id=user_id).order_by("-date_creation", "-pk"))


def list_password_resets(user_id: int) -> list[PasswordReset]:
    """Newest first, at most 100. 1 statement."""
    resets = PasswordReset.objects.filter(user_id=user_id).order_by("-date_creation", "-pk")
    return list(resets[:MOST_RESETS])


def find_password_reset(digest: str) -> PasswordReset | None:
    """The reset whose token has this digest, while it is good, with its account. 1 statement."""
    resets = PasswordReset.objects.filter(token_digest=digest, is_active=True, date_expiration__gt=now())
    return resets.filter(user__is_active=True).select_related("user").first()
