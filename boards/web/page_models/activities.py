"""What happened, as rows of activities and of the inbox (web.md 4.4 and 10.6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from boards.texts.plain import strip_marks
from boards.wording.events import detail_of, tell_activity, tell_inbox

if TYPE_CHECKING:
    from boards.models import Activity, Notification


@dataclass(frozen=True)
class Entry:
    """``before`` and ``after``: the sentence around the number of the task. ``detail``: what belongs to the event."""

    who: str
    who_id: int
    before: str
    after: str
    task_id: int
    title: str
    project: str
    project_id: int
    date: int
    detail: str


def describe_activities(rows: Iterable[Activity]) -> list[Entry]:
    """Each row with its sentence. No statement."""
    return [_describe(row) for row in rows]


def _describe(row: Activity) -> Entry:
    data: dict[str, Any] = row.data
    task = data.get("task") or {}
    before, after = tell_activity(row.event_name, data)
    return Entry(
        who=row.creator.display_name,
        who_id=row.creator_id,
        before=before,
        after=after,
        task_id=row.task_id or 0,
        title=str(task.get("title") or ""),
        project=row.project.name,
        project_id=row.project_id,
        date=row.date_creation,
        detail=_say_detail(data),
    )


@dataclass(frozen=True)
class Letter:
    """An entry of an inbox. ``task_id`` 0: it is about several tasks, or none. ``opens``: it leads somewhere."""

    id: int
    sentence: str
    title: str
    detail: str
    task_id: int
    project: str
    date: int
    is_read: bool
    opens: bool


def describe_notifications(rows: Iterable[Notification]) -> list[Letter]:
    """Each entry with its sentence. No statement."""
    return [_letter(row) for row in rows]


def _letter(row: Notification) -> Letter:
    data: dict[str, Any] = row.data if isinstance(row.data, dict) else {}
    task = data.get("task") or {}
    return Letter(
        id=row.pk,
        sentence=tell_inbox(row.event_name, data),
        title=str(task.get("title") or ""),
        detail=_say_detail(data),
        task_id=int(task.get("id") or 0),
        project=str(task.get("project_name") or data.get("project_name") or ""),
        date=row.date_creation,
        is_read=bool(row.date_read),
        opens=bool(task.get("id") or data.get("webhook")),
    )


def _say_detail(data: Mapping[str, Any]) -> str:
    """What belongs to the event; of a comment its plain words."""
    detail = detail_of(data)
    return strip_marks(detail) if data.get("comment") else detail
