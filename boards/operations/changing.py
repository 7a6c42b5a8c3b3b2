"""Changing what cards hold: one field, several, of one card or of many (web.md 6.8 and 7.3, ux.md 3.5 and 3.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from boards.access import Facts, may_link
from boards.actors import Actor
from boards.dates import now
from boards.errors import Denied, NotFound
from boards.operations.bulk import BulkResult, Wish, change_tasks, link_tasks, unlink_tasks
from boards.operations.deed import Doer, Done, deed
from boards.operations.record import undoable
from boards.queries.tasks import get_task
from boards.services.tasks.ticks import tick_line
from boards.services.tasks.update import update_task
from boards.wording import deeds


@dataclass(frozen=True, slots=True)
class LinkWish:
    """What becomes of the internal links of tasks: whether all go, and which one each gets (0: none)."""

    removes: bool = False
    opposite_task_id: int = 0
    link_id: int = 0


NO_LINKS = LinkWish()


@deed
def change_cards(doer: Doer, task_ids: Sequence[int], wish: Wish, links: LinkWish = NO_LINKS) -> Done:
    """Give the same values to those of the tasks that the person may change; links can't be undone.

    Raises NotFound (no opposite task that the person may see), Invalid.
    """
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=task_ids) as record:
        allowed = record.choose(doer, "task.edit", task_ids, assigns="owner_id" in wish.fields)
        results = [change_tasks(actor=doer.actor, task_ids=allowed, wish=wish)]
        results += _change_links(doer.actor, allowed, links)
        result = _join(allowed, results)
        numbers = len(result.changed), len(result.unchanged)
        record.label = deeds.describe_result(*numbers, len(result.refused))
    refused = dict.fromkeys((pk for pk in task_ids if pk not in allowed), str(Denied.sentence))
    refused |= dict.fromkeys(result.refused, result.reason)
    label = deeds.describe_result(*numbers, len(refused))
    return Done(
        label=label if result.changed else "",
        note="" if result.changed else label,
        operation_id=record.operation_id,
        changed=result.changed,
        unchanged=result.unchanged,
        refused=refused,
    )


def _change_links(actor: Actor, task_ids: Sequence[int], links: LinkWish) -> list[BulkResult]:
    results = [unlink_tasks(actor=actor, task_ids=task_ids)] if links.removes else []
    if links.opposite_task_id:
        check_opposite(actor, links.opposite_task_id)
        opposite = {"opposite_task_id": links.opposite_task_id, "link_id": links.link_id}
        results.append(link_tasks(actor=actor, task_ids=task_ids, **opposite))
    return results


def check_opposite(actor: Actor, opposite_task_id: int) -> None:
    """Raises NotFound: for a task of others as for none, or whoever asks would learn which tasks there are."""
    if not may_link(actor, opposite_task_id=opposite_task_id):
        raise NotFound(f"task {opposite_task_id}")
    get_task(opposite_task_id)


def _join(ids: Sequence[int], results: list[BulkResult]) -> BulkResult:
    """Of several steps: changed by any, refused by any, else unchanged."""
    changed = {pk for one in results for pk in one.changed}
    refused = {pk for one in results for pk in one.refused} - changed
    return BulkResult(
        changed=[pk for pk in ids if pk in changed],
        unchanged=[pk for pk in ids if pk not in changed and pk not in refused],
        refused=[pk for pk in ids if pk in refused],
        reason=next((one.reason for one in results if one.reason), ""),
    )


@deed
def change_card(
    doer: Doer, task_id: int, fields: Mapping[str, Any], *, tags: Sequence[str] | None = None, label: str = ""
) -> Done:
    """Change fields of a task, and its tags unless they are None. ``label``: what is said of it, by default that it was
    changed. Raises Denied, and what ``update_task`` raises."""
    return _update(doer, task_id, label or deeds.describe_edit(task_id), fields, tags)


@deed
def take_card(doer: Doer, task_id: int) -> Done:
    """Assign a task to oneself. Raises the same."""
    return _update(doer, task_id, deeds.describe_taking(task_id), {"owner_id": doer.actor.user_id})


@deed
def start_card(doer: Doer, task_id: int) -> Done:
    """A task is begun now. Raises the same."""
    return _update(doer, task_id, deeds.describe_start(task_id), {"date_started": now()})


def _update(doer: Doer, task_id: int, label: str, fields: Mapping[str, Any], tags: Sequence[str] | None = None) -> Done:
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id], label=label) as record:
        record.require(doer, "task.edit", [task_id], assigns="owner_id" in fields)
        if fields or tags is not None:
            update_task(actor=doer.actor, task_id=task_id, fields=fields, tags=tags)
    changed = [task_id] if record.has_changed else []
    return Done(label=label if changed else "", operation_id=record.operation_id, changed=changed)


@deed
def tick_description(doer: Doer, task_id: int, line: str) -> Done:
    """Tick a line of the description, or take its tick away (ux.md 4.3). Raises Denied, Invalid, Conflict."""
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id]) as record:
        record.require(doer, "task.edit", [task_id])
        is_done = tick_line(actor=doer.actor, task_id=task_id, name=line)
        record.label = deeds.describe_tick(task_id, is_done=is_done)
    return Done(label=record.label, operation_id=record.operation_id, changed=[task_id])


@deed
def repeat_card(doer: Doer, task_id: int, fields: Mapping[str, Any]) -> Done:
    """Whether and how a task repeats; can't be undone. Raises Denied, and what ``update_task`` raises."""
    doer.require("task.edit", Facts.of(doer.get_task(task_id)))
    update_task(actor=doer.actor, task_id=task_id, fields=fields)
    return Done(label=deeds.describe_repetition(task_id), changed=[task_id])
