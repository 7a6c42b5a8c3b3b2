"""Attachments in the browser: thumbnails, parts for players, names (web.md 7.6)."""

from __future__ import annotations

import errno
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from boards.actors import APPLICATION
from boards.models import Task, TaskFile
from boards.services.files import MOST_FILES, create_task_file
from boards.web.files.page import LONGEST_WAITING
from boards.workers.loop import run_due_jobs
from tests.web.files.test_attach import make_picture

FILM = bytes(range(256)) * 4


def attach(world: Any, name: str, content: bytes) -> str:
    """The address of a new file of a task."""
    task = world.task()
    file_id = create_task_file(
        actor=APPLICATION, project_id=world.project.pk, task_id=task.pk, name=name, content=content
    )
    return f"/task/{task.pk}/file/{file_id}"


def test_a_picture_stands_for_itself_until_its_thumbnail_is_drawn(world):
    url = attach(world, "a.png", make_picture())
    first = world.viewer.get(f"{url}/thumbnail")
    assert (first.content, "max-age=4" in first.get("Cache-Control", "")) == (make_picture(), False)
    run_due_jobs()
    drawn = world.viewer.get(f"{url}/thumbnail")
    assert drawn.content.startswith(b"\x89PNG")
    assert drawn.content != make_picture()
    assert drawn["Cache-Control"].startswith("private")


@pytest.mark.parametrize("is_drawn", [True, False])
def test_a_sign_stands_for_what_is_no_picture_and_for_what_is_too_large_to_wait_for(world, is_drawn):
    content = b"no picture" if is_drawn else b"x" * (LONGEST_WAITING + 1)
    url = attach(world, "a.jpg", content)
    if is_drawn:
        run_due_jobs()
    response = world.viewer.get(f"{url}/thumbnail")
    assert (response.status_code, response["Content-Type"]) == (200, "image/svg+xml")
    assert "sandbox" in response["Content-Security-Policy"]


def test_other_files_have_no_thumbnail(world):
    assert world.viewer.get(f"{attach(world, 'a.txt', b'x')}/thumbnail").status_code == 404


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [("0-1", 0, 1), ("0-", 0, 1023), ("1000-", 1000, 1023), ("-4", 1020, 1023), ("5-5", 5, 5),
     ("1020-9999", 1020, 1023), ("-5000", 0, 1023)],
)  # fmt: skip
def test_players_read_a_film_in_parts(world, asked, first, last):
    url = attach(world, "a.mp4", FILM)
    response = world.viewer.get(f"{url}/view", headers={"Range": f"bytes={asked}"})
    assert (response.status_code, response.content) == (206, FILM[first : last + 1])
    assert response["Content-Range"] == f"bytes {first}-{last}/{len(FILM)}"
    assert (response["Accept-Ranges"], response["Content-Type"]) == ("bytes", "video/mp4")


@pytest.mark.parametrize("asked", ["bytes=0-1,5-6", "bytes=-", "lines=1-2", "bytes=x-y", "bytes=9-3", ""])
def test_what_is_no_part_is_the_whole(world, asked):
    response = world.viewer.get(f"{attach(world, 'a.mp4', FILM)}/view", headers={"Range": asked})
    assert (response.status_code, response.content, response["Accept-Ranges"]) == (200, FILM, "bytes")


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=5000-6000", "bytes=999999999999999-", "bytes=-0"])
def test_a_part_that_is_not_there_is_refused(world, asked):
    response = world.viewer.get(f"{attach(world, 'a.mp4', FILM)}/view", headers={"Range": asked})
    assert (response.status_code, response["Content-Range"], response.content) == (416, f"bytes */{len(FILM)}", b"")


def test_a_part_of_another_file_is_not_mixed_in(world):
    url = f"{attach(world, 'a.mp4', FILM)}/view"
    etag = world.viewer.get(url)["ETag"]
    for tag, status in ((etag, 206), ('"another"', 200)):
        headers = {"Range": "bytes=0-1", "If-Range": tag}
        assert world.viewer.get(url, headers=headers).status_code == status
    assert world.viewer.get(url, headers={"If-None-Match": etag, "Range": "bytes=0-1"}).status_code == 304


def test_what_is_shown_is_saved_under_its_name(world):
    response = world.viewer.get(f"{attach(world, 'Hafen März.png', make_picture())}/image")
    assert response["Content-Disposition"] == "inline; filename*=utf-8''Hafen%20M%C3%A4rz.png"


@pytest.mark.parametrize(("count", "status"), [(MOST_FILES, 200), (MOST_FILES + 1, 422)])
def test_a_hundred_files_are_attached_at_once(world, count, status):
    task = world.task()
    files = [SimpleUploadedFile(f"{n}.txt", b"0") for n in range(count)]
    response = world.member.post(
        f"/task/{task.pk}/file/save", {"files[]": files}, headers={"X-Requested-With": "XMLHttpRequest"}
    )
    assert (response.status_code, TaskFile.objects.count()) == (status, count if status == 200 else 0)
    assert ("At most 100 files at once." in response.content.decode()) == (status == 422)


def test_a_new_task_whose_files_find_no_room_is_not_made(world, monkeypatch, tmp_path):
    """The form comes back with the sentence; neither task, rows nor bytes stay."""
    saved: list[str] = []
    save = FileSystemStorage.save

    def save_or_fail(self, name, content, **options):
        if len(saved) == 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        saved.append(save(self, name, content, **options))
        return saved[-1]

    monkeypatch.setattr(FileSystemStorage, "save", save_or_fail)
    files = [SimpleUploadedFile("a.txt", b"a"), SimpleUploadedFile("b.txt", b"b")]
    column = world.columns["Backlog"].pk
    data = {"title": "Tar", "column_id": column, "swimlane_id": world.swimlane.pk, "files[]": files}
    response = world.member.post(f"/project/{world.project.pk}/task/create", data)
    assert (response.status_code, "There is no room" in response.content.decode()) == (422, True)
    assert (Task.objects.count(), TaskFile.objects.count()) == (0, 0)
    assert [default_storage.exists(key) for key in saved] == [False]


def test_a_new_task_takes_a_hundred_files(world):
    files = [SimpleUploadedFile(f"{n}.txt", b"0") for n in range(MOST_FILES + 1)]
    data = {"title": "Tar", "column_id": world.columns["Backlog"].pk, "swimlane_id": world.swimlane.pk}
    url = f"/project/{world.project.pk}/task/create"
    response = world.member.post(url, {**data, "files[]": files})
    assert (response.status_code, "At most 100 files at once." in response.content.decode()) == (422, True)
    assert (Task.objects.count(), TaskFile.objects.count()) == (0, 0)
