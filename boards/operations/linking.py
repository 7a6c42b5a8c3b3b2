"""Links of cards, to each other and to elsewhere (web.md 7.5)."""

from __future__ import annotations

from boards.access import Facts
from boards.errors import NotFound
from boards.operations.changing import check_opposite
from boards.operations.deed import Doer, Done, deed
from boards.operations.record import undoable
from boards.queries.external_links import get_external_link
from boards.queries.links import get_task_link
from boards.services.external_links import create_external_link, remove_external_link
from boards.services.task_links import create_task_link, remove_task_link
from boards.wording import deeds


@deed
def link_card(doer: Doer, task_id: int, *, opposite_task_id: int, link_id: int) -> Done:
    """Link a task to another one; can't be undone. Raises Denied, NotFound (also a task of others), Conflict."""
    doer.require("task_link.edit", Facts.of(doer.get_task(task_id)))
    check_opposite(doer.actor, opposite_task_id)
    create_task_link(actor=doer.actor, task_id=task_id, opposite_task_id=opposite_task_id, link_id=link_id)
    return Done(label=deeds.describe_link(opposite_task_id), changed=[task_id])


@deed
def unlink_card(doer: Doer, task_id: int, link_id: int) -> Done:
    """Remove a link to another task, in both directions. Raises Denied, NotFound (also one of another task)."""
    parts, label = [("tasklink", link_id)], deeds.describe_link_removal()
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id], parts=parts, label=label) as record:
        record.require(doer, "task_link.edit", [task_id])
        if get_task_link(link_id).task_id != task_id:
            raise NotFound(f"link {link_id}")
        remove_task_link(actor=doer.actor, task_link_id=link_id)
    return Done(label=label, operation_id=record.operation_id, changed=[task_id])


@deed
def link_card_outside(doer: Doer, task_id: int, *, url: str, title: str, dependency: str, link_type: str) -> Done:
    """Link a task to an address; can't be undone. Raises Denied, and what ``create_external_link`` raises."""
    doer.require("external_link.edit", Facts.of(doer.get_task(task_id)))
    create_external_link(
        actor=doer.actor, task_id=task_id, url=url, title=title, dependency=dependency, link_type=link_type
    )
    return Done(label=deeds.describe_external_link(), changed=[task_id])


@deed
def unlink_card_outside(doer: Doer, task_id: int, link_id: int) -> Done:
    """Remove a link to an address. Raises Denied, NotFound (also one of another task)."""
    parts, label = [("externallink", link_id)], deeds.describe_external_link_removal()
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id], parts=parts, label=label) as record:
        record.require(doer, "external_link.edit", [task_id])
        remove_external_link(actor=doer.actor, link=get_external_link(task_id=task_id, link_id=link_id))
    return Done(label=label, operation_id=record.operation_id, changed=[task_id])
