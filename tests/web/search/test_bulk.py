"""What is done to ticked tasks of several projects."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import Category, Operation, Task, TaskTag
from boards.roles import ProjectRole
from boards.services.memberships import add_project_user
from boards.services.projects import create_project
from boards.services.tasks.create import NewTask, create_task
from boards.web.search import bulk, page
from tests.web.asking import text


@pytest.fixture
def hidden(world) -> int:
    """A task that the member may not see."""
    other = create_project(actor=APPLICATION, name="Hidden")
    column = other.columns.first()
    task = NewTask(title="h", project_id=other.pk, column_id=column.pk, tags=["secret"])
    return create_task(actor=APPLICATION, task=task)


@pytest.fixture
def there(world):
    """Another project of the member, with priorities of its own."""
    project = create_project(actor=APPLICATION, name="There")
    add_project_user(actor=APPLICATION, project=project, user_id=world.people["member"].pk, role=ProjectRole.MEMBER)
    project.priority_start, project.priority_end = 2, 5
    project.save()
    return project


def add(project, **more) -> int:
    task = NewTask(title="Of there", project_id=project.pk, column_id=project.columns.first().pk, **more)
    return create_task(actor=APPLICATION, task=task)


def change(world, name: str, value: object, *ids: int, who: str = "member", **more: str):
    url = f"/search/change/{name}?search=paint&task_ids={','.join(map(str, ids))}"
    return world.client(who).post(url, {name: value, **more})


def ask(world, name: str, *ids: int, who: str = "member"):
    return world.client(who).get(f"/search/change/{name}", {"task_ids": ",".join(map(str, ids))})


def do(world, deed: str, *ids: int, who: str = "member", **more: str):
    return world.client(who).post(f"/search/do/{deed}?task_ids={','.join(map(str, ids))}", more)


def choices(answer, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]*)"', answer.content.decode())


def test_each_task_is_changed_where_that_is_allowed(world, hidden):
    tasks = [world.task().pk, world.task().pk]
    assert change(world, "priority", 2, *tasks, hidden)["Location"] == "/search?search=paint"
    assert [Task.objects.get(pk=pk).priority for pk in (*tasks, hidden)] == [2, 2, 0]
    html = world.member.get("/search").content.decode()
    assert "2 tasks changed" in html
    assert "1 not allowed." in html
    assert Operation.objects.count() == 1


@pytest.mark.parametrize("who", ["viewer", "outsider"])
def test_a_viewer_and_an_outsider_change_nothing_and_are_asked_nothing(world, who):
    pk = world.task(tags=["wet"]).pk
    for deed in ("close", "take", "reopen"):
        assert do(world, deed, pk, who=who).status_code == 403
    for name, value in (("priority", 1), ("date_due", "today"), ("add_tags", "x")):
        assert change(world, name, value, pk, who=who).status_code == 403
    assert ask(world, "remove_tags", pk, who=who).status_code == 403
    assert world.client(who).get(f"/search/move?task_ids={pk}").status_code == 403
    task = Task.objects.get(pk=pk)
    assert (task.is_active, task.owner_id, task.priority, task.date_due or 0) == (True, None, 0, 0)


def test_tasks_are_taken_dated_closed_and_opened_again(world, there):
    tasks = [world.task().pk, add(there)]
    do(world, "take", *tasks)
    change(world, "date_due", "tomorrow", *tasks)
    do(world, "close", *tasks)
    found = [Task.objects.get(pk=pk) for pk in tasks]
    assert [(task.owner_id, task.is_active) for task in found] == [(world.people["member"].pk, False)] * 2
    assert all(task.date_due for task in found)
    do(world, "reopen", *tasks)
    assert Task.objects.filter(pk__in=tasks, is_active=True).count() == 2


def test_what_is_sent_twice_is_done_once_in_each_project(world, there):
    tasks = [world.task().pk, add(there)]
    op = str(uuid4())
    for _time in range(2):
        do(world, "close", *tasks, op=op)
    assert not Task.objects.filter(is_active=True).exists()
    assert Operation.objects.count() == 2


def test_what_happened_in_several_projects_is_told_as_one(world, there):
    change(world, "priority", 3, world.task().pk, add(there, priority=3), add(there))
    told = world.member.get("/messages").json()
    assert [(one["text"], one["joined"], one["count"]) for one in told] == [
        ("1 task changed.", "{n} tasks changed.", 1),
        ("1 task changed.", "{n} tasks changed.", 1),
    ]
    assert {one["undo"] for one in told} == set(Operation.objects.values_list("pk", flat=True))
    change(world, "priority", 3, *Task.objects.values_list("pk", flat=True))
    assert [one["text"] for one in world.member.get("/messages").json()] == ["0 tasks changed, 3 unchanged."]


def test_a_picker_offers_what_all_projects_know(world, there):
    here, other = world.task(tags=["wet"]).pk, add(there, tags=["dry"])
    manager, member = (world.people[name].pk for name in ("manager", "member"))
    assert choices(ask(world, "priority", here), "priority") == ["0", "1", "2", "3"]
    assert choices(ask(world, "priority", here, other), "priority") == ["2", "3"]
    assert str(manager) in choices(ask(world, "owner_id", here), "owner_id")
    assert choices(ask(world, "owner_id", here, other), "owner_id") == ["0", str(member)]
    assert "For 2 tasks of 2 projects." in text(ask(world, "color_id", here, other))
    html = text(ask(world, "remove_tags", here, other))
    assert ('value="wet"' in html, 'value="dry"' in html) == (True, True)
    change(world, "add_tags", "salty", here, other)
    assert TaskTag.objects.filter(tag__name="salty").count() == 2
    change(world, "color_id", "red", here, other)
    assert set(Task.objects.values_list("color_id", flat=True)) == {"red"}


def test_categories_are_those_of_one_project_and_columns_too(world, there):
    category = Category.objects.create(project=world.project, name="Hull")
    here, other = world.task().pk, add(there)
    assert choices(ask(world, "category_id", here), "category_id") == ["0", str(category.pk)]
    change(world, "category_id", category.pk, here)
    assert Task.objects.get(pk=here).category_id == category.pk
    answer = ask(world, "category_id", here, other)
    assert answer.status_code == 422
    assert "Each project has its own categories. Tick tasks of one project." in text(answer)
    answer = world.member.get(f"/search/move?task_ids={here},{other}")
    assert answer.status_code == 422
    assert "Each project has its own columns. Tick tasks of one project." in text(answer)
    assert (
        world.member.get(f"/search/move?task_ids={here}")["Location"] == f"/board/{world.project.pk}/place?ids={here}"
    )


def test_priorities_that_never_meet_are_told(world, there):
    there.priority_start = there.priority_end = 9
    there.save()
    answer = ask(world, "priority", world.task().pk, add(there))
    assert answer.status_code == 422
    assert "These projects have no priority in common." in text(answer)


def test_nothing_of_a_hidden_project_is_offered(world, hidden):
    here = world.task(tags=["wet"]).pk
    html = text(ask(world, "remove_tags", here, hidden))
    assert ('value="wet"' in html, "secret" in html) == (True, False)


@pytest.mark.parametrize("value", ["9", "", "x"])
def test_a_wrong_value_is_told_beside_its_field(world, value):
    assert change(world, "priority", value, world.task().pk).status_code == 422
    assert Task.objects.get().priority == 0


@pytest.mark.parametrize("path", ["change/id", "change/project_id", "do/remove", "do/"])
def test_what_is_no_deed_is_unknown(world, path):
    assert world.member.post(f"/search/{path}?task_ids={world.task().pk}").status_code == 404


def test_without_a_tick_nothing_happens_and_it_is_said(world):
    for path in ("do/close", "change/priority"):
        answer = world.member.post(f"/search/{path}?search=keel", follow=True)
        assert answer.redirect_chain == [("/search?search=keel", 302)]
        assert "No task is chosen. Tick some first." in answer.content.decode()


def test_without_scripts_a_question_comes_first(world):
    pk = world.task().pk
    html = text(world.member.get(f"/search/do/close?task_ids={pk}&search=paint"))
    assert "For 1 task. You can undo this." in html
    assert f'action="/search/do/close?task_ids={pk}&amp;search=paint"' in html
    assert Task.objects.get().is_active


def test_all_that_match_are_taken_as_far_as_one_run_goes(world, there, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 31)
    monkeypatch.setattr(page, "MOST", 31)
    for number in range(33):
        world.task(f"Boat {number}")
    add(there)
    html = text(world.member.get("/search", {"search": "boat"}))
    assert "Select the first 31 of 33 matching tasks" in html
    query = {"matching": "1", "search": "boat"}
    html = text(world.member.get("/search/change/priority", query))
    assert "For 31 tasks." in html
    # What was counted is what is changed, whatever the search finds by then.
    action = re.search(r'<form method="post" action="(/search/change[^"]*)"', html)[1].replace("&amp;", "&")
    world.task("Boat again")
    world.member.post(action, {"priority": 2})
    assert Task.objects.filter(priority=2).count() == 31


def test_asking_costs_the_same_for_any_number_of_tasks_and_projects(world, there):
    def cost(name: str) -> int:
        ids = list(Task.objects.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as queries:
            assert ask(world, name, *ids).status_code == 200
        return len(queries)

    names = ("priority", "owner_id", "add_tags", "remove_tags", "color_id", "date_due")
    world.task(), add(there)
    cost("owner_id")
    few = {name: cost(name) for name in names}
    member = world.people["member"].pk
    for number in range(4):
        project = create_project(actor=APPLICATION, name=f"P{number}")
        add_project_user(actor=APPLICATION, project=project, user_id=member, role=ProjectRole.MEMBER)
        for _task in range(10):
            add(project)
    assert {name: cost(name) for name in names} == few
    assert max(few.values()) == 8
