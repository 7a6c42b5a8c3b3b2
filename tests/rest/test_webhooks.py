"""Webhooks over REST."""

from __future__ import annotations

from typing import Any

import pytest

from boards.models import Webhook, WebhookAttempt, WebhookDelivery

HOOK: dict[str, Any] = {"name": "Chat", "url": "https://chat.example/hook", "events": ["task.close", "task.create"]}


@pytest.fixture(params=["project", "installation"])
def home(request, project) -> str:
    """Where webhooks are made."""
    return f"/projects/{project}/webhooks" if request.param == "project" else "/global-webhooks"


@pytest.fixture
def path(rest, home) -> str:
    """A webhook."""
    made = rest.post(home, HOOK)
    assert made.status == 201, made.json
    return str(made.headers["Location"]).removeprefix("/api/v1")


def test_a_webhook_lives(rest, project, home):
    made = rest.post(home, HOOK)
    path = made.headers["Location"].removeprefix("/api/v1")
    shown = rest.get(path).json
    assert made.json["secret"].startswith("whsec_")
    assert made.json["webhook"] == shown == rest.get(home).json["items"][0]
    assert shown["project_id"] == (project if "projects" in home else None)
    assert (shown["events"], shown["is_on"], shown["off_reason"]) == (["task.create", "task.close"], True, None)
    assert made.json["secret"] not in str(shown)
    assert rest.patch(path, {"events": [], "name": "Talk"}).json == {**shown, "events": [], "name": "Talk"}
    assert rest.send("PATCH", path, {"name": "x"}).status == 428
    assert rest.post(f"{path}/disable").json["is_on"] is False
    assert rest.post(f"{path}/disable").status == 409
    assert rest.post(f"{path}/enable").json["is_on"] is True
    assert rest.post(f"{path}/secret").json["secret"] not in ("", made.json["secret"])
    assert rest.delete(path).status == 204
    assert rest.get(path).status == 404


def test_how_a_receiver_does_is_no_state_of_the_webhook(rest, path):
    tag = rest.get(path).headers["ETag"]
    Webhook.objects.update(failures=3, failing_since=100)
    assert rest.get(f"{path}?expand=status").json["status"]["failures"] == 3
    assert rest.patch(path, {"name": "Talk"}, If_Match=tag).status == 200


def test_what_it_was_told_is_listed(rest, path):
    first, second = (rest.post(f"{path}/test").json["id"] for _ in range(2))
    WebhookAttempt.objects.create(delivery_id=second, date=50, status=500, answer="no", duration=12)
    WebhookDelivery.objects.filter(pk=second).update(state="failed")
    page = rest.get(f"{path}/deliveries?limit=1").json
    assert (page["items"][0]["id"], page["items"][0]["event_name"]) == (second, "ping")
    assert (page["items"][0]["state"], page["items"][0]["last_status"]) == ("failed", 500)
    assert [one["id"] for one in rest.get(f"{path}/deliveries?cursor={page['next']}").json["items"]] == [first]
    assert [one["id"] for one in rest.get(f"{path}/deliveries?state=waiting").json["items"]] == [first]
    assert rest.get(f"{path}/deliveries?state=lost").status == 422
    whole = rest.get(f"{path}/deliveries/{second}").json
    assert (whole["requests"][0]["answer"], whole["last_status"]) == ("no", 500)
    assert '"ping"' in whole["body"]
    assert rest.post(f"{path}/deliveries/{second}/redeliver").json["state"] == "waiting"
    assert rest.get(f"{path}/deliveries/999").status == 404


def test_webhooks_stay_where_they_belong(rest, rpc, project):
    own = rest.post(f"/projects/{project}/webhooks", HOOK).headers["Location"].removeprefix("/api/v1")
    shared = rest.post("/global-webhooks", HOOK).headers["Location"].removeprefix("/api/v1")
    delivery = rest.post(f"{own}/test").json["id"]
    assert rest.get(own.replace("/webhooks", "/global-webhooks")).status == 404
    assert rest.get(shared.replace("/global-webhooks", "/webhooks")).status == 404
    assert rest.get(f"{shared}/deliveries/{delivery}").status == 404
    assert rest.post(f"{shared}/deliveries/{delivery}/redeliver").status == 404


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"name": ""}, "/name"),
        ({"name": " "}, "/name"),
        ({"url": "ftp://x"}, "/url"),
        ({"url": "https://127.0.0.1/"}, "/url"),
        ({"events": ["task.fly"]}, "/events"),
        ({"events": "task.create"}, "/events"),
        ({"secret": "x"}, "/secret"),
    ],
)
def test_a_wrong_webhook_is_told(rest, home, change, pointer):
    answer = rest.post(home, {**HOOK, **change})
    assert (answer.status, answer.json["errors"][0]["pointer"]) == (422, pointer)


@pytest.mark.parametrize("name", ["mona", "ana", "vic", "olga", "adam"])
def test_who_may_know_webhooks(rest, rpc, home, path, name):
    rpc.createUser(username="adam", password="secret-pw", role="app-admin")
    person = rest.user(name)
    if "global" in home:
        status = 200 if name == "adam" else 403
    else:
        status = {"mona": 200, "ana": 403, "vic": 403}.get(name, 404)
    done = status == 200
    assert person.get(home).status == status
    assert person.get(path).status == status
    assert person.get(f"{path}/deliveries").status == status
    assert person.post(home, HOOK).status == (201 if done else status)
    assert person.patch(path, {"name": "x"}).status == status
    for verb in ("disable", "enable", "secret", "test"):
        assert person.post(f"{path}/{verb}").status == status
    assert person.delete(path).status == (204 if done else status)
