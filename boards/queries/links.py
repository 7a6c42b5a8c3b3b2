"""Reading kinds of links, and links between tasks."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Q

from boards.counting import count_of
from boards.errors import NotFound
from boards.models import Link, TaskLink
from boards.prepared import Prepared, param
from boards.shapes.links import LINK, TASK_LINK, TASK_LINK_IN_LIST, LinkObject, TaskLinkInListObject, TaskLinkObject

_TASK_LINK = Prepared(lambda: TaskLink.objects.filter(pk=param("pk")).order_by().values_list(*TASK_LINK.columns))
_OF_TASK = Prepared(
    lambda: (
        TaskLink.objects.filter(task_id=param("task_id"))
        .order_by(
            "link_id",
            "-opposite_task__column__position",
            "-opposite_task__is_active",
            "opposite_task__position",
            "opposite_task_id",
        )
        .values_list(*TASK_LINK_IN_LIST.columns)
    )
)


def has_link(link_id: int) -> bool:
    """Whether there is such a kind of link. 1 statement."""
    return Link.objects.filter(pk=link_id).exists()


def _link_object(**conditions: Any) -> LinkObject:
    row = Link.objects.filter(**conditions).values_list(*LINK.columns).first()
    if row is None:
        raise NotFound(f"link {conditions}")
    return LINK.of(row)


def get_link_object(link_id: int | None) -> LinkObject:
    """1 statement. Raises NotFound."""
    return _link_object(pk=link_id)


def get_link_object_by_label(label: str | None) -> LinkObject:
    """Exact spelling of the stored label. 1 statement. Raises NotFound."""
    return _link_object(label=label)


def list_link_objects() -> list[LinkObject]:
    """By id. 1 statement."""
    return LINK.all(Link.objects.order_by("pk").values_list(*LINK.columns))


def list_links_with_counts() -> list[tuple[Link, int]]:
    """Kinds of links with their opposites, and the links of each between tasks, by id. 1 statement."""
    counted = count_of(TaskLink.objects.filter(link_id=OuterRef("pk")))
    return [(one, one.n) for one in Link.objects.select_related("opposite").annotate(n=counted).order_by("pk")]


def count_task_links(link_id: int) -> int:
    """The links of a kind between tasks; of its own opposite, each counts once. 1 statement."""
    rows = TaskLink.objects.filter(link_id=link_id)
    return rows.filter(Q(link__opposite__isnull=False) | Q(task_id__lt=F("opposite_task_id"))).count()


def find_opposite_link_id(link_id: int) -> int | None:
    """The opposite kind of link, None when it is its own opposite or unknown. 1 statement."""
    return Link.objects.filter(pk=link_id).values_list("opposite_id", flat=True).first()


def get_link(link_id: int | None) -> Link:
    """The kind of link as a model. 1 statement. Raises NotFound."""
    link = Link.objects.filter(pk=link_id).first() if link_id else None
    if link is None:
        raise NotFound(f"link {link_id}")
    return link


def get_task_link_object(task_link_id: int | None) -> TaskLinkObject:
    """1 statement. Raises NotFound."""
    row = None if task_link_id is None else _TASK_LINK.row(pk=task_link_id)
    if row is None:
        raise NotFound(f"task link {task_link_id}")
    return TASK_LINK.of(row)


def list_task_link_objects(task_id: int | None) -> list[TaskLinkInListObject]:
    """The links of a task: by kind, then column of the opposite task from the right, open first. 1 statement."""
    return TASK_LINK_IN_LIST.all(_OF_TASK.rows(task_id=task_id))


def get_task_link(task_link_id: int | None) -> TaskLink:
    """The link, with its kind, as a model. 1 statement. Raises NotFound."""
    link = TaskLink.objects.select_related("link").filter(pk=task_link_id).first() if task_link_id else None
    if link is None:
        raise NotFound(f"task link {task_link_id}")
    return link
