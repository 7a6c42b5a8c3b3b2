"""Deliveries to a receiver that really listens: signatures, failures, pauses, private networks (feeds.md 8)."""

from __future__ import annotations

import json
import socket
import threading
import time

import pytest
from django.core import mail
from standardwebhooks import Webhook as Verifier
from standardwebhooks import WebhookVerificationError

from boards.actors import APPLICATION
from boards.dates import DAY, now
from boards.models import AuditEntry, Job, Notification, User, Webhook, WebhookAttempt, WebhookDelivery
from boards.services import webhook_deliveries
from boards.services.memberships import add_project_user, remove_project_user
from boards.services.webhook_deliveries import DELAYS, redeliver, send_webhook_test
from boards.services.webhooks import (
    create_webhook,
    disable_webhook,
    enable_webhook,
    rotate_webhook_secret,
    update_webhook,
)
from boards.webhooks import sending
from boards.wording.events import tell_inbox
from boards.workers import loop
from tests.webhooks.conftest import change_something, let_time_pass, only_delivery, work

pytestmark = pytest.mark.django_db


@pytest.fixture
def hook(project, receiver, at_home, olga) -> Webhook:
    add_project_user(actor=APPLICATION, project=project, user_id=olga.user_id, role="project-manager")
    return create_webhook(actor=olga, project_id=project.pk, name="Chat", url=receiver.url)


def test_an_event_arrives_with_a_signature_that_libraries_verify(hook, project, receiver, olga):
    task_id = change_something(project, "Über / é", olga)
    work()
    ((headers, body),) = receiver.asked
    told = Verifier(hook.secret).verify(body, headers)
    assert (told["type"], told["truncated"]) == ("task.create", [])
    assert told["timestamp"].endswith("Z")
    assert told["data"]["author"] == {"id": olga.user_id, "username": "olga", "name": "Olga"}
    assert (told["data"]["task_id"], told["data"]["project_id"]) == (task_id, project.pk)
    assert told["data"]["task"]["title"] == "Über / é"
    assert headers["content-type"] == "application/json"
    with pytest.raises(WebhookVerificationError):
        Verifier("whsec_" + "A" * 43 + "=").verify(body, headers)
    hook.refresh_from_db()
    assert hook.last_success >= now() - 5
    assert (only_delivery().state, only_delivery().next_attempt) == ("delivered", 0)


def test_both_secrets_sign_for_a_day_after_a_rotation(hook, project, receiver):
    old = hook.secret
    new = rotate_webhook_secret(actor=APPLICATION, webhook=hook)
    change_something(project)
    work()
    headers, body = receiver.asked[0]
    assert len(headers["webhook-signature"].split(" ")) == 2
    for secret in (old, new):
        Verifier(secret).verify(body, headers)
    Webhook.objects.update(old_secret_until=now() - 1)
    change_something(project)
    work()
    headers, body = receiver.asked[1]
    Verifier(new).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Verifier(old).verify(body, headers)


def test_a_failure_is_tried_again_as_the_same_message(hook, project, receiver):
    receiver.status, receiver.answer = 500, b"broken\0 \xff"
    change_something(project)
    work()
    delivery, job = only_delivery(), Job.objects.get(name="deliveries.send")
    assert (delivery.state, delivery.attempts) == ("waiting", 1)
    assert DELAYS[0] <= job.run_after - now() + 1 <= DELAYS[0] * 1.2 + 2
    receiver.status = 200
    let_time_pass()
    work()
    assert len(set(receiver.ids)) == 1
    assert receiver.asked[0][1] == receiver.asked[1][1]
    assert [one.status for one in WebhookAttempt.objects.order_by("pk")] == [500, 200]
    hook.refresh_from_db()
    assert (hook.failing_since, hook.failures, only_delivery().state) == (0, 0, "delivered")


def test_the_attempts_spread_over_two_days_and_end(hook, project, receiver):
    receiver.status = 404
    change_something(project)
    waits = []
    for _attempt in range(len(DELAYS) + 1):
        work()
        job = Job.objects.filter(name="deliveries.send").first()
        if job is not None:
            waits.append(job.run_after - now())
        let_time_pass()
    assert len(receiver.asked) == 9
    assert all(least - 2 <= wait <= least * 1.2 + 2 for least, wait in zip(DELAYS, waits, strict=True))
    assert 2 * DAY <= sum(DELAYS) <= 2.5 * DAY
    assert (only_delivery().state, only_delivery().next_attempt, Job.objects.count()) == ("failed", 0, 0)


def test_waits_of_days_are_not_mended_away(hook, project, receiver):
    receiver.status = 500
    change_something(project)
    WebhookDelivery.objects.update(attempts=7)
    work()
    WebhookDelivery.objects.update(attempts=7)
    let_time_pass()
    work()
    before = Job.objects.get(name="deliveries.send").run_after
    loop.mend_times()
    assert Job.objects.get(name="deliveries.send").run_after == before > now() + 19 * 3600


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_a_failure_and_not_followed(hook, project, receiver, status):
    receiver.status, receiver.headers = status, {"Location": receiver.url}
    change_something(project)
    work()
    attempt = WebhookAttempt.objects.get()
    assert (attempt.status, attempt.error, len(receiver.asked)) == (status, sending.REDIRECTED, 1)


def test_a_receiver_that_hangs_ends_in_time_and_is_left_alone(hook, project, receiver, settings):
    settings.ENV = {**settings.ENV, "HTTP_TIMEOUT": 0.3}
    receiver.silence = 2.0
    for _ in range(3):
        change_something(project)
    begin = time.monotonic()
    work()
    assert time.monotonic() - begin < 1.5
    attempt = WebhookAttempt.objects.get()
    assert (attempt.status, attempt.error) == (0, sending.SLOW)
    hook.refresh_from_db()
    assert now() < hook.paused_until <= now() + webhook_deliveries.FIRST_PAUSE
    assert WebhookDelivery.objects.filter(next_attempt__gte=hook.paused_until).count() == 3


def test_what_comes_during_a_pause_waits_without_an_attempt(hook, project, receiver):
    until = now() + 100
    Webhook.objects.update(paused_until=until)
    change_something(project)
    work()
    assert (receiver.asked, only_delivery().next_attempt) == ([], until)
    let_time_pass()
    work()
    assert (receiver.asked, only_delivery().attempts) == ([], 0)
    assert Job.objects.get(name="deliveries.send").run_after >= until


def test_pauses_grow_up_to_five_minutes(hook, project, receiver, monkeypatch):
    Webhook.objects.update(url="http://127.0.0.1:9/closed")
    change_something(project)
    pauses = []
    for _attempt in range(9):
        Webhook.objects.update(paused_until=0)
        let_time_pass()
        work()
        hook.refresh_from_db()
        pauses.append(hook.paused_until - now())
    assert [round(pause / 5) for pause in pauses] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert "refused" in WebhookAttempt.objects.first().error


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("kind", ["seconds", "date"])
def test_a_receiver_may_say_when_to_come_back(hook, project, receiver, status, kind):
    moment = time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(now() + 3600))
    receiver.status, receiver.headers = status, {"Retry-After": "3600" if kind == "seconds" else moment}
    change_something(project)
    work()
    job = Job.objects.get(name="deliveries.send")
    assert 3595 <= job.run_after - now() <= 3600


@pytest.mark.parametrize("way", ["success", "address"])
def test_a_pause_ends_with_a_success_and_with_a_new_address(hook, project, receiver, way):
    receiver.status, receiver.headers = 503, {"Retry-After": "36000"}
    for _ in range(3):
        change_something(project)
    work()
    assert len(receiver.asked) == 1
    receiver.status = 200
    if way == "success":
        redeliver(actor=APPLICATION, delivery=WebhookDelivery.objects.first())
    else:
        update_webhook(actor=APPLICATION, webhook=hook, url=receiver.url + "/new")
    work()
    assert len(set(receiver.ids)) == 3
    assert set(WebhookDelivery.objects.values_list("state", flat=True)) == {"delivered"}
    assert not Job.objects.exists()


@pytest.mark.parametrize("text", ["soon", "", "-5", "99999999999999", "Mon, 99 Foo 2026 00:00:00 GMT", "٣"])
def test_nonsense_in_retry_after_does_no_harm(hook, project, receiver, text):
    receiver.status, receiver.headers = 429, {"Retry-After": text.encode().decode("latin-1")}
    change_something(project)
    work()
    assert Job.objects.get(name="deliveries.send").run_after <= now() + DAY + 1


def test_gone_switches_off_at_once_with_a_word_to_the_owner(hook, project, receiver):
    receiver.status = 410
    for _ in range(2):
        change_something(project)
    work()
    hook.refresh_from_db()
    assert (hook.is_on, hook.off_reason, len(receiver.asked)) == (False, "gone", 1)
    assert sorted(WebhookDelivery.objects.values_list("state", flat=True)) == ["dropped", "failed"]
    assert not Job.objects.exists()
    assert mail.outbox[0].to == ["olga@example.org"]
    assert "Chat" in mail.outbox[0].subject
    assert f"/project/{project.pk}/webhooks/{hook.pk}" in mail.outbox[0].body
    letter = Notification.objects.get(user=hook.owner)
    assert (letter.project, letter.event_name) == (project, "webhook.off")
    assert tell_inbox(letter.event_name, letter.data).startswith("The webhook “Chat” was switched off")
    entry = AuditEntry.objects.get(kind="webhook.disabled")
    assert (entry.actor_name, entry.changes) == ("worker", {"reason": ["", "gone"]})
    change_something(project)
    work()
    assert len(receiver.asked) == 1


def test_who_has_left_the_project_is_told_nothing_of_it(hook, project, receiver):
    remove_project_user(actor=APPLICATION, project_id=project.pk, user_id=hook.owner_id)
    receiver.status = 410
    change_something(project)
    work()
    hook.refresh_from_db()
    assert (hook.is_on, mail.outbox, Notification.objects.count()) == (False, [], 0)


def test_five_days_of_failures_switch_off(hook, project, receiver):
    User.objects.update(language="ru_RU")
    receiver.status = 500
    change_something(project)
    Webhook.objects.update(failing_since=now() - 5 * DAY, failures=8)
    work()
    hook.refresh_from_db()
    assert hook.is_on
    let_time_pass()
    work()
    hook.refresh_from_db()
    assert (hook.is_on, hook.off_reason, len(mail.outbox)) == (False, "failing", 1)
    assert mail.outbox[0].subject == "Веб-хук «Chat» выключен"
    assert "пять дней" in mail.outbox[0].body


def test_many_failures_in_less_than_five_days_do_not(hook, project, receiver):
    receiver.status = 500
    change_something(project)
    Webhook.objects.update(failing_since=now() - 5 * DAY + 60, failures=500)
    work()
    hook.refresh_from_db()
    assert hook.is_on


def test_switched_on_again_it_begins_anew(hook, project, receiver):
    Webhook.objects.update(is_on=False, off_reason="failing", failing_since=1, failures=20, paused_until=now() + 50)
    enable_webhook(actor=APPLICATION, webhook=hook)
    change_something(project)
    work()
    hook.refresh_from_db()
    assert (hook.is_on, hook.off_reason, hook.failures, len(receiver.asked)) == (True, "", 0, 1)


def test_a_private_address_is_refused_in_words(project, receiver, olga, settings):
    settings.ENV = {**settings.ENV, "WEBHOOK_ALLOW_PRIVATE_NETWORKS": True}
    create_webhook(actor=olga, project_id=project.pk, name="Chat", url=receiver.url)
    settings.ENV = {**settings.ENV, "WEBHOOK_ALLOW_PRIVATE_NETWORKS": False}
    change_something(project)
    work()
    assert (receiver.asked, WebhookAttempt.objects.get().error) == ([], sending.PRIVATE)


def test_a_name_that_leads_elsewhere_later_reaches_nothing(project, receiver, olga, monkeypatch):
    port = int(receiver.url.rsplit(":", 1)[1].split("/")[0])
    create_webhook(actor=olga, project_id=project.pk, name="Chat", url=f"http://rebinds.example:{port}/hook")
    private = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: private)
    change_something(project)
    work()
    let_time_pass()
    Webhook.objects.update(paused_until=0)
    work()
    assert receiver.asked == []
    assert [one.error for one in WebhookAttempt.objects.all()] == [sending.PRIVATE, sending.PRIVATE]


def test_answers_from_the_own_network_are_not_for_managers(hook, project, receiver):
    receiver.status, receiver.answer = 200, b"secret of the house"
    change_something(project)
    everywhere = create_webhook(actor=APPLICATION, project_id=None, name="All", url=receiver.url)
    change_something(project)
    work()
    answers = dict(WebhookAttempt.objects.values_list("delivery__webhook_id", "answer"))
    assert answers == {hook.pk: "", everywhere.pk: "secret of the house"}


@pytest.mark.parametrize("banner", [b"SSH-2.0-Secret_9.9\r\n", b"\0\xff\r\n\r\n", b"HTTP/1.1 2x0 secret\r\n\r\n"])
def test_what_answers_in_another_language_is_not_told_on(hook, project, banner):
    """Its first words say which service stands there, and may be what no database holds."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        update_webhook(actor=APPLICATION, webhook=hook, url=f"http://127.0.0.1:{server.getsockname()[1]}/")
        change_something(project)

        def answer() -> None:
            connection, _peer = server.accept()
            with connection:
                connection.recv(100_000)
                connection.sendall(banner)

        thread = threading.Thread(target=answer)
        thread.start()
        work()
        thread.join()
    attempt = WebhookAttempt.objects.get()
    assert (attempt.status, attempt.error, attempt.answer) == (0, sending.NO_HTTP, "")


def test_of_a_long_answer_the_first_2_kb_are_kept(project, receiver, at_home):
    receiver.answer, receiver.status = b"a\0\xff" * 5000, 200
    create_webhook(actor=APPLICATION, project_id=None, name="All", url=receiver.url)
    change_something(project)
    work()
    answer = WebhookAttempt.objects.get().answer
    assert len(answer) == 2048
    assert "\0" not in answer


def test_the_log_holds_headers_and_no_secret(hook, project, receiver):
    change_something(project)
    work()
    attempt = WebhookAttempt.objects.get()
    assert attempt.headers["webhook-id"] == receiver.ids[0]
    assert hook.secret not in json.dumps(attempt.headers) + only_delivery().body
    assert attempt.duration < 5000


def test_a_delivery_can_be_sent_again_by_hand_as_the_same_message(hook, project, receiver):
    change_something(project)
    work()
    redeliver(actor=APPLICATION, delivery=only_delivery())
    redeliver(actor=APPLICATION, delivery=only_delivery())
    work()
    assert len(receiver.asked) == 2
    assert len(set(receiver.ids)) == 1
    assert only_delivery().state == "delivered"


def test_by_hand_beside_the_next_attempt_that_waits(hook, project, receiver):
    receiver.status = 500
    change_something(project)
    work()
    redeliver(actor=APPLICATION, delivery=only_delivery())
    work()
    delivery = only_delivery()
    assert (delivery.state, delivery.attempts, delivery.next_attempt > 0) == ("waiting", 1, True)
    assert Job.objects.filter(name="deliveries.send").count() == 1
    receiver.status = 200
    redeliver(actor=APPLICATION, delivery=only_delivery())
    work()
    let_time_pass()
    work()
    assert (len(receiver.asked), only_delivery().state) == (3, "delivered")


def test_a_test_goes_to_a_webhook_that_is_off_and_is_not_repeated(hook, receiver):
    disable_webhook(actor=APPLICATION, webhook=hook)
    receiver.status = 500
    send_webhook_test(actor=APPLICATION, webhook=hook)
    work()
    headers, body = receiver.asked[0]
    told = Verifier(hook.secret).verify(body, headers)
    assert (told["type"], told["data"]) == ("ping", {"webhook_id": hook.pk, "name": "Chat"})
    assert (only_delivery().state, Job.objects.count()) == ("failed", 0)


def test_a_dead_receiver_keeps_no_other_waiting(project, at_home, receiver, settings):
    """Two places of the crew, one webhook that hangs with many events: the other one is told meanwhile."""
    settings.ENV = {**settings.ENV, "HTTP_TIMEOUT": 0.5}
    with socket.create_server(("127.0.0.1", 0)) as silent:
        dead = create_webhook(
            actor=APPLICATION, project_id=None, name="Dead", url=f"http://127.0.0.1:{silent.getsockname()[1]}/"
        )
        for _ in range(5):
            change_something(project)
        create_webhook(actor=APPLICATION, project_id=project.pk, name="Well", url=receiver.url)
        change_something(project)
        work()
    assert len(receiver.asked) == 1
    assert WebhookAttempt.objects.filter(delivery__webhook=dead).count() == 1


def test_of_one_lane_one_job_is_taken_at_a_time(hook, project):
    for _ in range(2):
        change_something(project)
    Job.objects.exclude(name="events.spread").delete()
    for job in iter(loop.claim_job, None):
        if job.name == "events.spread":
            loop.run_job(job)
        else:
            break
    assert job is not None
    assert loop.claim_job(lanes=[job.lane]) is None
    assert loop.claim_job().name == "deliveries.send"


def test_eight_webhooks_are_told_beside_each_other_each_by_one_request(hook, project, monkeypatch):
    """A crew that does nothing but take: a place for each lane, none for a second job of one."""
    for number in range(9):
        create_webhook(actor=APPLICATION, project_id=project.pk, name=f"{number}", url=hook.url)
    for _ in range(3):
        change_something(project)
    Job.objects.exclude(name="events.spread").delete()
    for job in list(Job.objects.all()):
        loop.run_job(job)
    monkeypatch.setattr(loop._Hand, "start", lambda self: None)
    crew = loop.Crew()
    crew.begin_due(threading.Event())
    lanes = [job.lane for job in crew.running.values()]
    assert len(lanes) == len(set(lanes)) == 8
    assert {queue for queue, _number in crew.running} == {"deliveries"}
    crew._note_end(("deliveries", 3))
    crew.begin_due(threading.Event())
    assert len({job.lane for job in crew.running.values()}) == 8


def test_old_deliveries_go_and_what_waits_stays(hook, project, receiver):
    for _ in range(3):
        change_something(project)
    receiver.status = 500
    work()
    pks = list(WebhookDelivery.objects.order_by("pk").values_list("pk", flat=True))
    WebhookDelivery.objects.update(date_creation=now() - 8 * DAY)
    WebhookDelivery.objects.filter(pk=pks[0]).update(state="delivered", next_attempt=0)
    WebhookDelivery.objects.filter(pk=pks[1]).update(next_attempt=now() - 8 * DAY)
    webhook_deliveries.forget_old_deliveries()
    assert list(WebhookDelivery.objects.values_list("pk", flat=True)) == [pks[2]]
