"""What stored parameters mean, and what an action leaves alone (automation.md 4, 5 and 11)."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from boards.actors import APPLICATION
from boards.automations import people
from boards.automations.catalogue import update_action
from boards.dates import now
from boards.errors import Invalid
from boards.mail.messages import deliver_mail
from boards.models import Action, DailyRun, Job, Task
from boards.queries.settings import forget_settings
from boards.services.settings import save_settings
from boards.services.tasks.status import close_task
from boards.workers.daily import run_daily_actions, run_daily_round
from tests.automations.conftest import World

DAY = 86400


def error_of(action: Action) -> str:
    return Action.objects.get(pk=action.pk).last_error


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("TaskCloseNoActivity", {}),
        ("TaskCloseNoActivityColumn", {"column_id": "C1"}),
        ("TaskCloseNotMovedColumn", {"column_id": "C1"}),
        ("TaskMoveColumnNotMovedPeriod", {"src_column_id": "C1", "dest_column_id": "C2"}),
        ("TaskMoveColumnOnDueDate", {"src_column_id": "C1", "dest_column_id": "C2"}),
        ("TaskEmailNoActivity", {"user_id": "alice", "subject": "s"}),
    ],
)
@pytest.mark.parametrize("duration", ["soon", "", "1_0", "٣"])
def test_a_duration_in_words_is_no_duration_of_nothing(world: World, name, params, duration):
    action = world.stored(name, "task.cronjob.daily", duration=duration, **params)
    task = world.task()
    Task.objects.filter(pk=task).update(date_modification=now() - 9, date_moved=now() - 9, date_due=now() - 9)
    run_daily_actions(None)  # type: ignore[arg-type]
    found = world.get(task)
    assert (found.is_active, found.column_id) == (True, world.names["C1"])
    assert not Job.objects.filter(name="mail.send").exists()
    assert "number of days" in error_of(action)


@pytest.mark.parametrize(("duration", "is_open"), [("1.5", False), ("2.0", False), (" 2 ", False), ("2.5", True)])
def test_durations_may_have_a_fraction(world: World, duration, is_open):
    world.action("TaskCloseNoActivity", "task.cronjob.daily", duration=duration)
    task, fresh = world.task(), world.task()
    Task.objects.filter(pk=task).update(date_modification=now() - 2 * DAY - 100)
    run_daily_actions(None)  # type: ignore[arg-type]
    assert (world.get(task).is_active, world.get(fresh).is_active) == (is_open, True)


@pytest.mark.parametrize(
    ("name", "event", "params"),
    [
        ("TaskAssignSpecificUser", "task.move.column", {"column_id": "C2", "user_id": "nobody"}),
        ("TaskAssignUserSwimlaneChange", "task.move.swimlane", {"swimlane_id": "S2", "user_id": ""}),
        ("TaskAssignCategorySwimlaneChange", "task.move.swimlane", {"swimlane_id": "S2", "category_id": "none"}),
        ("TaskAssignCategoryColor", "task.create_update", {"color_id": "red", "category_id": "none"}),
        ("TaskAssignPrioritySwimlane", "task.move.swimlane", {"swimlane_id": "S2", "priority": "high"}),
    ],
)
def test_a_word_in_place_of_an_id_clears_nothing(world: World, name, event, params):
    task = world.task(owner_id="alice", category_id="K1", priority=2)
    action = world.stored(name, event, **params)
    world.move(task, "C2", "S2")
    world.update(task, color_id="red")
    found = world.get(task)
    assert (found.owner.username, found.category.name, found.priority) == ("alice", "K1", 2)
    assert error_of(action) != ""


def test_numbers_are_compared_loosely(world: World):
    loose = f" {world.names['C2']}.0 "
    world.action("TaskAssignColorColumn", "task.move.column", column_id=loose, color_id="red")
    task = world.task()
    world.move(task, "C2")
    assert world.get(task).color_id == "red"


def test_a_number_that_no_column_holds_equals_nothing(world: World):
    world.stored("TaskAssignColorColumn", "task.move.column", column_id="9" * 30, color_id="red")
    task = world.task()
    world.move(task, "C2")
    assert world.get(task).color_id == "yellow"


def test_a_due_date_keeps_the_time_of_day_when_the_clock_changes(world: World, monkeypatch):
    save_settings(actor=APPLICATION, values={"application_timezone": "Europe/Berlin"})
    forget_settings()
    zone = ZoneInfo("Europe/Berlin")
    before = int(datetime(2026, 3, 28, 10, tzinfo=zone).timestamp())
    monkeypatch.setattr(people, "now", lambda: before)
    world.action("TaskAssignDueDateOnCreation", "task.create", duration="2")
    assert world.get(world.task()).date_due == int(datetime(2026, 3, 30, 10, tzinfo=zone).timestamp())


def test_a_due_date_beyond_the_calendar_is_refused(world: World):
    action = world.stored("TaskAssignDueDateOnCreation", "task.create", duration="9" * 12)
    assert world.get(world.task(date_due=DAY)).date_due == DAY
    assert "calendar" in error_of(action)


@pytest.mark.parametrize("name", ["TaskAssignDueDateOnCreation", "TaskCloseNoActivity"])
@pytest.mark.parametrize(
    "duration", ["9" * 400, "1e400", "-5", "-0.5", "36500.5", "999999999", "inf", "nan", "soon", ""]
)
def test_a_duration_that_can_never_run_is_refused_when_it_is_made(world: World, name, duration):
    event = "task.create" if name.endswith("Creation") else "task.cronjob.daily"
    action = world.action(name, event, duration="36500")
    with pytest.raises(Invalid) as refusal:
        world.action(name, event, duration=duration)
    assert list(refusal.value.fields) == ["params[duration]"]
    with pytest.raises(Invalid):
        update_action(actor=APPLICATION, action=action, event_name=event, params={"duration": duration})
    assert Action.objects.get().params == {"duration": "36500"}


def test_a_failure_stays_noted_while_the_action_has_nothing_to_do(world: World):
    action = world.stored("TaskAssignSpecificUser", "task.move.column", column_id="C2", user_id="99999999")
    world.move(world.task(), "C2")
    noted = error_of(action)
    assert noted != ""
    world.move(world.task(), "C3")
    assert error_of(action) == noted


def test_actions_leave_a_task_alone_that_has_left_their_project(world: World):
    world.action("TaskMoveAnotherProject", "task.move.column", column_id="C2", project_id="Q")
    world.action("TaskUpdateStartDateOnMoveColumn", "task.move.column", column_id="C1")
    task = world.task()
    world.move(task, "C2")
    found = world.get(task)
    assert (found.project_id, found.date_started) == (world.other.pk, 0)


def test_a_chain_of_copies_that_ends_is_no_failure(world: World):
    ours = world.action("TaskDuplicateAnotherProject", "task.create", column_id="C1", project_id="Q")
    first = world.other.columns.order_by("position")[0]
    theirs = Action.objects.create(
        project=world.other, event_name="task.create", action_name=ours.action_name, by_program=True,
        params={"column_id": str(first.pk), "project_id": str(world.project.pk)},
    )  # fmt: skip
    world.task()
    assert Task.objects.count() == 3
    assert (error_of(ours), error_of(theirs)) == ("", "")


def test_values_in_a_subject_are_not_replaced_again(world: World):
    world.action("TaskEmail", "task.move.column", column_id="C2", user_id="alice", subject="{{title}}")
    world.move(world.task(title="{{project_name}} {{id}}"), "C2")
    assert Job.objects.get(name="mail.send").payload["subject"] == "{{project_name}} {{id}}"


def test_line_ends_in_a_sender_start_no_header(world: World):
    task = world.task()
    deliver_mail(user_id=world.names["alice"], task_id=task, subject="s", sender="Eve\r\nBcc: x@example.org via K")
    assert "\n" not in mail.outbox[0].from_email
    assert mail.outbox[0].message()["Bcc"] is None


def test_reminders_come_once_a_day_also_when_the_round_is_forced(world: World):
    world.action("TaskEmailNoActivity", "task.cronjob.daily", user_id="alice", subject="s", duration="2")
    Task.objects.filter(pk=world.task()).update(date_modification=now() - 3 * DAY)
    for _ in range(2):
        run_daily_round(force=True)
    assert Job.objects.filter(name="mail.send").count() == 1
    DailyRun.objects.update(day="2026-01-01")
    run_daily_round(force=True)
    assert Job.objects.filter(name="mail.send").count() == 2


def test_reminders_to_nobody_are_noted(world: World):
    action = world.stored("TaskEmailNoActivity", "task.cronjob.daily", user_id="99999999", subject="s", duration="2")
    Task.objects.filter(pk=world.task()).update(date_modification=now() - 3 * DAY)
    run_daily_actions(None)  # type: ignore[arg-type]
    assert (Job.objects.filter(name="mail.send").count(), "no member" in error_of(action)) == (0, True)


def test_a_chain_that_leads_too_far_is_stopped(world: World, caplog, monkeypatch):
    monkeypatch.setattr("boards.listeners.automations.MAX_DEPTH", 1)
    world.action("TaskMoveColumnClosed", "task.close", dest_column_id="C4")
    world.action("TaskAssignColorColumn", "task.move.column", column_id="C4", color_id="red")
    task = world.task()
    close_task(actor=APPLICATION, task_id=task)
    assert (world.get(task).column_id, world.get(task).color_id) == (world.names["C4"], "yellow")
    assert "too far" in caplog.text
