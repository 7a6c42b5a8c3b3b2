"""Webhooks in the settings of a project and of the installation: making, testing, and what they were told."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.dates import now
from boards.queries.webhooks import get_delivery, list_attempts, list_deliveries, list_webhooks
from boards.services.webhook_deliveries import DeliveryState, redeliver, send_webhook_test
from boards.services.webhooks import (
    create_webhook,
    disable_webhook,
    enable_webhook,
    remove_webhook,
    rotate_webhook_secret,
    update_webhook,
)
from boards.web.frame.pages import confirm, errors_to, posted, say
from boards.web.webhooks import samples
from boards.web.webhooks.forms import WebhookForm
from boards.wording.webhooks import name_event, name_failure

if TYPE_CHECKING:
    from boards.models import Webhook
    from boards.web.frame.door import BoardRequest
    from boards.web.webhooks.home import WebhookHome

#: Deliveries on a page.
PAGE = 30


def show_webhooks(request: BoardRequest, home: WebhookHome) -> HttpResponse:
    return home.show(request, "list.html", _("Webhooks"), webhooks=list_webhooks(project_id=home.project_id))


def _show(
    request: BoardRequest, home: WebhookHome, webhook: Webhook, *, secret: str = "", state: str = "", before: int = 0
) -> HttpResponse:
    """``secret``: the new one, which is shown this once. 1 statement."""
    state = state if state in DeliveryState.values else ""
    found = list_deliveries(webhook_id=webhook.pk, state=state, before=before, limit=PAGE + 1)
    context = {
        "webhook": webhook,
        "secret": secret,
        "deliveries": found[:PAGE],
        "older": found[PAGE - 1].pk if len(found) > PAGE else 0,
        "before": before,
        "state": state,
        "states": [("", _("All")), *((one.value, one.label) for one in DeliveryState)],
        "name_event": name_event,
        "name_failure": name_failure,
        "moment_now": now(),
        "samples": samples,
    }
    return home.show(request, "webhook.html", webhook.name, **context)


def show_webhook_page(
    request: BoardRequest, home: WebhookHome, webhook_id: int, state: str = "", before: int = 0
) -> HttpResponse:
    return _show(request, home, home.find(webhook_id), state=state, before=before)


def add_webhook(request: BoardRequest, home: WebhookHome) -> HttpResponse:
    """A new webhook, whose secret is told this once."""
    form = WebhookForm(posted(request))
    if form.is_bound and form.is_valid():
        with errors_to(form):
            webhook = create_webhook(actor=request.actor, project_id=home.project_id, **form.cleaned_data)
            return _show(request, home, webhook, secret=webhook.secret)
    return home.show(
        request, "form.html", _("New webhook"), form=form, submit=_("Make webhook"), back=home.link("list")
    )


def change_webhook(request: BoardRequest, home: WebhookHome, webhook_id: int) -> HttpResponse:
    webhook = home.find(webhook_id)
    initial = {"name": webhook.name, "url": webhook.url, "events": webhook.events}
    form = WebhookForm(posted(request), initial=initial)
    back = home.link("show", webhook_id=webhook.pk)
    if form.is_bound and form.is_valid():
        with errors_to(form):
            update_webhook(actor=request.actor, webhook=webhook, **form.cleaned_data)
            say(request, _("Webhook changed."))
            return home.go(request, "show", webhook_id=webhook.pk)
    return home.show(request, "form.html", _("Edit webhook"), form=form, submit=_("Save"), back=back)


def renew_secret(request: BoardRequest, home: WebhookHome, webhook_id: int) -> HttpResponse:
    """A new secret, told this once."""
    webhook = home.find(webhook_id)
    if request.method != "POST":
        return confirm(
            request,
            title=_("New secret"),
            sentence=_("It is shown once. For 24 hours the secret of now signs, too, so that nothing is lost."),
            verb=_("Make a new secret"),
            back=home.link("show", webhook_id=webhook.pk),
            danger=False,
        )
    secret = rotate_webhook_secret(actor=request.actor, webhook=webhook)
    return _show(request, home, home.find(webhook_id), secret=secret)


def test_webhook(request: BoardRequest, home: WebhookHome, webhook_id: int) -> HttpResponse:
    webhook = home.find(webhook_id)
    delivery = send_webhook_test(actor=request.actor, webhook=webhook)
    say(request, _("A test is on its way."))
    return home.go(request, "delivery", webhook_id=webhook.pk, delivery_id=delivery.pk)


def turn_webhook_on(request: BoardRequest, home: WebhookHome, webhook_id: int) -> HttpResponse:
    enable_webhook(actor=request.actor, webhook=home.find(webhook_id))
    say(request, _("The webhook is on."))
    return home.go(request, "show", webhook_id=webhook_id)


def turn_webhook_off(request: BoardRequest, home: WebhookHome, webhook_id: int) -> HttpResponse:
    webhook = home.find(webhook_id)
    if request.method != "POST":
        return confirm(
            request,
            title=_("Switch off the webhook"),
            sentence=_("It is told nothing any more; what waits for it is not sent."),
            verb=_("Switch off"),
            back=home.link("show", webhook_id=webhook.pk),
        )
    disable_webhook(actor=request.actor, webhook=webhook)
    say(request, _("The webhook is off."))
    return home.go(request, "show", webhook_id=webhook_id)


def drop_webhook(request: BoardRequest, home: WebhookHome, webhook_id: int) -> HttpResponse:
    webhook = home.find(webhook_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is told nothing any more, and the list of what it was told goes with it.")
        return confirm(
            request,
            title=_("Remove webhook"),
            sentence=sentence % {"name": webhook.name},
            verb=_("Remove webhook"),
            back=home.link("show", webhook_id=webhook.pk),
        )
    remove_webhook(actor=request.actor, webhook=webhook)
    say(request, _("Webhook removed."))
    return home.go(request, "list")


def show_delivery(request: BoardRequest, home: WebhookHome, webhook_id: int, delivery_id: int) -> HttpResponse:
    """A delivery with its attempts. 3 statements beside those of the frame."""
    webhook = home.find(webhook_id)
    delivery = get_delivery(delivery_id, webhook_id=webhook.pk)
    context = {
        "webhook": webhook,
        "delivery": delivery,
        "body": json.dumps(json.loads(delivery.body), ensure_ascii=False, indent=2),
        "attempts": list_attempts(delivery.pk),
        "name_failure": name_failure,
    }
    return home.show(request, "delivery.html", name_event(delivery.event_name), **context)


def resend_delivery(request: BoardRequest, home: WebhookHome, webhook_id: int, delivery_id: int) -> HttpResponse:
    webhook = home.find(webhook_id)
    redeliver(actor=request.actor, delivery=get_delivery(delivery_id, webhook_id=webhook.pk))
    say(request, _("It is being sent again."))
    return home.go(request, "delivery", webhook_id=webhook.pk, delivery_id=delivery_id)
