"""Ending sign-ins (web.md 3.3). Beginning one is the work of ``boards.authentication``."""

from __future__ import annotations

from django.contrib.sessions.models import Session

from boards.actors import Actor
from boards.errors import NotFound
from boards.models import BrowserSession, RememberedBrowser, User
from boards.services.audit import AuditKind, audit
from boards.transactions import atomic


@atomic
def end_sessions(*, user: User) -> None:
    """All browsers of an account have to sign in again. 4 statements."""
    RememberedBrowser.objects.filter(user=user).delete()
    sessions = BrowserSession.objects.filter(user=user)
    Session.objects.filter(session_key__in=list(sessions.values_list("session_key", flat=True))).delete()
    sessions.delete()


@atomic
def end_session(*, actor: Actor, user: User, session_id: int) -> None:
    """One browser has to sign in again. Raises NotFound (also for another's)."""
    session = BrowserSession.objects.filter(user=user, pk=session_id).first()
    if session is None:
        raise NotFound(f"session {session_id}")
    Session.objects.filter(session_key=session.session_key).delete()
    session.delete()
    audit(actor, AuditKind.SESSION_ENDED, user, name=user.username)


@atomic
def forget_remembered_browser(*, actor: Actor, user: User, browser_id: int) -> None:
    """A browser is not signed in by itself any more. Raises NotFound (also for another's)."""
    if not RememberedBrowser.objects.filter(user=user, pk=browser_id).delete()[0]:
        raise NotFound(f"browser {browser_id}")
    audit(actor, AuditKind.SESSION_ENDED, user, name=user.username)
