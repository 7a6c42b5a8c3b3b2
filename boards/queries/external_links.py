"""Reading the external links of tasks (procedures.md, task_external_link)."""

from __future__ import annotations

from typing import Any

from boards.errors import NotFound
from boards.models import ExternalLink
from boards.shapes.links import EXTERNAL_LINK, EXTERNAL_LINK_IN_LIST


def get_external_link(*, task_id: int | None, link_id: int | None) -> ExternalLink:
    """A link of this task, as a model. 1 statement. Raises NotFound."""
    link = ExternalLink.objects.filter(task_id=task_id or 0, pk=link_id or 0).first()
    if link is None:
        raise NotFound(f"external link {link_id}")
    return link


def get_external_link_object(*, task_id: int | None, link_id: int | None) -> Any:
    """1 statement. Raises NotFound."""
    row = ExternalLink.objects.filter(task_id=task_id or 0, pk=link_id or 0).values_list(*EXTERNAL_LINK.columns).first()
    if row is None:
        raise NotFound(f"external link {link_id}")
    return EXTERNAL_LINK.of(row)


def list_external_link_rows(task_id: int | None) -> list[Any]:
    """Rows of ``EXTERNAL_LINK_IN_LIST.columns``, by title, bytewise. 1 statement."""
    rows = ExternalLink.objects.filter(task_id=task_id or 0).order_by().values_list(*EXTERNAL_LINK_IN_LIST.columns)
    return sorted(rows, key=lambda row: (str(row[3]).encode(), row[0]))
