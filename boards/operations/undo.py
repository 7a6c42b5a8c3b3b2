"""Undoing what a person did in the browser (docs/undo.md, ux.md 3.16).

An operation keeps, of every task that it touched, the values that it changed: undoing writes the old ones, redoing the
new ones, both by the same services as everything else, so that events, history and rules apply. What automatic actions
did to the same tasks is part of it; they do not run once more. A task that was added is taken away as a whole, and
comes back as a whole.

What came later is never touched. Of each task an operation knows the revisions that it found (``prev``) and left
(``seen``), for each *side* of the task: its place, its status, its values, and all of it together. It can be turned
back as long as the sides that it touched are at that revision. Turning back makes a new revision that equals an older
one, and operations that know the older one learn the new name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.errors import Conflict, Denied, Invalid, NotFound
from boards.models import Change, KeptFile, Operation, Subtask, SubtaskTimer, Task, TaskMetadata, User
from boards.operations.deed import Done
from boards.operations.parts import KINDS, Item, is_as_left, turn_part
from boards.operations.record import (
    PLACE,
    SIDES,
    WHOLE,
    Revisions,
    forget_operations,
    in_project,
    keep_files,
    read_revisions,
    read_states,
)
from boards.operations.turning import Side, check_turn
from boards.queries.columns import get_column
from boards.services.integrity import lock_projects_of
from boards.services.parts import State
from boards.services.subtasks import update_subtask
from boards.services.tags import set_task_tags
from boards.services.tasks.move import move_task
from boards.services.tasks.revival import bring_task_back, take_task_away
from boards.services.tasks.status import close_task_alone, open_task
from boards.services.tasks.update import VALUES, update_task
from boards.transactions import atomic, lock_project
from boards.wording import deeds


class Later(Conflict):
    """Something that the same person did later has to be undone first; until then the operation waits."""


def take_back(*, actor: Actor, operation_id: int = 0, project_id: int = 0) -> Done:
    """Take back a certain operation, or what the actor did last in a project.

    Raises NotFound (nothing to undo), Later (it waits), Denied, Conflict: of these two it is told once, as the
    operation is forgotten and not in the way of those before it.
    """
    operation = find_undoable(actor=actor, operation_id=operation_id, project_id=project_id)
    _check_or_forget(actor, operation, "before")
    undo_operation(actor=actor, operation=operation)
    label = deeds.describe_undone(_describe_return(operation.tasks) or operation.label)
    return _describe_turned(operation, label)


def do_again(*, actor: Actor, project_id: int) -> Done:
    """Do again what was undone last in a project. Raises the same."""
    operation = find_redoable(actor=actor, project_id=project_id)
    _check_or_forget(actor, operation, "after")
    redo_operation(actor=actor, operation=operation)
    return _describe_turned(operation, deeds.describe_redone(operation.label))


def _describe_turned(operation: Operation, label: str) -> Done:
    changed = [item["id"] for item in (*operation.tasks, *operation.created)]
    return Done(label=label, operation_id=operation.pk, project_id=operation.project_id or 0, changed=changed)


def _describe_return(tasks: list[Item]) -> str:
    """Where one task is back that has left another column (ux.md 3.10), else nothing. ≤ 1 statement."""
    if len(tasks) != 1:
        return ""
    column_id = tasks[0]["before"].get("column_id")
    if column_id is None or column_id == tasks[0]["after"].get("column_id"):
        return ""
    return deeds.describe_return(tasks[0]["id"], get_column(column_id).title)


def _check_or_forget(actor: Actor, operation: Operation, side: Side) -> None:
    try:
        check_turn(actor, operation=operation, side=side)
    except Denied:
        forget_operation(actor=actor, operation=operation)
        raise


def find_undoable(*, actor: Actor, operation_id: int = 0, project_id: int = 0) -> Operation:
    """What the actor would undo: a certain own operation, or the last one in a project. 1 statement.

    Raises NotFound.
    """
    mine = Operation.objects.filter(user_id=actor.user_id, is_undone=False).order_by("-pk")
    chosen = mine.filter(pk=operation_id) if operation_id else mine.filter(project_id=project_id)
    operation = chosen.first()
    if operation is None:
        raise NotFound("nothing to undo")
    return operation


def find_redoable(*, actor: Actor, project_id: int) -> Operation:
    """What the actor would do again: what was undone last in a project. 1 statement. Raises NotFound."""
    mine = Operation.objects.filter(user_id=actor.user_id, project_id=project_id, is_undone=True)
    operation = mine.order_by("pk").first()
    if operation is None:
        raise NotFound("nothing to do again")
    return operation


def undo_operation(*, actor: Actor, operation: Operation) -> None:
    """Write the values before an operation, and take away what it added.

    Raises NotFound (undone already), Conflict (something came later, or what it needs is gone): the operation is
    forgotten then, so that it is not in the way of older ones. Raises Later, and the operation stays.
    """
    _turn(actor, operation, "before")


def redo_operation(*, actor: Actor, operation: Operation) -> None:
    """Write the values after an operation that was undone, and bring back what it had added. Raises the same."""
    _turn(actor, operation, "after")


def forget_operation(*, actor: Actor, operation: Operation) -> None:
    """An operation that can't be turned back is not in the way any more."""
    forget_operations(Operation.objects.filter(pk=operation.pk, user_id=actor.user_id))


def _turn(actor: Actor, operation: Operation, side: Side) -> None:
    try:
        _turn_back(actor.undoing(), operation.pk, side)
    except Later:
        raise
    except Conflict:
        forget_operation(actor=actor, operation=operation)
        raise


@atomic
def _turn_back(actor: Actor, operation_id: int, side: str) -> None:
    backwards = side == "before"
    # Where the tasks have to be, and under which revisions the operation knows them there.
    held, known = ("after", "seen") if backwards else ("before", "prev")
    waiting = Operation.objects.filter(pk=operation_id, user_id=actor.user_id, is_undone=not backwards)
    operation = waiting.first()
    if operation is None:
        raise NotFound("nothing to turn back")
    ids = [item["id"] for item in (*operation.tasks, *operation.created)]
    if operation.project_id:
        lock_project(operation.project_id)
    lock_projects_of(ids)
    operation = waiting.select_for_update().first()
    if operation is None:
        raise NotFound("nothing to turn back")
    revisions = read_revisions(ids)
    _check_there(operation, backwards=backwards)
    if backwards:
        _check_order(actor, operation, ids)
        _check_added(actor, operation.created, revisions)
    states = _check_tasks(actor, operation.tasks, known, held, revisions)
    _check_parts(actor, operation, known, held)
    # Neighbours have come and gone: the way back leads to where a task stands now.
    for item in operation.tasks:
        if "position" in item[held]:
            item[held]["position"] = states[item["id"]]["position"]
    is_clean = {
        item["id"]: revisions.get((item["id"], WHOLE), 0) == item[known].get(WHOLE, 0) for item in operation.tasks
    }
    with _as_conflict():
        if not backwards:
            _bring_back(actor, operation.created)
        # From the top: each task finds those above it where they belong.
        for item in sorted(operation.tasks, key=lambda item: item[side].get("position", 0)):
            _apply(actor, item, side)
        for item in operation.parts:
            turn_part(actor, item, side)
        if backwards:
            _take_away(actor, operation.created)
    _rename(operation, "prev" if backwards else "seen", is_clean, read_revisions(ids))
    operation.is_undone = backwards
    operation.save(update_fields=["is_undone", "tasks", "created"])
    if operation.created or operation.parts:
        KeptFile.objects.filter(operation=operation).delete()
        keep_files(operation)


def _check_there(operation: Operation, *, backwards: bool) -> None:
    """Raises Conflict unless its tasks are there, in their project. 1 statement."""
    added = [item["id"] for item in operation.created] if backwards else []
    wanted = {item["id"]: item["project_id"] for item in operation.tasks}
    found = dict(Task.objects.filter(pk__in=[*wanted, *added]).order_by().values_list("pk", "project_id"))
    for task_id in (*wanted, *added):
        if task_id not in found:
            raise Conflict(format_lazy(gettext_lazy("#{id} is not there any more."), id=task_id))
        if found[task_id] != wanted.get(task_id, found[task_id]):
            raise Conflict(format_lazy(gettext_lazy("#{id} is in another project now."), id=task_id))


def _check_order(actor: Actor, operation: Operation, ids: Collection[int]) -> None:
    """Raises Later when a newer operation of the same person in the project touched one of the tasks. 1 statement."""
    mine = Operation.objects.filter(user_id=actor.user_id, is_undone=False, pk__gt=operation.pk)
    for newer in in_project(mine, operation.project_id):
        for item in (*newer.tasks, *newer.created):
            if item["id"] in ids:
                raise Later(format_lazy(gettext_lazy("You have changed #{id} since. Undo that first."), id=item["id"]))


def _tell_who(actor: Actor, task_id: int, kinds: Collection[str] | None, revision: int) -> Conflict:
    """Who has changed a task since a revision, in one sentence. ≤ 2 statements."""
    later = Change.objects.filter(task_id=task_id, pk__gt=revision).order_by("-pk")
    user_id = (later if kinds is None else later.filter(kind__in=kinds)).values_list("user_id", flat=True).first()
    if user_id == actor.user_id and user_id:
        return Conflict(format_lazy(gettext_lazy("You have changed #{id} in another way since."), id=task_id))
    who = User.objects.filter(pk=user_id).first() if user_id else None
    name = who.display_name if who else _("Somebody")
    return Conflict(format_lazy(gettext_lazy("{name} has changed #{id} meanwhile."), name=name, id=task_id))


def _sides_of(names: Iterable[str]) -> set[str]:
    return {"place" if name in PLACE else "status" if name in ("is_active", "subtasks") else "values" for name in names}


def _check_tasks(actor: Actor, items: list[Item], known: str, held: str, revisions: Revisions) -> Mapping[int, State]:
    """The tasks as they are. ≤ 4 statements. Raises Conflict unless they are, where the operation touched them, as it
    knows them."""
    states = read_states([item["id"] for item in items])
    for item in items:
        task_id, state = item["id"], states[item["id"]]
        for side in sorted(_sides_of(item[held])):
            at = item[known].get(side, 0)
            if revisions.get((task_id, side), 0) != at:
                raise _tell_who(actor, task_id, [kind for kind, sides in SIDES.items() if side in sides], at)
        # Some changes are noted for the board only, or for a sub-task. Neighbours change the number of a place.
        for name in set(item[held]) - {"position", "subtasks"}:
            if _plain(state[name]) != _plain(item[held][name]):
                raise Conflict(format_lazy(gettext_lazy("#{id} has changed meanwhile."), id=task_id))
    _check_sorting([item for item in items if "position" in item[held]], held, states)
    return states


def _check_parts(actor: Actor, operation: Operation, known: str, held: str) -> None:
    """Raises Conflict unless what hangs on the tasks is as the operation knows it. ≤ 2 statements each, and 2."""
    revisions = {item["id"]: item[known].get(WHOLE, 0) for item in operation.tasks}
    for item in operation.parts:
        if is_as_left(item, held):
            continue
        if item["task_id"] in revisions:
            raise _tell_who(actor, item["task_id"], KINDS[item["kind"]].news, revisions[item["task_id"]])
        raise Conflict(NotFound.sentence)


def _plain(value: Any) -> Any:
    """Tags come in no order."""
    return sorted(value) if isinstance(value, list) else value


def _check_sorting(items: list[Item], held: str, states: Mapping[int, State]) -> None:
    """Raises Conflict when tasks of one cell stand in another order: sorting is noted for the board only."""
    known = sorted(items, key=lambda item: item[held]["position"])
    now_at = sorted(items, key=lambda item: states[item["id"]]["position"])
    for cell in {(item[held]["column_id"], item[held]["swimlane_id"]) for item in items}:
        orders = [
            [item["id"] for item in order if (item[held]["column_id"], item[held]["swimlane_id"]) == cell]
            for order in (known, now_at)
        ]
        if orders[0] != orders[1]:
            raise Conflict(gettext_lazy("The cards are sorted in another way by now."))


def _check_added(actor: Actor, items: list[Item], revisions: Revisions) -> None:
    """Raises Conflict when an added task has got anything since, from whomever. ≤ 4 statements."""
    ids = [item["id"] for item in items]
    for item in items:
        if revisions.get((item["id"], WHOLE), 0) != item["seen"].get(WHOLE, 0):
            raise _tell_who(actor, item["id"], None, item["seen"].get(WHOLE, 0))
    # Neither is noted as a change of the board.
    worked = [
        *SubtaskTimer.objects.filter(subtask__task_id__in=ids).values_list("subtask__task_id", flat=True),
        *TaskMetadata.objects.filter(task_id__in=ids).values_list("task_id", flat=True),
    ]
    if worked:
        raise Conflict(format_lazy(gettext_lazy("#{id} has changed meanwhile."), id=worked[0]))


@contextmanager
def _as_conflict() -> Iterator[None]:
    """A column, a person or a category that is gone is no mistake in what the person asks for."""
    try:
        yield
    except (NotFound, Invalid) as error:
        raise Conflict(gettext_lazy("What it would go back to is not there any more.")) from error


def _apply(actor: Actor, item: Item, side: str) -> None:
    task_id, state = item["id"], item[side]
    if state.get("is_active") is True:
        open_task(actor=actor, task_id=task_id)
    if "column_id" in state:
        column_id, swimlane_id, position = (state[name] for name in PLACE)
        with suppress(Conflict):  # it stands there
            move_task(
                actor=actor, task_id=task_id, column_id=column_id, swimlane_id=swimlane_id, position=max(position, 1)
            )
    fields = {name: state[name] for name in VALUES if name in state}
    if fields:
        update_task(actor=actor, task_id=task_id, fields=fields)
    if "tags" in state:
        set_task_tags(actor=actor, project_id=item["project_id"], task_id=task_id, names=state["tags"])
    if state.get("is_active") is False:
        close_task_alone(actor=actor, task_id=task_id)
    _set_progress(actor, task_id, item["after" if side == "before" else "before"].get("subtasks", {}), state)


def _set_progress(actor: Actor, task_id: int, held: Mapping[str, int], state: State) -> None:
    """Sub-tasks that are as the operation knows them get their status of the other side."""
    for subtask in Subtask.objects.filter(task_id=task_id, pk__in=list(map(int, held))) if held else ():
        status = state["subtasks"][str(subtask.pk)]
        if subtask.status == held[str(subtask.pk)] != status:
            update_subtask(actor=actor, subtask=subtask, fields={"status": status})


def _take_away(actor: Actor, items: list[Item]) -> None:
    """From the bottom: the places that are kept are those at which the tasks come back from the top."""
    for item in reversed(items):
        item["kept"] = take_task_away(actor=actor, task_id=item["id"])


def _bring_back(actor: Actor, items: list[Item]) -> None:
    for item in items:
        bring_task_back(actor=actor, kept=item.pop("kept"))


def _rename(operation: Operation, known: str, is_clean: Mapping[int, bool], revisions: Revisions) -> None:
    """The tasks are, by new revisions, where the operation has known them: it and those around it learn the new names.

    ``known``: ``prev`` after undoing, ``seen`` after redoing. ≤ 1 statement, and one for each operation that learns.
    """
    names: dict[tuple[int, str, int], int] = {}
    for item in (*operation.tasks, *operation.created):
        task_id = item["id"]
        sides = _sides_of(item["before"]) if "before" in item else set()
        if is_clean.get(task_id, True):
            sides.add(WHOLE)
        for side in sides:
            new = revisions.get((task_id, side), 0)
            names[task_id, side, item[known].get(side, 0)] = new
            item[known][side] = new
    others = Operation.objects.filter(user_id=operation.user_id, is_undone=known == "seen").exclude(pk=operation.pk)
    for other in others:
        learned = False
        for item in (*other.tasks, *other.created):
            their = item["prev" if other.is_undone else "seen"]
            for side, revision in their.items():
                if names.get((item["id"], side, revision), revision) != revision:
                    their[side] = names[item["id"], side, revision]
                    learned = True
        if learned:
            other.save(update_fields=["tasks", "created"])
