"""Tasks that were removed and come back as they were, with their number (docs/undo.md)."""

from __future__ import annotations

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import CASCADE, ForeignKey, ManyToOneRel, Model
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards import storage
from boards.actors import Actor
from boards.errors import Conflict
from boards.models import Task, TaskFile, TaskLink
from boards.services.files import next_number
from boards.services.integrity import lock_projects_of
from boards.services.live import note_change
from boards.services.tasks.cells import Cell, make_room
from boards.services.tasks.remove import remove_task
from boards.transactions import atomic, lock_project

Rows = list[dict[str, Any]]


def _hanging() -> dict[type[Model], list[str]]:
    """The models whose rows go with a task, to their fields that name it."""
    found: dict[type[Model], list[str]] = {}
    for relation in Task._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.on_delete is CASCADE:
            found.setdefault(relation.related_model, []).append(relation.field.attname)
    return found


def _name(model: type[Model]) -> str:
    return str(model._meta.model_name)


def keep_task(task_id: int) -> dict[str, Rows]:
    """All rows of a task, by model, as JSON can hold them. 1 statement a table."""
    rows: dict[str, list[Any]] = {"task": list(Task.objects.filter(pk=task_id).values())}
    for model, fields in _hanging().items():
        found = [row for field in fields for row in model._default_manager.filter(**{field: task_id}).values()]
        rows[_name(model)] = sorted({row["id"]: row for row in found}.values(), key=lambda row: row["id"])
    kept: dict[str, Rows] = json.loads(json.dumps(rows, cls=DjangoJSONEncoder))
    return kept


def take_task_away(*, actor: Actor, task_id: int) -> dict[str, Rows]:
    """Remove a task so that ``bring_task_back`` can undo it; answers what that needs. The bytes of its files go with
    it unless ``KeptFile`` names them."""
    kept = keep_task(task_id)
    remove_task(actor=actor, task_id=task_id)
    return kept


@atomic
def bring_task_back(*, actor: Actor, kept: dict[str, Rows]) -> None:
    """Store a task again, under its number and at its place, with all that hung on it; no event.

    What it refers to and is gone by now is left out. Raises Conflict (its number, project, column or swimlane).
    """
    task = kept["task"][0]
    lock_project(task["project_id"])
    lock_projects_of(row["task_id"] for row in kept.get(_name(TaskLink), ()))
    clean = without_the_gone(Task, task)
    if clean is None or Task.objects.filter(pk=task["id"]).exists():
        raise Conflict(format_lazy(_("#{id} can't come back, its place is gone."), id=task["id"]))
    if clean["is_active"]:
        clean["position"] = make_room(Cell(clean["column_id"], clean["swimlane_id"]), clean["position"])
    Task.objects.bulk_create([Task(**clean)])
    for model in _hanging():
        rows = [row for one in kept.get(_name(model), ()) if (row := without_the_gone(model, one)) is not None]
        if model is TaskFile:
            _bring_files_back(rows)
        else:
            model._default_manager.bulk_create(model(**row) for row in rows)
    note_change(actor=actor, project_id=task["project_id"], task_id=task["id"], kind="task.create")


def _bring_files_back(rows: Rows) -> None:
    """The number of a file may be another's by now, and its bytes gone with the last row that named them."""
    for row in rows:
        if storage.read_content(row["path"], length=0) is None:
            continue
        if TaskFile.objects.filter(pk=row["id"]).exists():
            row["id"] = next_number(TaskFile)
        TaskFile.objects.bulk_create([TaskFile(**row)])


def without_the_gone(model: type[Model], row: dict[str, Any]) -> dict[str, Any] | None:
    """The row without references to what is gone; None when it can't be without them. 1 statement a reference."""
    clean = dict(row)
    for field in model._meta.concrete_fields:
        if not isinstance(field, ForeignKey) or clean[field.attname] is None:
            continue
        if field.related_model._default_manager.filter(pk=clean[field.attname]).exists():
            continue
        if not field.null:
            return None
        clean[field.attname] = None
    return clean
