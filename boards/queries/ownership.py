"""To which project an object belongs. One prepared statement each; None when the object is unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model

from boards.models import Action, Category, Column, Comment, Subtask, Swimlane, Task, TaskFile, TaskLink
from boards.prepared import Prepared, param

Finder = Callable[[int], int | None]


def _finder(model: type[Model], path: str) -> Finder:
    manager: Any = model._default_manager
    prepared = Prepared(lambda: manager.filter(pk=param("pk")).order_by().values_list(path))

    def find(identifier: int) -> int | None:
        value: int | None = prepared.value(pk=identifier)
        return value

    return find


find_project_of_task = _finder(Task, "project_id")
find_project_of_subtask = _finder(Subtask, "task__project_id")
find_project_of_comment = _finder(Comment, "task__project_id")
find_project_of_task_file = _finder(TaskFile, "task__project_id")
find_project_of_task_link = _finder(TaskLink, "task__project_id")
find_project_of_column = _finder(Column, "project_id")
find_project_of_swimlane = _finder(Swimlane, "project_id")
find_project_of_category = _finder(Category, "project_id")
find_project_of_action = _finder(Action, "project_id")
