"""Mails about tasks: asked for in the transaction of a change, sent by the worker (automation.md 6.4)."""

from __future__ import annotations

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from boards.actors import Actor
from boards.events.tasks import read_details
from boards.jobs import enqueue
from boards.models import User
from boards.queries.settings import get_base_url, get_setting

PRODUCT = "Kanboard"
SUBJECT_LENGTH = 250


def send_task_mail(*, actor: Actor, task_id: int, user_id: int | None, subject: str) -> bool:
    """Ask for a mail about a task to a person; False when there is no such person with an address.

    The mail comes from the application's address, in the name of who acts.
    """
    has_address = User.objects.filter(pk=user_id or 0, is_active=True).exclude(email=None).exclude(email="").exists()
    if has_address:
        sender = f"{actor.name or actor.username} via {PRODUCT}" if actor.is_user else PRODUCT
        enqueue("mail.send", user_id=user_id, task_id=task_id, subject=subject, sender=sender)
    return has_address


def deliver_mail(*, user_id: int, task_id: int, subject: str, sender: str) -> None:
    """Send the mail, now. What was removed in the meantime is not mailed. Raises what the mail server refuses."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    task = read_details(task_id)
    if user is None or not user.email or task is None:
        return
    context = {"task": task, "url": f"{get_base_url()}task/{task_id}"}
    address = get_setting("mail_sender_address") or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    message = EmailMultiAlternatives(
        # A line end in a subject would start another header.
        subject=" ".join(subject.split())[:SUBJECT_LENGTH],
        body=render_to_string("mail/task.txt", context),
        from_email=formataddr((sender, address)),
        to=[user.email],
    )
    message.attach_alternative(render_to_string("mail/task.html", context), "text/html")
    message.send()
