"""What happened, in our own sentences (web.md 4.4 and 10.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from boards.models import Activity, Notification

#: Event to what is said of it; {id} is the task's number, the rest comes from the event.
SENTENCES: dict[str, StrOrPromise] = {
    "task.create": _("created task {task}"),
    "task.update": _("changed task {task}"),
    "task.close": _("closed task {task}"),
    "task.open": _("opened task {task} again"),
    "task.move.column": _("moved task {task} to “{column}”"),
    "task.move.position": _("moved task {task} to place {position} in “{column}”"),
    "task.move.swimlane": _("moved task {task} to swimlane “{swimlane}”"),
    "task.move.project": _("moved task {task} to project “{project}”"),
    "task.assignee_change": _("gave task {task} to {assignee}"),
    "comment.create": _("commented on task {task}"),
    "comment.update": _("changed a comment on task {task}"),
    "comment.delete": _("removed a comment on task {task}"),
    "subtask.create": _("added a sub-task to task {task}"),
    "subtask.update": _("changed a sub-task of task {task}"),
    "subtask.delete": _("removed a sub-task of task {task}"),
    "task.file.create": _("attached a file to task {task}"),
    "task.file.destroy": _("removed a file from task {task}"),
    "task_internal_link.create_update": _("linked task {task}"),
    "task_internal_link.delete": _("removed a link of task {task}"),
}
UNASSIGNED = _("nobody")
OTHER = _("changed task {task}")
#: Fields of a change that say nothing to people.
SILENT = {"date_modification", "position", "src_column_id", "dst_column_id", "date_moved", "id"}


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
    icon: str


def describe_activities(rows: Iterable[Activity]) -> list[Entry]:
    """Each row with its sentence. No statement."""
    return [_describe(row) for row in rows]


def _describe(row: Activity) -> Entry:
    data: dict[str, Any] = row.data
    task = data.get("task") or {}
    values = {
        "task": "\0",
        "column": task.get("column_title") or "",
        "swimlane": task.get("swimlane_name") or "",
        "project": task.get("project_name") or "",
        "position": data.get("position", ""),
        "assignee": task.get("assignee_name") or task.get("assignee_username") or str(UNASSIGNED),
    }
    before, _sign, after = str(SENTENCES.get(row.event_name, OTHER)).format(**values).partition("\0")
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
        detail=_detail(data),
        icon=row.event_name.split(".")[0],
    )


@dataclass(frozen=True)
class Letter:
    """An entry of an inbox. ``task_id`` 0: it is about several tasks, or none."""

    id: int
    sentence: str
    title: str
    detail: str
    task_id: int
    project: str
    date: int
    is_read: bool


#: What an inbox says of events; {task} is the number with its sign, {n} how many tasks are meant.
NEWS: dict[str, StrOrPromise] = {
    "task.create": _("New task {task}"),
    "task.update": _("Task {task} changed"),
    "task.close": _("Task {task} closed"),
    "task.open": _("Task {task} opened again"),
    "task.move.column": _("Task {task} moved to “{column}”"),
    "task.move.position": _("Task {task} has a new place in “{column}”"),
    "task.move.swimlane": _("Task {task} moved to swimlane “{swimlane}”"),
    "task.move.project": _("Task {task} moved to project “{project}”"),
    "task.assignee_change": _("Task {task} given to {assignee}"),
    "task.overdue": _("Overdue tasks: {n}"),
    "task.user.mention": _("You are mentioned in task {task}"),
    "comment.create": _("New comment on task {task}"),
    "comment.update": _("Comment on task {task} changed"),
    "comment.delete": _("Comment on task {task} removed"),
    "comment.user.mention": _("You are mentioned in a comment on task {task}"),
    "subtask.create": _("New sub-task of task {task}"),
    "subtask.update": _("Sub-task of task {task} changed"),
    "subtask.delete": _("Sub-task of task {task} removed"),
    "task.file.create": _("New file on task {task}"),
    "task.file.destroy": _("File of task {task} removed"),
    "task_internal_link.create_update": _("Task {task} linked"),
    "task_internal_link.delete": _("Link of task {task} removed"),
}


def describe_notifications(rows: Iterable[Notification]) -> list[Letter]:
    """Each entry with its sentence. No statement."""
    return [_letter(row) for row in rows]


def _letter(row: Notification) -> Letter:
    data: dict[str, Any] = row.data if isinstance(row.data, dict) else {}
    task = data.get("task") or {}
    tasks = data.get("tasks") or []
    values = {
        "task": f"#{task.get('id', '')}",
        "column": task.get("column_title") or "",
        "swimlane": task.get("swimlane_name") or "",
        "project": task.get("project_name") or data.get("project_name") or "",
        "assignee": task.get("assignee_name") or task.get("assignee_username") or str(UNASSIGNED),
        "n": len(tasks),
    }
    return Letter(
        id=row.pk,
        sentence=str(NEWS.get(row.event_name, _("Task {task} changed"))).format(**values),
        title=str(task.get("title") or ""),
        detail=_detail(data),
        task_id=int(task.get("id") or 0),
        project=str(values["project"]),
        date=row.date_creation,
        is_read=bool(row.date_read),
    )


def _detail(data: dict[str, Any]) -> str:
    if comment := data.get("comment"):
        return str(comment.get("comment") or "")
    if subtask := data.get("subtask"):
        return str(subtask.get("title") or "")
    if file := data.get("file"):
        return str(file.get("name") or "")
    if link := data.get("task_link"):
        return f"{link.get('label', '')} #{link.get('opposite_task_id', '')}"
    changes = data.get("changes")
    if isinstance(changes, dict):
        return ", ".join(sorted(name.removesuffix("_id") for name in changes if name not in SILENT)).replace("_", " ")
    return ""
