"""Inviting people by mail, and the form behind the link (web.md 3.6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from boards import options
from boards.addresses import link
from boards.authentication.sessions import origin_of
from boards.dates import now
from boards.mail.sending import reaches_people
from boards.queries.invitations import find_invitation, get_invitation, list_invitations
from boards.queries.settings import get_base_url, get_setting
from boards.queries.user_pages import list_team_projects
from boards.services.invitations import LIFETIME_DAYS, accept_invitation, invite, send_again, withdraw
from boards.tokens import digest_of
from boards.web.frame.pages import confirm, errors_to, go_to, posted, say, show
from boards.web.users.forms import InvitationForm, SignUpForm

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest


def _base_url(request: HttpRequest) -> str:
    """Where the links begin: an administrator's own browser says it, where the option does not."""
    return get_base_url() if get_setting(options.URL) else request.build_absolute_uri(get_script_prefix())


def send_invitations(request: BoardRequest) -> HttpResponse:
    """The form, and the invitations that are open."""
    form = InvitationForm(posted(request), projects=list_team_projects())
    if form.is_bound and form.is_valid():
        with errors_to(form):
            addresses = re.split(r"[\r\n,;]+", form.cleaned_data["emails"])
            project_id = form.cleaned_data["project_id"] or 0
            links = invite(actor=request.actor, addresses=addresses, project_id=project_id, base_url=_base_url(request))
            if links:
                return _show(request, InvitationForm(projects=list_team_projects()), links)
            n = len({address.strip().casefold() for address in addresses if address.strip()})
            say(
                request,
                ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", n) % {"n": n},
            )
            return go_to(request, "UserInvite.show")
    return _show(request, form, [])


def _show(request: BoardRequest, form: InvitationForm, links: list[tuple[str, str]]) -> HttpResponse:
    context: dict[str, Any] = {
        "heading": _("Invite people"),
        "area": "users",
        "form": form,
        "links": links,
        "invitations": list_invitations(),
        "moment_now": now(),
        "days": LIFETIME_DAYS,
        "mails": reaches_people(),
    }
    return show(request, "users/invite.html", context)


def resend(request: BoardRequest, invitation_id: int) -> HttpResponse:
    invitation = get_invitation(invitation_id)
    url = send_again(actor=request.actor, invitation=invitation, base_url=_base_url(request))
    if url:
        return _show(request, InvitationForm(projects=list_team_projects()), [(invitation.email, url)])
    say(request, _("A new link is on its way to %(email)s.") % {"email": invitation.email})
    return go_to(request, "UserInvite.show")


def take_invitation_back(request: BoardRequest, invitation_id: int) -> HttpResponse:
    invitation = get_invitation(invitation_id)
    if request.method != "POST":
        sentence = _("The link that %(email)s was sent leads nowhere any more.") % {"email": invitation.email}
        back = link("UserInvite.show")
        return confirm(request, title=_("Withdraw invitation"), sentence=sentence, verb=_("Withdraw"), back=back)
    withdraw(actor=request.actor, invitation=invitation)
    say(request, _("Invitation of %(email)s withdrawn.") % {"email": invitation.email})
    # Never the page below: it may be the answer to a form, which would be sent once more.
    return go_to(request, "UserInvite.show")


@sensitive_post_parameters("password", "confirmation")
def sign_up(request: HttpRequest, token: str) -> HttpResponse:
    """The form behind the link; who has filled it in signs in next."""
    invitation = find_invitation(digest_of(token))
    if invitation is None:
        return render(request, "users/no_invitation.html", status=404)
    form = SignUpForm(posted(request), initial={"email": invitation.email})
    if form.is_bound and form.is_valid():
        with errors_to(form):
            accept_invitation(token=token, account=form.account(), origin=origin_of(request, "browser"))
            say(request, _("Your account is ready. Sign in with it."))
            return redirect(link("Auth.login"))
    context = {"form": form, "token": token, "invitation": invitation}
    return render(request, "users/sign_up.html", context, status=422 if form.is_bound else 200)
