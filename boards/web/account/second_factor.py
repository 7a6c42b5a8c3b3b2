"""The second factor: switching it on and off (web.md 3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from boards.authentication.recovery import count_codes, make_codes
from boards.authentication.second_factor import describe_secret, draw_secret, new_secret, take_code
from boards.errors import Denied, NotFound
from boards.services.users import switch_second_factor_off, switch_second_factor_on
from boards.web.account.around import show_account
from boards.web.account.forms import EnrolmentForm
from boards.web.frame.pages import go_to, posted, say
from boards.web.frame.proof import ProofForm, has_proved

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest


#: Where the session keeps a new secret until a code has proved that the app knows it.
SECRET = "second_factor_secret"  # noqa: S105


def _own(request: BoardRequest, user: User) -> None:
    """Raises Denied for an administrator at another's second factor (web.md 3.4)."""
    if user.pk != request.actor.user_id:
        raise Denied("the second factor is one's own")


def show_state(request: BoardRequest, user: User) -> HttpResponse:
    _own(request, user)
    return _show_state(request, ProofForm(prover=request.user))


def _show_state(request: BoardRequest, form: ProofForm) -> HttpResponse:
    heading = _("Two-factor sign-in")
    left = count_codes(request.user)
    template = "account/second_factor.html"
    return show_account(request, request.user, "second_factor", heading, template, form=form, left=left)


def begin(request: BoardRequest) -> HttpResponse:
    """A new secret, and the picture that brings it into the app (TwoFactor.show)."""
    if request.method == "POST" or SECRET not in request.session:
        request.session[SECRET] = new_secret()
    return _show_secret(request, EnrolmentForm(again=True, prover=request.user))


def _show_secret(request: BoardRequest, form: EnrolmentForm) -> HttpResponse:
    secret = request.session[SECRET]
    return show_account(
        request,
        request.user,
        "second_factor",
        _("Switch two-factor sign-in on"),
        "account/second_factor_new.html",
        form=form,
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        url=describe_secret(request.user, secret, issuer=settings.ENV["TOTP_ISSUER"]),
    )


@sensitive_post_parameters("code", "current_password")
def prove(request: BoardRequest) -> HttpResponse:
    """The first code shows that the app has the secret, the password who does it; then it counts (TwoFactor.test)."""
    secret = request.session.get(SECRET)
    if not secret:
        return go_to(request, "TwoFactor.index", user_id=request.actor.user_id)
    form = EnrolmentForm(request.POST, again=True, prover=request.user)
    if form.is_valid() and has_proved(request, form):
        if take_code(request.user, secret, form.cleaned_data["code"]):
            switch_second_factor_on(actor=request.actor, user=request.user, secret=secret)
            del request.session[SECRET]
            say(request, _("Two-factor sign-in is on."))
            return _show_codes(request)
        form.add_error("code", _("This code is not right. Does the clock of your phone go right?"))
    return _show_secret(request, form)


def _show_codes(request: BoardRequest) -> HttpResponse:
    codes = make_codes(actor=request.actor, user=request.user)
    heading = _("Your recovery codes")
    return show_account(request, request.user, "second_factor", heading, "account/recovery_codes.html", codes=codes)


@sensitive_post_parameters("current_password")
def renew_codes(request: BoardRequest, user: User) -> HttpResponse:
    """New recovery codes, told this once, for who proves the password."""
    _own(request, user)
    if not user.twofactor_activated:
        return go_to(request, "TwoFactor.index", user_id=user.pk)
    form = ProofForm(posted(request), prover=request.user)
    if form.is_bound and form.is_valid() and has_proved(request, form):
        return _show_codes(request)
    return show_account(
        request,
        user,
        "second_factor",
        _("New recovery codes"),
        "account/proof.html",
        form=form,
        sentence=_("The old ones end."),
        submit=_("Make new codes"),
    )


def show_qr_code(request: BoardRequest) -> HttpResponse:
    """The secret as a picture for the app. Raises NotFound when there is none to show."""
    secret = request.session.get(SECRET)
    if not secret:
        raise NotFound("no secret")
    url = describe_secret(request.user, secret, issuer=settings.ENV["TOTP_ISSUER"])
    return HttpResponse(draw_secret(url), content_type="image/png", headers={"Cache-Control": "no-store"})


@sensitive_post_parameters("current_password")
def switch_own_off(request: BoardRequest) -> HttpResponse:
    """With the password, as a session that was left open is not enough (TwoFactor.deactivate)."""
    form = ProofForm(request.POST, prover=request.user)
    if not (form.is_valid() and has_proved(request, form)):
        return _show_state(request, form)
    switch_second_factor_off(actor=request.actor, user=request.user)
    say(request, _("Two-factor sign-in is off."))
    return go_to(request, "TwoFactor.index", user_id=request.actor.user_id)


@sensitive_post_parameters("current_password")
def switch_off(request: BoardRequest, user: User) -> HttpResponse:
    """An administrator helps somebody who has lost the app (TwoFactor.disable)."""
    form = ProofForm(posted(request), prover=request.user)
    if not (form.is_bound and form.is_valid() and has_proved(request, form)):
        return show_account(
            request,
            user,
            "second_factor",
            _("Switch two-factor sign-in off"),
            "account/proof.html",
            form=form,
            sentence=_("%(name)s signs in with the password alone then.") % {"name": user.display_name},
            submit=_("Switch off"),
        )
    switch_second_factor_off(actor=request.actor, user=user)
    say(request, _("Two-factor sign-in of %(name)s is off.") % {"name": user.display_name})
    return go_to(request, "UserView.show", user_id=user.pk, stay=True)
