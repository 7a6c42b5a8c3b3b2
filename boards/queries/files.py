"""Reading attachments."""

from __future__ import annotations

from typing import Any, TypeVar

from boards import storage
from boards.errors import NotFound
from boards.models import ProjectFile, TaskFile
from boards.queries.columns import nocase
from boards.shapes.files import (
    PROJECT_FILE,
    PROJECT_FILE_IN_LIST,
    TASK_FILE,
    TASK_FILE_IN_LIST,
    ProjectFileInListObject,
    ProjectFileObject,
    TaskFileInListObject,
    TaskFileObject,
    file_object,
)
from boards.shapes.shape import Item, Shape

Listed = TypeVar("Listed", TaskFileInListObject, ProjectFileInListObject)


def _one(model: Any, shape: Shape[Item], **conditions: Any) -> Item:
    row = model.objects.filter(**conditions).values_list(*shape.columns).first()
    if row is None:
        raise NotFound(f"file {conditions}")
    return file_object(shape, row)


def _all(model: Any, shape: Shape[Listed], **conditions: Any) -> list[Listed]:
    rows = model.objects.filter(**conditions).order_by().values_list(*shape.columns)
    return sorted((file_object(shape, row) for row in rows), key=lambda file: (nocase(file.name), file.id))


def get_task_file_object(file_id: int | None) -> TaskFileObject:
    """1 statement. Raises NotFound."""
    return _one(TaskFile, TASK_FILE, pk=file_id)


def list_task_file_objects(task_id: int | None) -> list[TaskFileInListObject]:
    """By name, ASCII letters without case. 1 statement."""
    return _all(TaskFile, TASK_FILE_IN_LIST, task_id=task_id)


def get_project_file_object(*, project_id: int | None, file_id: int | None) -> ProjectFileObject:
    """A file of this project. 1 statement. Raises NotFound."""
    return _one(ProjectFile, PROJECT_FILE, project_id=project_id, pk=file_id)


def list_project_file_objects(project_id: int | None) -> list[ProjectFileInListObject]:
    """By name, ASCII letters without case. 1 statement."""
    return _all(ProjectFile, PROJECT_FILE_IN_LIST, project_id=project_id)


def read_file(path: str, start: int = 0, length: int = -1) -> bytes:
    """The bytes under a key of the store, or ``length`` of them from ``start`` on; none when they are lost."""
    return storage.read_content(path, start, length) or b""


def get_task_file(file_id: int | None) -> TaskFile:
    """The file with its task, as models. 1 statement. Raises NotFound."""
    file = TaskFile.objects.select_related("task").filter(pk=file_id).first() if file_id else None
    if file is None:
        raise NotFound(f"file {file_id}")
    return file


def get_project_file(*, project_id: int | None, file_id: int | None) -> ProjectFile:
    """A file of this project, as a model. 1 statement. Raises NotFound."""
    file = ProjectFile.objects.filter(project_id=project_id or 0, pk=file_id or 0).first()
    if file is None:
        raise NotFound(f"file {file_id}")
    return file


def list_task_files(task_id: int | None) -> list[TaskFile]:
    """By id, with their task, as models. 1 statement."""
    return list(TaskFile.objects.select_related("task").filter(task_id=task_id or 0).order_by("pk"))


def list_project_files(project_id: int | None) -> list[ProjectFile]:
    """By id, as models. 1 statement."""
    return list(ProjectFile.objects.filter(project_id=project_id or 0).order_by("pk"))


def read_thumbnail(path: str) -> bytes | None:
    """The bytes of the small picture under a key of the store; empty when it can't be drawn, None until it is."""
    return storage.read_content(storage.thumbnail_key(path))
