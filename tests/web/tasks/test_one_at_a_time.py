"""One sub-task in progress at a time."""

from __future__ import annotations

import pytest

from boards.models import (
    Setting,
    Subtask,
)
from boards.queries.settings import forget_settings
from tests.web.tasks.parts import act, subtask


class TestOneAtATime:
    @pytest.fixture(autouse=True)
    def _restricted(self, world):
        Setting.objects.create(option="subtask_restriction", value="1")
        forget_settings()
        yield
        Setting.objects.all().delete()
        forget_settings()

    def test_a_second_start_asks_what_becomes_of_the_first(self, world):
        task = world.task()
        first, second = subtask(world, task, status=1), subtask(world, task, "Paint it")
        response = world.member.post(act("SubtaskStatus", "change", task_id=task.pk, subtask_id=second.pk))
        url = response["Location"]
        assert "SubtaskRestriction" in url
        html = world.member.get(url).content.decode()
        assert "Only one sub-task at a time can be in progress." in html
        save = act("SubtaskRestriction", "save", task_id=task.pk, subtask_id=second.pk)
        world.member.post(save, {"id": first.pk, "status": "2"})
        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.status, second.status) == (2, 1)

    def test_only_ones_own_running_one_is_changed(self, world):
        task = world.task()
        subtask(world, task, status=1)
        second = subtask(world, task, "Paint it")
        foreign = subtask(world, task, "Theirs", "manager", status=1)
        save = act("SubtaskRestriction", "save", task_id=task.pk, subtask_id=second.pk)
        assert world.member.post(save, {"id": foreign.pk, "status": "2"}).status_code == 404
        assert world.member.post(save, {"id": "x", "status": "7"}).status_code == 422
        assert set(Subtask.objects.values_list("status", flat=True)) == {0, 1}
        assert world.viewer.post(save, {"id": foreign.pk, "status": "2"}).status_code == 403

    def test_without_a_running_one_nothing_is_asked(self, world):
        task = world.task()
        one = subtask(world, task)
        world.member.post(act("SubtaskStatus", "change", task_id=task.pk, subtask_id=one.pk))
        one.refresh_from_db()
        assert one.status == 1
