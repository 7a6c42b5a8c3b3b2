"""Adding cards: by a form, by lines, from a sub-task (web.md 7.1 and 7.2, ux.md 3.6)."""

from __future__ import annotations

from collections.abc import Sequence

from boards.access import facts_of_new
from boards.errors import NotFound
from boards.operations.deed import Doer, Done, deed
from boards.operations.record import undoable
from boards.queries.subtasks import get_subtask
from boards.queries.tasks import get_place
from boards.services.files import create_files
from boards.services.subtasks import convert_subtask
from boards.services.tasks.create import NewTask, create_task
from boards.services.tasks.move import move_task_silently
from boards.services.tasks.place import End
from boards.wording import deeds


def _require(doer: Doer, task: NewTask) -> None:
    """Raises Denied where tasks may not be made in the column, or not be given to anybody."""
    doer.require("task.create", facts_of_new(doer.rights, task.column_id, assigns=bool(task.owner_id)))


@deed
def add_card(doer: Doer, task: NewTask, *, files: Sequence[tuple[str, bytes]] = ()) -> Done:
    """Add a task with its attachments. Raises Denied, and what ``create_task`` and ``create_files`` raise."""
    _require(doer, task)
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[]) as record:
        task_id = create_task(actor=doer.actor, task=task)
        record.label = deeds.describe_addition(task_id)
        record.created.append(task_id)
        if files:
            create_files(actor=doer.actor, project_id=doer.project_id, task_id=task_id, files=list(files))
    return Done(label=record.label, operation_id=record.operation_id, created=record.created)


@deed
def add_cards(doer: Doer, tasks: Sequence[NewTask], *, at: End = "bottom", after_id: int = 0) -> Done:
    """Add tasks to one cell, in their order. ``after_id``: at the top, behind this task, if it stands there still.

    Raises Denied, and what ``create_task`` raises.
    """
    for task in tasks:
        _require(doer, task)
    label = deeds.describe_additions(len(tasks))
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[], label=label) as record:
        first = _find_top(tasks[0], after_id) if at == "top" else 0
        for place, task in enumerate(tasks):
            task_id = create_task(actor=doer.actor, task=task)
            if first:
                _put_at(doer, task_id, task, first + place)
            record.created.append(task_id)
    return Done(label=label, operation_id=record.operation_id, created=record.created)


def _find_top(task: NewTask, after_id: int) -> int:
    """The place of the first new task at the top of its cell. ≤ 1 statement."""
    try:
        before = get_place(after_id) if after_id else None
    except NotFound:
        before = None
    if before is None or (before.column_id, before.swimlane_id) != (task.column_id, task.swimlane_id):
        return 1
    return before.position + 1 if before.is_active else 1


def _put_at(doer: Doer, task_id: int, task: NewTask, position: int) -> None:
    assert task.column_id
    assert task.swimlane_id
    cell = {"column_id": task.column_id, "swimlane_id": task.swimlane_id}
    move_task_silently(actor=doer.actor, task_id=task_id, **cell, position=position)


@deed
def turn_into_card(doer: Doer, subtask_id: int) -> Done:
    """A sub-task becomes a task of its own in the same column. Raises NotFound, Denied."""
    task_id = get_subtask(subtask_id).task_id
    parts = [("subtask", subtask_id)]
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id], parts=parts) as record:
        record.require(doer, "task.create", [task_id])
        new_id = convert_subtask(actor=doer.actor, subtask=get_subtask(subtask_id))
        record.label = deeds.describe_conversion(new_id)
        record.created.append(new_id)
    return Done(label=record.label, operation_id=record.operation_id, created=record.created)
