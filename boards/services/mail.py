"""Mails about tasks: asked for in the transaction of a change, sent by the worker (automation.md 6.4)."""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string

from boards.actors import Actor
from boards.dates import day_of, now
from boards.errors import Conflict
from boards.events.tasks import read_details
from boards.jobs import enqueue
from boards.models import DailyRun, User
from boards.queries.settings import get_base_url, get_setting

PRODUCT = "Kanboard"
SUBJECT_LENGTH = 250
#: With an action's id, the name under which it is noted that its mails of the day are asked for.
REMINDER = "reminder "


def _has_address(user_id: int | None) -> bool:
    return User.objects.filter(pk=user_id or 0, is_active=True).exclude(email=None).exclude(email="").exists()


def _enqueue(actor: Actor, task_id: int, user_id: int | None, subject: str) -> None:
    sender = f"{actor.name or actor.username} via {PRODUCT}" if actor.is_user else PRODUCT
    enqueue("mail.send", user_id=user_id, task_id=task_id, subject=subject, sender=sender)


def _one_line(text: str) -> str:
    """A line end in a header would start another one."""
    return " ".join(text.split())


def send_task_mail(*, actor: Actor, task_id: int, user_id: int | None, subject: str) -> bool:
    """Ask for a mail about a task to a person; False when there is no such person with an address.

    The mail comes from the application's address, in the name of who acts.
    """
    if not _has_address(user_id):
        return False
    _enqueue(actor, task_id, user_id, subject)
    return True


@transaction.atomic
def send_reminders(*, actor: Actor, action_id: int, task_ids: Iterable[int], user_id: int | None, subject: str) -> None:
    """Ask for a mail about each task; nothing when the action has reminded today (in the application's zone).

    Raises Conflict when there is no such person with an address.
    """
    if not _has_address(user_id):
        raise Conflict("This person has no address.")
    day = day_of(now(), get_setting("application_timezone"))
    DailyRun.objects.filter(part__startswith=REMINDER, day__lt=day).delete()
    _, is_first = DailyRun.objects.get_or_create(
        part=f"{REMINDER}{action_id}", defaults={"day": day, "finished": now()}
    )
    if is_first:
        for task_id in task_ids:
            _enqueue(actor, task_id, user_id, subject)


def deliver_mail(*, user_id: int, task_id: int, subject: str, sender: str) -> None:
    """Send the mail, now. What was removed in the meantime is not mailed. Raises what the mail server refuses."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    task = read_details(task_id)
    if user is None or not user.email or task is None:
        return
    context = {"task": task, "url": f"{get_base_url()}task/{task_id}"}
    address = get_setting("mail_sender_address") or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    message = EmailMultiAlternatives(
        subject=_one_line(subject)[:SUBJECT_LENGTH],
        body=render_to_string("mail/task.txt", context),
        from_email=formataddr((_one_line(sender), address)),
        to=[user.email],
    )
    message.attach_alternative(render_to_string("mail/task.html", context), "text/html")
    message.send()
