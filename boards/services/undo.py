"""Undoing what a person did in the browser (ux.md 3.16).

An operation keeps, of every task that it touched, the values that it changed: undoing writes the old ones, redoing the
new ones, both by the same services as everything else, so that events, history and rules apply. What automatic actions
did to the same tasks is part of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from boards.actors import Actor
from boards.dates import now
from boards.errors import Conflict, NotFound
from boards.models import Change, Operation, Task, TaskTag, User
from boards.services.integrity import lock_projects_of
from boards.services.tags import set_task_tags
from boards.services.tasks.move import move_task
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from boards.services.tasks.update import update_task
from boards.transactions import atomic, block, lock_project

#: How many operations of a person are kept.
KEPT = 20
PLACE = ("column_id", "swimlane_id", "position")
FIELDS = (
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
State = dict[str, Any]


@dataclass
class Record:
    """What the body of ``undoable`` may add: the ``label`` in words, and the ids of tasks that it ``created``."""

    label: str
    created: list[int] = field(default_factory=list)
    operation_id: int = 0


def read_states(task_ids: Collection[int]) -> dict[int, State]:
    """Task id to its values, its place, its tags. 2 statements."""
    rows = Task.objects.filter(pk__in=task_ids).values("id", "project_id", "is_active", *PLACE, *FIELDS)
    states: dict[int, State] = {row.pop("id"): {**row, "tags": []} for row in rows}
    names = TaskTag.objects.filter(task_id__in=task_ids).order_by("pk").values_list("task_id", "tag__name")
    for task_id, name in names:
        states[task_id]["tags"].append(name)
    return states


@contextmanager
def undoable(*, actor: Actor, project_id: int, task_ids: Collection[int], label: str = "") -> Iterator[Record]:
    """Do something to tasks so that it can be undone: one transaction, and one row that remembers it.

    Nothing is remembered when nothing changed. ``record.operation_id`` names the row, 0 without one.
    """
    with block():
        lock_project(project_id)
        lock_projects_of(task_ids)
        before = read_states(task_ids)
        record = Record(label)
        yield record
        after = read_states(task_ids)
        tasks = []
        for task_id, old in before.items():
            new = after.get(task_id)
            if new is None or new["project_id"] != old["project_id"]:
                continue
            names = [name for name in old if old[name] != new[name]]
            if any(name in PLACE for name in names):
                names = sorted({*names, *PLACE})
            if names:
                tasks.append({"id": task_id, "before": {n: old[n] for n in names}, "after": {n: new[n] for n in names}})
        if tasks or record.created:
            _remember(actor, project_id, record, tasks)


def _remember(actor: Actor, project_id: int, record: Record, tasks: list[dict[str, Any]]) -> None:
    seen = _revisions([*(task["id"] for task in tasks), *record.created])
    for task in tasks:
        task["seen"] = seen.get(task["id"], 0)
    Operation.objects.filter(user_id=actor.user_id, is_undone=True).delete()
    operation = Operation.objects.create(
        user_id=actor.user_id,
        project_id=project_id,
        label=record.label,
        tasks=tasks,
        created=[{"id": pk, "seen": seen.get(pk, 0)} for pk in record.created],
        date=now(),
    )
    record.operation_id = operation.pk
    newest = Operation.objects.filter(user_id=actor.user_id).order_by("-pk").values_list("pk", flat=True)[:KEPT]
    Operation.objects.filter(user_id=actor.user_id).exclude(pk__in=list(newest)).delete()


def _revisions(task_ids: Collection[int]) -> dict[int, int]:
    rows = Change.objects.filter(task_id__in=task_ids).order_by().values("task_id").annotate(last=Max("pk"))
    return dict(rows.values_list("task_id", "last"))


def _check_untouched(actor: Actor, tasks: list[dict[str, Any]]) -> None:
    """Raises Conflict when somebody else has changed one of the tasks since."""
    seen = {task["id"]: task["seen"] for task in tasks}
    if not seen:
        return
    later = Change.objects.filter(task_id__in=seen, pk__gt=min(seen.values())).exclude(user_id=actor.user_id)
    for task_id, user_id, revision in later.order_by("pk").values_list("task_id", "user_id", "pk"):
        if revision > seen[task_id]:
            who = User.objects.filter(pk=user_id).first()
            name = who.display_name if who else _("Somebody")
            raise Conflict(_("%(name)s has changed #%(id)s meanwhile.") % {"name": name, "id": task_id})


def _apply(actor: Actor, task_id: int, state: State) -> None:
    if state.get("is_active") is True:
        open_task(actor=actor, task_id=task_id)
    if "column_id" in state:
        column_id, swimlane_id, position = (state[name] for name in PLACE)
        with suppress(Conflict):  # it stands there
            move_task(
                actor=actor, task_id=task_id, column_id=column_id, swimlane_id=swimlane_id, position=max(position, 1)
            )
    fields = {name: state[name] for name in FIELDS if name in state}
    if fields:
        update_task(actor=actor, task_id=task_id, fields=fields)
    if "tags" in state:
        project_id = Task.objects.values_list("project_id", flat=True).get(pk=task_id)
        set_task_tags(actor=actor, project_id=project_id, task_id=task_id, names=state["tags"])
    if state.get("is_active") is False:
        close_task(actor=actor, task_id=task_id)


def _run(actor: Actor, operation: Operation, side: str) -> None:
    _check_untouched(actor, [*operation.tasks, *operation.created])
    # From the top: each task finds those above it where they belong.
    ordered = sorted(operation.tasks, key=lambda task: task[side].get("position", 0))
    existing = set(Task.objects.filter(pk__in=[task["id"] for task in ordered]).values_list("pk", flat=True))
    for task in ordered:
        if task["id"] not in existing:
            raise Conflict(_("#%(id)s is not there any more.") % {"id": task["id"]})
        _apply(actor, task["id"], task[side])
    seen = _revisions([task["id"] for task in ordered])
    for task in operation.tasks:
        task["seen"] = seen.get(task["id"], task["seen"])


def find_undoable(*, actor: Actor, operation_id: int = 0) -> Operation:
    """What the actor would undo: an operation of his, the last one by default. 1 statement. Raises NotFound."""
    mine = Operation.objects.filter(user_id=actor.user_id, is_undone=False).order_by("-pk")
    operation = mine.filter(pk=operation_id).first() if operation_id else mine.first()
    if operation is None:
        raise NotFound("nothing to undo")
    return operation


def find_redoable(*, actor: Actor) -> Operation:
    """What the actor would do again: what he undid last. 1 statement. Raises NotFound."""
    operation = Operation.objects.filter(user_id=actor.user_id, is_undone=True).order_by("pk").first()
    if operation is None:
        raise NotFound("nothing to do again")
    return operation


@atomic
def undo_operation(*, actor: Actor, operation: Operation) -> None:
    """Write the values before an operation. Raises Conflict (changed by another since, or removed)."""
    _run(actor, operation, "before")
    for task in operation.created:
        remove_task(actor=actor, task_id=task["id"])
    if operation.created:
        operation.delete()
        return
    operation.is_undone = True
    operation.save(update_fields=["is_undone", "tasks"])


@atomic
def redo_operation(*, actor: Actor, operation: Operation) -> None:
    """Write the values after an operation that was undone. Raises Conflict (changed by another since, or removed)."""
    _run(actor, operation, "after")
    operation.is_undone = False
    operation.save(update_fields=["is_undone", "tasks"])
