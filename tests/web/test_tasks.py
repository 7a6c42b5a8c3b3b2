"""The page of a task and everything that is done from it (web.md 7)."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from boards.actors import APPLICATION
from boards.models import Comment, ExternalLink, Link, Subtask, SubtaskTimer, Task, TaskFile, TaskLink, TaskTag, User
from boards.services.comments import create_comment
from boards.services.custom_roles import create_custom_role, restrict_project
from boards.services.memberships import add_project_user, change_project_user_role
from boards.services.projects import create_project
from boards.services.subtasks import create_subtask

AJAX = {"X-Requested-With": "XMLHttpRequest"}


def page(world: Any, task: Task, who: str = "member") -> str:
    response = world.client(who).get(f"/task/{task.pk}")
    assert response.status_code == 200
    return response.content.decode()


def comment(world: Any, task: Task, text: str, who: str = "member", **more: str) -> int:
    person = world.people[who]
    return create_comment(actor=world.actor(who), task_id=task.pk, content=text, user_id=person.pk, **more)


class TestThePage:
    def test_it_shows_the_task_and_texts_stay_text(self, world):
        task = world.task("<script>x</script>", description="**bold** <img src=x onerror=y>", tags=["<i>t</i>"])
        html = page(world, task, "viewer")
        assert "&lt;script&gt;x&lt;/script&gt;" in html
        assert "<strong>bold</strong> &lt;img" in html
        assert "&lt;i&gt;t&lt;/i&gt;" in html

    def test_a_viewer_gets_facts_but_no_controls(self, world):
        task = world.task()
        html = page(world, task, "viewer")
        for words in ("Edit", "Close task", "Add comment", "Add sub-task", "Attach files"):
            assert words not in html
        assert "Edit" in page(world, task)

    @pytest.mark.parametrize("path", ["/task/{0}", "/t/{0}", "/?controller=TaskViewController&action=show&task_id={0}"])
    def test_all_addresses_show_it(self, world, path):
        assert world.viewer.get(path.format(world.task().pk)).status_code == 200

    def test_a_task_under_another_project_is_refused(self, world):
        task = world.task()
        url = f"/?controller=TaskViewController&action=show&task_id={task.pk}&project_id="
        assert world.member.get(f"{url}{world.project.pk}").status_code == 200
        assert world.member.get(f"{url}999").status_code == 403
        assert world.outsider.get(f"/task/{task.pk}").status_code == 403
        assert world.member.get("/task/999999").status_code == 404
        assert world.member.get("/task/x").status_code == 404

    def test_restricted_comments_are_left_out(self, world):
        task = world.task()
        comment(world, task, "for all")
        comment(world, task, "for chiefs", who="admin", visibility="app-manager")
        assert "for chiefs" not in page(world, task)
        assert "for chiefs" in page(world, task, "admin")

    def test_it_costs_the_same_however_much_hangs_on_it(self, world):
        task = world.task()

        def count() -> int:
            page(world, task)
            with CaptureQueriesContext(connection) as queries:
                page(world, task)
            return len(queries)

        comment(world, task, "hello @member")
        create_subtask(actor=APPLICATION, task_id=task.pk, title="a")
        few = count()
        for number in range(20):
            comment(world, task, f"hello @member {number}")
            create_subtask(actor=APPLICATION, task_id=task.pk, title=str(number), user_id=world.people["member"].pk)
        assert count() == few

    @pytest.mark.parametrize("tab", ["activity", "transitions", "analytics", "time-tracking"])
    def test_its_other_views(self, world, tab):
        task = world.task()
        assert world.viewer.get(f"/task/{task.pk}/{tab}").status_code == 200
        assert world.outsider.get(f"/task/{task.pk}/{tab}").status_code == 403


class TestCreating:
    def url(self, world: Any) -> str:
        return f"/project/{world.project.pk}/task/create"

    def test_a_form_makes_a_task_with_everything(self, world):
        data = {
            "title": "Sail", "description": "d", "tags": "a, b", "color_id": "red",
            "owner_id": world.people["member"].pk,
            "column_id": world.columns["Ready"].pk, "swimlane_id": world.swimlane.pk, "priority": "2",
            "date_due": "2030-01-31", "date_started": "2030-01-01 10:00", "score": "5", "time_estimated": "1.5",
            "time_spent": "0.5", "reference": "R-1",
        }  # fmt: skip
        response = world.member.post(self.url(world), data)
        assert response.status_code == 302
        task = Task.objects.get()
        assert (task.title, task.color_id, task.column.title, task.priority) == ("Sail", "red", "Ready", 2)
        assert (task.score, task.time_estimated, task.reference, task.date_due) == (5, 1.5, "R-1", 1_896_048_000)
        assert list(TaskTag.objects.values_list("tag__name", flat=True)) == ["a", "b"]

    def test_tags_may_come_one_by_one(self, world):
        world.member.post(self.url(world), {"title": "x", "tags[]": ["", "a", "b, c"]})
        assert list(TaskTag.objects.values_list("tag__name", flat=True)) == ["a", "b, c"]

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("title", "", "This field is required"),
            ("date_due", "31st of May", "This is no date"),
            ("owner_id", "999999", "Select a valid choice"),
            ("column_id", "999999", "Select a valid choice"),
            ("score", "many", "Enter a whole number"),
            ("time_estimated", "-1", "greater than or equal to 0"),
            ("reference", "x" * 192, "at most 191"),
        ],
    )
    def test_wrong_values_are_told_and_nothing_is_lost(self, world, field, value, sentence):
        response = world.member.post(self.url(world), {"title": "Kept", "description": "Kept too", field: value})
        assert response.status_code == 422
        assert sentence in response.content.decode()
        assert "Kept too" in response.content.decode()
        assert not Task.objects.exists()

    def test_the_start_may_not_come_after_the_end(self, world):
        data = {"title": "x", "date_due": "2030-01-01", "date_started": "2030-01-02"}
        response = world.member.post(self.url(world), data)
        assert "The start comes after the due date." in response.content.decode()

    def test_another_one_keeps_the_choices(self, world):
        data = {"title": "x", "color_id": "red", "another_task": "1"}
        response = world.member.post(self.url(world), data)
        assert response.status_code == 200
        assert '<option value="red" selected>' in response.content.decode()
        assert Task.objects.count() == 1

    def test_several_lines_make_several_tasks(self, world):
        cell = f"swimlane/{world.swimlane.pk}/column/{world.columns['Ready'].pk}"
        url = f"/board/{world.project.pk}/task/bulk/create/{cell}"
        assert world.member.get(url).status_code == 200
        world.member.post(url, {"tasks": "a\n\n b \nc", "color_id": "blue"})
        assert list(Task.objects.order_by("pk").values_list("title", "color_id")) == [(t, "blue") for t in "abc"]
        assert world.member.post(url, {"tasks": " "}).status_code == 422
        assert world.viewer.post(url, {"tasks": "d"}).status_code == 403

    @pytest.mark.parametrize("who", ["viewer", "outsider", "chief"])
    def test_others_may_not(self, world, who):
        assert world.client(who).get(self.url(world)).status_code == 403
        assert world.client(who).post(self.url(world), {"title": "x"}).status_code == 403
        assert not Task.objects.exists()


class TestChanging:
    def test_an_edit_changes_what_was_posted_and_can_be_undone(self, world):
        task = world.task(description="old", priority=1)
        world.member.post(f"/task/{task.pk}/edit", {"title": "New", "description": "new"})
        task.refresh_from_db()
        assert (task.title, task.description, task.priority) == ("New", "new", 1)
        world.member.post(f"/undo?project_id={world.project.pk}")
        task.refresh_from_db()
        assert (task.title, task.description) == ("Paint the boat", "old")

    def test_the_dialog_answers_where_to_go(self, world):
        task = world.task()
        response = world.member.post(f"/task/{task.pk}/edit", {"title": "New"}, headers=AJAX)
        assert (response.status_code, response.content, response["X-Ajax-Redirect"]) == (200, b"", "self")
        form = world.member.get(f"/task/{task.pk}/edit", headers=AJAX).content
        assert b"<html" not in form
        assert b'class="dialog-title"' in form

    def test_close_and_open_again(self, world):
        task = world.task()
        assert b"is closed" in world.member.get(f"/task/{task.pk}/close").content
        world.member.post(f"/task/{task.pk}/close")
        assert not Task.objects.get().is_active
        world.member.post(f"/task/{task.pk}/open")
        assert Task.objects.get().is_active
        assert world.viewer.post(f"/task/{task.pk}/close").status_code == 403

    def test_assign_and_start(self, world):
        task = world.task()
        world.member.post(f"/task/{task.pk}/assign-to-me")
        world.member.post(f"/task/{task.pk}/start")
        task.refresh_from_db()
        assert task.owner_id == world.people["member"].pk
        assert task.date_started

    def test_a_link_alone_changes_nothing(self, world):
        task = world.task()
        for name in ("assign-to-me", "start", "close", "remove", "duplicate"):
            assert world.member.get(f"/task/{task.pk}/{name}").status_code in (200, 403)
        task.refresh_from_db()
        assert (task.owner_id, task.date_started, task.is_active) == (None, 0, True)
        assert Task.objects.count() == 1

    def test_who_may_remove_a_task(self, world):
        theirs = world.task("manager's")
        mine = Task.objects.get(pk=world.task("x").pk)
        Task.objects.filter(pk=mine.pk).update(creator=world.people["member"])
        assert world.member.post(f"/task/{theirs.pk}/remove").status_code == 403
        assert world.member.post(f"/task/{mine.pk}/remove").status_code == 302
        assert world.manager.post(f"/task/{theirs.pk}/remove").status_code == 302
        assert not Task.objects.exists()

    def test_a_custom_role_is_held_to_its_restrictions(self, world):
        task = world.task()
        role = create_custom_role(actor=APPLICATION, project=world.project, name="Mate")
        for rule in ("task_open_close", "task_update_assigned", "task_creation", "task_remove", "task_move"):
            restrict_project(actor=APPLICATION, role=role, rule=rule)
        change_project_user_role(
            actor=APPLICATION, project_id=world.project.pk, user_id=world.people["member"].pk, role="Mate"
        )
        for name, data in {
            "close": {}, "edit": {"title": "x"}, "duplicate": {}, "remove": {}, "start": {},
            "position/show": {"column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk, "at": "top"},
        }.items():  # fmt: skip
            assert world.member.post(f"/task/{task.pk}/{name}", data).status_code == 403, name
        assert list(Task.objects.values_list("title", "is_active", "date_started")) == [("Paint the boat", True, 0)]

    def test_duplicate_copy_and_move(self, world):
        other = create_project(actor=APPLICATION, name="Other")
        add_project_user(actor=APPLICATION, project=other, user_id=world.people["member"].pk, role="project-member")
        task = world.task()
        world.member.post(f"/task/{task.pk}/duplicate")
        world.member.post(f"/task/{task.pk}/copy-to-project", {"project_id": other.pk})
        assert Task.objects.filter(project=other).count() == 1
        world.member.post(f"/task/{task.pk}/move-to-project", {"project_id": other.pk})
        task.refresh_from_db()
        assert task.project_id == other.pk

    def test_a_foreign_project_is_no_target(self, world):
        other = create_project(actor=APPLICATION, name="Other")
        task = world.task()
        assert world.member.post(f"/task/{task.pk}/copy-to-project", {"project_id": other.pk}).status_code == 403
        assert world.member.post(f"/task/{task.pk}/move-to-project", {"project_id": other.pk}).status_code == 403
        assert Task.objects.count() == 1

    def test_a_move_without_dragging(self, world):
        task = world.task()
        assert world.member.get(f"/task/{task.pk}/position/show").status_code == 200
        data = {"column_id": world.columns["Done"].pk, "swimlane_id": world.swimlane.pk, "at": "top"}
        world.member.post(f"/task/{task.pk}/position/save", data)
        task.refresh_from_db()
        assert task.column.title == "Done"

    def test_repetition(self, world):
        task = world.task()
        data = {
            "recurrence_status": "1", "recurrence_trigger": "2", "recurrence_factor": "3",
            "recurrence_timeframe": "1", "recurrence_basedate": "0",
        }  # fmt: skip
        assert world.member.get(f"/task/{task.pk}/recurrence/edit").status_code == 200
        world.member.post(f"/task/{task.pk}/recurrence/edit", data)
        task.refresh_from_db()
        assert (task.recurrence_status, task.recurrence_trigger, task.recurrence_factor) == (1, 2, 3)
        assert (
            world.member.post(f"/task/{task.pk}/recurrence/edit", {**data, "recurrence_factor": "x"}).status_code == 422
        )


class TestComments:
    def test_add_reply_edit_remove(self, world):
        task = world.task()
        response = world.member.post(f"/task/{task.pk}/comment/save", {"comment": "Hello"})
        one = Comment.objects.get()
        assert response["Location"] == f"/task/{task.pk}#comment-{one.pk}"
        form = world.manager.get(f"/task/{task.pk}/comment/create?reply_to={one.pk}").content.decode()
        assert "&gt; Hello" in form
        world.member.post(f"/task/{task.pk}/comment/{one.pk}/edit", {"comment": "Changed"})
        one.refresh_from_db()
        assert one.comment == "Changed"
        assert world.manager.post(f"/task/{task.pk}/comment/{one.pk}/edit", {"comment": "x"}).status_code == 403
        assert world.manager.post(f"/task/{task.pk}/comment/{one.pk}/remove").status_code == 403
        world.member.post(f"/task/{task.pk}/comment/{one.pk}/remove")
        assert not Comment.objects.exists()

    def test_nothing_said_and_too_much_wanted_are_told(self, world):
        task = world.task()
        assert world.member.post(f"/task/{task.pk}/comment/save", {"comment": " "}).status_code in (302, 422)
        assert world.viewer.post(f"/task/{task.pk}/comment/save", {"comment": "x"}).status_code == 403
        world.admin.post(f"/task/{task.pk}/comment/save", {"comment": "x", "visibility": "app-admin"})
        assert Comment.objects.get(comment="x").visibility == "app-admin"

    def test_a_comment_of_another_task_is_unknown(self, world):
        task, other = world.task("a"), world.task("b")
        one = comment(world, task, "x")
        assert world.member.get(f"/task/{other.pk}/comment/{one}/edit").status_code == 404

    def test_the_order_is_kept_for_the_person(self, world):
        task = world.task()
        comment(world, task, "first words")
        comment(world, task, "second words")
        world.member.post(f"/task/{task.pk}/comments/order?order=DESC")
        html = page(world, task)
        assert html.index("second words") < html.index("first words")


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


class TestLinks:
    def test_internal_links_are_added_changed_and_removed(self, world):
        a, b = world.task("a"), world.task("b")
        response = world.member.get(f"/task/{a.pk}/internal-link/create")
        assert "blocks" in response.content.decode()
        link_id = Link.objects.get(label="blocks").pk
        world.member.post(f"/task/{a.pk}/internal-link/save", {"link_id": link_id, "opposite_task_id": f"#{b.pk}"})
        assert TaskLink.objects.count() == 2
        again = world.member.post(f"/task/{a.pk}/internal-link/save", {"link_id": link_id, "opposite_task_id": b.pk})
        assert again.status_code == 422
        mine = TaskLink.objects.get(task=a)
        url = f"/?controller=TaskInternalLinkController&action=remove&task_id={a.pk}&link_id={mine.pk}"
        world.member.post(url)
        assert not TaskLink.objects.exists()

    def test_a_task_that_one_may_not_see_is_no_target(self, world):
        other = create_project(actor=APPLICATION, name="Other")
        hidden = world.task("hidden", project_id=other.pk, column_id=0)
        task = world.task()
        data = {"link_id": Link.objects.get(label="blocks").pk, "opposite_task_id": hidden.pk}
        response = world.member.post(f"/task/{task.pk}/internal-link/save", data)
        assert response.status_code in (403, 422)
        assert not TaskLink.objects.exists()

    def test_external_links(self, world):
        task = world.task()
        data = {"url": "https://example.com/x", "title": "X"}
        world.member.post(f"/task/{task.pk}/external-link/save", data)
        one = ExternalLink.objects.get()
        assert 'href="https://example.com/x"' in page(world, task)
        bad = world.member.post(f"/task/{task.pk}/external-link/save", {"url": "javascript:alert(1)", "title": "X"})
        assert bad.status_code == 422
        world.member.post(f"/?controller=TaskExternalLinkController&action=remove&task_id={task.pk}&link_id={one.pk}")
        assert not ExternalLink.objects.exists()


def make_picture() -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (3, 3), "red").save(output, "PNG")
    return output.getvalue()


class TestFiles:
    def attach(self, world: Any, task: Task, name: str, content: bytes) -> TaskFile:
        world.member.post(f"/task/{task.pk}/file/save", {"files[]": SimpleUploadedFile(name, content)})
        return TaskFile.objects.latest("pk")

    @pytest.mark.parametrize("name", ["x.svg", "x.html", "a<b>.js", 'q"uote.exe', "x.png.html", "noend"])
    def test_what_could_run_is_a_download(self, world, name):
        task = world.task()
        file = self.attach(world, task, name, b"<script>alert(1)</script>")
        for action in ("download", "image", "view"):
            response = world.viewer.get(f"/task/{task.pk}/file/{file.pk}/{action}")
            assert response["Content-Type"] == "application/octet-stream"
            assert response["Content-Disposition"].startswith("attachment")
            assert response["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in response["Content-Security-Policy"]
        assert "<script>alert" not in page(world, task)

    def test_pictures_are_shown_and_have_a_thumbnail(self, world):
        task = world.task()
        file = self.attach(world, task, "a.png", make_picture())
        assert world.viewer.get(f"/task/{task.pk}/file/{file.pk}/image/etag")["Content-Type"] == "image/png"
        assert world.viewer.get(f"/task/{task.pk}/file/{file.pk}/thumbnail/etag")["Content-Type"] == "image/png"

    def test_texts_are_shown_as_text(self, world):
        task = world.task()
        file = self.attach(world, task, "a.txt", b"<b>hello</b>")
        assert "&lt;b&gt;hello" in world.viewer.get(f"/task/{task.pk}/file/{file.pk}/show").content.decode()

    def test_a_file_of_another_task_or_for_others_is_refused(self, world):
        task, other = world.task("a"), world.task("b")
        file = self.attach(world, task, "a.txt", b"x")
        assert world.viewer.get(f"/task/{other.pk}/file/{file.pk}/download").status_code == 404
        assert world.outsider.get(f"/task/{task.pk}/file/{file.pk}/download").status_code == 403
        assert world.viewer.post(f"/task/{task.pk}/file/{file.pk}/remove").status_code == 403
        world.member.post(f"/task/{task.pk}/file/{file.pk}/remove")
        assert not TaskFile.objects.exists()

    def test_empty_and_missing_files_are_told(self, world):
        task = world.task()
        url = f"/task/{task.pk}/file/save"
        empty = world.member.post(url, {"files[]": SimpleUploadedFile("a.txt", b"")}, headers=AJAX)
        assert empty.status_code == 422
        assert world.member.post(url, {}, headers=AJAX).json()["message"] == "Choose a file."
        assert not TaskFile.objects.exists()


class TestLookups:
    def test_only_what_one_may_see_is_found(self, world):
        task = world.task("Anchor")
        url = "/?controller=TaskAjaxController&action=autocomplete&term=anch"
        assert [one["id"] for one in world.viewer.get(url).json()] == [task.pk]
        assert world.outsider.get(url).json() == []
        url = f"/?controller=TaskAjaxController&action=suggest&search={task.pk}"
        assert world.member.get(url).json()[0]["value"] == str(task.pk)

    @pytest.mark.parametrize("typed", ["jos", "José", "@jose", "ñan", "Nandu", "NÁN", "mary", "O'R"])
    def test_people_are_found_by_any_of_their_names_without_accents(self, world, typed):
        User.objects.filter(pk=world.people["member"].pk).update(username="jose", name="José Mary-Ann Ñandú O'Rourke")
        url = f"/?controller=UserAjaxController&action=mention&project_id={world.project.pk}"
        assert [one["value"] for one in world.manager.get(f"{url}&search={quote(typed)}").json()] == ["jose"]
        assert world.manager.get(f"{url}&search=ann").json() == []

    def test_tasks_are_found_by_their_first_digits(self, world):
        tasks = [world.task(str(number)).pk for number in range(12)]
        first = str(tasks[-1])[0]
        url = f"/?controller=TaskAjaxController&action=suggest&search={first}"
        found = [one["value"] for one in world.member.get(url).json()]
        assert found == [str(pk) for pk in tasks if str(pk).startswith(first)]

    def test_people_and_previews(self, world):
        url = f"/?controller=UserAjaxController&action=mention&project_id={world.project.pk}&search=mem"
        assert world.member.get(url).json() == [{"value": "member", "html": "member Member"}]
        assert world.viewer.get(url).status_code == 403
        preview = "/?controller=TaskAjaxController&action=preview"
        assert world.member.post(preview, {"text": "**x**"}).json() == [
            '<div class="markdown"><p><strong>x</strong></p>\n</div>'
        ]
        assert world.member.post(preview, {"text": ""}).json() == []
