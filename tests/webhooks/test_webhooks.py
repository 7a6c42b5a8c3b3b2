"""Events that other programs hear of (feeds.md 4)."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest

from boards import options
from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Invalid
from boards.models import Job, User
from boards.outgoing import PrivateAddressError, Reply
from boards.queries.settings import forget_settings, get_setting
from boards.services.comments import create_comment
from boards.services.projects import create_project
from boards.services.settings import ensure_tokens, save_settings
from boards.services.tasks.create import NewTask, create_task
from boards.webhooks import delivery
from boards.workers.loop import claim_job, run_due_jobs, run_job


@pytest.fixture
def posts(db, monkeypatch) -> list[dict[str, Any]]:
    """What would be sent, while a receiver is named in the settings."""
    ensure_tokens()
    save_settings(actor=APPLICATION, values={"webhook_url": "https://receiver.example/hook"})
    forget_settings()
    sent: list[dict[str, Any]] = []

    def request(url: str, **options: Any) -> Reply:
        sent.append({"url": url, **options})
        return Reply(200, "text/plain", b"")

    monkeypatch.setattr(delivery, "request_public", request)
    return sent


@pytest.fixture
def anna(db) -> Actor:
    return Actor(ActorKind.USER, User.objects.create(username="anna").pk, "anna", "", "app-user")


def make_task(actor: Actor = APPLICATION, title: str = "Fix / é") -> int:
    project = create_project(actor=APPLICATION, name="Apollo")
    return create_task(actor=actor, task=NewTask(title=title, project_id=project.pk))


def test_an_event_is_posted_as_receivers_know_it(posts, anna):
    task_id = make_task(anna)
    run_due_jobs()
    (post,) = posts
    body = json.loads(post["body"])
    token = get_setting(options.WEBHOOK_TOKEN)
    assert post["url"] == f"https://receiver.example/hook?token={token}"
    assert (post["method"], post["headers"]["User-Agent"], post["allow_private"]) == ("POST", "Kanboard", False)
    assert (body["event_name"], body["event_author"]) == ("task.create", "anna")
    assert list(body["event_data"]) == ["task_id", "task"]
    assert (body["event_data"]["task_id"], body["event_data"]["task"]["title"]) == (task_id, "Fix / é")
    assert b"Fix \\/ \\u00e9" in post["body"]
    signature = hmac.new(token.encode(), post["body"], hashlib.sha256).hexdigest()
    assert post["headers"]["X-Webhook-Signature"] == f"sha256={signature}"


def test_what_an_event_is_about_comes_first(posts, anna):
    task_id = make_task()
    create_comment(actor=anna, task_id=task_id, user_id=anna.user_id, content="hello")
    run_due_jobs()
    assert [json.loads(post["body"])["event_author"] for post in posts] == [None, "anna"]
    assert list(json.loads(posts[1]["body"])["event_data"]) == ["comment", "task"]


def test_an_address_with_a_query_keeps_it(posts):
    save_settings(actor=APPLICATION, values={"webhook_url": "https://receiver.example/hook?a=1"})
    forget_settings()
    make_task()
    run_due_jobs()
    assert posts[0]["url"].startswith("https://receiver.example/hook?a=1&token=")


def test_without_an_address_nothing_waits(db):
    make_task()
    assert not Job.objects.filter(name="webhooks.deliver").exists()


def test_an_address_that_is_cleared_meanwhile_gets_nothing(posts):
    make_task()
    save_settings(actor=APPLICATION, values={"webhook_url": ""})
    forget_settings()
    run_due_jobs()
    assert (posts, Job.objects.filter(name="webhooks.deliver").count()) == ([], 0)


def test_private_addresses_get_nothing(posts, monkeypatch):
    def refuse(url: str, **options: Any) -> Reply:
        raise PrivateAddressError("private")

    monkeypatch.setattr(delivery, "request_public", refuse)
    make_task()
    run_due_jobs()
    assert not Job.objects.filter(name="webhooks.deliver").exists()


def test_a_receiver_that_fails_is_asked_again(posts, monkeypatch):
    monkeypatch.setattr(delivery, "request_public", lambda url, **options: Reply(503, "", b""))
    make_task()
    Job.objects.exclude(name="webhooks.deliver").delete()
    job = claim_job()
    assert job is not None
    assert run_job(job) is False
    assert Job.objects.get().error == "RefusedError('The receiver answered 503')"


def test_each_delivery_has_a_name_that_it_keeps_when_it_is_sent_again(posts, anna, monkeypatch):
    make_task(anna)
    make_task(anna)
    first, second = Job.objects.filter(name="webhooks.deliver").order_by("pk")
    for job in (first, second, first):
        run_job(job)
    names = [post["headers"]["X-Webhook-Delivery"] for post in posts]
    assert names[0] == names[2] != names[1]
    assert all(len(name) == 32 for name in names)


def test_a_delivery_of_before_gets_a_name_too(posts):
    for _ in range(2):
        delivery.deliver_webhook(event_name="task.create", data={"task_id": 1}, author=None)
    names = {post["headers"]["X-Webhook-Delivery"] for post in posts}
    assert [len(name) for name in names] == [32]


def test_a_change_that_is_undone_tells_nothing(posts):
    with pytest.raises(Invalid):
        make_task(title="")
    assert not Job.objects.exists()


@pytest.mark.parametrize("url", ["receiver", "ftp://receiver.example", "javascript:alert(1)"])
def test_the_address_is_a_web_address(db, url):
    with pytest.raises(Invalid):
        save_settings(actor=APPLICATION, values={"webhook_url": url})
