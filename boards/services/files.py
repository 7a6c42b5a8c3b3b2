"""Attachments of tasks and projects (domain.md 16).

Bytes are written before the row, outside of its transaction, and dropped when there is no row in the end, or after the
commit of its removal: a crash leaves an orphan, never a row without content. Copies of tasks share content, so bytes go
with the last row that names them; as long as a removal can be undone, a row of ``KeptFile`` does. Thumbnails are drawn
by the job worker.
"""

from __future__ import annotations

import base64
import binascii
import logging
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards import pictures, storage
from boards.actors import Actor
from boards.dates import now
from boards.errors import Conflict, Invalid, NotFound
from boards.events import ProjectFileCreated, ProjectFileRemoved, TaskFileCreated, TaskFileRemoved
from boards.events.bus import emit
from boards.file_types import is_picture_name
from boards.jobs import enqueue
from boards.models import KeptFile, ProjectFile, TaskFile
from boards.queries.files import get_project_file_object, get_task_file_object
from boards.queries.ownership import find_project_of_task
from boards.queries.projects import has_project
from boards.services.integrity import current, lock_project_of, lock_projects_of
from boards.storage import Content
from boards.transactions import atomic, lock_project, lock_projects

logger = logging.getLogger(__name__)

NAME_BYTES = 255
#: Bytes of an extension, with its dot, that a cut name keeps.
LONGEST_ENDING = 20
MOST_FILES = 100
FOREIGN = re.compile(rb"[^A-Za-z0-9+/]")


def decode_base64(text: str | None) -> bytes:
    """The bytes of a base64 text; foreign characters are skipped, as programs send line ends. Raises Invalid."""
    digits = FOREIGN.sub(b"", (text or "").encode())
    if len(digits) % 4 == 1:
        digits = digits[:-1]
    try:
        return base64.b64decode(digits + b"=" * (-len(digits) % 4))
    except binascii.Error as error:
        raise Invalid(blob=_("This is no base64.")) from error


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode("utf-8", "ignore")


def cut_name(name: str | None) -> str:
    """The name, cut to 255 bytes at a character; its extension, which says what the file is, stays."""
    whole = name or ""
    if len(whole.encode()) <= NAME_BYTES:
        return whole
    stem, dot, extension = whole.rpartition(".")
    ending = (dot + extension).encode()
    if not stem or len(ending) > LONGEST_ENDING:
        return _cut(whole, NAME_BYTES)
    return _cut(stem, NAME_BYTES - len(ending)) + dot + extension


def _check_content(content: Content) -> int:
    """Its size. Raises Invalid."""
    size = storage.size_of(content)
    if not size:
        raise Invalid(file=_("The file is empty."))
    if size > settings.ENV["UPLOAD_LIMIT_MB"] * 1024 * 1024:
        raise Invalid(file=format_lazy(_("A file has at most {most} MB."), most=settings.ENV["UPLOAD_LIMIT_MB"]))
    return size


@contextmanager
def _stored(folder: str, owner_id: int, files: Sequence[tuple[str | None, Content]]) -> Iterator[list[dict[str, Any]]]:
    """Write the bytes, and give the columns of the rows that the body makes; a body that fails leaves no bytes.

    Raises Invalid (too many, empty, too large), Conflict (no room).
    """
    if len(files) > MOST_FILES:
        raise Invalid(files=format_lazy(_("At most {most} files at once."), most=MOST_FILES))
    sizes = [_check_content(content) for _name, content in files]
    with storage.new_contents() as store:
        rows = []
        for (name, content), size in zip(files, sizes, strict=True):
            key, clean = storage.new_key(folder, owner_id), cut_name(name)
            try:
                store(key, content)
            except OSError as error:
                logger.exception("A file of %s bytes can't be stored", size)
                raise Conflict(_("There is no room for this file on the server.")) from error
            is_image = is_picture_name(clean)
            rows.append({"name": clean, "path": key, "is_image": is_image, "size": size, "date": now()})
        yield rows


def make_thumbnail(path: str) -> None:
    """The job of a new picture. One that can't be drawn gets an empty thumbnail, so that nobody waits for another."""
    content = storage.read_content(path)
    if content is None:
        return
    drawn = pictures.draw_thumbnail(content) or b""
    storage.drop_thumbnail(path)
    storage.store_content(storage.thumbnail_key(path), drawn)
    if not _find_used([path]):
        storage.drop_content(path)


def _find_used(paths: Collection[str]) -> set[str]:
    """Those of the keys that a row names. 3 statements."""
    models: tuple[type[KeptFile | ProjectFile | TaskFile], ...] = (TaskFile, ProjectFile, KeptFile)
    found = (model._default_manager.filter(path__in=paths).values_list("path", flat=True) for model in models)
    return {path for rows in found for path in rows}


#: The highest number that a file of a kind has, or had before it was removed and may come back.
_HIGHEST = (
    "SELECT MAX(n) FROM (SELECT MAX(id) AS n FROM {files} UNION ALL SELECT MAX(number) FROM {kept} WHERE kind = %s) q"
)


def next_number(model: type[TaskFile] | type[ProjectFile]) -> int:
    """The highest id and one; inside a transaction. ≤ 2 statements.

    wire: the number of the last file, once it is removed for good, is given again (recorded).
    """
    highest = _HIGHEST.format(files=model._meta.db_table, kept=KeptFile._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [model._meta.db_table])
        cursor.execute(highest, [model._meta.model_name])
        return (cursor.fetchone()[0] or 0) + 1


def forget_contents(paths: Iterable[str]) -> None:
    """After the commit, drop the stored bytes that no row names any more."""
    wanted = set(paths)

    def drop() -> None:
        for path in wanted - _find_used(wanted):
            storage.drop_content(path)

    if wanted:
        transaction.on_commit(drop, robust=True)


def create_task_file(
    *, actor: Actor, project_id: int | None, task_id: int | None, name: str | None, content: Content
) -> int:
    """Attach a file to a task of this project; answers its id. Emits TaskFileCreated.

    Raises Invalid (empty, too large), NotFound (task, or in another project), Conflict (no room).
    """
    return _create_task_files(actor, project_id, task_id, [(name, content)])[0]


def create_project_file(*, actor: Actor, project_id: int | None, name: str | None, content: Content) -> int:
    """Attach a file to a project; answers its id. Emits ProjectFileCreated.

    Raises Invalid, NotFound (project), Conflict (no room).
    """
    return _create_project_files(actor, project_id, [(name, content)])[0]


def create_files(*, actor: Actor, project_id: int, task_id: int, files: Sequence[tuple[str, Content]]) -> list[int]:
    """Attach files, pairs of name and content, to a task, or with 0 to the project: all of them or none.

    Answers their ids. Emits and raises what ``create_task_file`` and ``create_project_file`` do.
    """
    if not task_id:
        return _create_project_files(actor, project_id, files)
    return _create_task_files(actor, project_id, task_id, files)


def _create_task_files(
    actor: Actor, project_id: int | None, task_id: int | None, files: Sequence[tuple[str | None, Content]]
) -> list[int]:
    owner = None if task_id is None else find_project_of_task(task_id)
    if owner is None or owner != project_id or task_id is None:
        raise NotFound(f"task {task_id} in project {project_id}")
    with _stored("tasks", task_id, files) as rows:
        return _insert_task_files(actor, owner, task_id, rows)


@atomic
def _insert_task_files(actor: Actor, project_id: int, task_id: int, rows: list[dict[str, Any]]) -> list[int]:
    if lock_project_of(task_id) != project_id:
        raise NotFound(f"task {task_id} in project {project_id}")
    ids = []
    for row in rows:
        file = TaskFile.objects.create(pk=next_number(TaskFile), task_id=task_id, user_id=actor.user_id or None, **row)
        _ask_for_thumbnail(row)
        emit(TaskFileCreated(actor, project_id, task_id, file=get_task_file_object(file.pk)))
        ids.append(file.pk)
    return ids


def _create_project_files(
    actor: Actor, project_id: int | None, files: Sequence[tuple[str | None, Content]]
) -> list[int]:
    if project_id is None or not has_project(project_id):
        raise NotFound(f"project {project_id}")
    with _stored("projects", project_id, files) as rows:
        return _insert_project_files(actor, project_id, rows)


@atomic
def _insert_project_files(actor: Actor, project_id: int, rows: list[dict[str, Any]]) -> list[int]:
    lock_project(project_id)
    if not has_project(project_id):
        raise NotFound(f"project {project_id}")
    ids = []
    for row in rows:
        file = ProjectFile.objects.create(
            pk=next_number(ProjectFile), project_id=project_id, user_id=actor.user_id or None, **row
        )
        _ask_for_thumbnail(row)
        details = get_project_file_object(project_id=project_id, file_id=file.pk)
        emit(ProjectFileCreated(actor, project_id, 0, file=details))
        ids.append(file.pk)
    return ids


def _ask_for_thumbnail(row: dict[str, Any]) -> None:
    if row["is_image"]:
        enqueue("thumbnails.draw", path=row["path"])


@atomic
def remove_task_files(*, actor: Actor, files: Iterable[TaskFile]) -> None:
    """Their bytes go with them unless ``KeptFile`` names them by then.

    Emits TaskFileRemoved for each, before it is gone. Raises NotFound (one is gone already).
    """
    files = list(files)
    lock_projects_of(file.task_id for file in files)
    for file in map(current, files):
        emit(TaskFileRemoved(actor, file.task.project_id, file.task_id, file=get_task_file_object(file.pk)))
        file.delete()
        forget_contents([file.path])


@atomic
def remove_project_files(*, actor: Actor, files: Iterable[ProjectFile]) -> None:
    """Their bytes go with them unless ``KeptFile`` names them by then.

    Emits ProjectFileRemoved for each, before it is gone. Raises NotFound (one is gone already).
    """
    files = list(files)
    lock_projects(file.project_id for file in files)
    for file in map(current, files):
        details = get_project_file_object(project_id=file.project_id, file_id=file.pk)
        emit(ProjectFileRemoved(actor, file.project_id, 0, file=details))
        file.delete()
        forget_contents([file.path])
