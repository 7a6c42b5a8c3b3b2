"""Tasks as they are answered, with what was asked for besides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from api.rest.representations.parts import (
    represent_comment,
    represent_external_link,
    represent_file,
    represent_subtask,
    represent_task_link,
)
from api.rest.representations.tasks import (
    NamedRepresentation,
    PersonRepresentation,
    TaskRepresentation,
    represent_task,
)
from boards.actors import Actor
from boards.errors import NotFound
from boards.queries import task_parts
from boards.queries.task_pages import read_tasks_with_tags
from boards.queries.task_parts import PersonRow, TitledRow

NAMES = ("project", "column", "swimlane", "category")
PEOPLE = ("owner", "creator")
#: Expansion to what reads the parts of tasks, for one who reads, and to how one of them is shown.
PARTS: dict[str, tuple[Callable[[list[int], Actor], Mapping[int, list[Any]]], Callable[[Any], Any]]] = {
    "subtasks": (lambda ids, actor: task_parts.group_subtasks(ids), represent_subtask),
    "comments": (lambda ids, actor: task_parts.group_comments(ids, rank=actor.comment_rank), represent_comment),
    "links": (lambda ids, actor: task_parts.group_task_links(ids), represent_task_link),
    "external_links": (lambda ids, actor: task_parts.group_external_links(ids), represent_external_link),
    "files": (lambda ids, actor: task_parts.group_task_files(ids), represent_file),
}


def read_task(task_id: int, expand: Collection[str], actor: Actor) -> TaskRepresentation:
    """2 statements, 1 more for each expansion. Raises NotFound."""
    found = read_tasks([task_id], expand, actor)
    if not found:
        raise NotFound(f"task {task_id}")
    return found[0]


def read_tasks(task_ids: Sequence[int], expand: Collection[str], actor: Actor) -> list[TaskRepresentation]:
    """Each with what ``expand`` names; those that are gone are left out. 2 statements, 1 more for each expansion."""
    tasks = [represent_task(task, tags) for task, tags in read_tasks_with_tags(list(task_ids))]
    for name in expand:
        if name in NAMES:
            _add_names(tasks, name)
        elif name in PEOPLE:
            _add_people(tasks, name)
        else:
            read, represent = PARTS[name]
            parts = read([task.id for task in tasks], actor)
            for task in tasks:
                setattr(task, name, [represent(one) for one in parts.get(task.id, ())])
    return tasks


def _add_names(tasks: Iterable[TaskRepresentation], name: str) -> None:
    found = task_parts.find_names_of(name, (getattr(task, f"{name}_id") for task in tasks))
    for task in tasks:
        setattr(task, name, _name(found.get(getattr(task, f"{name}_id"))))


def _name(one: TitledRow | None) -> NamedRepresentation | None:
    return one and NamedRepresentation(id=one.id, name=one.name)


def _add_people(tasks: Iterable[TaskRepresentation], name: str) -> None:
    found = task_parts.find_people_of(getattr(task, f"{name}_id") for task in tasks)
    for task in tasks:
        setattr(task, name, _person(found.get(getattr(task, f"{name}_id"))))


def _person(one: PersonRow | None) -> PersonRepresentation | None:
    return one and PersonRepresentation(id=one.id, username=one.username, name=one.name or "")
