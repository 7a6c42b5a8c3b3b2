"""Reading tags."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from boards.actors import Actor
from boards.errors import NotFound
from boards.inputs import tidy_tag
from boards.models import Tag, TaskTag
from boards.prepared import Row, param
from boards.queries.columns import nocase
from boards.queries.keysets import first_letters, read_after
from boards.queries.lookups import readable_projects
from boards.shapes.tags import TAG, TagObject


def _by_name(rows: Iterable[Row]) -> list[TagObject]:
    return sorted(TAG.all(rows), key=lambda tag: (tag.name.encode(), tag.id))


def list_all_tags() -> list[TagObject]:
    """Global ones and those of all projects, by name, bytewise. 1 statement."""
    return _by_name(Tag.objects.order_by().values_list(*TAG.columns))


def _usable_in(project_ids: Collection[int]) -> QuerySet[Tag]:
    """The global tags and those of these projects."""
    return (Tag.objects.filter(project_id__in=project_ids) | Tag.objects.filter(project__isnull=True)).order_by()


def list_tags_of_projects(project_ids: list[int]) -> list[TagObject]:
    """Global ones and those of these projects, by name, bytewise. 1 statement."""
    return _by_name(_usable_in(project_ids).values_list(*TAG.columns))


def find_tags_for_project(project_id: int) -> dict[str, int]:
    """Name, with its ASCII letters folded (``nocase``), to the id of the tag that a task of the project carries for it.

    A global tag goes before one of the project, the older before the newer. A tag that was stored untidily has its
    tidy name, too, where no other has it. 1 statement.
    """
    rows = _usable_in([project_id]).values_list("pk", "name", "project_id")
    # The last one wins.
    ordered = sorted((home is None, -pk, pk, name) for pk, name, home in rows)
    tags = [(name, pk) for _is_global, _age, pk, name in ordered]
    return {nocase(tidy_tag(name)): pk for name, pk in tags} | {nocase(name): pk for name, pk in tags}


def key_of_tag(name: str, known: Container[str]) -> str:
    """What a name is found by in ``find_tags_for_project``: as it is, else by its tidy name."""
    exact = nocase(name)
    return exact if exact in known else nocase(tidy_tag(name))


def list_tags_of_project(project_id: int | None) -> list[TagObject]:
    """Without global ones; None asks for the global ones alone. 1 statement."""
    owner: dict[str, Any] = {"project_id": project_id} if project_id else {"project__isnull": True}
    return _by_name(Tag.objects.filter(**owner).order_by().values_list(*TAG.columns))


def list_tag_objects_after(
    *, actor: Actor, project_id: int | None, search: str, order: str, after: Sequence[Any] | None, limit: int
) -> tuple[list[TagObject], list[Any] | None]:
    """A page of the tags of a project, of the global ones for 0, or of all that an actor knows for None; and its end.

    Programs and administrators know all, others the global ones and those of their open projects. ``search``: a part
    of the name; ``order``, ``after``: as ``read_after`` has them, by "id" or "name". 1 statement.
    """
    found = Tag.objects.all()
    if project_id is not None:
        found = found.filter(project_id=project_id) if project_id else found.filter(project=None)
    elif actor.is_user and not actor.is_administrator:
        found = found.filter(Q(project=None) | Q(project__in=readable_projects(actor.user_id).values("pk")))
    if search:
        found = found.filter(name__icontains=search)
    key = first_letters("name") if order.endswith("name") else None
    rows, last = read_after(found, TAG.columns, order=order, key=key, after=after, limit=limit)
    return TAG.all(rows), last


def get_tag_object(tag_id: int) -> TagObject:
    """1 statement. Raises NotFound."""
    row = Tag.objects.filter(pk=tag_id).values_list(*TAG.columns).first()
    if row is None:
        raise NotFound(f"tag {tag_id}")
    return TAG.of(row)


def list_task_tags(task_id: int | None) -> dict[int, str]:
    """Tag id to name, in order of attachment. 1 statement."""
    return dict(TaskTag.objects.filter(task_id=task_id or 0).order_by("pk").values_list("tag_id", "tag__name"))


def tags_of_tasks() -> QuerySet[TaskTag, Any]:
    """Task id, name and colour id of the tags of the tasks ``ids``; a part of a prepared statement."""
    named = TaskTag.objects.filter(task_id__one_of=param("ids")).order_by()
    return named.values_list("task_id", "tag__name", "tag__color_id")


def group_tags(rows: Iterable[Row]) -> dict[int, tuple[tuple[str, str | None], ...]]:
    """Task id to name and colour id of its tags, by name; ``rows``: those of ``tags_of_tasks``."""
    found: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    for task_id, name, color_id in rows:
        found[task_id].append((name, color_id))
    return {task_id: tuple(sorted(tags)) for task_id, tags in found.items()}


def list_tags_of_tasks(task_ids: Collection[int]) -> list[str]:
    """The names of the tags that any of these tasks has, sorted. 1 statement."""
    names = TaskTag.objects.filter(task_id__in=task_ids).order_by().values_list("tag__name", flat=True)
    return sorted(set(names))


def count_tasks_with_tag(tag_id: int) -> int:
    """1 statement."""
    return TaskTag.objects.filter(tag_id=tag_id).count()


def get_tag(tag_id: int | None) -> Tag:
    """1 statement. Raises NotFound."""
    tag = Tag.objects.filter(pk=tag_id).first() if tag_id else None
    if tag is None:
        raise NotFound(f"tag {tag_id}")
    return tag


def find_projects_of_tag(tag_id: int | None) -> list[int | None]:
    """The project of a tag; None for a global one; nothing for an unknown one. 1 statement."""
    return list(Tag.objects.filter(pk=tag_id).values_list("project_id", flat=True)) if tag_id else []
