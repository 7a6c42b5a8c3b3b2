"""Accounts: the card of anybody, and the pages of one's own (web.md 9.4, 10.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import update_session_auth_hash
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from boards.authentication.lockout import count_failures, read_caller, seconds_to_wait, unlock_user
from boards.authentication.sessions import note_browser
from boards.authentication.tokens import give_token, take_token
from boards.errors import Denied
from boards.queries.frame import KEYS_OFF
from boards.queries.groups import list_groups_of_user
from boards.queries.metadata import get_user_metadata
from boards.queries.notifications import read_choices
from boards.queries.projects import list_my_project_names
from boards.queries.search import ALL_FIELDS, searches_all_fields
from boards.queries.timers import list_timesheet
from boards.queries.users import get_user
from boards.services.metadata import save_user_metadata
from boards.services.users import change_password, choose_notifications, update_user
from boards.web.account import show_account
from boards.web.forms.account import (
    PROOF,
    AuthenticationForm,
    NotificationsForm,
    PasswordForm,
    ProfileForm,
    ProofForm,
    name_language,
)
from boards.web.links import link
from boards.web.pages import confirm, errors_to, go_to, posted, say, show
from boards.web.proof import has_proved

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.door import BoardRequest

TIMERS = 20


def show_card(request: BoardRequest, user_id: int) -> HttpResponse:
    """Anybody's card; mentions lead here."""
    person = get_user(user_id)
    return show(request, "account/card.html", {"heading": person.display_name, "person": person})


def show_summary(request: BoardRequest, user: User) -> HttpResponse:
    return show_account(
        request,
        user,
        "summary",
        user.display_name,
        "account/summary.html",
        groups=[group.name for group in list_groups_of_user(user.pk)],
        failures=count_failures(user.username),
        wait=seconds_to_wait(user.username),
        language=name_language(user.language) if user.language else "",
    )


@sensitive_post_parameters("current_password")
def edit(request: BoardRequest, user: User) -> HttpResponse:
    """One's own profile; only administrators change a role, whatever is posted."""
    initial = {name: getattr(user, name) for name in ProfileForm.base_fields if hasattr(user, name)}
    initial["task_search_all_fields"] = searches_all_fields(user.pk)
    initial["keys_off"] = get_user_metadata(user.pk, KEYS_OFF) == "1"
    form = ProfileForm(
        posted(request),
        user=user,
        prover=request.user,
        with_role=request.actor.is_administrator,
        initial=initial,
    )
    if form.is_bound and form.is_valid() and (not form.needs_proof() or has_proved(request, form)):
        values = {name: value for name, value in form.cleaned_data.items() if name != PROOF}
        kept = {
            ALL_FIELDS: "1" if values.pop("task_search_all_fields") else "0",
            KEYS_OFF: "1" if values.pop("keys_off") else "0",
        }
        with errors_to(form):
            update_user(actor=request.actor, user=user, changes=values)
            save_user_metadata(actor=request.actor, user_id=user.pk, values=kept)
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
    unlock_user(user.username)
    say(request, _("%(name)s is unlocked.") % {"name": user.display_name})
    return go_to(request, "UserView.show", user_id=user.pk, stay=True)


def show_timesheet(request: BoardRequest, user: User, page: int = 1) -> HttpResponse:
    timers = Paginator(list_timesheet(user.pk), TIMERS).get_page(page)
    return show_account(request, user, "timesheet", _("Time tracking"), "account/timesheet.html", timers=timers)


def set_notifications(request: BoardRequest, user: User) -> HttpResponse:
    """In which ways, about which tasks and in which projects a person hears of changes."""
    choices = read_choices(user.pk)
    form = NotificationsForm(
        posted(request),
        projects=list_my_project_names(user.pk, only_active=True),
        kinds=choices.kinds if user.notifications_enabled else set(),
        chosen=choices.project_ids,
        initial={"notifications_filter": user.notifications_filter},
    )
    if form.is_bound and form.is_valid():
        with errors_to(form):
            choose_notifications(
                actor=request.actor,
                user=user,
                kinds=form.chosen_kinds(),
                about=form.cleaned_data["notifications_filter"],
                project_ids=form.chosen_projects(),
            )
            say(request, _("Notifications saved."))
            return go_to(request, "UserView.notifications", user_id=user.pk, stay=True)
    return show_account(
        request,
        user,
        "notifications",
        _("Notifications"),
        "account/notifications.html",
        form=form,
    )


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
