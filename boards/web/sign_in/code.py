"""The code after the password (web.md 3.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from boards.addresses import link
from boards.authentication.passwords import describe_wait
from boards.authentication.second_factor import PENDING, check_code
from boards.web.frame.credentials import CodeForm, RecoveryForm
from boards.web.frame.pages import posted
from boards.web.sign_in.page import STAY, WANTED, enter

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest


@sensitive_post_parameters("code")
def ask_for_code(request: BoardRequest) -> HttpResponse:
    """The page after the password, and its check. Wrong codes count like wrong passwords."""
    user = request.user
    if not request.session.get(PENDING):
        return redirect(link("Dashboard.show"))
    recovers = "recovery" in request.GET
    form = RecoveryForm(posted(request)) if recovers else CodeForm(posted(request), again=False)
    if not user.twofactor_activated:
        return _let_in(request)
    if form.is_bound and form.is_valid():
        wait = check_code(user, form.cleaned_data["code"], actor=request.actor)
        if wait is None:
            return _let_in(request)
        sentence = _("This code is not right, or used already.")
        form.add_error("code", f"{sentence} {describe_wait(wait)}" if wait else sentence)
    context = {"form": form, "recovers": recovers}
    return render(request, "sign_in/code.html", context, status=422 if form.is_bound else 200)


def _let_in(request: BoardRequest) -> HttpResponse:
    """The session is whole now."""
    wanted = request.session.pop(WANTED, link("Dashboard.show"))
    stay = request.session.pop(STAY, False)
    del request.session[PENDING]
    return enter(request, wanted, stay=stay)
