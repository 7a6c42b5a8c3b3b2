"""Jobs, the worker, the daily round and the commands around them (docs/operations.md, Jobs; automation.md 7)."""

from __future__ import annotations

import threading
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connection

from boards.actors import APPLICATION, Actor, ActorKind
from boards.dates import day_of, now
from boards.jobs import JOBS, enqueue
from boards.mail.messages import deliver_mail
from boards.models import DailyColumnStatistics, DailyProjectStatistics, DailyRun, Job, Project, Task, User
from boards.queries.settings import forget_settings
from boards.services.mail import ask_for_task_mail
from boards.services.projects import create_project
from boards.services.settings import ensure_tokens, save_settings
from boards.services.statistics import record_day
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task
from boards.transactions import block
from boards.workers import daily, loop

DAY = 86400


@pytest.fixture
def project(db) -> Project:
    return create_project(actor=APPLICATION, name="P")


def make(project: Project, **fields: object) -> int:
    return create_task(actor=APPLICATION, task=NewTask(**{"title": "t", "project_id": project.pk, **fields}))  # type: ignore[arg-type]


def let_jobs_be_due() -> None:
    Job.objects.update(run_after=now())


def today() -> str:
    return day_of(now(), "UTC").isoformat()


# Jobs


def test_changes_of_a_day_leave_one_job(project):
    for _ in range(3):
        make(project)
    (job,) = Job.objects.all()
    assert (job.name, job.payload) == ("statistics.record", {"project_id": project.pk, "day": today()})


def test_a_change_during_the_work_leaves_a_new_job(project):
    make(project)
    let_jobs_be_due()
    job = loop.claim_job()
    assert job is not None
    make(project)
    assert Job.objects.count() == 2


def test_an_unknown_job_is_a_mistake_of_the_program(db):
    with pytest.raises(KeyError):
        enqueue("nothing")


def test_done_jobs_are_gone(project):
    make(project)
    assert (loop.run_due_jobs(), Job.objects.count()) == (0, 1)
    let_jobs_be_due()
    assert (loop.run_due_jobs(), Job.objects.count()) == (1, 0)
    assert DailyColumnStatistics.objects.get().total == 1


def test_a_claimed_job_is_not_claimed_again(project):
    make(project)
    let_jobs_be_due()
    seen = Job.objects.get()
    assert loop.claim_job() is not None
    assert loop.claim_job() is None
    seen.refresh_from_db()
    assert (seen.attempts, seen.key) == (1, None)


def test_a_lost_job_comes_back_when_its_lease_ends(project):
    make(project)
    let_jobs_be_due()
    loop.claim_job()
    assert loop.run_due_jobs() == 0
    let_jobs_be_due()
    assert loop.run_due_jobs() == 1


def test_a_job_that_ends_its_workers_is_given_up(project):
    make(project)
    for attempt in range(1, loop.ATTEMPTS + 1):
        let_jobs_be_due()
        job = loop.claim_job()
        assert job is not None
        assert job.attempts == attempt
    let_jobs_be_due()
    assert loop.claim_job() is None
    given_up = Job.objects.get()
    assert (given_up.is_dead, given_up.attempts) == (True, loop.ATTEMPTS)
    assert given_up.error == "The worker ended during the work."


def test_of_two_workers_one_gets_the_job(project, monkeypatch):
    make(project)
    let_jobs_be_due()
    original, others = Job.objects.filter, []

    def claim_between(**conditions: object) -> object:
        """Between this worker's look at the job and its claim comes another one."""
        if "pk" in conditions:
            monkeypatch.undo()
            others.append(loop.claim_job())
        return original(**conditions)

    monkeypatch.setattr(Job.objects, "filter", claim_between)
    assert loop.claim_job() is None
    assert [job.attempts for job in others] == [1]
    assert Job.objects.get().attempts == 1


def test_a_job_that_nobody_knows_any_more_is_a_failure(db):
    Job.objects.create(name="gone", run_after=now())
    assert loop.run_due_jobs() == 1
    assert Job.objects.get().error == "KeyError('gone')"


def test_no_job_begins_after_the_worker_is_stopped(project):
    make(project)
    let_jobs_be_due()
    stopped = threading.Event()
    stopped.set()
    crew = loop.Crew()
    crew.begin_due(stopped)
    assert (crew.running, Job.objects.get().attempts) == ({}, 0)


def test_a_job_that_takes_long_stays_with_its_worker(project, monkeypatch):
    make(project)
    let_jobs_be_due()
    crew = loop.Crew()
    job = loop.claim_job()
    assert job is not None
    crew.running["statistics", 0] = job
    let_jobs_be_due()
    monkeypatch.setattr(loop, "RENEWAL", 0.0)
    crew.renew()
    assert loop.claim_job() is None
    assert Job.objects.get().run_after > now() + loop.LEASE - 10


def test_a_worker_that_has_lost_a_job_does_not_touch_it_any_more(project):
    make(project)
    let_jobs_be_due()
    lost = loop.claim_job()
    assert lost is not None
    let_jobs_be_due()
    assert loop.claim_job().attempts == 2
    taken = Job.objects.get()
    loop.renew_leases([lost])
    loop.give_back([lost])
    loop._remove(lost)
    again = Job.objects.get()
    assert (again.run_after, again.attempts) == (taken.run_after, 2)


def test_what_is_not_done_at_the_end_goes_back_at_once(project, monkeypatch, caplog):
    make(project)
    let_jobs_be_due()
    crew = loop.Crew()
    job = loop.claim_job()
    assert job is not None
    crew.running["statistics", 0] = job
    monkeypatch.setattr(loop, "GRACE", 0.0)
    crew.finish()
    assert Job.objects.get().run_after <= now()
    assert "done again" in caplog.text


def leave_deliveries(*numbers: int) -> None:
    for number in numbers:
        enqueue("webhooks.deliver", number=number)


DELIVERED: list[int] = []
DOWN: list[bool] = []


def deliver(number: int) -> None:
    if DOWN:
        raise OSError("nobody listens")
    DELIVERED.append(number)


@pytest.fixture
def receiver(db, monkeypatch):
    """Deliveries go to ``DELIVERED``, while nothing is in ``DOWN``."""
    monkeypatch.setitem(JOBS, "webhooks.deliver", "tests.commands.test_work.deliver")
    DELIVERED.clear()
    DOWN.clear()


def test_deliveries_keep_their_order_after_failures(receiver):
    leave_deliveries(*range(30))
    DOWN.append(True)
    assert loop.run_due_jobs() == 1, "the others wait for the first"
    DOWN.clear()
    assert loop.run_due_jobs() == 0
    let_jobs_be_due()
    loop.run_due_jobs()
    assert list(range(30)) == DELIVERED


def test_a_delivery_that_fails_too_often_keeps_the_others_no_longer(receiver):
    leave_deliveries(1, 2)
    first = Job.objects.order_by("pk").first()
    Job.objects.filter(pk=first.pk).update(attempts=loop.HOLDS - 1)
    DOWN.append(True)
    assert loop.run_due_jobs() == 2
    DOWN.clear()
    Job.objects.exclude(pk=first.pk).update(run_after=now())
    loop.run_due_jobs()
    assert DELIVERED == [2]
    let_jobs_be_due()
    loop.run_due_jobs()
    assert DELIVERED == [2, 1]


def test_a_queue_that_is_at_work_is_left_alone(receiver, project):
    leave_deliveries(1)
    assert loop.claim_job(busy=["webhooks"]) is None
    assert loop.claim_job(busy=["mail"]).name == "webhooks.deliver"


HANGING, RELEASED = threading.Event(), threading.Event()


def hang(number: int) -> None:
    HANGING.set()
    RELEASED.wait(60)


def test_a_slow_receiver_keeps_no_statistics_waiting(transactional_db, monkeypatch):
    monkeypatch.setitem(JOBS, "webhooks.deliver", "tests.commands.test_work.hang")
    monkeypatch.setitem(JOBS, "statistics.record", "tests.commands.test_work.note_and_close")
    HANGING.clear()
    RELEASED.clear()
    NOTED.clear()
    leave_deliveries(1, 2)
    stopped = threading.Event()
    enqueue("statistics.record", key="s", number=1)

    def work() -> None:
        loop.run_forever(stopped, lambda: None)
        connection.close()

    worker = threading.Thread(target=work)
    worker.start()
    try:
        assert HANGING.wait(30)
        assert NOTED.wait(30), "it came while the receiver was slow"
        assert Job.objects.filter(name="webhooks.deliver").count() == 2
    finally:
        stopped.set()
        RELEASED.set()
        worker.join(30)
    assert not worker.is_alive()


NOTED = threading.Event()


def note_and_close(number: int) -> None:
    NOTED.set()


def test_many_failures_alike_are_one_line_in_the_log(receiver, caplog, monkeypatch):
    monkeypatch.setattr(loop, "FAILURES", loop.Failures())
    DOWN.append(True)
    job = Job(pk=1, name="webhooks.deliver", payload={"number": 1}, attempts=1)
    for _ in range(100):
        loop.run_job(job)
    (line,) = caplog.records
    assert ("nobody listens" in line.getMessage(), line.exc_info) == (True, None)
    monkeypatch.setattr(loop.Failures, "QUIET", 0.0)
    loop.run_job(job)
    assert "99 more of this kind" in caplog.records[1].getMessage()


def test_only_the_first_mistake_of_ours_shows_its_traceback(db, caplog, monkeypatch):
    monkeypatch.setattr(loop, "FAILURES", loop.Failures())
    monkeypatch.setattr(loop.Failures, "QUIET", 0.0)
    monkeypatch.setitem(JOBS, "statistics.record", "tests.commands.test_work.explode")
    for _ in range(2):
        loop.run_job(Job(pk=1, name="statistics.record", payload={}, attempts=1))
    assert [record.exc_info is not None for record in caplog.records] == [True, False]


def test_the_end_of_a_job_is_noted_when_the_database_is_back(receiver, monkeypatch):
    leave_deliveries(1)
    failures = [OperationalError("away"), OperationalError("away")]
    remove = loop._remove

    def flaky(job: Job) -> None:
        if failures:
            raise failures.pop()
        remove(job)

    monkeypatch.setattr(loop, "_remove", flaky)
    monkeypatch.setattr(loop.time, "sleep", lambda seconds: None)
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    assert loop.run_due_jobs() == 1
    assert (DELIVERED, Job.objects.count()) == ([1], 0)


def test_a_clock_that_was_set_back_lets_nobody_wait_for_it(receiver, monkeypatch):
    clock = loop.Clock()
    assert clock.seconds_back() == 0
    monkeypatch.setattr(loop.Clock, "_look", staticmethod(lambda: clock._offset - 3600.5))
    back = clock.seconds_back()
    assert back == 3600
    leave_deliveries(1)
    Job.objects.update(run_after=now() + 3600)
    loop.mend_times(back)
    assert loop.run_due_jobs() == 1


def test_what_was_left_by_a_clock_that_ran_ahead_is_done(receiver):
    leave_deliveries(1)
    Job.objects.update(run_after=now() + 86400)
    loop.mend_times()
    assert loop.run_due_jobs() == 1
    leave_deliveries(2)
    Job.objects.update(run_after=now() + 600)
    loop.mend_times()
    assert loop.run_due_jobs() == 0, "a usual wait goes on"


def test_failures_wait_longer_and_longer_and_end(project, monkeypatch):
    monkeypatch.setitem(JOBS, "statistics.record", "tests.commands.test_work.explode")
    make(project)
    waits = []
    for _ in range(loop.ATTEMPTS):
        Job.objects.update(run_after=now())
        loop.run_due_jobs()
        waits.append(Job.objects.get().run_after - now())
    job = Job.objects.get()
    assert (job.is_dead, job.attempts, job.error) == (True, loop.ATTEMPTS, "RuntimeError('boom')")
    assert 9 <= waits[0] <= 20
    assert waits[-1] > 500
    Job.objects.update(run_after=now())
    assert loop.run_due_jobs() == 0


def explode(**payload: object) -> None:
    raise RuntimeError("boom")


def test_a_round_of_jobs_is_bounded(project):
    for number in range(5):
        enqueue("statistics.record", project_id=project.pk, day=f"2026-01-0{number + 1}")
    assert (loop.run_due_jobs(limit=3), Job.objects.count()) == (3, 2)


def test_the_worker_goes_on_after_a_failure(db, monkeypatch):
    stopped = threading.Event()
    seen: list[int] = []

    def between() -> None:
        seen.append(1)
        if len(seen) == 1:
            raise RuntimeError("boom")
        if len(seen) == 3:
            stopped.set()

    monkeypatch.setattr(loop, "POLL", 0)
    monkeypatch.setattr(loop, "PAUSE_BETWEEN", 0)
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    loop.run_forever(stopped, between)
    assert len(seen) == 3


def test_the_worker_goes_on_when_the_database_was_away(db, monkeypatch, caplog):
    stopped = threading.Event()
    failures = [OperationalError("away"), RuntimeError("boom")]

    def claim(busy: object, lanes: object) -> None:
        if not failures:
            stopped.set()
            return
        raise failures.pop()

    for name in ("POLL", "PAUSE_BETWEEN", "PAUSE_AWAY"):
        monkeypatch.setattr(loop, name, 0)
    monkeypatch.setattr(loop, "claim_job", claim)
    monkeypatch.setattr(loop, "close_old_connections", lambda: None)
    loop.run_forever(stopped, lambda: None)
    assert [record.exc_info is not None for record in caplog.records] == [True, False]


def test_the_command_does_what_is_due(project):
    make(project)
    let_jobs_be_due()
    call_command("work", once=True)
    assert not Job.objects.exists()


def test_the_command_works_until_it_is_stopped(db, monkeypatch):
    from boards.management.commands import work

    handlers = {}
    monkeypatch.setattr(work.signal, "signal", lambda number, handler: handlers.setdefault(number, handler))

    def run(stopped: threading.Event, between: object) -> None:
        assert not stopped.is_set()
        for handler in handlers.values():
            handler(0, None)
        assert stopped.is_set()

    monkeypatch.setattr(work, "run_forever", run)
    call_command("work")
    assert len(handlers) == 2


# Statistics


def test_the_day_is_what_the_board_shows(project):
    moment = now()
    make(project, score=3)
    closed = make(project, score=5)
    close_task(actor=APPLICATION, task_id=closed)
    Task.objects.update(date_creation=moment - 100, date_started=0)
    Task.objects.filter(pk=closed).update(date_completed=moment - 50, date_started=moment - 60)
    for _ in range(2):
        record_day(project_id=project.pk, day=today())
    row = DailyColumnStatistics.objects.get()
    assert (row.total, row.score) == (2, 3)
    means = DailyProjectStatistics.objects.get()
    assert 75 <= means.avg_lead_time <= 77
    assert means.avg_cycle_time == 5


def test_closed_tasks_may_be_left_out(project):
    close_task(actor=APPLICATION, task_id=make(project))
    save_settings(actor=APPLICATION, values={"cfd_include_closed_tasks": "0"})
    forget_settings()
    record_day(project_id=project.pk, day=today())
    assert not DailyColumnStatistics.objects.exists()


def test_a_project_without_tasks_or_without_itself(project):
    record_day(project_id=project.pk, day=today())
    assert DailyProjectStatistics.objects.values_list("avg_lead_time", "avg_cycle_time").get() == (0, 0)
    record_day(project_id=99999999, day=today())
    assert DailyProjectStatistics.objects.count() == 1


@pytest.mark.parametrize("tasks", [10, 200])
def test_the_statistics_cost_the_same_at_any_size(project, tasks, django_assert_num_queries):
    Task.objects.bulk_create(
        Task(
            title="t", project=project, column=project.columns.all()[0], swimlane=project.swimlanes.get(),
            color_id="red", date_creation=1, date_modification=1, date_moved=1, position=number + 1,
        )
        for number in range(tasks)
    )  # fmt: skip
    record_day(project_id=project.pk, day=today())
    with django_assert_num_queries(10):
        record_day(project_id=project.pk, day=today())


@pytest.mark.only_on("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_change_that_saw_the_job_waiting_is_counted():
    project = create_project(actor=APPLICATION, name="P")
    make(project)
    let_jobs_be_due()
    written = threading.Event()

    def change() -> None:
        try:
            with block():
                make(project)
                written.set()
                time.sleep(0.5)
        finally:
            connection.close()

    other = threading.Thread(target=change)
    other.start()
    assert written.wait(5)
    assert loop.run_due_jobs() == 1
    other.join()
    assert (Job.objects.count(), DailyColumnStatistics.objects.get().total) == (0, 2)


# The daily round


def test_the_round_is_done_once_a_day(project):
    make(project)
    call_command("cronjob")
    assert set(DailyRun.objects.values_list("part", "error")) == {
        ("statistics", ""), ("actions", ""), ("sign-ins", ""), ("changes", ""), ("inboxes", ""), ("audit", ""),
        ("webhooks", ""),
    }  # fmt: skip
    DailyColumnStatistics.objects.all().delete()
    call_command("cronjob")
    assert not DailyColumnStatistics.objects.exists()
    call_command("cronjob", force=True)
    assert DailyColumnStatistics.objects.exists()


def test_a_part_that_fails_is_named_and_tried_again(project, monkeypatch):
    def fail(day: object) -> None:
        raise RuntimeError("boom")

    original = daily.PARTS["actions"]
    monkeypatch.setitem(daily.PARTS, "actions", fail)
    with pytest.raises(CommandError, match="actions: RuntimeError"):
        call_command("cronjob")
    assert DailyProjectStatistics.objects.exists()
    monkeypatch.setitem(daily.PARTS, "actions", original)
    assert daily.run_daily_round() == {}
    assert not DailyRun.objects.exclude(error="").exists()


@pytest.mark.parametrize(("hour", "due"), [(2, False), (3, True), (12, True)])
def test_the_worker_starts_the_round_after_three(db, monkeypatch, hour, due):
    monkeypatch.setattr(daily, "now", lambda: int(datetime(2026, 1, 1, hour, tzinfo=ZoneInfo("UTC")).timestamp()))
    assert daily.is_round_due() is due


def test_the_worker_starts_the_round_once(project, monkeypatch):
    from boards.management.commands.work import start_round_when_due

    monkeypatch.setattr(daily, "HOUR", 0)
    start_round_when_due()
    assert daily.is_round_due() is False
    DailyProjectStatistics.objects.all().delete()
    start_round_when_due()
    assert not DailyProjectStatistics.objects.exists()


# Mail


def test_a_mail_about_a_task_is_sent_as_asked(project):
    user = User.objects.create(username="anna", email="anna@example.org")
    task_id = make(project, title="<b>Title</b>", description="Some *words*")
    actor = Actor(ActorKind.USER, user.pk, "boss", "The Boss")
    assert (
        ask_for_task_mail(actor=actor, task_id=task_id, user_id=user.pk, subject="Hello\nBcc: evil@example.org") is True
    )
    loop.run_due_jobs()
    (message,) = mail.outbox
    assert message.to == ["anna@example.org"]
    assert message.from_email == "The Boss via Kanboard <notifications@kanboard.local>"
    assert message.subject == "Hello Bcc: evil@example.org"
    assert "Some *words*" in message.body
    assert f"http://localhost/task/{task_id}" in message.body
    assert "&lt;b&gt;Title&lt;/b&gt;" in str(message.alternatives[0][0])


def test_who_has_no_address_gets_no_mail(project):
    user = User.objects.create(username="anna", email="")
    assert ask_for_task_mail(actor=APPLICATION, task_id=make(project), user_id=user.pk, subject="s") is False


def test_a_mail_is_in_the_language_of_who_reads_it(project):
    task_id = make(project)
    for code, words in (("ru_RU", "Проект: "), ("de_DE", "Project: ")):
        user = User.objects.create(username=code, email=f"{code}@example.org", language=code)
        deliver_mail(user_id=user.pk, task_id=task_id, subject="s", sender="x")
        assert words in mail.outbox[-1].body


def test_what_is_gone_is_not_mailed(project):
    user = User.objects.create(username="anna", email="anna@example.org")
    task_id = make(project)
    remove_task(actor=APPLICATION, task_id=task_id)
    deliver_mail(user_id=user.pk, task_id=task_id, subject="s", sender="x")
    deliver_mail(user_id=99999999, task_id=task_id, subject="s", sender="x")
    assert mail.outbox == []


# Preparing and filling


def test_the_first_start_makes_the_administrator_and_tells_the_password_once(db, capsys, tmp_path, settings):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.ENV["ADMIN_PASSWORD"] = ""
    call_command("prepare")
    out = capsys.readouterr().out
    assert out.startswith("The password of the user admin is ")
    assert User.objects.get().check_password(out.split(" is ")[1].split(" (")[0])
    call_command("prepare")
    assert capsys.readouterr().out == ""
    ensure_tokens()


def test_the_demo_is_believable(db, capsys):
    call_command("demo")
    assert (Project.objects.count(), Task.objects.count(), Task.objects.filter(is_active=False).count()) == (3, 120, 18)
    assert "3 projects with 120 tasks" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("demo")
    assert Project.objects.count() == 3
