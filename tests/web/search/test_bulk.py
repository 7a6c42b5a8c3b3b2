"""What is done to ticked tasks of several projects."""

from __future__ import annotations

import pytest

from boards.actors import APPLICATION
from boards.models import Operation, Task
from boards.services.projects import create_project
from boards.services.tasks.create import NewTask, create_task


@pytest.fixture
def hidden(world) -> int:
    """A task that the member may not see."""
    other = create_project(actor=APPLICATION, name="Hidden")
    column = other.columns.first()
    return create_task(actor=APPLICATION, task=NewTask(title="h", project_id=other.pk, column_id=column.pk))


def test_each_task_is_changed_where_that_is_allowed(world, hidden):
    tasks = [world.task().pk, world.task().pk]
    answer = world.member.post("/search/change", {"do": "priority:2", "task_ids": [*tasks, hidden], "next": "/search"})
    assert answer["Location"] == "/search"
    assert [Task.objects.get(pk=pk).priority for pk in (*tasks, hidden)] == [2, 2, 0]
    html = world.member.get("/search").content.decode()
    assert "2 tasks changed" in html
    assert "0 tasks changed, 1 not allowed." in html
    assert Operation.objects.count() == 1


def test_a_viewer_and_an_outsider_change_nothing(world):
    pk = world.task().pk
    for client in (world.viewer, world.outsider):
        for do in ("close", "take", "priority:1", "date_due:today"):
            client.post("/search/change", {"do": do, "task_ids": [pk]})
    task = Task.objects.get(pk=pk)
    assert (task.is_active, task.owner_id, task.priority, task.date_due or 0) == (True, None, 0, 0)


def test_tasks_are_taken_dated_and_closed(world):
    pk = world.task().pk
    for do in ("take", "date_due:tomorrow", "close"):
        world.member.post("/search/change", {"do": do, "task_ids": [pk]})
    task = Task.objects.get(pk=pk)
    assert (task.owner_id, task.is_active) == (world.people["member"].pk, False)
    assert task.date_due


@pytest.mark.parametrize("do", ["", "open", "priority:9", "title:x", "priority:", "owner_id:1"])
def test_what_is_no_deed_is_refused(world, do):
    assert world.member.post("/search/change", {"do": do, "task_ids": [world.task().pk]}).status_code == 422


def test_without_a_tick_nothing_happens_and_it_is_said(world):
    world.member.post("/search/change", {"do": "close"})
    assert "No task is chosen. Tick some first." in world.member.get("/search").content.decode()
