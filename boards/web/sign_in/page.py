"""Signing in and out in the browser (web.md 3, decisions.md 1)."""

from __future__ import annotations

from urllib.parse import urlencode

from csp.decorators import csp_update
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from boards import options
from boards.addresses import link
from boards.authentication.lockout import is_locked, one_at_a_time, read_caller, seconds_to_wait, unlock_user
from boards.authentication.passwords import check_sign_in, describe_wait, is_possible_name, stored_name
from boards.authentication.remember_me import COOKIE, forget_browser, remember_browser
from boards.authentication.second_factor import PENDING
from boards.authentication.sessions import API_COOKIE, end_program_session
from boards.queries.settings import get_setting
from boards.web.frame.door import is_own_page
from boards.web.frame.unchanged import CLEAR
from boards.web.sign_in.forms import SignInForm
from boards.web.sign_in.remember_me import begin_session, drop_cookie, is_offered, set_cookie

NEXT = "next"
#: What the session keeps until the code of the second factor is there: whether to stay signed in, and where to go.
STAY, WANTED = "stay_signed_in", "wanted"
#: The one inline style of django-altcha's widget; tests/browser/test_challenge.py notices when a release changes it.
CHALLENGE_STYLE = "'sha256-pg+oQARqMq4wCazyrsMt8HY89BJkXkEFkwNWxg2iPdg='"


def safe_next(request: HttpRequest) -> str:
    """Where the visitor wanted to go, when that is a page of ours."""
    wanted = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    return wanted if is_own_page(request, wanted) else link("Dashboard.show")


def show_sign_in(request: HttpRequest, form: SignInForm, failure: str = "") -> HttpResponse:
    context = {
        "form": form,
        "next": safe_next(request),
        "failure": failure,
        "stay": request.method != "POST" or bool(request.POST.get("remember_me")),
        "offers_to_stay": is_offered(),
        "offers_reset": get_setting(options.PASSWORD_RESET),
    }
    return render(request, "sign_in/sign_in.html", context)


#: For pages with a challenge: its worker and its one style.
allow_challenge = csp_update({"worker-src": ["'self'", "blob:"], "style-src": ["'self'", CHALLENGE_STYLE]})


@sensitive_post_parameters("password")
@never_cache
@allow_challenge
def sign_in(request: HttpRequest) -> HttpResponse:
    """The form, and the check of what it sends. After three failures under a name it asks for a challenge as well."""
    if request.method != "POST":
        return redirect(safe_next(request)) if request.user.is_authenticated else show_sign_in(request, SignInForm())
    name = request.POST.get("username", "").strip()
    if not is_possible_name(name):
        return show_sign_in(request, SignInForm(request.POST))
    name = stored_name(name)
    challenged = is_locked(name)
    form = SignInForm(request.POST, challenged=challenged)
    if not form.is_valid():
        return show_sign_in(request, form)
    return let_in(request, name, form, challenged=challenged)


def let_in(request: HttpRequest, name: str, form: SignInForm, *, challenged: bool) -> HttpResponse:
    """Let the visitor in, or show the form again: one sentence for all that is wrong."""
    address, agent = read_caller(request)
    with one_at_a_time(name):
        wait = seconds_to_wait(name, address)
        user = None
        if not wait:
            user = check_sign_in(
                username=name,
                password=form.cleaned_data["password"],
                address=address,
                agent=agent,
                challenge_solved=challenged,
                code_follows=True,
            )
        if user is not None and not user.twofactor_activated:
            unlock_user(user.username)
    if user is None:
        again = SignInForm(initial={"username": request.POST.get("username", "")}, challenged=is_locked(name))
        wait = wait or seconds_to_wait(name, address)
        sentence = _("This user name or password is not right.")
        if wait:
            sentence += " " + describe_wait(wait)
        return show_sign_in(request, again, sentence)
    stay = bool(request.POST.get("remember_me")) and is_offered()
    wanted = safe_next(request)
    begin_session(request, user, auth_type="Database")
    if user.twofactor_activated:
        request.session[PENDING] = True
        request.session[STAY], request.session[WANTED] = stay, wanted
        return redirect(link("TwoFactor.code"))
    return enter(request, wanted, stay=stay)


def enter(request: HttpRequest, wanted: str, *, stay: bool) -> HttpResponse:
    """Go where the visitor wanted to go; ``stay``: with a cookie that keeps this browser signed in."""
    response = redirect(wanted)
    if stay and request.user.is_authenticated:
        address, agent = read_caller(request)
        set_cookie(response, remember_browser(request.user, address=address, agent=agent))
    return response


def link_token(request: HttpRequest) -> str:
    """What a link that changes something carries as ``csrf_token``: valid as long as the session (web.md 1.4)."""
    return salted_hmac("boards.web.link_token", request.session.session_key or "", algorithm="sha256").hexdigest()


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the sessions of this browser: its own, the one that its calls of the API were given, and what remembers it.

    By the form, or by a link with ``link_token``, without which another site's link could sign people out.
    """
    if request.method == "GET" and request.user.is_authenticated:
        given = request.GET.get("csrf_token", "")
        if not constant_time_compare(given, link_token(request)):
            raise PermissionDenied
    logout(request)
    response = redirect(link("Auth.login"))
    response["Clear-Site-Data"] = CLEAR
    if API_COOKIE in request.COOKIES:
        end_program_session(request.COOKIES[API_COOKIE])
        response.delete_cookie(API_COOKIE, samesite="Strict")
    if COOKIE in request.COOKIES:
        forget_browser(request.COOKIES[COOKIE])
        drop_cookie(response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_to_admin(request: HttpRequest) -> HttpResponse:
    """The admin has no form of its own: one sign-in with one lockout for all pages. 403 for who may not enter it."""
    if request.user.is_authenticated:
        raise PermissionDenied
    return redirect(
        f"{link('Auth.login')}?{urlencode({NEXT: request.GET.get(NEXT) or reverse('admin:index')}, safe='/')}"
    )


@login_required
def change_own_password(request: HttpRequest) -> HttpResponse:
    """Where the admin's own page for it would be: one page changes a password, with all that belongs to it."""
    return redirect(link("UserCredential.changePassword", user_id=request.user.pk))
