from __future__ import annotations

import hashlib
from typing import Annotated

from boards.prepared import Row
from boards.shapes.shape import At, Epoch, Flag, Given, Item, Reference, Shape, WireObject


class TaskFileObject(WireObject):
    """``etag``: the MD5 of ``path``, the key in the store."""

    id: int
    name: str
    path: str
    is_image: Flag
    task_id: int
    date: Epoch
    user_id: Reference
    size: int
    etag: Given[str]


class TaskFileInListObject(WireObject):
    id: int
    name: str
    path: str
    is_image: Flag
    task_id: int
    date: Epoch
    user_id: Reference
    size: int
    username: Annotated[str | None, At("user__username")]
    user_name: Annotated[str | None, At("user__name")]
    etag: Given[str]


class ProjectFileObject(WireObject):
    id: int
    project_id: int
    name: str
    path: str
    is_image: Flag
    size: int
    user_id: Reference
    date: Epoch
    etag: Given[str]


class ProjectFileInListObject(WireObject):
    id: int
    name: str
    path: str
    is_image: Flag
    project_id: int
    date: Epoch
    user_id: Reference
    size: int
    username: Annotated[str | None, At("user__username")]
    user_name: Annotated[str | None, At("user__name")]
    etag: Given[str]


TASK_FILE = Shape("task_file", TaskFileObject)
TASK_FILE_IN_LIST = Shape("task_file_in_list", TaskFileInListObject)
PROJECT_FILE = Shape("project_file", ProjectFileObject)
PROJECT_FILE_IN_LIST = Shape("project_file_in_list", ProjectFileInListObject)


def file_object(shape: Shape[Item], row: Row) -> Item:
    """The object of a row; its etag is the MD5 of the key in the store."""
    path: str = row[shape.place("path")]
    return shape.of(row, hashlib.md5(path.encode(), usedforsecurity=False).hexdigest())
