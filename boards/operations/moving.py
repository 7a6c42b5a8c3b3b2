"""Moving cards: by hand, to a place chosen by name, by sorting a column (web.md 6.6, ux.md 3.5 and 3.11)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.access import Facts
from boards.errors import Conflict, Denied, Invalid
from boards.operations.deed import Doer, Done, deed
from boards.operations.record import PLACE, Record, undoable
from boards.queries.cards import list_open_of_cell
from boards.queries.columns import get_project_column, get_project_swimlane
from boards.queries.lanes import OWNER, LaneGroup, describe_group, list_strangers, name_group, read_group
from boards.queries.live import find_revision
from boards.queries.settings import zone_of
from boards.queries.tasks import get_place
from boards.services.tasks.cells import Cell, count_open_tasks
from boards.services.tasks.move import move_task
from boards.services.tasks.place import End, place_in_group, place_tasks
from boards.services.tasks.sort import sort_cell
from boards.wording import deeds

#: Cards that one move may carry.
MOST = 500


@deed
def move_cards(
    doer: Doer,
    task_ids: Sequence[int],
    *,
    column_id: int,
    swimlane_id: int = 0,
    group: str = "",
    before_id: int = 0,
    after_id: int = 0,
    at: End = "bottom",
) -> Done:
    """Put cards of the project into a column, all or none of them; where there, as ``place_tasks`` says.

    ``group``: the key of one, on a board that is grouped: the tasks get what it stands for, and keep their swimlanes.
    Raises Denied, Invalid, NotFound, Conflict.
    """
    ids = list(dict.fromkeys(task_ids))
    if not ids or len(ids) > MOST:
        raise Invalid(ids=_("Name between 1 and 500 tasks."))
    place: dict[str, Any] = {"before_id": before_id, "after_id": after_id, "at": at}
    lane = read_group(group) if group else None
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=ids) as record:
        record.require(doer, "task.move", ids, target_id=column_id)
        if lane is None:
            moved = place_tasks(**_where(doer, ids, column_id), swimlane_id=swimlane_id, **place)
        else:
            moved = _bring_into_group(doer, record, ids, lane, column_id, place)
        record.label = deeds.describe_move(ids, _name_target(doer, record, column_id, swimlane_id, lane))
    there = {task_id: record.after[task_id] for task_id in ids if task_id in record.after}
    return Done(
        label=record.label,
        operation_id=record.operation_id,
        changed=moved,
        placed=[{"id": task_id, **{name: state[name] for name in PLACE}} for task_id, state in there.items()],
        revision=find_revision(doer.project_id),
    )


def _where(doer: Doer, ids: list[int], column_id: int) -> dict[str, Any]:
    return {"actor": doer.actor, "project_id": doer.project_id, "task_ids": ids, "column_id": column_id}


def _bring_into_group(
    doer: Doer, record: Record, ids: list[int], group: LaneGroup, column_id: int, place: dict[str, Any]
) -> list[int]:
    zone = zone_of(doer.actor)
    record.require(doer, "task.edit", list_strangers(ids, group, zone), assigns=group.field == OWNER)
    return place_in_group(**_where(doer, ids, column_id), group=group, zone=zone, **place)


def _name_target(doer: Doer, record: Record, column_id: int, swimlane_id: int, group: LaneGroup | None) -> str:
    """The column, with the group on a grouped board; the swimlane, where that is all that is new. ≤ 2 statements."""
    column = get_project_column(project_id=doer.project_id, column_id=column_id)
    if group is not None:
        return f"{column.title}, {describe_group(name_group(group))}"
    columns, lanes = ({one[name] for one in record.before.values()} for name in ("column_id", "swimlane_id"))
    # Without a swimlane each task stays in its own.
    if swimlane_id and columns == {column_id} and lanes != {swimlane_id}:
        return get_project_swimlane(project_id=doer.project_id, swimlane_id=swimlane_id).name
    return column.title


@deed
def move_chosen_cards(
    doer: Doer,
    task_ids: Sequence[int],
    *,
    column_id: int,
    swimlane_id: int,
    at: str = "bottom",
    beside: int = 0,
) -> Done:
    """Put those of the tasks into a cell that may go there, in their order; closed ones stay.

    ``at``: top, bottom, or before or after the task ``beside``, which stands in the cell. Raises NotFound, Invalid.
    """
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=task_ids) as record:
        open_ones = [pk for pk in task_ids if pk in record.before and record.before[pk]["is_active"]]
        allowed = record.choose(doer, "task.move", open_ones, target_id=column_id)
        moved = place_tasks(
            **_where(doer, allowed, column_id),
            swimlane_id=swimlane_id,
            before_id=beside if at == "before" else 0,
            after_id=beside if at == "after" else 0,
            at="top" if at == "top" else "bottom",
        )
        column = get_project_column(project_id=doer.project_id, column_id=column_id)
        record.label = deeds.describe_move(allowed, column.title)
    refused = [pk for pk in task_ids if pk not in allowed]
    return Done(
        label=record.label if record.has_changed else "",
        note=deeds.describe_refused(len(refused)),
        operation_id=record.operation_id,
        changed=moved,
        refused=dict.fromkeys(refused, str(Denied.sentence)),
    )


@deed
def put_card(doer: Doer, task_id: int, *, column_id: int, swimlane_id: int, position: int) -> Done:
    """Put a card at a place that is named by its number, as programs do; 0: behind all others of the cell.

    Raises what ``move_task`` raises, Denied.
    """
    return _put(doer, task_id, column_id, swimlane_id, position)


@deed
def put_open_card(doer: Doer, task_id: int, *, column_id: int, swimlane_id: int, position: int) -> Done:
    """The same, but a closed card has no place. Raises the same."""
    if not get_place(task_id).is_active:
        raise Conflict(_("A closed task has no place on the board."))
    return _put(doer, task_id, column_id, swimlane_id, position)


def _find_last_place(task_id: int, column_id: int, swimlane_id: int) -> int:
    """The number of the place behind all other open cards of a cell. 2 statements."""
    place = get_place(task_id)
    target = Cell(column_id, swimlane_id or place.swimlane_id)
    is_there = place.is_active and target == Cell(place.column_id, place.swimlane_id)
    return max(count_open_tasks(target) + (0 if is_there else 1), 1)


def _put(doer: Doer, task_id: int, column_id: int, swimlane_id: int, position: int) -> Done:
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id]) as record:
        record.require(doer, "task.move", [task_id], target_id=column_id)
        move_task(
            actor=doer.actor,
            task_id=task_id,
            column_id=column_id,
            swimlane_id=swimlane_id,
            position=position or _find_last_place(task_id, column_id, swimlane_id),
            project_id=doer.project_id,
        )
        record.label = deeds.describe_new_place(task_id)
    return Done(label=record.label, operation_id=record.operation_id, changed=[task_id])


@deed
def sort_cards(doer: Doer, *, column_id: int, swimlane_id: int, sort: str, descending: bool) -> Done:
    """Write the places of a cell anew, in one of the orders of ``sort_cell``. Raises Denied, NotFound."""
    doer.require("task.sort", Facts())
    column = get_project_column(project_id=doer.project_id, column_id=column_id)
    lane = get_project_swimlane(project_id=doer.project_id, swimlane_id=swimlane_id)
    cell = {"project_id": doer.project_id, "column_id": column.pk, "swimlane_id": lane.pk}
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=list_open_of_cell(**cell)) as record:
        sort_cell(actor=doer.actor, **cell, sort=sort, descending=descending)
        record.label = deeds.describe_sorting(column.title)
    return Done(label=record.label if record.has_changed else "", operation_id=record.operation_id)
