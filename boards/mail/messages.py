"""The mails that there are, and what each is about. The worker sends them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from boards import options
from boards.addresses import absolute
from boards.events.tasks import read_details
from boards.languages import speaking
from boards.mail.sending import send_message
from boards.models import Invitation, User, Webhook
from boards.product import NAME as PRODUCT
from boards.queries.settings import get_base_url, get_setting


def deliver_mail(*, user_id: int, task_id: int, subject: str, sender: str) -> None:
    """Send the mail, now. What was removed in the meantime is not mailed. Raises what the mail server refuses."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None and user.email:
        deliver_to_address(
            address=user.email, task_id=task_id, subject=subject, sender=sender, language=user.language or ""
        )


def deliver_to_address(
    *, address: str, task_id: int, subject: str, sender: str, reply_to: str = "", words: str = "", language: str = ""
) -> None:
    """Send the mail, now, in a language of Kanboard or that of the application; nothing when the task is gone.

    Raises what the mail server refuses.
    """
    task = read_details(task_id)
    if task is None:
        return
    context = {"task": task, "url": absolute(get_base_url(), "TaskView.show", task_id=task_id), "words": words}
    with speaking(language or get_setting(options.LANGUAGE)):
        send_message(
            to=address, subject=subject, template="mail/task", context=context, sender=sender, reply_to=reply_to
        )


def mail_test(user: User) -> None:
    """Send a mail that says that mails arrive, now, in the person's language. Raises what the mail server refuses."""
    with speaking(user.language or get_setting(options.LANGUAGE)):
        subject = _("A test of %(product)s") % {"product": PRODUCT}
        context = {"user": user, "url": absolute(get_base_url(), "Config.index")}
        send_message(to=user.email or "", subject=subject, template="mail/test", context=context)


def mail_reset(user: User, url: str, *, minutes: int) -> None:
    """Send the link to a new password, now, in the person's language. Raises what the mail server refuses."""
    with speaking(user.language or get_setting(options.LANGUAGE)):
        subject = _("A new password for %(product)s") % {"product": PRODUCT}
        context = {"user": user, "url": url, "minutes": minutes}
        send_message(to=user.email or "", subject=subject, template="mail/password_reset", context=context)


def mail_invitation(invitation: Invitation, url: str, *, days: int) -> None:
    """Send the link to a new account, now, in the application's language. Raises what the mail server refuses."""
    with speaking(get_setting(options.LANGUAGE)):
        subject = _("Invitation to %(product)s") % {"product": PRODUCT}
        context = {
            "inviter": invitation.inviter.display_name if invitation.inviter else "",
            "project": invitation.project.name if invitation.project else "",
            "url": url,
            "days": days,
        }
        send_message(to=invitation.email, subject=subject, template="mail/invitation", context=context)


def deliver_webhook_mail(*, webhook_id: int) -> None:
    """Tell who made a webhook that it was switched off, now, in their language; nothing when one of both is gone.

    Raises what the mail server refuses.
    """
    webhook = Webhook.objects.select_related("owner", "project").filter(pk=webhook_id, is_on=False).first()
    owner = webhook.owner if webhook else None
    if webhook is None or owner is None or not owner.is_active or not owner.email:
        return
    if webhook.project_id:
        url = absolute(get_base_url(), "webhook.show", project_id=webhook.project_id, webhook_id=webhook.pk)
    else:
        url = absolute(get_base_url(), "global_webhook.show", webhook_id=webhook.pk)
    with speaking(owner.language or get_setting(options.LANGUAGE)):
        subject = _("The webhook “%(name)s” was switched off") % {"name": webhook.name}
        context = {"webhook": webhook, "owner": owner, "url": url}
        send_message(to=owner.email, subject=subject, template="mail/webhook_off", context=context)
