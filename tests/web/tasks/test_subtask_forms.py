"""The forms of sub-tasks."""

from __future__ import annotations

from boards.models import (
    Subtask,
    SubtaskTimer,
    Task,
    TaskLink,
)
from tests.web.tasks.parts import act, subtask


class TestSubtasks:
    def test_a_running_timer_does_not_stop_the_next_status(self, world):
        task = world.task()
        one = subtask(world, task)
        SubtaskTimer.objects.create(subtask=one, user=world.people["member"], start=1)
        url = act("SubtaskStatus", "change", task_id=task.pk, subtask_id=one.pk)
        assert world.member.post(url).status_code == 302
        one.refresh_from_db()
        assert one.status == 1

    def test_a_converted_one_keeps_what_it_has_of_its_task(self, world):
        task = world.task(tags=["x"], priority=2, color_id="red")
        one = subtask(world, task, time_estimated=3)
        world.member.post(act("SubtaskConverter", "save", task_id=task.pk, subtask_id=one.pk))
        made = Task.objects.get(title="Sand it")
        assert (made.priority, made.color_id, made.time_estimated, made.task_tags.count()) == (2, "red", 3, 1)
        link = TaskLink.objects.get(task=made)
        assert (link.link.label, link.opposite_task_id) == ("is a child of", task.pk)
        assert not Subtask.objects.exists()

    def test_another_one_keeps_the_person(self, world):
        task = world.task()
        person = world.people["member"].pk
        data = {"title": "a\nb", "user_id": person, "another_subtask": "1"}
        html = world.member.post(f"/task/{task.pk}/subtask/save", data).content.decode()
        assert "2 sub-tasks added." in html
        assert f'<option value="{person}" selected>' in html
