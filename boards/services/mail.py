"""Asking for mails about tasks in the transaction of a change; the worker sends them (automation.md 6.4)."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.dates import now
from boards.errors import Conflict, Invalid
from boards.jobs import enqueue
from boards.mail.messages import mail_test
from boards.mail.sending import reaches_people
from boards.models import DailyRun, User
from boards.product import NAME as PRODUCT
from boards.queries.settings import home_day
from boards.roles import ApplicationRole
from boards.services.comments import create_comment
from boards.transactions import atomic

logger = logging.getLogger(__name__)

#: Addresses that one mail may go to, and that a person may write to in an hour: the addresses are free.
MOST_ADDRESSES = 20
MOST_AN_HOUR = 60
#: With an action's id, the name under which it is noted that its mails of the day are asked for.
REMINDER = "reminder "


def _has_address(user_id: int | None) -> bool:
    return User.objects.filter(pk=user_id or 0, is_active=True).exclude(email=None).exclude(email="").exists()


def _sender(actor: Actor) -> str:
    return f"{actor.name or actor.username} via {PRODUCT}" if actor.is_user else PRODUCT


def _enqueue(actor: Actor, task_id: int, user_id: int | None, subject: str) -> None:
    enqueue("mail.send", user_id=user_id, task_id=task_id, subject=subject, sender=_sender(actor))


def ask_for_task_mail(*, actor: Actor, task_id: int, user_id: int | None, subject: str) -> bool:
    """Ask for a mail about a task to a person; False when there is no such person with an address.

    The mail comes from the application's address, in the name of who acts.
    """
    if not _has_address(user_id):
        return False
    _enqueue(actor, task_id, user_id, subject)
    return True


def send_test(*, actor: Actor) -> str:
    """Send a mail to the actor's own address, at once, and answer the address. The server has HTTP_TIMEOUT seconds.

    Raises Conflict with the reason in words: no address, no mail server, or what that one says.
    """
    user = User.objects.filter(pk=actor.user_id).first()
    if user is None or not user.email:
        raise Conflict(gettext_lazy("Your account has no mail address. Give it one in your profile."))
    if not reaches_people():
        raise Conflict(gettext_lazy("Mail is not set up: the variable EMAIL_URL names no mail server."))
    try:
        mail_test(user)
    except (OSError, SMTPException) as error:
        logger.warning("The test mail was not sent: %r", error)
        sentence = gettext_lazy("The mail server did not take the mail: {reason}")
        raise Conflict(format_lazy(sentence, reason=describe_refusal(error))) from error
    return user.email


def describe_refusal(error: Exception) -> str:
    """What a mail server, or the way to it, says of a mail that it does not take."""
    if isinstance(error, SMTPResponseException):
        said = error.smtp_error
        return f"{error.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    if isinstance(error, SMTPRecipientsRefused):
        return "; ".join(f"{code} {said.decode(errors='replace')}" for code, said in error.recipients.values())
    return str(error) or type(error).__name__


@atomic
def ask_for_reminders(
    *, actor: Actor, action_id: int, task_ids: Iterable[int], user_id: int | None, subject: str
) -> None:
    """Ask for a mail about each task; nothing when the action has reminded today (in the application's zone).

    Raises Conflict when there is no such person with an address.
    """
    if not _has_address(user_id):
        raise Conflict(gettext_lazy("This person has no address."))
    day = home_day()
    DailyRun.objects.filter(part__startswith=REMINDER, day__lt=day).delete()
    _, is_first = DailyRun.objects.get_or_create(
        part=f"{REMINDER}{action_id}", defaults={"day": day, "finished": now()}
    )
    if is_first:
        for task_id in task_ids:
            _enqueue(actor, task_id, user_id, subject)


def read_addresses(text: str) -> list[str]:
    """The addresses of a comma list, each once. Raises Invalid, which names the first that is none."""
    addresses = list(dict.fromkeys(part.strip() for part in text.replace(";", ",").split(",") if part.strip()))
    if not addresses:
        raise Invalid(emails=gettext_lazy("Write at least one address."))
    if len(addresses) > MOST_ADDRESSES:
        raise Invalid(emails=format_lazy(gettext_lazy("At most {most} addresses."), most=MOST_ADDRESSES))
    for address in addresses:
        try:
            validate_email(address)
        except ValidationError as error:
            raise Invalid(
                emails=format_lazy(gettext_lazy("“{address}” is no mail address."), address=address)
            ) from error
    return addresses


def _count_addresses(user_id: int, number: int) -> None:
    """Note that a person writes to so many more addresses in this hour. Raises Invalid when they are too many."""
    key = f"mails:{user_id}:{now() // 3600}"
    total = cache.get(key, 0) + number
    if total > MOST_AN_HOUR:
        raise Invalid(emails=format_lazy(gettext_lazy("At most {most} addresses in an hour."), most=MOST_AN_HOUR))
    cache.set(key, total, timeout=3600)


@atomic
def mail_task(
    *,
    actor: Actor,
    task_id: int,
    addresses: Sequence[str],
    subject: str,
    words: str = "",
    visibility: str = ApplicationRole.USER.value,
) -> int:
    """Ask for a mail about a task to addresses, and note it in a comment, whose id is the answer (web.md 7.7).

    ``words``: what the mail and the comment begin with. Answers to the mail go to who acts.
    Emits CommentCreated. Raises Invalid (also for one who has written to many addresses in this hour), NotFound.
    """
    note = _("Sent by mail to %(addresses)s with the subject “%(subject)s”.")
    note %= {"addresses": ", ".join(addresses), "subject": subject}
    comment_id = create_comment(
        actor=actor,
        task_id=task_id,
        content=f"{words}\n\n{note}" if words else note,
        user_id=actor.user_id,
        visibility=visibility,
    )
    author = User.objects.select_for_update(no_key=True).filter(pk=actor.user_id).first()
    _count_addresses(actor.user_id, len(addresses))
    reply_to = (author.email if author else "") or ""
    for address in addresses:
        enqueue(
            "mail.send_to_address",
            address=address,
            task_id=task_id,
            subject=subject,
            sender=_sender(actor),
            reply_to=reply_to,
            words=words,
        )
    return comment_id
