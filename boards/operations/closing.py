"""Closing cards, opening them again, and removing them (web.md 6.5 and 7.8)."""

from __future__ import annotations

from collections.abc import Sequence

from boards.access import Facts
from boards.errors import Denied
from boards.operations.bulk import set_status
from boards.operations.deed import Doer, Done, deed
from boards.operations.record import undoable
from boards.services.tasks.remove import remove_task
from boards.services.tasks.status import close_task, open_task
from boards.wording import deeds


@deed
def close_card(doer: Doer, task_id: int) -> Done:
    """Close a task. Raises Denied, NotFound, Conflict (it is closed)."""
    return _set_status(doer, task_id, is_active=False)


@deed
def reopen_card(doer: Doer, task_id: int) -> Done:
    """Open a task again. Raises Denied, NotFound, Conflict (it is open)."""
    return _set_status(doer, task_id, is_active=True)


def _set_status(doer: Doer, task_id: int, *, is_active: bool) -> Done:
    label = deeds.describe_status(task_id, is_active=is_active)
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id], label=label) as record:
        record.require(doer, "task.close", [task_id])
        (open_task if is_active else close_task)(actor=doer.actor, task_id=task_id)
    changed = [task_id] if record.has_changed else []
    return Done(
        label=label if changed else "",
        joined=deeds.describe_statuses(is_active=is_active),
        operation_id=record.operation_id,
        changed=changed,
    )


@deed
def close_cards(doer: Doer, task_ids: Sequence[int]) -> Done:
    """Close those of the tasks that the person may close; those that are closed already stay so."""
    return _set_statuses(doer, task_ids, is_active=False)


@deed
def reopen_cards(doer: Doer, task_ids: Sequence[int]) -> Done:
    """Open those of the tasks again that the person may open; those that are open already stay so."""
    return _set_statuses(doer, task_ids, is_active=True)


def _set_statuses(doer: Doer, task_ids: Sequence[int], *, is_active: bool) -> Done:
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=task_ids) as record:
        allowed = record.choose(doer, "task.close", task_ids)
        # Each comes back to the place that it had when those before it had left: the last one first.
        result = set_status(actor=doer.actor, task_ids=allowed[::-1] if is_active else allowed, is_active=is_active)
        describe = deeds.describe_reopening if is_active else deeds.describe_closing
        record.label = describe(len(result.changed))
    refused = [pk for pk in task_ids if pk not in allowed]
    return Done(
        label=record.label if record.has_changed else "",
        joined=deeds.describe_statuses(is_active=is_active),
        note=deeds.describe_refused(len(refused)),
        operation_id=record.operation_id,
        changed=result.changed,
        unchanged=result.unchanged,
        refused=dict.fromkeys(refused, str(Denied.sentence)),
    )


@deed
def remove_card(doer: Doer, task_id: int) -> Done:
    """Remove a task for good: its creator, managers and administrators may (web.md 9.3). Raises Denied, NotFound."""
    doer.require("task.remove", Facts.of(doer.get_task(task_id)))
    remove_task(actor=doer.actor, task_id=task_id)
    return Done(label=deeds.describe_removal(task_id), changed=[task_id])
