"""What a badge of a card stands for."""

from __future__ import annotations

from typing import Any

from boards.models import (
    Link,
    Task,
)
from boards.services.external_links import create_external_link
from boards.services.files import create_task_file
from boards.services.task_links import create_task_link
from tests.web.tasks.parts import subtask


class TestTooltips:
    PARTS = ("tasklinks", "externallinks", "subtasks", "attachments", "description", "recurrence")

    def fill(self, world: Any) -> Task:
        task = world.task(description="Some *words*", recurrence_status=1)
        subtask(world, task)
        other = world.task("Other <b>", column="Ready")
        link_id = Link.objects.get(label="blocks").pk
        create_task_link(actor=world.actor(), task_id=task.pk, opposite_task_id=other.pk, link_id=link_id)
        create_external_link(
            actor=world.actor(), task_id=task.pk, url="https://example.com/a.pdf", dependency="related", title="Plan"
        )
        create_task_file(actor=world.actor(), project_id=world.project.pk, task_id=task.pk, name="n.txt", content=b"x")
        return task

    def test_each_says_what_its_badge_stands_for(self, world):
        task = self.fill(world)
        script = {"X-Requested-With": "XMLHttpRequest"}
        shown = {
            part: world.viewer.get(f"/board/tooltip/{task.pk}/{part}", headers=script).content.decode()
            for part in self.PARTS
        }
        assert "Other &lt;b&gt;" in shown["tasklinks"]
        assert "25 %" in shown["tasklinks"]
        assert "Plan" in shown["externallinks"]
        assert "Sand it" in shown["subtasks"]
        assert "<form" not in shown["subtasks"]
        assert "n.txt" in shown["attachments"]
        assert "<em>words</em>" in shown["description"]
        ticks = world.member.get(f"/board/tooltip/{task.pk}/subtasks", headers=script).content.decode()
        assert "<form" in ticks
        world.swimlane.description = "# Lane"
        world.swimlane.save()
        lane = world.viewer.get(f"/board/tooltip/{world.project.pk}/swimlane/{world.swimlane.pk}")
        assert ">Lane</h3>" in lane.content.decode()

    def test_others_may_not_ask(self, world):
        task = world.task()
        for part in self.PARTS:
            assert world.outsider.get(f"/board/tooltip/{task.pk}/{part}").status_code == 403
