"""Limits at the doors: a sentence beside the field, a failure value, never a 500 (decisions.md 6)."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.limits import MOST_LINES, TITLE
from boards.models import Column, Comment, ExternalLink, Project, Subtask, Task, User
from boards.services.subtasks import create_subtask
from tests.conftest import Rpc

HUGE = str(10**20)


@pytest.fixture
def rpc() -> Rpc:
    return Rpc()


@pytest.mark.parametrize("title", ["\u200b", "\u2060\ufeff", "\u00a0", "\u3000"])
def test_no_door_takes_a_title_that_nobody_can_see(world, rpc, title):
    task, project = world.task("Seen"), world.project.pk
    assert rpc.createTask(title, project) is False
    assert rpc.updateTask(id=task.pk, title=title) is False
    assert rpc.createSubtask(task.pk, title) is False
    assert rpc.addColumn(project, title) is False
    assert rpc.addSwimlane(project, title) in (0, False)
    assert rpc.createProject(title) is False
    assert rpc.createCategory(project, title) is False
    assert rpc.createTag(project, title) is False
    backlog = {"column_id": world.columns["Backlog"].pk, "swimlane_id": world.swimlane.pk}
    forms = {
        f"/board/{project}/add": {"text": title, **backlog},
        f"/project/{project}/task/create": {"title": title, **backlog},
        f"/task/{task.pk}/edit": {"title": title},
        f"/task/{task.pk}/subtask/create": {"title": title},
        f"/?controller=ColumnController&action=create&project_id={project}": {"title": title},
        f"/?controller=SwimlaneController&action=create&project_id={project}": {"name": title},
        f"/?controller=CategoryController&action=create&project_id={project}": {"name": title},
    }
    for url, data in forms.items():
        response = world.manager.post(url, data)
        assert response.status_code == 422, url
    assert [one.title for one in Task.objects.all()] == ["Seen"]
    assert Column.objects.filter(project=project).count() == len(world.columns)


def test_one_form_writes_a_bounded_number_of_lines(world):
    """Each line is written under the lock of the project."""
    task = world.task("Before")
    cell = f"swimlane/{task.swimlane_id}/column/{task.column_id}"
    forms = {
        f"/board/{world.project.pk}/task/bulk/create/{cell}": ("tasks", Task.objects.exclude(pk=task.pk)),
        f"/task/{task.pk}/subtask/save": ("title", Subtask.objects.all()),
    }
    for url, (field, made) in forms.items():
        data = {field: "line\n" * (MOST_LINES + 1), "color_id": "yellow", "priority": "0"}
        response = world.manager.post(url, data)
        assert response.status_code == 422, url
        assert response.context["form"].errors[field] == [f"At most {MOST_LINES} at once."]
        assert not made.exists()
        data[field] = "line\n\u200b\n" * 3
        assert world.manager.post(url, data).status_code == 302, url
        assert list(made.values_list("title", flat=True)) == ["line"] * 3


def test_the_hours_of_a_task_are_added_up_once_for_all_lines(world):
    task = world.task()
    with CaptureQueriesContext(connection) as queries:
        world.member.post(f"/task/{task.pk}/subtask/save", {"title": "a\nb\nc", "time_estimated": "2"})
    assert len([one for one in queries if "SUM(" in one["sql"] and "time_estimated" in one["sql"]]) == 1
    task.refresh_from_db()
    assert task.time_estimated == 6


def test_a_link_gets_no_title_without_an_end_and_none_that_nobody_can_see(world, rpc):
    task, url = world.task(), "https://example.com/plan.pdf"
    assert rpc.createExternalTaskLink(task.pk, url, "related", "attachment", "t" * (TITLE + 1)) is False
    data = {"url": url, "link_type": "attachment"}
    response = world.member.post(f"/task/{task.pk}/external-link/save", {**data, "title": "t" * (TITLE + 1)})
    assert (response.status_code, response.context["form"].errors.keys()) == (422, {"title"})
    assert not ExternalLink.objects.exists()
    link_id = rpc.createExternalTaskLink(task.pk, url, "related", "attachment", "\u200b")
    assert ExternalLink.objects.get(pk=link_id).title == "plan.pdf"
    assert rpc.updateExternalTaskLink(task_id=task.pk, link_id=link_id, title="\u200b") is False


@pytest.mark.parametrize("words", ["\u200b", "  ", "\n\u3000\n"])
def test_no_door_takes_a_comment_that_nobody_can_see(world, rpc, words):
    task, author = world.task(), world.people["member"].pk
    assert rpc.createComment(task.pk, author, words) is False
    kept = rpc.createComment(task.pk, author, "Seen")
    assert rpc.updateComment(kept, words) is False
    assert world.member.post(f"/task/{task.pk}/comment/create", {"comment": words}).status_code == 422
    assert world.member.post(f"/task/{task.pk}/comment/{kept}/edit", {"comment": words}).status_code == 422
    assert [one.comment for one in Comment.objects.all()] == ["Seen"]


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "a\nb", "a\x07b", "a\u2028b", "jsonrpc", "JsonRPC", " jsonrpc "])
def test_no_account_has_a_name_that_nobody_can_see_or_use(world, rpc, name):
    """(api/credentials.py: the name of the application means the application)"""
    before = User.objects.count()
    assert rpc.createUser(name, "secret-pw") is False
    assert rpc.updateUser(id=world.people["member"].pk, username=name) is False
    assert User.objects.count() == before
    assert User.objects.get(pk=world.people["member"].pk).username == "member"


def test_no_account_is_shown_by_a_full_name_that_nobody_can_see(world, rpc):
    assert rpc.createUser("ghost", "secret-pw", "\u200b") is False
    assert rpc.updateUser(id=world.people["member"].pk, name="\u200b") is False
    assert rpc.createUser("plain", "secret-pw", "") > 0


@pytest.mark.parametrize("field", ["task_limit", "priority_default", "priority_start", "priority_end"])
@pytest.mark.parametrize("value", [HUGE, "-" + HUGE, str(2**31)])
def test_a_number_that_no_column_holds_is_refused_beside_its_field(world, field, value):
    data = {"name": "New", "priority_default": "0", "priority_start": "0", "priority_end": "3", field: value}
    response = world.manager.post(f"/project/{world.project.pk}/edit", data)
    assert (response.status_code, response.context["form"].errors.keys()) == (422, {field})
    assert Project.objects.get(pk=world.project.pk).name == "Harbour"


def test_limits_of_new_things_are_numbers_that_a_column_holds(world):
    for url, name in {
        "/project/create": "name",
        f"/?controller=ColumnController&action=create&project_id={world.project.pk}": "title",
        f"/?controller=SwimlaneController&action=create&project_id={world.project.pk}": "name",
    }.items():
        response = world.admin.post(url, {name: "New", "task_limit": HUGE})
        assert response.status_code == 422, url
        assert "task_limit" in response.context["form"].errors


def test_a_span_of_priorities_is_refused_in_words(world, rpc):
    data = {"name": "New", "priority_default": "0", "priority_start": "0", "priority_end": "2147483647"}
    response = world.manager.post(f"/project/{world.project.pk}/edit", data)
    assert response.status_code == 422
    assert "at most 100" in response.context["form"].errors["priority_end"][0]
    assert rpc.updateProject(project_id=world.project.pk, priority_end=2147483647) is False
    assert rpc.createProject(name="Q", priority_start=0, priority_end=100_000) is False


def test_pages_cut_a_span_of_former_times(world):
    """A select of all of them would take gigabytes (decisions.md 6)."""
    Project.objects.filter(pk=world.project.pk).update(priority_end=2**31 - 1)
    task = world.task(priority=70_000)
    pages = (
        f"/task/{task.pk}/edit",
        f"/project/{world.project.pk}/task/create",
        f"/board/{world.project.pk}/change/priority?ids={task.pk}",
        f"/board/{world.project.pk}?by=priority",
        f"/project/{world.project.pk}/edit",
    )
    for url in pages:
        response = world.manager.get(url)
        assert (response.status_code, len(response.content) < 500_000) == (200, True), url
    html = world.manager.get(pages[0]).content.decode()
    assert ('value="70000" selected' in html, 'value="100"' in html, 'value="101"' in html) == (True, True, False)
    data = {
        "action_name": "\\Kanboard\\Action\\TaskAssignColorPriority", "event_name": "task.create_update",
    }  # fmt: skip
    response = world.manager.post(f"/project/{world.project.pk}/action/create", data)
    assert (response.status_code, len(response.content) < 500_000) == (200, True)


@pytest.mark.parametrize("door", ["description", "comment"])
def test_a_text_of_more_than_a_megabyte_is_said_beside_its_field(world, door):
    task, text = world.task("Kept"), "x" * 1_000_001
    if door == "comment":
        response = world.member.post(f"/task/{task.pk}/comment/create", {"comment": text})
    else:
        response = world.member.post(f"/task/{task.pk}/edit", {"title": "New", "description": text})
    assert response.status_code == 422
    assert "1 MB" in response.content.decode()[:3_000_000].replace(text, "")
    task.refresh_from_db()
    assert (task.title, task.comments.count()) == ("Kept", 0)


@pytest.mark.parametrize(
    "url", ["/board/{project}/place?ids={n}", "/board/{project}/change/priority?ids={n}", "/board/{project}?hide={n}",
            "/?controller=TaskAjaxController&action=autocomplete&term=a&exclude_task_ids={n}"],
)  # fmt: skip
def test_a_number_of_many_digits_names_nothing(world, url):
    """(web.md 1.1)"""
    response = world.manager.get(url.format(project=world.project.pk, n="9" * 5000))
    assert response.status_code in (200, 302, 404, 422)


@pytest.mark.parametrize("hours", ["1.7e308", "1e12", "-1", "inf", "nan", "9" * 5000])
def test_hours_beyond_all_use_are_said_beside_their_field(world, hours):
    task = world.task("Kept")
    part = create_subtask(actor=world.actor(), task_id=task.pk, title="Kept")
    lot = f"/board/{world.project.pk}/task/bulk/create"
    doors = {
        f"/task/{task.pk}/subtask/save": {"title": "s", "user_id": "0"},
        f"/?controller=SubtaskController&action=edit&task_id={task.pk}&subtask_id={part}": {"title": "s"},
        f"/task/{task.pk}/edit": {"title": "Kept"},
        f"/project/{world.project.pk}/task/create": {"title": "New"},
        f"{lot}/swimlane/{world.swimlane.pk}/column/{world.columns['Backlog'].pk}": {"tasks": "New"},
        f"/board/{world.project.pk}/change/time_estimated?ids={task.pk}": {},
        f"/?controller=TaskBulkChangePropertyController&action=save&project_id={world.project.pk}": {
            "task_ids": str(task.pk), "change_estimated_time": "1",
        },
    }  # fmt: skip
    for _twice in range(2):
        for url, data in doors.items():
            response = world.manager.post(url, {**data, "time_estimated": hours})
            assert response.status_code == 422, url
            assert list(response.context["form"].errors) == ["time_estimated"], url
    task.refresh_from_db()
    assert (task.title, task.time_estimated, task.subtasks.get().time_estimated) == ("Kept", 0, 0)


@pytest.mark.parametrize("stored", [-3.0, 2e12])
def test_hours_that_a_program_has_stored_do_not_stop_an_edit(world, stored):
    task = world.task()
    pk = create_subtask(actor=world.actor(), task_id=task.pk, title="Old")
    Subtask.objects.filter(pk=pk).update(time_spent=stored)
    Task.objects.filter(pk=task.pk).update(time_spent=stored)
    url = f"/?controller=SubtaskController&action=edit&task_id={task.pk}&subtask_id={pk}"
    data = {"title": "New", "user_id": "0", "time_spent": str(stored)}
    assert world.manager.post(url, data).status_code == 302
    assert world.manager.post(f"/task/{task.pk}/edit", {**data, "title": "New title"}).status_code == 302
    task.refresh_from_db()
    assert (task.title, task.time_spent, task.subtasks.get().title) == ("New title", stored, "New")
