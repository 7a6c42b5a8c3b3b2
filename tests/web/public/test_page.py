"""Public boards and tasks."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.dates import now
from boards.models import Link, Notification, Project, Task
from boards.services.comments import create_comment
from boards.services.files import create_task_file
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask
from boards.services.task_links import create_task_link
from boards.services.tasks.create import NewTask, create_task
from boards.workers.daily import run_daily_round
from tests.web.asking import text


class TestPublic:
    @pytest.fixture
    def token(self, world) -> str:
        Project.objects.filter(pk=world.project.pk).update(is_public=True, token="t0ken")
        return "t0ken"

    def test_the_board_shows_open_tasks_and_no_people(self, world, token):
        task = world.task("Paint the boat", owner_id=world.people["member"].pk, tags=["wet"])
        create_subtask(actor=APPLICATION, task_id=task.pk, title="Sand")
        Task.objects.filter(pk=world.task("Old").pk).update(is_active=False)
        html = text(world.anonymous.get(f"/public/board/{token}"))
        assert "Paint the boat" in html
        assert "0 of 1 done" in html
        assert '<meta http-equiv="refresh" content="60">' in html
        for hidden in ("Old", "Member", "<script", "/login", "csrf"):
            assert hidden not in html

    def test_nothing_of_a_closed_project_is_public(self, world, token):
        pk = world.task("Paint the boat").pk
        paths = (f"/public/board/{token}", f"/public/task/{pk}/{token}")
        assert [world.anonymous.get(path).status_code for path in paths] == [200, 200]
        Project.objects.filter(pk=world.project.pk).update(is_active=False)
        for path in paths:
            answer = world.anonymous.get(path)
            assert (answer.status_code, b"Paint the boat" in answer.content) == (403, False)

    def test_the_task_shows_what_everybody_may_read(self, world, token):
        there = create_project(actor=APPLICATION, name="There", owner_id=None)
        other = create_task(actor=APPLICATION, task=NewTask(title="Hidden", project_id=there.pk))
        task = world.task("Paint the boat", description=f"By @member, like #{other} and ##")
        for visibility in ("app-user", "app-manager", "app-admin"):
            create_comment(
                actor=APPLICATION,
                task_id=task.pk,
                user_id=world.people["member"].pk,
                content=f"said to {visibility}, see #{task.pk}",
                visibility=visibility,
            )
        create_task_file(actor=APPLICATION, project_id=world.project.pk, task_id=task.pk, name="plan.txt", content=b"x")
        html = text(world.anonymous.get(f"/public/task/{task.pk}/{token}"))
        assert "said to app-user" in html
        assert f'href="/public/task/{task.pk}/{token}"' in html
        for hidden in ("app-manager", "app-admin", "plan.txt", "<script", f"/task/{other}", "/user/", "Member"):
            assert hidden not in html

    def test_pictures_of_the_texts_are_seen_and_nothing_else(self, world, token):
        task, other = world.task(), world.task()
        of_project = {"actor": APPLICATION, "project_id": world.project.pk, "content": b"\x89PNG"}
        mine, elsewhere = (create_task_file(**of_project, task_id=one.pk, name="boat.png") for one in (task, other))
        plan = create_task_file(**of_project, task_id=task.pk, name="plan.txt")
        shown = f"![boat](/task/{task.pk}/file/{mine}/image) ![far](/task/{other.pk}/file/{elsewhere}/image)"
        Task.objects.filter(pk=task.pk).update(description=shown)
        html = text(world.anonymous.get(f"/public/task/{task.pk}/{token}"))
        address = f"/public/task/{task.pk}/{token}/file/"
        assert f'src="{address}{mine}"' in html
        assert f"{address}{elsewhere}" not in html
        asked = [f"{address}{pk}" for pk in (mine, elsewhere, plan, 999)]
        asked += [f"/public/task/{task.pk}/wrong/file/{mine}", f"/task/{task.pk}/file/{mine}/image"]
        assert [world.anonymous.get(url).status_code for url in asked] == [200, 404, 404, 404, 403, 302]
        Project.objects.update(is_public=False)
        assert world.anonymous.get(f"{address}{mine}").status_code == 403

    def test_the_share_page_says_what_becomes_public(self, world, token):
        html = text(world.manager.get(f"/project/{world.project.pk}/share"))
        assert "comments that are not restricted" in html
        assert f'data-copy="http://testserver/public/board/{token}"' in html

    def test_links_lead_to_public_tasks_only(self, world, token):
        there = create_project(actor=APPLICATION, name="There", owner_id=None)
        other = create_task(actor=APPLICATION, task=NewTask(title="Hidden", project_id=there.pk))
        task, near = world.task(), world.task("Near")
        kind = Link.objects.get(label="blocks").pk
        for opposite in (other, near.pk):
            create_task_link(actor=APPLICATION, task_id=task.pk, opposite_task_id=opposite, link_id=kind)
        html = text(world.anonymous.get(f"/public/task/{task.pk}/{token}"))
        assert ("Near" in html, "Hidden" in html) == (True, False)

    def test_a_wrong_token_is_refused_and_a_wrong_task_not_found(self, world, token):
        there = create_project(actor=APPLICATION, name="There", owner_id=None)
        other = create_task(actor=APPLICATION, task=NewTask(title="Hidden", project_id=there.pk))
        task = world.task()
        answers = [
            (f"/public/board/{token}", 200),
            ("/public/board/wrong", 403),
            (f"/public/task/{task.pk}/wrong", 403),
            (f"/public/task/{other}/{token}", 403),
            (f"/public/task/999/{token}", 404),
        ]
        assert [world.anonymous.get(url).status_code for url, _status in answers] == [
            status for _url, status in answers
        ]
        Project.objects.update(is_public=False)
        assert world.anonymous.get(f"/public/board/{token}").status_code == 403

    def test_it_costs_the_same_at_any_size(self, world, token):
        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                world.anonymous.get(f"/public/board/{token}")
            return len(queries)

        world.task()
        cost()
        small = cost()
        for number in range(20):
            create_subtask(actor=APPLICATION, task_id=world.task(f"Task {number}", tags=["a"]).pk, title="Step")
        assert cost() == small <= 8


def test_what_was_read_long_ago_goes_with_the_daily_round(world):
    person = world.people["member"]
    for age in (0, 1, 31):
        read = now() - age * 86_400 if age else 0
        Notification.objects.create(user=person, date_creation=1, event_name="task.create", data={}, date_read=read)
    assert run_daily_round(force=True, parts=["inboxes"]) == {}
    assert Notification.objects.count() == 2
