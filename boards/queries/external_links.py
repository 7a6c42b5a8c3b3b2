"""Reading the external links of tasks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from boards.errors import NotFound
from boards.models import ExternalLink
from boards.shapes.links import (
    EXTERNAL_LINK,
    EXTERNAL_LINK_IN_LIST,
    ExternalLinkInListObject,
    ExternalLinkObject,
)

_TYPE, _DEPENDENCY = EXTERNAL_LINK_IN_LIST.place("link_type"), EXTERNAL_LINK_IN_LIST.place("dependency")


def get_external_link(*, task_id: int | None, link_id: int | None) -> ExternalLink:
    """A link of this task, as a model. 1 statement. Raises NotFound."""
    link = ExternalLink.objects.filter(task_id=task_id or 0, pk=link_id or 0).first()
    if link is None:
        raise NotFound(f"external link {link_id}")
    return link


def get_external_link_object(*, task_id: int | None, link_id: int | None) -> ExternalLinkObject:
    """1 statement. Raises NotFound."""
    row = ExternalLink.objects.filter(task_id=task_id or 0, pk=link_id or 0).values_list(*EXTERNAL_LINK.columns).first()
    if row is None:
        raise NotFound(f"external link {link_id}")
    return EXTERNAL_LINK.of(row)


def list_external_link_objects(
    task_id: int | None, *, types: Mapping[str, str], dependencies: Mapping[str, Any]
) -> list[ExternalLinkInListObject]:
    """The links of a task by title, bytewise, with the words of their types and dependencies. 1 statement."""
    rows = ExternalLink.objects.filter(task_id=task_id or 0).order_by().values_list(*EXTERNAL_LINK_IN_LIST.columns)
    links = [
        EXTERNAL_LINK_IN_LIST.of(
            row, str(dependencies.get(row[_DEPENDENCY], row[_DEPENDENCY])), types.get(row[_TYPE], row[_TYPE])
        )
        for row in rows
    ]
    return sorted(links, key=lambda link: (link.title.encode(), link.id))
