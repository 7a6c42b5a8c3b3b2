"""Sub-tasks on the page of a task."""

from __future__ import annotations

from typing import Any

from boards.actors import APPLICATION
from boards.models import Subtask, SubtaskTimer, Task
from boards.services.subtasks import create_subtask


class TestSubtasks:
    def query(self, task: Task, controller: str, action: str, subtask: Subtask, **more: Any) -> str:
        extra = "".join(f"&{name}={value}" for name, value in more.items())
        query = f"controller={controller}Controller&action={action}&task_id={task.pk}&subtask_id={subtask.pk}"
        return f"/?{query}{extra}"

    def test_lines_status_timer_order_removal(self, world):
        task = world.task()
        world.member.post(f"/task/{task.pk}/subtask/save", {"title": "a\nb\n\nc"})
        a, b, c = Subtask.objects.order_by("position")
        world.member.post(self.query(task, "SubtaskStatus", "change", a))
        a.refresh_from_db()
        assert (a.status, a.user_id) == (1, world.people["member"].pk)
        world.member.post(self.query(task, "SubtaskStatus", "timer", a, timer="stop"))
        assert SubtaskTimer.objects.get().end
        world.member.post(self.query(task, "Subtask", "movePosition", c, position=1))
        assert list(Subtask.objects.order_by("position").values_list("title", flat=True)) == ["c", "a", "b"]
        world.member.post(self.query(task, "Subtask", "edit", b), {"title": "B", "user_id": "0", "time_estimated": "2"})
        b.refresh_from_db()
        assert (b.title, b.time_estimated) == ("B", 2)
        world.member.post(self.query(task, "Subtask", "remove", b))
        world.member.post(self.query(task, "SubtaskConverter", "save", c))
        assert Task.objects.filter(title="c").exists()
        assert list(Subtask.objects.values_list("title", flat=True)) == ["a"]

    def test_the_order_as_json(self, world):
        task = world.task()
        world.member.post(f"/task/{task.pk}/subtask/save", {"title": "a\nb"})
        b = Subtask.objects.get(title="b")
        url = f"/?controller=SubtaskController&action=movePosition&task_id={task.pk}"
        for position, result in ((1, True), (9, False), ("x", False)):
            body = {"subtask_id": b.pk, "position": position}
            response = world.member.post(url, body, content_type="application/json")
            assert response.json() == {"result": result}

    def test_a_subtask_of_another_task_is_unknown(self, world):
        task, other = world.task("a"), world.task("b")
        create_subtask(actor=APPLICATION, task_id=task.pk, title="a")
        url = self.query(other, "SubtaskStatus", "change", Subtask.objects.get())
        assert world.member.post(url).status_code == 404
        assert Subtask.objects.get().status == 0
