"""Sub-tasks one at a time, comments in a dialog, what badges stand for, links in two steps (web.md 2.4, 7.4, 7.5)."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import (
    Comment,
    ExternalLink,
    Link,
    ProjectFile,
    Setting,
    Subtask,
    SubtaskTimer,
    Task,
    TaskFile,
    TaskLink,
)
from boards.queries.settings import forget_settings
from boards.services.comments import create_comment
from boards.services.external_links import create_external_link
from boards.services.files import create_task_file
from boards.services.subtasks import create_subtask
from boards.services.task_links import create_task_link

AJAX = {"X-Requested-With": "XMLHttpRequest"}


def act(controller: str, action: str, **params: Any) -> str:
    query = "&".join(f"{name}={value}" for name, value in params.items())
    return f"/?controller={controller}Controller&action={action}&{query}"


def subtask(world: Any, task: Task, title: str = "Sand it", who: str | None = "member", **more: Any) -> Subtask:
    user_id = world.people[who].pk if who else None
    pk = create_subtask(actor=world.actor(), task_id=task.pk, title=title, user_id=user_id, **more)
    return Subtask.objects.get(pk=pk)


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


class TestCommentList:
    def test_it_shows_what_one_may_read_and_takes_a_new_one(self, world):
        task = world.task()
        for text, visibility in (("seen", "app-user"), ("secret", "app-admin")):
            admin = world.people["admin"].pk
            create_comment(
                actor=world.actor("admin"), task_id=task.pk, content=text, user_id=admin, visibility=visibility
            )
        html = world.member.get(act("CommentList", "show", task_id=task.pk)).content.decode()
        assert "seen" in html
        assert "secret" not in html
        response = world.member.post(act("CommentList", "save", task_id=task.pk), {"comment": "mine"}, headers=AJAX)
        assert response.status_code == 200
        assert "<p>mine</p>" in response.content.decode()
        assert world.member.post(act("CommentList", "save", task_id=task.pk), {"comment": ""}).status_code == 422

    def test_a_viewer_reads_and_turns_only(self, world):
        task = world.task()
        assert world.viewer.post(act("CommentList", "save", task_id=task.pk), {"comment": "x"}).status_code == 403
        assert not Comment.objects.exists()
        assert world.viewer.post(act("CommentList", "toggleSorting", task_id=task.pk)).status_code == 302
        assert world.people["viewer"].metadata.get().value == "DESC"
        assert world.outsider.get(act("CommentList", "show", task_id=task.pk)).status_code == 403

    def test_an_order_turns_round_each_time(self, world):
        task = world.task()
        for value in ("DESC", "ASC", "DESC"):
            world.viewer.post(act("Comment", "toggleSorting", task_id=task.pk))
            assert world.people["viewer"].metadata.get().value == value

    def test_a_wish_above_ones_role_is_lowered_and_nonsense_is_told(self, world):
        task = world.task()
        url = f"/task/{task.pk}/comment/save"
        world.member.post(url, {"comment": "x", "visibility": "app-admin"})
        assert Comment.objects.get().visibility == "app-user"
        response = world.member.post(url, {"comment": "x", "visibility": "everybody"})
        assert response.status_code == 422
        assert "Select a valid choice" in response.content.decode()

    def test_an_administrator_changes_the_words_of_others(self, world):
        task = world.task()
        member = world.people["member"].pk
        pk = create_comment(actor=world.actor("member"), task_id=task.pk, content="bad", user_id=member)
        assert world.manager.post(f"/task/{task.pk}/comment/{pk}/update", {"comment": "x"}).status_code == 403
        assert world.admin.post(f"/task/{task.pk}/comment/{pk}/update", {"comment": "good"}).status_code == 302
        assert Comment.objects.get().comment == "good"
        world.admin.post(f"/task/{task.pk}/comment/{pk}/remove")
        assert not Comment.objects.exists()


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


class TestExternalLinks:
    def test_the_first_step_finds_kind_and_title(self, world):
        task = world.task()
        url = f"/task/{task.pk}/external-link/create"
        html = world.member.post(url, {"text": "https://example.com/plan.pdf", "type": "auto"}).content.decode()
        assert 'value="plan.pdf"' in html
        assert 'value="attachment"' in html
        assert not ExternalLink.objects.exists()
        data = {"url": "https://example.com/plan.pdf", "title": "The plan", "link_type": "attachment"}
        world.member.post(f"/task/{task.pk}/external-link/save", data)
        link = ExternalLink.objects.get()
        assert (link.title, link.link_type, link.dependency) == ("The plan", "attachment", "related")

    @pytest.mark.parametrize("text", ["nonsense", "javascript:alert(1)", ""])
    def test_what_fits_nothing_is_told(self, world, text):
        task = world.task()
        response = world.member.post(f"/task/{task.pk}/external-link/create", {"text": text, "type": "auto"})
        assert response.status_code == 422
        data = {"url": text, "title": "x", "link_type": "weblink"}
        assert world.member.post(f"/task/{task.pk}/external-link/save", data).status_code == 422
        assert not ExternalLink.objects.exists()

    def test_an_address_that_no_browser_should_follow_is_text(self, world):
        task = world.task()
        ExternalLink.objects.create(
            task=task, link_type="weblink", dependency="related", title="Trap", url="javascript:alert(1)",
            date_creation=1, date_modification=1,
        )  # fmt: skip
        html = world.member.get(f"/task/{task.pk}").content.decode()
        assert "Trap" in html
        assert 'href="javascript' not in html


class TestFiles:
    def test_scripts_of_others_get_json_and_dialogs_the_way_back(self, world):
        task = world.task()
        url = f"/task/{task.pk}/file/save"
        response = world.member.post(url, {"files[]": SimpleUploadedFile("a.txt", b"a")}, headers=AJAX)
        pk = TaskFile.objects.get().pk
        url_of_file = f"/task/{task.pk}/file/{pk}/download"
        files = [{"id": pk, "name": "a.txt", "url": url_of_file, "is_image": False}]
        assert response.json() == {"message": "OK", "files": files}
        data = {"files[]": SimpleUploadedFile("b.txt", b"b"), "answer": "page"}
        assert world.member.post(url, data, headers=AJAX)["X-Ajax-Redirect"] == "self"
        given = [SimpleUploadedFile("c.txt", b"c"), SimpleUploadedFile("d.txt", b"")]
        response = world.member.post(url, {"files[]": given}, headers=AJAX)
        assert (response.status_code, response.json()) == (422, {"message": "“d.txt” is empty."})
        assert TaskFile.objects.count() == 2

    def test_of_files_together_all_are_stored_or_none(self, world, monkeypatch):
        monkeypatch.setitem(settings.ENV, "UPLOAD_LIMIT_MB", 1)
        given = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b" * (1024 * 1024 + 1))]
        project = f"/?controller=ProjectFileController&action=save&project_id={world.project.pk}"
        for url in (f"/task/{world.task().pk}/file/save", project):
            for upload in given:
                upload.seek(0)
            assert world.member.post(url, {"files[]": given}).status_code == 422
        assert (TaskFile.objects.count(), ProjectFile.objects.count()) == (0, 0)

    def test_a_browser_that_has_it_is_told_so(self, world):
        task = world.task()
        pk = create_task_file(
            actor=APPLICATION, project_id=world.project.pk, task_id=task.pk, name="a.png", content=b"\x89PNG"
        )
        url = f"/task/{task.pk}/file/{pk}/image"
        response = world.viewer.get(url)
        assert response["Cache-Control"] == "private, max-age=432000"
        again = world.viewer.get(url, headers={"If-None-Match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert "sandbox" in again["Content-Security-Policy"]

    def test_a_name_that_breaks_headers_or_folders_does_no_harm(self, world):
        task = world.task()
        name = 'a"\r\nSet-Cookie: x=1/../../ü.txt'
        pk = create_task_file(actor=APPLICATION, project_id=world.project.pk, task_id=task.pk, name=name, content=b"a")
        response = world.viewer.get(f"/task/{task.pk}/file/{pk}/download")
        assert response.status_code == 200
        assert "Set-Cookie" not in response.headers
        assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")

    def test_a_screenshot_must_be_a_picture(self, world):
        task = world.task()
        for path in (f"/task/{task.pk}/screenshot", act("TaskPopover", "screenshot", task_id=task.pk)):
            assert world.member.get(path).status_code == 200
            assert world.viewer.get(path).status_code == 403
        assert world.member.post(f"/task/{task.pk}/screenshot", {"screenshot": "PHNjcmlwdD4="}).status_code == 422
        assert not TaskFile.objects.exists()
        world.member.post(f"/task/{task.pk}/screenshot", {"screenshot": "iVBORw0KGgoAAAA="})
        assert TaskFile.objects.get().name.startswith("Screenshot taken ")


def test_the_page_costs_the_same_at_any_size(world):
    """Two sizes, with people that are mentioned in both."""
    task = world.task(description="@member")

    def fill(number: int) -> None:
        for n in range(number):
            subtask(world, task, f"s{n}")
            other = world.task(f"t{n}")
            kind = Link.objects.get(label="blocks").pk
            create_task_link(actor=world.actor(), task_id=task.pk, opposite_task_id=other.pk, link_id=kind)
            create_external_link(
                actor=world.actor(), task_id=task.pk, url="https://example.com/a.pdf", dependency="related", title="P"
            )
            create_comment(
                actor=world.actor(), task_id=task.pk, content=f"#{n} @manager", user_id=world.people["manager"].pk
            )

    def count() -> int:
        world.member.get(f"/task/{task.pk}")
        with CaptureQueriesContext(connection) as queries:
            assert world.member.get(f"/task/{task.pk}").status_code == 200
        return len(queries)

    fill(1)
    few = count()
    fill(12)
    assert count() == few
    assert few <= 26
