"""Invitations: an address is sent a link, behind which somebody makes their own account (web.md 3.6)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models.functions import Lower
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.actors import Actor, ActorKind, Origin
from boards.addresses import absolute
from boards.dates import DAY, now
from boards.errors import Conflict, Invalid, NotFound
from boards.inputs import is_email
from boards.jobs import enqueue
from boards.mail.messages import mail_invitation
from boards.mail.sending import reaches_people
from boards.models import Invitation, Project, User
from boards.queries.invitations import find_invitation
from boards.roles import ApplicationRole
from boards.services.audit import AuditKind, audit, audit_each
from boards.services.users import prepare_account, store_user
from boards.tokens import digest_of, new_token
from boards.transactions import atomic, block

LIFETIME_DAYS = 30
#: Addresses of one form.
MOST = 100
EMAIL_LENGTH = 255


def _check_addresses(addresses: Sequence[str]) -> list[str]:
    """Each once, in their order. Raises Invalid, which names those that can not be invited. 1 statement."""
    wanted: dict[str, str] = {}
    for address in filter(None, map(str.strip, addresses)):
        wanted.setdefault(address.casefold(), address)
    found = list(wanted.values())
    if not found:
        raise Invalid(emails=_("An address is needed."))
    if len(found) > MOST:
        raise Invalid(emails=format_lazy(_("At most {most} addresses at once."), most=MOST))
    wrong = [address for address in found if len(address) > EMAIL_LENGTH or not is_email(address)]
    if wrong:
        raise Invalid(emails=format_lazy(_("This is no address: {wrong}"), wrong=", ".join(wrong)))
    taken = User.objects.filter(email__in=[*found, *wanted]).values_list("email", flat=True)
    if taken:
        raise Invalid(emails=format_lazy(_("Somebody with this address is here already: {taken}"), taken=", ".join(
            sorted({email or "" for email in taken})
        )))  # fmt: skip
    return found


@atomic
def invite(*, actor: Actor, addresses: Sequence[str], project_id: int, base_url: str) -> list[tuple[str, str]]:
    """Invite people, who become members of a project when it is given. The worker mails the links; an earlier
    invitation of an address ends.

    Where no mail is set up, answers address and link of each instead: the only place where it stands. Raises Invalid,
    NotFound (project).
    """
    found = _check_addresses(addresses)
    project = Project.objects.filter(pk=project_id, is_private=False).first() if project_id else None
    if project_id and project is None:
        raise NotFound(f"project {project_id}")
    _end_earlier(actor, found)
    moment = now()
    made = [
        Invitation.objects.create(
            email=email,
            project=project,
            inviter_id=actor.user_id or None,
            date_creation=moment,
            date_expiration=moment + LIFETIME_DAYS * DAY,
        )
        for email in found
    ]
    joins = {"project": ("", project.name)} if project else {}
    audit_each(actor, AuditKind.USER_INVITED, [(one, joins) for one in made])
    links = [(one.email, _send(one, base_url)) for one in made]
    return [pair for pair in links if pair[1]]


def _end_earlier(actor: Actor, addresses: Sequence[str]) -> None:
    """Who is invited once more has the new invitation alone: earlier links lead nowhere. ≤ 3 statements."""
    spelled = Invitation.objects.annotate(spelled=Lower("email"))
    earlier = list(spelled.filter(spelled__in=[address.lower() for address in addresses]))
    if earlier:
        audit_each(actor, AuditKind.USER_INVITED, [(one, {"state": ("open", "replaced")}) for one in earlier])
        Invitation.objects.filter(pk__in=[one.pk for one in earlier]).delete()


def _send(invitation: Invitation, base_url: str) -> str:
    """Leave the mail to the worker; without mail the link is answered."""
    if reaches_people():
        enqueue("invitations.send", invitation_id=invitation.pk, base_url=base_url)
        return ""
    return _make_link(invitation, base_url)


def _make_link(invitation: Invitation, base_url: str) -> str:
    """A new link; one that was sent before ends."""
    token = new_token()
    Invitation.objects.filter(pk=invitation.pk).update(token_digest=digest_of(token))
    return absolute(base_url, "UserInvite.signup", token=token)


@atomic
def send_again(*, actor: Actor, invitation: Invitation, base_url: str) -> str:
    """A new link, which is good for as long as the first one was; answers it where no mail is set up."""
    changed = Invitation.objects.filter(pk=invitation.pk).update(date_expiration=now() + LIFETIME_DAYS * DAY)
    if not changed:
        raise NotFound(f"invitation {invitation.pk}")
    audit(actor, AuditKind.USER_INVITED, invitation, changes={"sent": ("", "again")})
    return _send(invitation, base_url)


@atomic
def withdraw(*, actor: Actor, invitation: Invitation) -> None:
    """Its link leads nowhere any more."""
    audit(actor, AuditKind.USER_INVITED, invitation, changes={"state": ("open", "withdrawn")})
    Invitation.objects.filter(pk=invitation.pk).delete()


def send_invitation(*, invitation_id: int, base_url: str) -> None:
    """Mail the link, now. Raises what the server refuses. The token is made here, so it stands in the mail only."""
    invitation = Invitation.objects.select_related("project", "inviter").filter(pk=invitation_id).first()
    if invitation is None or invitation.date_expiration <= now():
        return
    with block():
        url = _make_link(invitation, base_url)
    mail_invitation(invitation, url, days=LIFETIME_DAYS)


def accept_invitation(*, token: str, account: dict[str, Any], origin: Origin) -> User:
    """Make the account of who was invited: a user, and a member of the project if it is still there.

    ``account``: as ``create_user`` takes it; whoever is invited is a plain user. All invitations of the address end.
    Raises Invalid, Conflict (name taken; the invitation is used, withdrawn or too old).
    """
    chosen = {name: value for name, value in account.items() if name != "notifies"}
    values = prepare_account(**chosen, role=ApplicationRole.USER.value, own=True)
    with block():
        invitation = find_invitation(digest_of(token))
        # One of two that use the link in the same moment.
        ended = Invitation.objects.filter(email__iexact=invitation.email).delete()[0] if invitation else 0
        if invitation is None or not ended:
            raise Conflict(_("This invitation is used, withdrawn or too old."))
        joined = Project.objects.filter(pk=invitation.project_id or 0, is_private=False).values_list("pk", flat=True)
        guest = Actor(ActorKind.APPLICATION, username=invitation.email).coming_from(origin)
        return store_user(guest, values, notifies=account["notifies"], project_id=joined.first() or 0)
