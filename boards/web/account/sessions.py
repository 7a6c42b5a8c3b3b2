"""The browsers and sign-ins of an account (web.md 3.3, 9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.queries.sessions import (
    list_browser_sessions,
    list_last_logins,
    list_password_resets,
    list_remembered_browsers,
)
from boards.services.sessions import end_session, forget_remembered_browser
from boards.web.account.around import show_account
from boards.web.frame.pages import confirm, go_to, say
from boards.wording.audit import name_way

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest

#: The kinds of row that the page of sessions can end.
LIVING = "living"


def show_sessions(request: BoardRequest, user: User) -> HttpResponse:
    """The browsers that are signed in now, and those that will sign in by themselves."""
    return show_account(
        request,
        user,
        "sessions",
        _("Sessions"),
        "account/sessions.html",
        sessions=list_browser_sessions(user.pk),
        remembered=list_remembered_browsers(user.pk),
        present=request.session.session_key,
    )


def remove_session(request: BoardRequest, user: User, id: int, kind: str) -> HttpResponse:  # noqa: A002
    """A browser has to sign in again; ``kind``: living, else a remembered one."""
    if request.method != "POST":
        sentence = _("This browser has to sign in again.")
        back = link("UserView.sessions", user_id=user.pk)
        return confirm(request, title=_("End session"), sentence=sentence, verb=_("End session"), back=back)
    if kind == LIVING:
        end_session(actor=request.actor, user=user, session_id=id)
    else:
        forget_remembered_browser(actor=request.actor, user=user, browser_id=id)
    say(request, _("Session ended."))
    return go_to(request, "UserView.sessions", user_id=user.pk, stay=True)


def show_last_logins(request: BoardRequest, user: User) -> HttpResponse:
    return show_account(
        request,
        user,
        "logins",
        _("Last sign-ins"),
        "account/logins.html",
        logins=list_last_logins(user.pk),
        name_way=name_way,
    )


def show_password_resets(request: BoardRequest, user: User) -> HttpResponse:
    return show_account(
        request,
        user,
        "resets",
        _("Password resets"),
        "account/resets.html",
        resets=list_password_resets(user.pk),
    )
