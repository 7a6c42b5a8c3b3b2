"""The password of an account, and how it is asked for (web.md 9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from boards.addresses import link
from boards.authentication.lockout import read_caller, unlock_for, unlock_user
from boards.authentication.sessions import note_browser
from boards.errors import Denied
from boards.services.users import change_password, update_user
from boards.web.account.around import show_account
from boards.web.account.forms import (
    AuthenticationForm,
    PasswordForm,
)
from boards.web.frame.pages import confirm, errors_to, go_to, posted, say
from boards.web.frame.proof import has_proved

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest


@sensitive_post_parameters("current_password", "password", "confirmation")
def set_password(request: BoardRequest, user: User) -> HttpResponse:
    """Who changes it, administrators too, proves it with the own password. All other browsers have to sign in again."""
    if user.is_ldap_user:
        raise Denied("a remote account has no password here")
    form = PasswordForm(posted(request), prover=request.user)
    if form.is_bound and form.is_valid() and has_proved(request, form):
        with errors_to(form):
            change_password(actor=request.actor, user=user, password=form.cleaned_data["password"])
            unlock_user(user.username)
            if user.pk == request.actor.user_id:
                address, agent = read_caller(request)
                update_session_auth_hash(request, user)
                note_browser(user, request.session, address=address, agent=agent)
            say(request, _("Password changed. Other browsers have to sign in again."))
            return go_to(request, "UserView.show", user_id=user.pk, stay=True)
    return show_account(
        request,
        user,
        "password",
        _("Change password"),
        form=form,
        submit=_("Change password"),
        action=link("UserCredential.savePassword", user_id=user.pk),
    )


def set_authentication(request: BoardRequest, user: User) -> HttpResponse:
    """How an account may sign in; for administrators."""
    names = tuple(AuthenticationForm.base_fields)
    form = AuthenticationForm(posted(request), initial={name: getattr(user, name) for name in names})
    if form.is_bound and form.is_valid():
        with errors_to(form):
            update_user(actor=request.actor, user=user, changes=form.cleaned_data)
            say(request, _("Sign-in of %(name)s saved.") % {"name": user.display_name})
            return go_to(request, "UserView.show", user_id=user.pk, stay=True)
    return show_account(
        request,
        user,
        "authentication",
        _("How the account signs in"),
        form=form,
        submit=_("Save"),
        action=link("UserCredential.saveAuthentication", user_id=user.pk),
    )


def unlock(request: BoardRequest, user: User) -> HttpResponse:
    """Forget the failed sign-ins of an account; for administrators."""
    if request.method != "POST":
        sentence = _("Failed sign-ins of %(name)s are forgotten.") % {"name": user.display_name}
        back = link("UserView.show", user_id=user.pk)
        return confirm(request, title=_("Unlock account"), sentence=sentence, verb=_("Unlock"), back=back, danger=False)
    unlock_for(request.actor, user.username)
    say(request, _("%(name)s is unlocked.") % {"name": user.display_name})
    return go_to(request, "UserView.show", user_id=user.pk, stay=True)
