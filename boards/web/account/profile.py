"""Accounts: the card of anybody, and one's own profile (web.md 9.4)."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from boards import options
from boards.addresses import link
from boards.authentication.lockout import count_failures, seconds_to_wait
from boards.languages import speaking
from boards.preferences import KEYS_OFF, SEARCHES_ALL_FIELDS
from boards.queries.groups import list_groups_of_user
from boards.queries.preferences import get_preference
from boards.queries.settings import get_setting
from boards.queries.timers import list_timesheet
from boards.queries.users import get_user
from boards.services.metadata import save_preferences
from boards.services.users import set_feed_token, update_user
from boards.web.account.around import show_account
from boards.web.account.forms import ProfileForm
from boards.web.frame.pages import errors_to, go_to, posted, say, show
from boards.web.frame.proof import PROOF, has_proved
from boards.wording.choices import name_language

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest


TIMERS = 20


def show_card(request: BoardRequest, user_id: int) -> HttpResponse:
    """Anybody's card; mentions lead here. A mail address is the person's own, and for administrators."""
    person = get_user(user_id)
    sees_mail = person.pk == request.actor.user_id or request.actor.is_administrator
    context = {"heading": person.display_name, "person": person, "sees_mail": sees_mail}
    return show(request, "account/card.html", context)


def show_summary(request: BoardRequest, user: User) -> HttpResponse:
    failures = count_failures(user.username)
    return show_account(
        request,
        user,
        "summary",
        user.display_name,
        "account/summary.html",
        groups=[group.name for group in list_groups_of_user(user.pk)],
        failures=failures,
        wait=seconds_to_wait(user.username) if failures else 0,
        language=name_language(user.language) if user.language else "",
    )


@sensitive_post_parameters("current_password")
def edit(request: BoardRequest, user: User) -> HttpResponse:
    """One's own profile; only administrators change a role, whatever is posted."""
    initial = {name: getattr(user, name) for name in ProfileForm.base_fields if hasattr(user, name)}
    initial["task_search_all_fields"] = get_preference(user.pk, SEARCHES_ALL_FIELDS)
    initial["keys_off"] = get_preference(user.pk, KEYS_OFF)
    form = ProfileForm(
        posted(request),
        user=user,
        prover=request.user,
        with_role=request.actor.is_administrator,
        initial=initial,
    )
    is_own = user.pk == request.actor.user_id
    if form.is_bound and form.is_valid() and (not form.needs_proof() or has_proved(request, form)):
        values = {name: value for name, value in form.cleaned_data.items() if name != PROOF}
        kept = (
            SEARCHES_ALL_FIELDS.keep(values.pop("task_search_all_fields")),
            KEYS_OFF.keep(values.pop("keys_off")),
        )
        with errors_to(form):
            update_user(actor=request.actor, user=user, changes=values)
            save_preferences(*kept, actor=request.actor, user_id=user.pk)
            # It is read in the language that was chosen.
            with speaking(user.language or get_setting(options.LANGUAGE)) if is_own else nullcontext():
                say(request, _("Profile saved."))
            return go_to(request, "UserView.show", user_id=user.pk, stay=True)
    return show_account(
        request,
        user,
        "edit",
        _("Edit profile"),
        form=form,
        submit=_("Save"),
        action=link("UserModification.save", user_id=user.pk),
    )


def share(request: BoardRequest, user: User) -> HttpResponse:
    """The addresses of the account's calendar and feed, which open without a sign-in (web.md 9.4)."""
    if request.method == "POST":
        is_on = request.GET.get("switch", request.POST.get("switch")) == "enable"
        set_feed_token(actor=request.actor, user=user, enabled=is_on)
        say(request, _("The addresses are open.") if is_on else _("The addresses are closed for good."))
        return go_to(request, "UserView.share", user_id=user.pk)
    addresses = []
    if user.token:
        addresses = [
            (label, request.build_absolute_uri(link(name, token=user.token)))
            for label, name in ((_("Calendar"), "ICalendar.user"), (_("Feed"), "Feed.user"))
        ]
    heading = _("Calendar and feed")
    return show_account(request, user, "share", heading, "account/share.html", addresses=addresses)


def show_external_accounts(request: BoardRequest, user: User) -> HttpResponse:
    """Accounts elsewhere, as an installation that was moved here knew them; nobody signs in by them here."""
    accounts = [
        (name, number)
        for name, number in (("Google", user.google_id), ("GitHub", user.github_id), ("GitLab", user.gitlab_id))
        if number
    ]
    return show_account(request, user, "external", _("External accounts"), "account/external.html", accounts=accounts)


def show_integrations(request: BoardRequest, user: User) -> HttpResponse:
    """How programs act in the person's name."""
    return show_account(request, user, "integrations", _("Integrations"), "account/integrations.html")


def show_timesheet(request: BoardRequest, user: User, page: int = 1) -> HttpResponse:
    timers = Paginator(list_timesheet(user.pk), TIMERS).get_page(page)
    return show_account(request, user, "timesheet", _("Time tracking"), "account/timesheet.html", timers=timers)
