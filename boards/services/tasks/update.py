"""Changing the fields of a task (domain.md 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.dates import now
from boards.errors import Conflict, NotFound
from boards.events import TaskAssigneeChanged, TaskSaved, TaskUpdated
from boards.events.bus import emit
from boards.limits import check_color, check_hours, check_texts
from boards.models import Task
from boards.prepared import Prepared, PreparedUpdate, param
from boards.queries.due import over
from boards.queries.task_page import find_last_changer
from boards.services.live import note_change
from boards.services.tags import set_task_tags
from boards.services.tasks.checks import (
    check_category,
    check_dates,
    check_person,
    check_reference,
    check_title,
)
from boards.shapes.shape import whole
from boards.shapes.tasks import TASK
from boards.transactions import atomic, lock_project, read_locked

#: What a task holds beside its place, its status and how it repeats.
VALUES = (
    "title",
    "description",
    "color_id",
    "owner_id",
    "category_id",
    "date_due",
    "date_started",
    "score",
    "priority",
    "reference",
    "time_spent",
    "time_estimated",
)
#: The fields that an update may change; column, swimlane, project, status and creator have services of their own.
FIELDS = frozenset((*VALUES, *Task.RECURRENCE))
REFERENCES = frozenset({"owner_id", "category_id"})

_ROW = Prepared(lambda: Task.objects.filter(pk=param("task_id")).order_by().values_list(*TASK.columns))
_STORED = TASK.keys[: TASK.width]


@lru_cache(maxsize=256)
def _update_of(fields: tuple[str, ...]) -> PreparedUpdate:
    columns = {field.removesuffix("_id") if field in REFERENCES else field: param(field) for field in fields}
    return PreparedUpdate(lambda: Task.objects.filter(pk=param("task_id")), **columns)


def write_fields(task_id: int, fields: Mapping[str, Any]) -> None:
    """Store fields of a task and the moment of the change; ids of nobody are 0. 1 statement."""
    values = {name: (value or None) if name in REFERENCES else value for name, value in fields.items()}
    values["date_modification"] = now()
    _update_of(tuple(sorted(values))).run(task_id=task_id, **values)


def _read(task_id: int) -> dict[str, Any]:
    row = _ROW.row(task_id=task_id)
    if row is None:
        raise NotFound(f"task {task_id}")
    return dict(zip(_STORED, row, strict=True))


def _lock_and_read(task_id: int) -> dict[str, Any]:
    return read_locked(lambda: _read(task_id), itemgetter("project_id"))


def _check(project_id: int, fields: Mapping[str, Any]) -> None:
    if fields.get("owner_id"):
        check_person(project_id, fields["owner_id"], "owner_id")
    if fields.get("category_id"):
        check_category(project_id, fields["category_id"])
    if "title" in fields:
        check_title(fields["title"])
    check_texts(description=fields.get("description"))
    check_hours(**{name: fields.get(name) for name in ("time_estimated", "time_spent")})
    if "color_id" in fields:
        check_color(fields["color_id"])
    check_reference(fields.get("reference"))
    check_dates(fields.get("date_started"), fields.get("date_due"))


def _text(value: Any) -> str:
    return "" if value is None else str(whole(value))


def _differences(before: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The given fields whose value differs from the stored one, compared as text; null differs from all others."""
    return {
        name: whole(value)
        for name, value in fields.items()
        if _text(before[name]) != _text(value) or (before[name] is None) != (value is None)
    }


class Outdated(Conflict):
    """Somebody has set fields since the person saw them: ``fields``, name to stored value; ``name``: who, in words."""

    def __init__(self, name: str, fields: Mapping[str, Any]) -> None:
        super().__init__(format_lazy(gettext_lazy("{name} has changed this meanwhile."), name=name))
        self.name = name
        self.fields = dict(fields)


def _check_base(
    actor: Actor, before: Mapping[str, Any], fields: Mapping[str, Any], base: Mapping[str, Any] | None
) -> None:
    """Raises Outdated for what has neither the value that was seen nor the wanted one. ≤ 1 statement."""
    stale = {
        name: before[name]
        for name, seen in (base or {}).items()
        if name in fields and _text(before[name] or None) not in (_text(seen or None), _text(fields[name] or None))
    }
    if stale:
        raise Outdated(find_last_changer(before["id"], other_than=actor.user_id) or _("Somebody"), stale)


@atomic
def update_task(
    *,
    actor: Actor,
    task_id: int,
    fields: Mapping[str, Any],
    tags: Sequence[str] | None = None,
    base: Mapping[str, Any] | None = None,
) -> None:
    """Change fields (of ``FIELDS``; dates in UTC seconds, times in hours, ids 0 for nobody) and, when given, all tags.

    ``base``: the values that the person saw when they began; a field that has another one by now is not overwritten.

    Emits TaskAssigneeChanged when only the owner differs, TaskSaved and TaskUpdated when anything else does, nothing
    when nothing does; ``date_modification`` moves in any case. Raises NotFound, Invalid, Outdated (nothing is changed).
    """
    before = _lock_and_read(task_id)
    project_id = before["project_id"]
    _check(project_id, fields)
    _check_base(actor, before, fields, base)
    if tags is not None:
        set_task_tags(actor=actor, project_id=project_id, task_id=task_id, names=tags)
        if not fields:
            return
    write_fields(task_id, fields)
    changes = _differences(before, fields)
    if list(changes) == ["owner_id"]:
        emit(TaskAssigneeChanged(actor, project_id, task_id, changes=changes))
    elif changes:
        emit(TaskSaved(actor, project_id, task_id, changes=changes))
        emit(TaskUpdated(actor, project_id, task_id, changes=changes))


@atomic
def write_task(*, actor: Actor, task_id: int, fields: Mapping[str, Any]) -> None:
    """The same without an event, for automatic actions that say so (automation.md 6). Raises NotFound, Invalid."""
    before = _lock_and_read(task_id)
    _check(before["project_id"], fields)
    write_fields(task_id, fields)
    note_change(actor=actor, project_id=before["project_id"], task_id=task_id, kind="task.update")


@atomic
def color_tasks_past(*, actor: Actor, project_id: int, date: str, moment: int, color_id: str) -> int:
    """Give a colour to the open tasks whose ``date`` (date_due, date_started) is set and over; answers their number.

    Silent, ≤ 3 statements. Raises Invalid.
    """
    check_color(color_id)
    lock_project(project_id)
    past = over(moment) if date == "date_due" else Q(**{f"{date}__gt": 0, f"{date}__lte": moment})
    tasks = Task.objects.filter(past, project_id=project_id, is_active=True)
    colored = tasks.exclude(color_id=color_id).update(color_id=color_id, date_modification=moment)
    if colored:
        note_change(actor=actor, project_id=project_id)
    return colored
