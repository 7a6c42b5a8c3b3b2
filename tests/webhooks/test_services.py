"""Making and changing webhooks, and who hears of which event (feeds.md 8)."""

from __future__ import annotations

import base64
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION, Actor, ActorKind
from boards.errors import Conflict, Invalid, NotFound
from boards.models import AuditEntry, Job, Project, User, Webhook, WebhookDelivery
from boards.queries import recent
from boards.queries.webhooks import (
    get_delivery,
    get_webhook,
    is_webhook_on,
    list_deliveries,
    list_event_names,
    list_webhooks,
)
from boards.services.comments import create_comment
from boards.services.projects import create_project, remove_project
from boards.services.tasks.status import close_task
from boards.services.tasks.transfer import move_task_to_project
from boards.services.webhook_deliveries import send_webhook_test
from boards.services.webhooks import (
    MOST,
    create_webhook,
    disable_webhook,
    enable_webhook,
    remove_webhook,
    rotate_webhook_secret,
    update_webhook,
)
from boards.shapes.webhooks import MOST_BYTES, build_message
from boards.webhooks.spreading import spread_event
from boards.wording.webhooks import HEARD_EVENTS
from boards.workers.loop import claim_job, run_due_jobs, run_job
from tests.webhooks.conftest import change_something, work

URL = "https://chat.example/services/T0/secret-part"


def make(project_id: int | None, name: str = "Chat", actor: Actor = APPLICATION, **values: object) -> Webhook:
    return create_webhook(**{"actor": actor, "project_id": project_id, "name": name, "url": URL, **values})  # type: ignore[arg-type]


def told() -> list[tuple[str, str]]:
    """Who hears of what, once the events are spread."""
    Job.objects.exclude(name="events.spread").delete()
    run_due_jobs(limit=Job.objects.count())
    Job.objects.all().delete()
    return list(WebhookDelivery.objects.order_by("pk").values_list("webhook__name", "event_name"))


# Making and changing


def test_a_new_webhook_is_on_and_has_a_secret_of_its_own(project, olga):
    first, second = make(project.pk, actor=olga), make(None)
    assert (first.is_on, first.owner_id, second.owner_id, second.project) == (True, olga.user_id, None, None)
    for one in (first, second):
        prefix, _sign, key = one.secret.partition("_")
        assert (prefix, len(base64.b64decode(key, validate=True))) == ("whsec", 32)
    assert first.secret != second.secret


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("name", {"name": ""}),
        ("name", {"name": " \u200b"}),
        ("name", {"name": "x" * 192}),
        ("url", {"url": ""}),
        ("url", {"url": "chat.example"}),
        ("url", {"url": "ftp://chat.example"}),
        ("url", {"url": "http://[::1"}),
        ("url", {"url": "https://chat.example:99999/"}),
        ("url", {"url": "https://user:word@chat.example/"}),
        ("url", {"url": "https://chat.example/" + "x" * 2000}),
        ("url", {"url": "http://127.0.0.1/hook"}),
        ("url", {"url": "http://[::1]/hook"}),
        ("url", {"url": "http://localhost:80/"}),
        ("events", {"events": ["task.gone"]}),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_written(project, field, values):
    with pytest.raises(Invalid) as refused:
        make(project.pk, **values)
    assert list(refused.value.fields) == [field]
    assert not Webhook.objects.exists()
    webhook = make(project.pk)
    with pytest.raises(Invalid):
        update_webhook(actor=APPLICATION, webhook=webhook, **values)
    webhook.refresh_from_db()
    assert (webhook.name, webhook.url, webhook.events) == ("Chat", URL, [])


def test_private_numbers_are_possible_where_the_operator_allows_them(project, at_home):
    assert make(project.pk, url="http://127.0.0.1/hook").url == "http://127.0.0.1/hook"


def test_a_project_has_at_most_twenty(project):
    for number in range(MOST):
        make(project.pk, name=f"hook {number}")
    with pytest.raises(Invalid):
        make(project.pk)
    make(None)


def test_of_an_unknown_project_there_is_none(db):
    with pytest.raises(NotFound):
        make(77)


def test_all_events_are_kept_as_none(project):
    webhook = make(project.pk, events=list_event_names())
    assert webhook.events == []
    webhook = update_webhook(actor=APPLICATION, webhook=webhook, events=["comment.create", "task.close"])
    assert webhook.events == ["task.close", "comment.create"]
    assert (webhook.name, webhook.url) == ("Chat", URL)


def test_every_event_has_words():
    assert {name for _heading, events in HEARD_EVENTS for name in events} == set(list_event_names())


def test_the_log_tells_without_secrets(project, olga):
    webhook = make(project.pk, actor=olga)
    update_webhook(actor=olga, webhook=webhook, name="Talk", url="https://other.example/secret-part-2")
    secret = rotate_webhook_secret(actor=olga, webhook=webhook)
    disable_webhook(actor=olga, webhook=webhook)
    enable_webhook(actor=olga, webhook=webhook)
    remove_webhook(actor=olga, webhook=webhook)
    entries = list(AuditEntry.objects.filter(kind__startswith="webhook.").order_by("pk"))
    assert [one.kind.partition(".")[2] for one in entries] == [
        "created", "changed", "renewed", "disabled", "enabled", "removed",
    ]  # fmt: skip
    assert {one.actor_name for one in entries} == {"olga"}
    assert entries[0].subject == "Chat (Apollo)"
    assert entries[1].changes["url"] == ["https://chat.example/…", "https://other.example/…"]
    written = json.dumps([[one.subject, one.changes] for one in entries])
    for hidden in (secret, webhook.secret, "secret-part"):
        assert hidden not in written


def test_switching_twice_is_a_conflict(project):
    webhook = make(project.pk)
    with pytest.raises(Conflict):
        enable_webhook(actor=APPLICATION, webhook=webhook)
    disable_webhook(actor=APPLICATION, webhook=webhook)
    with pytest.raises(Conflict):
        disable_webhook(actor=APPLICATION, webhook=webhook)


def test_what_waits_goes_with_a_webhook_that_is_switched_off_or_removed(project):
    first, second = make(project.pk), make(project.pk, name="Other")
    change_something(project)
    assert [name for name, _event in told()] == ["Chat", "Other"]
    send_webhook_test(actor=APPLICATION, webhook=second)
    disable_webhook(actor=APPLICATION, webhook=first)
    assert set(WebhookDelivery.objects.filter(webhook=first).values_list("state", "next_attempt")) == {("dropped", 0)}
    remove_webhook(actor=APPLICATION, webhook=second)
    assert not Job.objects.exists()
    assert not WebhookDelivery.objects.filter(webhook_id=second.pk).exists()
    with pytest.raises(NotFound):
        remove_webhook(actor=APPLICATION, webhook=second)


def test_webhooks_go_with_their_project_and_stay_without_their_maker(project, olga, owner):
    make(project.pk, actor=olga)
    kept = make(None, actor=olga)
    remove_project(actor=APPLICATION, project=project)
    owner.delete()
    left = Webhook.objects.get()
    assert (left.pk, left.owner) == (kept.pk, None)


def test_one_is_found_only_where_it_belongs(project):
    own, everywhere = make(project.pk), make(None)
    other = create_project(actor=APPLICATION, name="Other")
    assert (list_webhooks(project_id=project.pk), list_webhooks(project_id=None)) == ([own], [everywhere])
    for webhook, home in ((own, other.pk), (own, None), (everywhere, project.pk)):
        with pytest.raises(NotFound):
            get_webhook(webhook.pk, project_id=home)
    delivery = send_webhook_test(actor=APPLICATION, webhook=own)
    with pytest.raises(NotFound):
        get_delivery(delivery.pk, webhook_id=everywhere.pk)


# Who hears of what


def test_those_of_the_project_and_of_the_installation_hear(project):
    other = create_project(actor=APPLICATION, name="Other")
    for home, name in ((project.pk, "own"), (other.pk, "other"), (None, "all")):
        make(home, name=name)
    change_something(project)
    assert told() == [("own", "task.create"), ("all", "task.create")]


def test_only_the_chosen_events_are_told(project):
    make(project.pk, events=["task.close"])
    task_id = change_something(project)
    close_task(actor=APPLICATION, task_id=task_id)
    assert told() == [("Chat", "task.close")]


def test_one_that_is_off_hears_nothing(project):
    disable_webhook(actor=APPLICATION, webhook=make(project.pk))
    recent.forget_all()
    assert not is_webhook_on()
    change_something(project)
    assert told() == []


def test_an_event_is_spread_once_however_often_the_job_runs(project):
    make(project.pk)
    change_something(project)
    job = Job.objects.get(name="events.spread")
    payload = job.payload
    for _ in range(2):
        spread_event(**payload)
    assert WebhookDelivery.objects.count() == Job.objects.filter(name="deliveries.send").count() == 1


@pytest.mark.parametrize(
    ("role", "visibility", "hears"),
    [
        ("app-user", "app-user", True),
        ("app-user", "app-manager", False),
        ("app-user", "app-admin", False),
        ("app-manager", "app-manager", True),
        ("app-manager", "app-admin", False),
        ("app-admin", "app-admin", True),
    ],
)
def test_a_comment_is_told_to_those_whose_makers_may_read_it(project, role, visibility, hears):
    maker = User.objects.create(username="maker", role=role)
    make(project.pk, name="own", events=["comment.create"], actor=Actor(ActorKind.USER, maker.pk, "maker", "", role))
    make(project.pk, name="of nobody", events=["comment.create"])
    make(None, name="all", events=["comment.create"])
    task_id = change_something(project)
    create_comment(actor=APPLICATION, task_id=task_id, user_id=maker.pk, content="psst", visibility=visibility)
    expected = {"all"} | ({"own"} if hears else set()) | ({"of nobody"} if visibility == "app-user" else set())
    assert {name for name, _event in told()} == expected


def test_a_maker_who_is_disabled_reads_nothing_more(project, owner, olga):
    User.objects.filter(pk=owner.pk).update(role="app-admin", is_active=False)
    make(project.pk, actor=olga, events=["comment.create"])
    task_id = change_something(project)
    create_comment(actor=APPLICATION, task_id=task_id, user_id=owner.pk, content="psst", visibility="app-admin")
    assert told() == []


def test_the_project_that_a_task_leaves_hears_only_that(project):
    other = create_project(actor=APPLICATION, name="Hidden")
    for home, name in ((project.pk, "from"), (other.pk, "to"), (None, "all")):
        make(home, name=name, events=["task.move.project"])
    task_id = change_something(project)
    move_task_to_project(actor=APPLICATION, task_id=task_id, project=other)
    assert sorted(told()) == [(name, "task.move.project") for name in ("all", "from", "to")]
    bodies = dict(WebhookDelivery.objects.values_list("webhook__name", "body"))
    assert json.loads(bodies["to"])["data"]["task"]["project_name"] == "Hidden"
    assert json.loads(bodies["from"])["data"] == {
        "task_id": task_id, "author": None, "project_id": project.pk, "task": None,
    }  # fmt: skip


# What is sent


def test_a_body_that_is_too_long_is_cut_and_says_so(project):
    make(project.pk)
    long = {"task": {"title": "t" * 30_000, "description": "é" * 40_000, "id": 1}, "changes": {"title": "x" * 9_000}}
    text = build_message("task.update", 1_700_000_000, long)
    told_of = json.loads(text)
    assert len(text.encode()) <= MOST_BYTES
    assert {"task.description", "task.title"} <= set(told_of["truncated"])
    assert told_of["timestamp"] == "2023-11-14T22:13:20Z"
    assert told_of["data"]["task"]["title"].endswith("t…")
    assert told_of["data"]["task"]["id"] == 1
    assert len(text.encode()) > MOST_BYTES / 4


def test_a_body_of_odd_texts_can_be_built_and_sent():
    assert build_message("task.create", 1, {"task": {"title": "\ud800 \x00 </script>"}})
    assert json.loads(build_message("ping", 1, {}))["data"] == {}


# Its price


def count_statements(project: Project) -> int:
    with CaptureQueriesContext(connection) as captured:
        change_something(project)
    return len(captured)


def test_an_event_costs_nothing_without_webhooks_and_two_statements_with_many(project):
    change_something(project)
    before = count_statements(project)
    assert count_statements(project) == before
    make(project.pk)
    recent.forget_all()
    is_webhook_on()
    change_something(project)
    one = count_statements(project)
    for number in range(MOST - 1):
        make(project.pk, name=f"{number}")
        make(None, name=f"all {number}")
    many = count_statements(project)
    # The task is read for the activity and others, too; programs have none.
    assert one == many
    assert many - before <= 3


def test_spreading_costs_the_same_for_many(project):
    counts = []
    for number in range(2):
        for more in range(1 + 8 * number):
            make(project.pk, name=f"{number} {more}")
        change_something(project)
        Job.objects.exclude(name="events.spread").delete()
        job = claim_job()
        assert job is not None
        with CaptureQueriesContext(connection) as captured:
            run_job(job)
        Job.objects.all().delete()
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_lists_cost_one_statement(project, django_assert_num_queries):
    webhook = make(project.pk)
    for _ in range(5):
        send_webhook_test(actor=APPLICATION, webhook=webhook)
    work()
    with django_assert_num_queries(1):
        found = list_deliveries(webhook_id=webhook.pk)
        assert [one.last_error != "" for one in found] == [True] * 5
    with django_assert_num_queries(1):
        assert [one.owner for one in list_webhooks(project_id=project.pk)] == [None]
    pks = [one.pk for one in found]
    assert [one.pk for one in list_deliveries(webhook_id=webhook.pk, before=pks[1], limit=2)] == pks[2:4]
    assert list_deliveries(webhook_id=webhook.pk, state="delivered") == []
