"""The daily round where something goes wrong, and the command for one of its parts."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from boards.actors import APPLICATION
from boards.automations.base import PREFIX
from boards.automations.catalogue import create_action
from boards.dates import day_of, now
from boards.models import DailyColumnStatistics, DailyProjectStatistics, DailyRun, Job, Project, Task
from boards.services.projects import create_project, disable_project
from boards.services.tasks.create import NewTask, create_task
from boards.workers import daily, loop

#: Open tasks, the actions of the event, the one UPDATE and the note of the run, each in its transaction.
DAILY_STATEMENTS = 12


@pytest.fixture
def projects(db) -> list[Project]:
    """Three projects with an overdue task each, that is to turn red; the last project is closed."""
    made = [create_project(actor=APPLICATION, name=name) for name in "PQR"]
    for project in made:
        create_action(
            actor=APPLICATION, project=project, event_name="task.cronjob.daily",
            action_name=f"{PREFIX}TaskAssignColorOnDueDate", params={"color_id": "red"},
        )  # fmt: skip
        create_task(actor=APPLICATION, task=NewTask(title="t", project_id=project.pk, date_due=1))
    disable_project(actor=APPLICATION, project=made[2])
    return made


def colors() -> list[str]:
    return list(Task.objects.order_by("pk").values_list("color_id", flat=True))


def test_only_open_projects_have_a_round(projects):
    call_command("cronjob")
    assert colors() == ["red", "red", "yellow"]
    assert list(DailyProjectStatistics.objects.order_by("project").values_list("project", flat=True)) == [
        projects[0].pk, projects[1].pk,
    ]  # fmt: skip


def test_a_project_that_fails_keeps_no_other_from_its_actions(projects, monkeypatch):
    original = daily.emit

    def fail(event):
        if event.project_id == projects[0].pk:
            raise RuntimeError("boom")
        original(event)

    monkeypatch.setattr(daily, "emit", fail)
    with pytest.raises(CommandError, match=f"actions: .*project {projects[0].pk}: RuntimeError"):
        call_command("cronjob")
    assert colors() == ["yellow", "red", "yellow"]
    monkeypatch.undo()
    call_command("cronjob")
    assert colors() == ["red", "red", "yellow"]


def test_a_project_that_fails_keeps_no_other_from_its_statistics(projects, monkeypatch):
    original = daily.record_day

    def fail(*, project_id: int, day: str) -> None:
        if project_id == projects[0].pk:
            raise RuntimeError("boom")
        original(project_id=project_id, day=day)

    monkeypatch.setattr(daily, "record_day", fail)
    with pytest.raises(CommandError, match=f"project {projects[0].pk}: RuntimeError"):
        call_command("daily_stats")
    assert DailyProjectStatistics.objects.get().project == projects[1]


def test_the_statistics_alone_are_replaced_as_often_as_asked(projects):
    for _ in range(2):
        call_command("daily_stats")
    assert DailyColumnStatistics.objects.count() == 2
    assert colors() == ["yellow"] * 3
    assert list(DailyRun.objects.values_list("part", "error")) == [("statistics", "")]
    call_command("cronjob")
    assert colors() == ["red", "red", "yellow"]


def test_projects_without_open_tasks_hear_nothing(projects, monkeypatch):
    Task.objects.filter(project=projects[0]).update(is_active=False)
    heard: list[int] = []
    monkeypatch.setattr(daily, "emit", lambda event: heard.append(event.project_id))
    daily.run_daily_actions(date.min)
    assert heard == [projects[1].pk]


@pytest.mark.parametrize("tasks", [10, 200])
def test_the_daily_colors_cost_the_same_at_any_size(projects, tasks, django_assert_num_queries):
    one = Task.objects.get(project=projects[0])
    Task.objects.bulk_create(
        Task(
            title="t", project=projects[0], column=one.column, swimlane=one.swimlane, color_id="yellow", date_due=1,
            date_creation=1, date_modification=1, date_moved=1, position=number + 2,
        )
        for number in range(tasks)
    )  # fmt: skip
    with django_assert_num_queries(DAILY_STATEMENTS):
        daily._run_daily_actions_of(projects[0].pk)
    assert Task.objects.filter(color_id="red").count() == tasks + 1


def test_notes_of_reminders_do_not_count_as_parts_of_the_round(projects, monkeypatch):
    monkeypatch.setattr(daily, "HOUR", 0)
    today = day_of(now(), "UTC")
    for number in range(len(daily.PARTS)):
        DailyRun.objects.create(part=f"reminder {number}", day=today)
    assert daily.is_round_due() is True


def test_statistics_of_one_project_wait_for_its_changes_of_some_seconds(projects):
    jobs = Job.objects.filter(name="statistics.record")
    assert jobs.count() == 3
    assert all(5 <= job.run_after - now() <= 10 for job in jobs)
    assert loop.run_due_jobs() == 0


def test_a_second_round_of_a_day_says_that_it_does_nothing(projects, capsys):
    call_command("cronjob")
    assert capsys.readouterr().out == ""
    call_command("cronjob")
    assert capsys.readouterr().out == "The round of this day is done already; --force does it again.\n"
    call_command("cronjob", force=True)
    assert capsys.readouterr().out == ""
    DailyRun.objects.filter(part="actions").update(error="failed")
    call_command("cronjob")
    assert capsys.readouterr().out == ""
