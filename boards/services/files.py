"""Attachments of tasks and projects (domain.md 16).

Bytes are written before the row and dropped after the commit of its removal: a crash leaves an orphan, never a row
without content. Copies of tasks share content, so bytes go with the last row that names them.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max

from boards import storage
from boards.actors import Actor
from boards.dates import now
from boards.errors import Invalid, NotFound
from boards.events import ProjectFileCreated, ProjectFileRemoved, TaskFileCreated, TaskFileRemoved
from boards.events.bus import emit
from boards.models import ProjectFile, TaskFile
from boards.queries.files import get_project_file_object, get_task_file_object
from boards.queries.ownership import find_project_of_task
from boards.queries.projects import has_project
from boards.transactions import atomic, block

NAME_BYTES = 255
FOREIGN = re.compile(rb"[^A-Za-z0-9+/]")


def decode_base64(text: str | None) -> bytes:
    """The bytes of a base64 text; foreign characters are skipped, as programs send line ends. Raises Invalid."""
    digits = FOREIGN.sub(b"", (text or "").encode())
    if len(digits) % 4 == 1:
        digits = digits[:-1]
    try:
        return base64.b64decode(digits + b"=" * (-len(digits) % 4))
    except binascii.Error as error:
        raise Invalid(blob="This is no base64.") from error


def cut_name(name: str | None) -> str:
    """The name, cut to 255 bytes at a character."""
    return (name or "").encode()[:NAME_BYTES].decode("utf-8", "ignore")


def _check_content(content: bytes) -> bytes:
    if content in (b"", b"0"):
        raise Invalid(file="The file is empty.")
    if len(content) > settings.ENV["UPLOAD_LIMIT_MB"] * 1024 * 1024:
        raise Invalid(file=f"A file has at most {settings.ENV['UPLOAD_LIMIT_MB']} MB.")
    return content


def _store(folder: str, owner_id: int, name: str, content: bytes) -> dict[str, object]:
    """Write the bytes, and the thumbnail of a picture; answers the columns of the row."""
    key = storage.new_key(folder, owner_id)
    storage.store_content(key, _check_content(content))
    is_image = storage.is_image_name(name)
    if is_image:
        storage.store_thumbnail(key, content)
    return {"name": name, "path": key, "is_image": is_image, "size": len(content), "date": now()}


def next_number(model: type[TaskFile] | type[ProjectFile]) -> int:
    """The highest id and one; inside a transaction. ≤ 2 statements.

    wire: the number of the last file, once it is removed, is given again (recorded).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [model._meta.db_table])
    return (model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1


def forget_contents(paths: Iterable[str]) -> None:
    """After the commit, drop the stored bytes that no row names any more."""
    wanted = set(paths)

    def drop() -> None:
        used = {
            *TaskFile.objects.filter(path__in=wanted).values_list("path", flat=True),
            *ProjectFile.objects.filter(path__in=wanted).values_list("path", flat=True),
        }
        for path in wanted - used:
            storage.drop_content(path)

    if wanted:
        transaction.on_commit(drop, robust=True)


def create_task_file(
    *, actor: Actor, project_id: int | None, task_id: int | None, name: str | None, content: bytes
) -> int:
    """Attach a file to a task of this project; answers its id. Emits TaskFileCreated.

    Raises Invalid (empty, too large), NotFound (task, or in another project).
    """
    owner = None if task_id is None else find_project_of_task(task_id)
    if owner is None or owner != project_id or task_id is None:
        raise NotFound(f"task {task_id} in project {project_id}")
    row = _store("tasks", task_id, cut_name(name), content)
    with block():
        file = TaskFile.objects.create(pk=next_number(TaskFile), task_id=task_id, user_id=actor.user_id or None, **row)
        emit(TaskFileCreated(actor, owner, task_id, file=get_task_file_object(file.pk)))
    return file.pk


def create_project_file(*, actor: Actor, project_id: int | None, name: str | None, content: bytes) -> int:
    """Attach a file to a project; answers its id. Emits ProjectFileCreated. Raises Invalid, NotFound (project)."""
    if project_id is None or not has_project(project_id):
        raise NotFound(f"project {project_id}")
    row = _store("projects", project_id, cut_name(name), content)
    with block():
        file = ProjectFile.objects.create(
            pk=next_number(ProjectFile), project_id=project_id, user_id=actor.user_id or None, **row
        )
        details = get_project_file_object(project_id=project_id, file_id=file.pk)
        emit(ProjectFileCreated(actor, project_id, 0, file=details))
    return file.pk


@atomic
def create_files(*, actor: Actor, project_id: int, task_id: int, files: Sequence[tuple[str, bytes]]) -> list[int]:
    """Attach files, pairs of name and content, to a task, or with 0 to the project: all of them or none.

    Answers their ids. Emits and raises what ``create_task_file`` and ``create_project_file`` do.
    """
    if not task_id:
        return [create_project_file(actor=actor, project_id=project_id, name=n, content=c) for n, c in files]
    return [create_task_file(actor=actor, project_id=project_id, task_id=task_id, name=n, content=c) for n, c in files]


@atomic
def remove_task_files(*, actor: Actor, files: Iterable[TaskFile]) -> None:
    """Emits TaskFileRemoved for each, before it is gone."""
    for file in files:
        emit(TaskFileRemoved(actor, file.task.project_id, file.task_id, file=get_task_file_object(file.pk)))
        file.delete()
        forget_contents([file.path])


@atomic
def remove_project_files(*, actor: Actor, files: Iterable[ProjectFile]) -> None:
    """Emits ProjectFileRemoved for each, before it is gone."""
    for file in files:
        details = get_project_file_object(project_id=file.project_id, file_id=file.pk)
        emit(ProjectFileRemoved(actor, file.project_id, 0, file=details))
        file.delete()
        forget_contents([file.path])
