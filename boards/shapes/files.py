from __future__ import annotations

import hashlib
from typing import Any

from boards.prepared import Row
from boards.shapes.shape import Key, Shape, column, flag, given, reference


def _keys(owner: str) -> tuple[Key, ...]:
    return (
        column("id"),
        column("name"),
        column("path"),
        flag("is_image"),
        column(owner),
        column("date"),
        reference("user_id"),
        column("size"),
    )


_UPLOADER = (column("username", "user__username"), column("user_name", "user__name"))

TASK_FILE = Shape("task_file", *_keys("task_id"), given("etag"))
TASK_FILE_IN_LIST = Shape("task_file_in_list", *_keys("task_id"), *_UPLOADER, given("etag"))
PROJECT_FILE = Shape(
    "project_file",
    column("id"),
    column("project_id"),
    column("name"),
    column("path"),
    flag("is_image"),
    column("size"),
    reference("user_id"),
    column("date"),
    given("etag"),
)
PROJECT_FILE_IN_LIST = Shape("project_file_in_list", *_keys("project_id"), *_UPLOADER, given("etag"))


def file_object(shape: Shape, row: Row) -> Any:
    """The object of a row; its etag is the MD5 of the key in the store."""
    path = row[shape.keys.index("path")]
    return shape.of(row, hashlib.md5(path.encode(), usedforsecurity=False).hexdigest())
