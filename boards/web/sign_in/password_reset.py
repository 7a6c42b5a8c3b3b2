"""A new password for who forgot the old one (web.md 3.5)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from boards import options
from boards.addresses import link
from boards.authentication.lockout import unlock_user
from boards.authentication.sessions import origin_of
from boards.errors import Denied
from boards.inputs import clean_address, clean_agent
from boards.queries.sessions import find_password_reset
from boards.queries.settings import get_base_url, get_setting
from boards.services.password_resets import ask_for_reset, use_reset
from boards.tokens import digest_of
from boards.web.frame.credentials import NewPasswordForm
from boards.web.frame.pages import errors_to, posted, say, warn
from boards.web.sign_in.forms import ResetForm
from boards.web.sign_in.page import allow_challenge

TOO_OLD = gettext_lazy("This link is used or too old.")


def _check_offered() -> None:
    """Raises Denied where the installation offers no reset."""
    if not get_setting(options.PASSWORD_RESET):
        raise Denied("password_reset is off")


def _base_url(request: HttpRequest) -> str:
    """Where the mailed link begins. The host of the request counts only where the operator says which hosts there are:
    else a stranger could let a mail point to a host of their own."""
    if get_setting(options.URL) or "*" in settings.ALLOWED_HOSTS:
        return get_base_url()
    return request.build_absolute_uri(get_script_prefix())


@never_cache
@allow_challenge
def ask(request: HttpRequest) -> HttpResponse:
    """Who asks is told the same whether the name exists or not."""
    _check_offered()
    form = ResetForm(posted(request))
    if form.is_bound and form.is_valid():
        ask_for_reset(
            username=form.cleaned_data["username"],
            address=clean_address(request.META.get("REMOTE_ADDR", "")),
            agent=clean_agent(request.META.get("HTTP_USER_AGENT", "")),
            base_url=_base_url(request),
        )
        say(request, _("If this account has a mail address, a link is on its way. It works for 30 minutes."))
        return redirect(link("Auth.login"))
    return render(request, "sign_in/forgotten.html", {"form": form}, status=422 if form.is_bound else 200)


@sensitive_post_parameters("password", "confirmation")
@never_cache
def change(request: HttpRequest, token: str) -> HttpResponse:
    """The form behind the mailed link; all other ways in end with it."""
    _check_offered()
    if find_password_reset(digest_of(token)) is None:
        warn(request, str(TOO_OLD))
        return redirect(link("Auth.login"))
    form = NewPasswordForm(posted(request))
    if form.is_bound and form.is_valid():
        with errors_to(form):
            user = use_reset(token=token, password=form.cleaned_data["password"], origin=origin_of(request, "browser"))
            unlock_user(user.username)
            say(request, _("Your password is changed. Sign in with the new one."))
            return redirect(link("Auth.login"))
    context = {"form": form, "token": token}
    return render(request, "sign_in/new_password.html", context, status=422 if form.is_bound else 200)
