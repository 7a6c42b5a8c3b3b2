"""Attaching files."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from boards.models import Task, TaskFile
from tests.web.tasks.asking import AJAX, page


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
