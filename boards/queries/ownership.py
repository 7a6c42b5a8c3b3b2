"""To which project an object belongs. One prepared statement each; None when the object is unknown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import ManyToOneRel, Model, Q

from boards.models import (
    Action,
    Category,
    Column,
    Comment,
    CustomFilter,
    CustomRole,
    PredefinedDescription,
    Project,
    Subtask,
    Swimlane,
    Tag,
    Task,
    TaskFile,
    TaskLink,
    User,
    Webhook,
)
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
find_project_of_tag = _finder(Tag, "project_id")
find_project_of_custom_filter = _finder(CustomFilter, "project_id")
find_project_of_predefined_description = _finder(PredefinedDescription, "project_id")
find_project_of_webhook = _finder(Webhook, "project_id")
find_project_of_custom_role = _finder(CustomRole, "project_id")

_AROUND = Prepared(
    lambda: (
        Task.objects.filter(
            Q(pk=param("task_id"))
            | Q(pk__in=TaskLink.objects.filter(opposite_task_id=param("task_id")).values("task_id"))
        )
        .order_by()
        .values_list("project_id")
        .distinct()
    )
)


def find_projects_around(task_id: int) -> set[int]:
    """The project of a task, and those with a task that is linked to it: they count it and show its state.

    1 statement.
    """
    return {project_id for (project_id,) in _AROUND.rows(task_id=task_id)}


#: The way from a row to its project, by the name of the first field on it that the row has.
WAYS = {"project": "project_id", "task": "task__project_id", "subtask": "subtask__task__project_id"}


def list_project_ids_with(user_id: int) -> set[int]:
    """Every project in which a row names the account, in whatever role. 1 statement a table that can."""
    found: set[int] = set()
    for relation in User._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        model: Any = relation.related_model
        fields = {one.name for one in model._meta.concrete_fields}
        way = "pk" if model is Project else next((path for name, path in WAYS.items() if name in fields), None)
        if way is not None:
            rows = model._default_manager.filter(**{relation.field.name: user_id})
            found.update(rows.order_by().values_list(way, flat=True).distinct())
    return found - {None}
