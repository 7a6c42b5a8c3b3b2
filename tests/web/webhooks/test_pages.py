"""The pages of webhooks, in a project and in the settings (feeds.md 8)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import AuditEntry, Notification, Webhook, WebhookAttempt, WebhookDelivery
from boards.services.webhook_deliveries import Outcome, note_attempt, send_webhook_test
from boards.services.webhooks import create_webhook, disable_webhook
from boards.web.webhooks import samples
from boards.webhooks.signing import sign_message

URL = "https://chat.example/hook"


@pytest.fixture(params=["project", "installation"])
def home(request, world) -> str:
    """Where the webhooks are; what holds for those of a project holds for the others, too."""
    return f"/project/{world.project.pk}/webhooks" if request.param == "project" else "/settings/webhooks"


@pytest.fixture
def webhook(home, world) -> Webhook:
    project_id = world.project.pk if home.startswith("/project") else None
    return create_webhook(actor=world.actor("admin"), project_id=project_id, name="Chat", url=URL)


def read(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_a_new_one_shows_its_secret_this_once(world, home):
    empty = read(world.admin.get(home))
    assert "tells another program" in empty
    page = world.admin.post(f"{home}/new", {"name": "Chat", "url": URL, "events": ["task.close", "comment.create"]})
    webhook = Webhook.objects.get()
    assert webhook.secret in read(page)
    assert webhook.events == ["task.close", "comment.create"]
    assert webhook.owner == world.people["admin"]
    again = read(world.admin.get(f"{home}/{webhook.pk}"))
    assert webhook.secret not in again
    for word in (URL, "A task is closed", "A comment is written", "Admin", "never"):
        assert word in again
    assert "Chat" in read(world.admin.get(home))


@pytest.mark.parametrize(
    ("field", "values", "sentence"),
    [
        ("name", {"name": ""}, "This field is required."),
        ("url", {"url": "chat.example"}, "begins with http"),
        ("url", {"url": "http://10.0.0.1/"}, "private network"),
        ("events", {"events": ["task.gone"]}, "task.gone"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(world, home, field, values, sentence):
    page = world.admin.post(f"{home}/new", {"name": "Chat", "url": URL, **values})
    assert page.status_code == 422
    assert sentence in read(page)
    assert field in page.context["form"].errors
    assert not Webhook.objects.exists()


def test_it_is_changed_and_keeps_its_secret(world, home, webhook):
    form = read(world.admin.get(f"{home}/{webhook.pk}/edit"))
    assert URL in form
    answer = world.admin.post(f"{home}/{webhook.pk}/edit", {"name": "Talk", "url": URL + "2", "events": "task.open"})
    assert (answer.status_code, answer["Location"]) == (302, f"{home}/{webhook.pk}")
    changed = Webhook.objects.get()
    assert (changed.name, changed.url, changed.events) == ("Talk", URL + "2", ["task.open"])
    assert changed.secret == webhook.secret
    assert re.search(r'value="task.open"\s+checked', read(world.admin.get(f"{home}/{webhook.pk}/edit")))


def test_a_new_secret_is_asked_for_and_shown_once(world, home, webhook):
    assert "24 hours" in read(world.admin.get(f"{home}/{webhook.pk}/secret"))
    page = read(world.admin.post(f"{home}/{webhook.pk}/secret"))
    renewed = Webhook.objects.get()
    assert (renewed.old_secret, renewed.secret in page, webhook.secret in page) == (webhook.secret, True, False)
    assert "Old secret signs until" in page


def test_a_test_leads_to_what_came_of_it(world, home, webhook):
    answer = world.admin.post(f"{home}/{webhook.pk}/test")
    delivery = WebhookDelivery.objects.get()
    assert answer["Location"] == f"{home}/{webhook.pk}/deliveries/{delivery.pk}"
    assert "There was none yet." in read(world.admin.get(answer["Location"]))
    WebhookAttempt.objects.create(
        delivery=delivery, date=1_700_000_000, status=302, error="redirect", answer="<b>moved</b>", duration=12,
        headers={"webhook-id": delivery.message_id},
    )  # fmt: skip
    response = world.admin.get(answer["Location"])
    assert b"<b>moved" not in response.content
    page = read(response)
    for word in ("302", "A redirect, which is not followed", "<b>moved</b>", "12 ms", delivery.message_id, '"ping"'):
        assert word in page
    assert "A redirect, which is not followed" in read(world.admin.get(f"{home}/{webhook.pk}"))
    world.admin.post(f"{home}/{webhook.pk}/deliveries/{delivery.pk}/again")
    delivery.refresh_from_db()
    assert delivery.state == "waiting"


def test_it_is_switched_off_and_on(world, home, webhook):
    assert "told nothing" in read(world.admin.get(f"{home}/{webhook.pk}/off"))
    world.admin.post(f"{home}/{webhook.pk}/off")
    assert not Webhook.objects.get().is_on
    assert f"{home}/{webhook.pk}/on" in read(world.admin.get(f"{home}/{webhook.pk}"))
    world.admin.post(f"{home}/{webhook.pk}/on")
    assert Webhook.objects.get().is_on
    assert world.admin.post(f"{home}/{webhook.pk}/on").status_code == 422


def test_one_that_was_switched_off_by_itself_says_why(world, home, webhook):
    Webhook.objects.update(is_on=False, off_reason="gone")
    page = read(world.admin.get(f"{home}/{webhook.pk}"))
    assert "The receiver says that it is gone (410)" in page
    Webhook.objects.update(is_on=True, off_reason="", failing_since=1, failures=3, paused_until=2**33)
    page = read(world.admin.get(f"{home}/{webhook.pk}"))
    assert "3 attempts in a row" in page
    assert "Left alone until" in page
    world.people["admin"].__class__.objects.update(language="ru_RU")
    for failures, words in ((1, "1 попытка"), (3, "3 попытки"), (5, "5 попыток")):
        Webhook.objects.update(failures=failures)
        assert f"{words} подряд" in read(world.admin.get(f"{home}/{webhook.pk}"))


def test_removing_asks_first(world, home, webhook):
    assert "Chat" in read(world.admin.get(f"{home}/{webhook.pk}/remove"))
    assert Webhook.objects.exists()
    assert world.admin.post(f"{home}/{webhook.pk}/remove")["Location"] == home
    assert not Webhook.objects.exists()
    assert AuditEntry.objects.filter(kind="webhook.removed", actor=world.people["admin"], door="browser").exists()


def test_one_of_elsewhere_is_not_there(world, home, webhook):
    for elsewhere in {f"/project/{world.project.pk}/webhooks", "/settings/webhooks"} - {home}:
        delivery = send_webhook_test(actor=APPLICATION, webhook=webhook)
        for path in ("", "/edit", "/secret", "/off", "/remove", f"/deliveries/{delivery.pk}"):
            assert world.admin.get(f"{elsewhere}/{webhook.pk}{path}").status_code == 404
        for path in ("/test", "/on", "/secret", "/remove", f"/deliveries/{delivery.pk}/again"):
            assert world.admin.post(f"{elsewhere}/{webhook.pk}{path}").status_code == 404
    other = create_webhook(actor=APPLICATION, project_id=webhook.project_id, name="Other", url=URL)
    delivery = send_webhook_test(actor=APPLICATION, webhook=other)
    assert world.admin.get(f"{home}/{webhook.pk}/deliveries/{delivery.pk}").status_code == 404
    assert Webhook.objects.count() == 2


def test_the_log_comes_in_pieces_and_by_state_at_a_constant_price(world, home, webhook):
    counts = []
    for _round in range(2):
        for _ in range(25):
            send_webhook_test(actor=APPLICATION, webhook=webhook)
        world.admin.get(f"{home}/{webhook.pk}")
        with CaptureQueriesContext(connection) as captured:
            page = read(world.admin.get(f"{home}/{webhook.pk}"))
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert page.count("/deliveries/") == 30
    older = re.search(r"\?before=(\d+)", page)
    assert older is not None
    assert read(world.admin.get(f"{home}/{webhook.pk}?before={older[1]}")).count("/deliveries/") == 20
    disable_webhook(actor=APPLICATION, webhook=webhook)
    assert read(world.admin.get(f"{home}/{webhook.pk}?state=waiting")).count("/deliveries/") == 0
    for odd in ("?state=odd", "?before=999999999999999999999", "?before=x"):
        assert world.admin.get(f"{home}/{webhook.pk}{odd}").status_code == 200


def test_the_sample_of_the_page_verifies_what_is_sent(world, home, webhook):
    page = read(world.admin.get(f"{home}/{webhook.pk}"))
    assert samples.PLAIN in page
    body = '{"é": 1}'
    signature = sign_message([webhook.secret], message_id="msg_1", timestamp=7, body=body)
    headers = {"webhook-id": "msg_1", "webhook-timestamp": "7", "webhook-signature": f"v1,other {signature}"}
    for sent, is_genuine in ((body, True), (body + " ", False)):
        names: dict[str, Any] = {"headers": headers, "body": sent.encode()}
        exec(samples.PLAIN.replace("whsec_…", webhook.secret), names)
        assert names["is_genuine"] is is_genuine
    key = base64.b64decode(webhook.secret.removeprefix("whsec_"))
    expected = hmac.new(key, f"msg_1.7.{body}".encode(), hashlib.sha256).digest()
    assert signature == "v1," + base64.b64encode(expected).decode()


def test_the_settings_of_a_project_lead_there_for_managers(world):
    address = f"/project/{world.project.pk}/webhooks"
    assert address in read(world.manager.get(f"/project/{world.project.pk}"))
    assert address not in read(world.member.get(f"/project/{world.project.pk}"))
    assert "/settings/webhooks" in read(world.admin.get("/settings/webhook"))


def test_the_word_of_its_end_in_the_inbox_leads_to_its_page(world, home, webhook):
    admin = world.people["admin"]
    send_webhook_test(actor=APPLICATION, webhook=webhook)
    note_attempt(delivery_id=WebhookDelivery.objects.get().pk, outcome=Outcome(status=410), by_hand=True)
    letter = Notification.objects.get(user=admin)
    inbox = read(world.admin.get(f"/user/{admin.pk}/notifications/web"))
    assert "The webhook “Chat” was switched off" in inbox
    controller = "/?controller=WebNotificationController&action=redirect"
    answer = world.admin.post(f"{controller}&user_id={admin.pk}&notification_id={letter.pk}")
    assert answer["Location"] == f"{home}/{webhook.pk}"
    letter.refresh_from_db()
    assert letter.date_read > 0
