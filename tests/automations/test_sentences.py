"""Automatic actions in words, and what they keep of their runs."""

from __future__ import annotations

import re

import pytest

from boards.actors import APPLICATION
from boards.automations.catalogue import get_sentence
from boards.automations.registry import AUTOMATIONS
from boards.dates import now
from boards.models import Action
from boards.services.tasks.status import close_task
from boards.workers.daily import run_daily_actions
from tests.automations.conftest import World


@pytest.mark.parametrize("name", AUTOMATIONS)
def test_the_sentence_of_an_action_names_all_its_parameters_and_nothing_else(name):
    automation = AUTOMATIONS[name]
    for event in automation.events:
        sentence = get_sentence(name, event.name)
        assert sorted(re.findall(r"\{(\w+)\}", sentence)) == sorted(param.name for param in automation.params), event
        assert sentence.endswith(".")


def test_no_two_actions_say_the_same():
    said = [get_sentence(name, event.name) for name, one in AUTOMATIONS.items() for event in one.events]
    assert len(said) == len(set(said))


def test_an_unknown_action_or_event_has_no_sentence():
    assert get_sentence("\\Kanboard\\Action\\Other", "task.close") == ""
    assert get_sentence("\\Kanboard\\Action\\TaskCloseColumn", "task.close") == ""


def test_the_latest_runs_are_kept_with_their_tasks(world: World):
    before = now()
    action = world.action("TaskCloseColumn", "task.move.column", column_id="C2")
    tasks = [world.task() for _n in range(Action.MOST_RUNS + 1)]
    world.move(tasks[0], "C3")
    for task in tasks:
        world.move(task, "C2")
    recent = Action.objects.get(pk=action.pk).recent
    assert [(task_id, failure) for _when, task_id, failure in recent] == [(task, "") for task in tasks[:0:-1]]
    assert all(before <= when <= now() for when, _task_id, _failure in recent)


def test_a_run_that_failed_says_why_and_a_daily_one_is_of_no_task(world: World):
    action = world.stored("TaskMoveColumnClosed", "task.close", dest_column_id="nowhere")
    daily = world.action("TaskCloseNoActivity", "task.cronjob.daily", duration="3")
    task = world.task()
    close_task(actor=APPLICATION, task_id=task)
    world.task()
    run_daily_actions(None)  # type: ignore[arg-type]
    ((_when, task_id, failure),) = Action.objects.get(pk=action.pk).recent
    assert (task_id, "no such target" in failure) == (task, True)
    ((_when, task_id, failure),) = Action.objects.get(pk=daily.pk).recent
    assert (task_id, failure) == (0, "")
