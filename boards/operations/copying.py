"""Copying cards, and bringing them into other projects (web.md 7.1 and 7.9)."""

from __future__ import annotations

from collections.abc import Sequence

from boards.access import Facts, facts_of_arrival, read_rights, require
from boards.operations.deed import Doer, Done, deed
from boards.operations.record import undoable
from boards.queries.projects import get_project
from boards.services.tasks.copying import ANYWHERE, Arrival, copy_task_to_project, duplicate_task
from boards.services.tasks.transfer import move_task_to_project
from boards.wording import deeds


def _require_arrival(doer: Doer, task_id: int, project_id: int, arrival: Arrival) -> None:
    """Raises Denied where the person may not make such a task in the other project."""
    there = read_rights(doer.actor, project_id=project_id)
    facts = facts_of_arrival(there, task_id, column_id=arrival.column_id, owner_id=arrival.owner_id)
    require(there, "task.create", facts)


@deed
def duplicate_card(doer: Doer, task_id: int) -> Done:
    """A copy in the same column. Raises Denied, NotFound."""
    doer.require("task.create", Facts.of(doer.get_task(task_id)))
    label = deeds.describe_duplicate(task_id)
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[], label=label) as record:
        record.created.append(duplicate_task(actor=doer.actor, task_id=task_id))
    return Done(label=label, operation_id=record.operation_id, created=record.created)


@deed
def copy_card(doer: Doer, task_id: int, *, project_id: int, arrival: Arrival) -> Done:
    """A copy in another project, where it can be undone. Raises Denied, and what ``copy_task_to_project`` raises."""
    doer.require("task.copy", Facts.of(doer.get_task(task_id)))
    _require_arrival(doer, task_id, project_id, arrival)
    project = get_project(project_id)
    label = deeds.describe_copy(task_id, project.name)
    with undoable(actor=doer.actor, project_id=project_id, task_ids=[], label=label) as record:
        copy_id = copy_task_to_project(actor=doer.actor, task_id=task_id, project=project, arrival=arrival)
        record.created.append(copy_id)
    return Done(label=label, operation_id=record.operation_id, created=record.created)


@deed
def copy_card_to_projects(doer: Doer, task_id: int, project_ids: Sequence[int]) -> Done:
    """A copy in each of several projects, in the column that fits best. Raises the same."""
    doer.require("task.copy", Facts.of(doer.get_task(task_id)))
    label = deeds.describe_copies(len(project_ids))
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[], label=label) as record:
        for project_id in project_ids:
            _require_arrival(doer, task_id, project_id, ANYWHERE)
            copy_id = copy_task_to_project(actor=doer.actor, task_id=task_id, project=get_project(project_id))
            record.created.append(copy_id)
    return Done(label=label, operation_id=record.operation_id, created=record.created)


@deed
def transfer_card(doer: Doer, task_id: int, *, project_id: int, arrival: Arrival) -> Done:
    """The task itself leaves for another project; can't be undone. A closed one stays closed. Raises the same."""
    doer.require("task.transfer", Facts.of(doer.get_task(task_id)))
    _require_arrival(doer, task_id, project_id, arrival)
    project = get_project(project_id)
    move_task_to_project(actor=doer.actor, task_id=task_id, project=project, arrival=arrival)
    return Done(label=deeds.describe_transfer(task_id, project.name), changed=[task_id])
