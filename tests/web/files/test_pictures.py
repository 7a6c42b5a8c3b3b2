"""Pictures from the clipboard, and files that scripts send."""

from __future__ import annotations

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boards.actors import APPLICATION
from boards.models import (
    Link,
    ProjectFile,
    TaskFile,
)
from boards.services.comments import create_comment
from boards.services.external_links import create_external_link
from boards.services.files import create_task_file
from boards.services.task_links import create_task_link
from tests.web.tasks.parts import AJAX, act, subtask


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
