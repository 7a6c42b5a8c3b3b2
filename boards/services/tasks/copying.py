"""Copies of tasks (the matrix of domain.md 12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import NotFound
from boards.events import TaskFileCreated
from boards.events.bus import emit
from boards.inputs import tidy_tag
from boards.models import Category, ExternalLink, Link, Project, Subtask, Swimlane, Tag, Task, TaskFile, TaskTag
from boards.queries.columns import nocase
from boards.queries.files import get_task_file_object
from boards.queries.memberships import is_active_member
from boards.queries.tags import find_tags_for_project, key_of_tag
from boards.queries.tasks import find_column_like, find_first_column_id, find_first_swimlane_id, get_task
from boards.services.files import next_number
from boards.services.integrity import lock_project_of
from boards.services.task_links import create_task_link
from boards.services.tasks.cells import Cell
from boards.services.tasks.create import announce_task, insert_task
from boards.transactions import atomic, lock_found

DUPLICATES = "duplicates"

#: What every copy takes over as it is.
COPIED = ("description", "date_due", "color_id", "score", "reference", "time_estimated", *Task.RECURRENCE)


class Target(NamedTuple):
    """Where a task arrives: in its own project or in another."""

    project_id: int
    cell: Cell
    category_id: int | None
    owner_id: int | None
    priority: int | None

    @classmethod
    def beside(cls, task: Task, column_id: int | None = None) -> Target:
        """The task's own place, or the same in another column of its project."""
        cell = Cell(column_id or task.column_id, task.swimlane_id)
        return cls(task.project_id, cell, task.category_id, task.owner_id, task.priority)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where a task comes to in another project, and what it has there; None: what fits best."""

    column_id: int | None = None
    swimlane_id: int | None = None
    category_id: int | None = None
    owner_id: int | None = None


ANYWHERE = Arrival()


def map_to_project(*, actor: Actor, task: Task, project: Project, arrival: Arrival = ANYWHERE) -> Target:
    """Find column by title, swimlane and category by name, and keep an owner who is a member there.

    Given ids replace the task's own before the mapping; an id of the target project stands for itself, what has no
    counterpart becomes the first column, the first active swimlane, no category, nobody. Bounded statements.
    Raises NotFound when the project has no column or no active swimlane.
    """
    column = find_column_like(project.pk, arrival.column_id or task.column_id)
    swimlane = _map_swimlane(project.pk, arrival.swimlane_id or task.swimlane_id)
    if column is None or swimlane is None:
        raise NotFound(f"project {project.pk} has no cell")
    owner = task.owner_id if arrival.owner_id is None else arrival.owner_id
    keeps = bool(owner) and (
        (actor.is_user and actor.is_administrator) or is_active_member(project_id=project.pk, user_id=owner or 0)
    )
    priority = task.priority
    if priority is not None and not project.priority_start <= priority <= project.priority_end:
        priority = project.priority_default
    return Target(
        project.pk,
        Cell(column, swimlane),
        _map_category(project.pk, task.category_id if arrival.category_id is None else arrival.category_id),
        owner if keeps else None,
        priority,
    )


def _map_swimlane(project_id: int, swimlane_id: int) -> int | None:
    swimlane = Swimlane.objects.filter(pk=swimlane_id).first()
    if swimlane and swimlane.project_id == project_id:
        return swimlane.pk
    same = Swimlane.objects.filter(project_id=project_id, name=swimlane.name).first() if swimlane else None
    return same.pk if same else find_first_swimlane_id(project_id)


def _map_category(project_id: int, category_id: int | None) -> int | None:
    category = Category.objects.filter(pk=category_id).first() if category_id else None
    if category is None or category.project_id == project_id:
        return category.pk if category else None
    wanted = nocase(category.name)
    there = Category.objects.filter(project_id=project_id).order_by("pk").values_list("pk", "name")
    return next((pk for pk, name in there if nocase(name) == wanted), None)


def map_tags(tags: list[Tag], project_id: int) -> list[int]:
    """Ids of tags of the same names that are global or the project's; missing ones are made there with their colour.

    2 statements, and one for each tag that is made.
    """
    known = find_tags_for_project(project_id)
    found = []
    for tag in tags:
        if tag.project_id in (None, project_id):
            found.append(tag.pk)
            continue
        key = key_of_tag(tag.name, known)
        if key not in known:
            made = Tag.objects.create(project_id=project_id, name=tidy_tag(tag.name), color_id=tag.color_id)
            known[key] = made.pk
        found.append(known[key])
    return list(dict.fromkeys(found))


def tags_of(task_id: int) -> list[Tag]:
    """In order of attachment. 1 statement."""
    return [one.tag for one in TaskTag.objects.filter(task_id=task_id).select_related("tag").order_by("pk")]


def copy_subtasks(task_id: int, copy_id: int) -> None:
    """Title, estimate, place and person, all to be done. 2 statements."""
    Subtask.objects.bulk_create(
        Subtask(
            task_id=copy_id,
            title=subtask.title,
            time_estimated=subtask.time_estimated,
            position=subtask.position,
            user_id=subtask.user_id,
        )
        for subtask in Subtask.objects.filter(task_id=task_id).order_by("position", "pk")
    )


def copy_tags(task_id: int, copy_id: int, project_id: int) -> None:
    """The tags, as they are called in the project of the copy."""
    ids = map_tags(tags_of(task_id), project_id)
    TaskTag.objects.bulk_create(TaskTag(task_id=copy_id, tag_id=pk) for pk in ids)


def copy_external_links(actor: Actor, task_id: int, copy_id: int) -> None:
    """2 statements."""
    moment = now()
    ExternalLink.objects.bulk_create(
        ExternalLink(
            task_id=copy_id,
            link_type=link.link_type,
            dependency=link.dependency,
            title=link.title,
            url=link.url,
            date_creation=moment,
            date_modification=moment,
            creator_id=actor.user_id or None,
        )
        for link in ExternalLink.objects.filter(task_id=task_id).order_by("pk")
    )


def link_copy(actor: Actor, task_id: int, copy_id: int) -> None:
    """The copy "duplicates" its source; nothing when that type of link was removed."""
    link_id = Link.objects.filter(label=DUPLICATES).values_list("pk", flat=True).first()
    if link_id is not None:
        create_task_link(actor=actor, task_id=copy_id, opposite_task_id=task_id, link_id=link_id)


def copy_files(actor: Actor, project_id: int, task_id: int, copy_id: int) -> None:
    """New rows that share the stored content; the uploader is who copies."""
    for file in TaskFile.objects.filter(task_id=task_id).order_by("pk"):
        copy = TaskFile.objects.create(
            pk=next_number(TaskFile),
            task_id=copy_id,
            name=file.name,
            path=file.path,
            is_image=file.is_image,
            date=now(),
            size=file.size,
            user_id=actor.user_id or None,
        )
        emit(TaskFileCreated(actor, project_id, copy_id, file=get_task_file_object(copy.pk)))


def insert_copy(actor: Actor, task: Task, target: Target, **changes: Any) -> int:
    """Store an open copy, at the bottom of its cell, of what the task itself holds; ``changes`` replace its values.

    It has not been worked on. Answers its id; ``announce_copy`` does the rest. 2 statements.
    """
    values: dict[str, Any] = {name: getattr(task, name) for name in COPIED}
    values |= {"title": task.title, "time_spent": 0, "date_started": None}
    return insert_task(
        project_id=target.project_id,
        cell=target.cell,
        owner_id=target.owner_id,
        creator_id=actor.user_id or None,
        category_id=target.category_id,
        priority=target.priority,
        **(values | changes),
    )


def announce_copy(actor: Actor, task: Task, copy_id: int, project_id: int) -> None:
    """Tell everybody of a copy, and give it the sub-tasks, tags and external links of the task.

    Emits TaskSaved, TaskCreated.
    """
    announce_task(actor, project_id, copy_id, None)
    copy_subtasks(task.pk, copy_id)
    copy_tags(task.pk, copy_id, project_id)
    copy_external_links(actor, task.pk, copy_id)


@atomic
def duplicate_task(*, actor: Actor, task_id: int | None) -> int:
    """A copy in the same cell, "[DUPLICATE]" before its title; answers its id. Raises NotFound.

    Emits TaskSaved, TaskCreated, TaskLinkSaved twice.
    """
    lock_project_of(task_id)
    task = get_task(task_id)
    copy_id = insert_copy(actor, task, Target.beside(task), title=f"[{_('DUPLICATE')}] {task.title}")
    announce_copy(actor, task, copy_id, task.project_id)
    link_copy(actor, task.pk, copy_id)
    return copy_id


@atomic
def copy_task_to_project(*, actor: Actor, task_id: int | None, project: Project, arrival: Arrival = ANYWHERE) -> int:
    """An open copy at the bottom of its cell in a project (which may be the same); answers its id.

    Emits TaskSaved, TaskCreated, TaskLinkSaved twice, TaskFileCreated for each file. Raises NotFound.
    """
    lock_found(lambda: {get_task(task_id).project_id, project.pk})
    task = get_task(task_id)
    return _copy_to(actor, task, map_to_project(actor=actor, task=task, project=project, arrival=arrival))


@atomic
def copy_task_to_first_column(*, actor: Actor, task_id: int, project: Project) -> int:
    """As ``copy_task_to_project``, into the first column there, whatever the task's own is. Raises NotFound."""
    lock_found(lambda: {get_task(task_id).project_id, project.pk})
    task = get_task(task_id)
    target = map_to_project(actor=actor, task=task, project=project)
    first_column_id = find_first_column_id(project.pk) or target.cell.column_id
    return _copy_to(actor, task, target._replace(cell=Cell(first_column_id, target.cell.swimlane_id)))


def _copy_to(actor: Actor, task: Task, target: Target) -> int:
    copy_id = insert_copy(actor, task, target)
    announce_copy(actor, task, copy_id, target.project_id)
    link_copy(actor, task.pk, copy_id)
    copy_files(actor, target.project_id, task.pk, copy_id)
    return copy_id
