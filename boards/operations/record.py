"""Remembering what a person did to tasks, so that it can be undone (docs/undo.md). ``undo.py`` turns it back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db.models import Max, QuerySet

from boards.access import Facts
from boards.actors import Actor
from boards.dates import now
from boards.errors import NotFound
from boards.models import Change, KeptFile, Operation, Subtask, Task, TaskTag
from boards.operations.deed import Doer
from boards.operations.parts import HOURS, Item, Part, compare_parts, list_files, read_parts
from boards.services.files import forget_contents
from boards.services.integrity import lock_projects_of
from boards.services.parts import State
from boards.services.tasks.update import VALUES
from boards.transactions import joined, lock_project

#: How many operations of a person are kept, and for how many seconds.
KEPT = 20
KEPT_SECONDS = 86400
PLACE = ("column_id", "swimlane_id", "position")
#: What of a task a change concerns, by the kind of the change; all others concern only the whole.
SIDES: Mapping[str, tuple[str, ...]] = {
    "task.move.column": ("place",),
    "task.move.swimlane": ("place",),
    "task.move.position": ("place",),
    "task.close": ("status",),
    "task.open": ("status",),
    "task.create_update": ("values",),
    "task.update": ("values",),
    "task.assignee_change": ("values",),
    "task.move.project": ("place", "status", "values"),
}
WHOLE = "whole"
#: Task and side to the revision at which they are.
Revisions = dict[tuple[int, str], int]


@dataclass
class Record:
    """What the body of ``undoable`` may add: the ``label`` in words, and the ids of tasks that it ``created``.

    ``before`` and, when it is over, ``after``: task id to its values, its place, its tags; ``has_changed``: anything.
    """

    label: str
    before: dict[int, State] = field(default_factory=dict)
    after: dict[int, State] = field(default_factory=dict)
    created: list[int] = field(default_factory=list)
    operation_id: int = 0
    has_changed: bool = False

    def require(
        self, doer: Doer, operation: str, task_ids: Iterable[int], *, target_id: int = 0, assigns: bool = False
    ) -> None:
        """Raises NotFound (a task that is not in the doer's project), Denied."""
        for task_id in task_ids:
            task = self._facts(doer, task_id, target_id, assigns)
            if task is None:
                raise NotFound(f"task {task_id}")
            doer.require(operation, task)

    def choose(
        self, doer: Doer, operation: str, task_ids: Iterable[int], *, target_id: int = 0, assigns: bool = False
    ) -> list[int]:
        """Those of the tasks with which the doer may do this."""
        facts = {task_id: self._facts(doer, task_id, target_id, assigns) for task_id in task_ids}
        return [task_id for task_id, task in facts.items() if task is not None and doer.permits(operation, task)]

    def _facts(self, doer: Doer, task_id: int, target_id: int, assigns: bool) -> Facts | None:
        """The task as it stands under the lock; None when it is not in the doer's project, whose rights are asked."""
        state = self.before.get(task_id)
        if state is None or state["project_id"] != doer.project_id:
            return None
        return Facts(state["column_id"], state["owner_id"], state["creator_id"], target_id, assigns)


def read_states(task_ids: Collection[int]) -> dict[int, State]:
    """Task id to its values, its place, its tags. 2 statements."""
    rows = Task.objects.filter(pk__in=task_ids).values("id", "project_id", "creator_id", "is_active", *PLACE, *VALUES)
    found = {row.pop("id"): {**row, "tags": []} for row in rows}
    states: dict[int, State] = {task_id: found[task_id] for task_id in task_ids if task_id in found}
    names = TaskTag.objects.filter(task_id__in=task_ids).order_by("pk").values_list("task_id", "tag__name")
    for task_id, name in names:
        states[task_id]["tags"].append(name)
    return states


def read_whole_states(task_ids: Collection[int]) -> dict[int, State]:
    """The same with the status of the sub-tasks, which closing a task changes. 3 statements."""
    states = read_states(task_ids)
    for state in states.values():
        state["subtasks"] = {}
    rows = Subtask.objects.filter(task_id__in=task_ids).order_by().values_list("task_id", "pk", "status")
    for task_id, pk, status in rows:
        states[task_id]["subtasks"][str(pk)] = status
    return states


def read_revisions(task_ids: Collection[int]) -> Revisions:
    """1 statement."""
    found: Revisions = {}
    rows = Change.objects.filter(task_id__in=task_ids).order_by().values("task_id", "kind").annotate(last=Max("pk"))
    for task_id, kind, last in rows.values_list("task_id", "kind", "last"):
        for side in (*SIDES.get(kind, ()), WHOLE):
            found[task_id, side] = max(last, found.get((task_id, side), 0))
    return found


def _revisions_of(task_id: int, revisions: Revisions) -> dict[str, int]:
    return {side: revision for (pk, side), revision in revisions.items() if pk == task_id}


@contextmanager
def undoable(
    *, actor: Actor, project_id: int, task_ids: Collection[int], parts: Collection[Part] = (), label: str = ""
) -> Iterator[Record]:
    """Do something to tasks, or to ``parts`` of them, so that it can be undone: one row in the transaction remembers
    it. ``project_id``: 0 for what is done outside of all projects.

    Nothing is remembered when nothing changed, nor of a program, which takes nothing back. ``record.operation_id``
    names the row, 0 without one.
    """
    with joined():
        if project_id:
            lock_project(project_id)
        lock_projects_of(task_ids)
        before, prev = (read_whole_states(task_ids), read_revisions(task_ids)) if task_ids else ({}, {})
        parts_before = read_parts(parts)
        record = Record(label, before)
        yield record
        after = record.after = read_whole_states(task_ids) if task_ids else {}
        changed = compare_parts(parts_before, read_parts(parts))
        homes = {item["task_id"] for item in changed}
        items = []
        for task_id, old in before.items():
            new = after.get(task_id)
            if new is None or new["project_id"] != old["project_id"]:
                continue
            # The hours of a task follow its sub-tasks.
            left_out = HOURS if any("hours" in item and item["task_id"] == task_id for item in changed) else ()
            item = _compare(task_id, old, new, left_out)
            if item or task_id in homes:
                empty = {"id": task_id, "project_id": old["project_id"], "before": {}, "after": {}}
                items.append({**(item or empty), "prev": _revisions_of(task_id, prev)})
        record.has_changed = bool(items or record.created or changed)
        if record.has_changed and actor.is_user:
            _remember(actor, project_id, record, items, changed)


def _compare(task_id: int, old: State, new: State, left_out: Collection[str]) -> Item | None:
    names = [name for name in old if name not in ("subtasks", *left_out) and old[name] != new[name]]
    if any(name in PLACE for name in names):
        names = sorted({*names, *PLACE})
    if not names:
        return None
    item = {"id": task_id, "project_id": old["project_id"]}
    for side, state in (("before", old), ("after", new)):
        item[side] = {name: state[name] for name in names}
    if "is_active" in names:
        finished = {pk for pk, status in new["subtasks"].items() if old["subtasks"].get(pk) not in (None, status)}
        for side, state in (("before", old), ("after", new)):
            item[side]["subtasks"] = {pk: state["subtasks"][pk] for pk in sorted(finished)}
    return item


def _remember(actor: Actor, project_id: int, record: Record, items: list[Item], parts: list[Item]) -> None:
    revisions = read_revisions([*(item["id"] for item in items), *record.created])
    mine = Operation.objects.filter(user_id=actor.user_id)
    forget_operations(in_project(mine.filter(is_undone=True), project_id))
    operation = Operation.objects.create(
        user_id=actor.user_id,
        project_id=project_id or None,
        label=record.label,
        tasks=[{**item, "seen": _revisions_of(item["id"], revisions)} for item in items],
        created=[{"id": pk, "prev": {}, "seen": _revisions_of(pk, revisions)} for pk in record.created],
        parts=parts,
        date=now(),
    )
    keep_files(operation)
    record.operation_id = operation.pk
    forget_operations(mine.order_by("-pk")[KEPT:])


def in_project(operations: QuerySet[Operation], project_id: int | None) -> QuerySet[Operation]:
    """Those of a project, without one those that are of none."""
    return operations.filter(project_id=project_id) if project_id else operations.filter(project__isnull=True)


def keep_files(operation: Operation) -> None:
    """The files that an operation has taken away keep their bytes and their numbers. ≤ 1 statement."""
    files = list_files(operation.parts, is_undone=operation.is_undone)
    files += [("taskfile", row) for item in operation.created for row in item.get("kept", {}).get("taskfile", ())]
    if files:
        rows = (KeptFile(operation=operation, kind=kind, number=row["id"], path=row["path"]) for kind, row in files)
        KeptFile.objects.bulk_create(rows)


def forget_operations(operations: Iterable[Operation]) -> None:
    """They can't be turned back any more; the files that they had taken away go. ≤ 4 statements."""
    with joined():
        ids = [one.pk for one in operations]
        if ids:
            forget_contents(list(KeptFile.objects.filter(operation__in=ids).values_list("path", flat=True)))
            Operation.objects.filter(pk__in=ids).delete()


def forget_old_operations() -> None:
    """The daily cleaning. ≤ 4 statements."""
    forget_operations(Operation.objects.filter(date__lt=now() - KEPT_SECONDS))
