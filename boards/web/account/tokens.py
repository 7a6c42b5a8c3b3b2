"""Tokens for programs (web.md 9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from boards.addresses import link
from boards.authentication.tokens import give_token, take_token
from boards.web.account.around import show_account
from boards.web.account.forms import (
    ProofForm,
)
from boards.web.account.proof import has_proved
from boards.web.frame.pages import confirm, go_to, posted, say

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest


def show_token(request: BoardRequest, user: User) -> HttpResponse:
    return _show_token(request, user, "")


def _show_token(request: BoardRequest, user: User, token: str) -> HttpResponse:
    return show_account(request, user, "api", _("API access"), "account/api.html", token=token)


@sensitive_post_parameters("current_password")
def make_token(request: BoardRequest, user: User) -> HttpResponse:
    """A new personal token, told this once; the old one ends. It opens the API, so it needs the own password."""
    form = ProofForm(posted(request), prover=request.user)
    if form.is_bound and form.is_valid() and has_proved(request, form):
        return _show_token(request, user, give_token(actor=request.actor, user=user))
    return show_account(
        request,
        user,
        "api",
        _("New personal token"),
        "account/proof.html",
        form=form,
        sentence=_("Programs with the old token are shut out at once."),
        submit=_("Make token"),
    )


def drop_token(request: BoardRequest, user: User) -> HttpResponse:
    if request.method != "POST":
        sentence = _("Programs that use it are shut out at once.")
        back = link("UserApiAccess.show", user_id=user.pk)
        return confirm(request, title=_("Remove personal token"), sentence=sentence, verb=_("Remove token"), back=back)
    take_token(actor=request.actor, user=user)
    say(request, _("Personal token removed."))
    return go_to(request, "UserApiAccess.show", user_id=user.pk)
