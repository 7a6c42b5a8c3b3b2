"""Attachments: what is written, drawn and dropped (domain.md 16)."""

from __future__ import annotations

import errno
import io
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage
from PIL import Image

from boards import drawing, pictures, storage
from boards.actors import APPLICATION
from boards.errors import Conflict, Invalid
from boards.events import TaskFileCreated, bus
from boards.jobs import enqueue
from boards.models import Job, ProjectFile, TaskFile, User
from boards.services import files
from boards.services.avatars import set_avatar
from boards.services.files import create_files, create_task_file, cut_name, remove_task_files
from boards.services.projects import create_project, remove_project
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.remove import remove_task
from boards.workers.loop import run_due_jobs


@pytest.fixture
def store(settings, tmp_path) -> Path:
    """An empty store; answers its folder."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    return tmp_path


@pytest.fixture
def task(db, store):
    project = create_project(actor=APPLICATION, name="P")
    return project.pk, create_task(actor=APPLICATION, task=NewTask(title="t", project_id=project.pk))


def contents(store: Path) -> list[str]:
    return sorted(str(path.relative_to(store)) for path in store.rglob("*") if path.is_file())


def make_picture(kind: str = "PNG", size: tuple[int, int] = (400, 300), mode: str = "RGB") -> bytes:
    output = io.BytesIO()
    Image.new(mode, size).save(output, kind)
    return output.getvalue()


def attach(task, *named: tuple[str, bytes]) -> list[int]:
    project_id, task_id = task
    return create_files(actor=APPLICATION, project_id=project_id, task_id=task_id, files=named)


# Drawing


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF"])
def test_pictures_are_drawn(kind):
    drawn = pictures.draw_thumbnail(make_picture(kind))
    with Image.open(io.BytesIO(drawn)) as picture:
        assert (picture.format, picture.size) == ("PNG", pictures.THUMBNAIL)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_all_kinds_of_colours_are_drawn(mode):
    assert pictures.draw_thumbnail(make_picture(mode=mode))


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "PNG"), ("RGB", "JPEG"), ("L", "PNG"), ("1", "PNG")])
def test_large_pictures_look_like_small_ones(mode, kind):
    """Whichever way they are made smaller: the left half dark, the right half light, turned as the camera says."""
    picture = Image.new(mode, (2000, 1600))
    picture.paste(255 if mode != "RGB" else (255, 255, 255), (1000, 0, 2000, 1600))
    exif = Image.Exif()
    exif[0x0112] = 3 if kind == "JPEG" else 1
    output = io.BytesIO()
    picture.save(output, kind, **({"exif": exif} if kind == "JPEG" else {}))
    drawn = Image.open(io.BytesIO(drawing.draw(output.getvalue(), "fill", 250, 100)))
    sides = [drawn.getpixel((x, 50))[0] > 128 for x in (20, 230)]
    assert sides == ([True, False] if kind == "JPEG" else [False, True])


@pytest.mark.parametrize("kind", ["EPS", "BMP", "DDS", "ICO", "PCX", "PPM", "SGI", "TGA", "TIFF", "PDF"])
@pytest.mark.parametrize("draw", [pictures.draw_thumbnail, pictures.draw_avatar])
def test_no_other_format_is_opened(kind, draw):
    """Whatever the name says: a PostScript picture is a program that Pillow hands to another one."""
    assert draw(make_picture(kind, size=(64, 64))) is None


def test_a_program_in_a_picture_is_not_run(tmp_path):
    program = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 100 100\n%%EndComments\n{ } loop\n%%EOF\n"
    assert pictures.draw_thumbnail(program) is None


def test_a_picture_of_too_many_pixels_is_not_opened():
    """Some kB that would be many GB."""
    huge, large = (make_picture(mode="1", size=(10_000, height)) for height in (5_001, 5_000))
    assert pictures.draw_thumbnail(huge) is None
    assert drawing.draw(huge, "fill", 250, 100) is None
    assert drawing.draw(large, "fill", 250, 100) is not None


def test_nothing_else_of_a_file_is_left_in_an_avatar():
    drawn = pictures.draw_avatar(make_picture(size=(30, 20)) + b"<script>alert(1)</script>")
    assert b"script" not in drawn
    assert Image.open(io.BytesIO(drawn)).size == (30, 30)
    assert Image.open(io.BytesIO(pictures.shrink_avatar(drawn, 10))).size == (10, 10)


def test_a_decoder_that_does_not_end_is_ended(monkeypatch, tmp_path):
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr(pictures, "PROGRAM", endless)
    monkeypatch.setattr(pictures, "PATIENCE", 0.2)
    assert pictures.draw_thumbnail(make_picture()) is None


@pytest.mark.parametrize("crash", ["import os; os.abort()", "import os; os.kill(os.getpid(), 9)", "raise Exception"])
def test_a_decoder_that_crashes_harms_nobody(monkeypatch, tmp_path, crash):
    program = tmp_path / "crash.py"
    program.write_text(crash)
    monkeypatch.setattr(pictures, "PROGRAM", program)
    assert pictures.draw_thumbnail(make_picture()) is None


@pytest.mark.parametrize(
    ("act", "error"),
    [
        (f"bytearray({drawing.MEMORY})", "MemoryError"),
        ("import os; os.write(os.open('x', os.O_CREAT | os.O_WRONLY), b'x')", "File too large"),
    ],
)
def test_a_decoder_has_little_memory_and_writes_nothing(tmp_path, act, error):
    code = f"import sys; sys.path.insert(0, {str(Path(drawing.__file__).parent)!r}); import drawing, signal; "
    code += f"signal.signal(signal.SIGXFSZ, signal.SIG_IGN); drawing.limit_process(); {act}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.returncode, error in done.stderr) == (1, True)


# Thumbnails


def test_a_thumbnail_is_left_to_the_worker(task, store):
    """No transaction and no request waits for a decoder."""
    (file,) = attach(task, ("a.png", make_picture()))
    path = TaskFile.objects.get(pk=file).path
    assert contents(store) == [path]
    run_due_jobs()
    assert contents(store) == sorted([path, storage.thumbnail_key(path)])


def test_a_thumbnail_of_a_file_that_has_gone_goes_too(task, store, django_capture_on_commit_callbacks):
    (file,) = attach(task, ("a.png", make_picture()))
    jobs = list(Job.objects.filter(name="thumbnails.draw"))
    with django_capture_on_commit_callbacks(execute=True):
        remove_task_files(actor=APPLICATION, files=TaskFile.objects.filter(pk=file))
    assert run_due_jobs() > 0
    assert (contents(store), [job.is_dead for job in Job.objects.filter(pk__in=[one.pk for one in jobs])]) == ([], [])


def test_a_thumbnail_of_a_file_that_goes_meanwhile_goes_too(task, store, monkeypatch):
    attach(task, ("a.png", make_picture()))
    draw = pictures.draw_thumbnail

    def remove_meanwhile(content: bytes) -> bytes | None:
        TaskFile.objects.all().delete()
        return draw(content)

    monkeypatch.setattr(pictures, "draw_thumbnail", remove_meanwhile)
    run_due_jobs()
    assert contents(store) == []


def test_a_thumbnail_is_drawn_again(task, store):
    """As when the worker died after its work."""
    (file,) = attach(task, ("a.png", make_picture()))
    run_due_jobs()
    before = contents(store)
    enqueue("thumbnails.draw", path=TaskFile.objects.get(pk=file).path)
    run_due_jobs()
    assert (contents(store), Job.objects.filter(name="thumbnails.draw").count()) == (before, 0)


# Writing


def test_a_full_disk_leaves_neither_bytes_nor_rows(task, store, monkeypatch):
    fill_disk(monkeypatch, store, room=2)
    with pytest.raises(Conflict, match="no room"):
        attach(task, ("a.txt", b"a"), ("b.txt", b"b"), ("c.txt", b"c"))
    assert (contents(store), TaskFile.objects.count()) == ([], 0)
    attach((task[0], 0), ("a.txt", b"a"))
    assert (len(contents(store)), ProjectFile.objects.count()) == (1, 1)


def fill_disk(monkeypatch, store: Path, *, room: int) -> None:
    """A disk with room for a number of files, once; of the next one it takes a part."""
    save = FileSystemStorage.save
    saved: list[str] = []

    def save_or_fail(self, name, content, **options):
        saved.append(save(self, name, content, **options))
        if len(saved) == room + 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return saved[-1]

    monkeypatch.setattr(FileSystemStorage, "save", save_or_fail)


def test_a_row_that_fails_leaves_no_bytes(task, store):
    original = bus._listeners

    def fail(event) -> None:
        raise RuntimeError("a listener fails")

    bus.subscribe([bus.Listener(fail, to=(TaskFileCreated,)), *original])
    try:
        with pytest.raises(RuntimeError):
            attach(task, ("a.png", make_picture()), ("b.txt", b"b"))
    finally:
        bus.subscribe(original)
    assert (contents(store), TaskFile.objects.count(), Job.objects.filter(name="thumbnails.draw").count()) == ([], 0, 0)


def test_a_picture_of_a_person_that_fails_leaves_no_bytes(db, store, monkeypatch):
    user = User.objects.create(username="anna")
    fill_disk(monkeypatch, store, room=0)
    with pytest.raises(Invalid, match="no room"):
        set_avatar(actor=APPLICATION, user=user, name="a.png", content=make_picture())
    user.refresh_from_db()
    assert (contents(store), user.avatar_path) == ([], None)


@pytest.mark.parametrize("bad", [[("a.txt", b"a"), ("b.txt", b"")], [("a.txt", b"a")] * (files.MOST_FILES + 1)])
def test_what_is_refused_is_not_written(task, store, bad):
    with pytest.raises(Invalid):
        attach(task, *bad)
    assert (contents(store), TaskFile.objects.count()) == ([], 0)


def test_a_hundred_files_go_at_once(task, store):
    assert len(attach(task, *[(f"{n}.txt", b"0") for n in range(files.MOST_FILES)])) == files.MOST_FILES


@pytest.mark.parametrize("what", ["task", "project"])
def test_removing_takes_the_bytes_along(task, store, what, django_capture_on_commit_callbacks):
    project_id, task_id = task
    attach(task, ("a.png", make_picture()))
    attach((project_id, 0), ("b.png", make_picture()))
    run_due_jobs()
    with django_capture_on_commit_callbacks(execute=True):
        if what == "task":
            remove_task(actor=APPLICATION, task_id=task_id)
        else:
            remove_project(actor=APPLICATION, project=ProjectFile.objects.get().project)
    assert [one.split("/")[0] for one in contents(store)] == (["projects", "thumbnails"] if what == "task" else [])


# Names


@pytest.mark.parametrize(
    ("name", "cut"),
    [
        ("a.png", "a.png"),
        ("x" * 300 + ".png", "x" * 251 + ".png"),
        ("é" * 200 + ".jpeg", "é" * 125 + ".jpeg"),
        ("x" * 300, "x" * 255),
        ("x." + "y" * 300, "x." + "y" * 253),
        ("." + "y" * 300, "." + "y" * 254),
        (None, ""),
    ],
)
def test_a_cut_name_keeps_its_extension(name, cut):
    assert cut_name(name) == cut


def test_a_file_of_one_zero_is_a_file(task):
    project_id, task_id = task
    create_task_file(actor=APPLICATION, project_id=project_id, task_id=task_id, name="0", content=b"0")
    assert TaskFile.objects.get().size == 1
