"""Tasks: lists, one task, and what is done with them, alone or many at once."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Listing, Shown, make_page, read_cursor
from api.rest.representations.kinds import Identifier, given
from api.rest.representations.tasks import (
    ArrivalBody,
    BulkRepresentation,
    ManyTasksBody,
    MoveBody,
    MoveManyBody,
    NewTaskBody,
    NewTasksBody,
    PatchManyBody,
    TaskPatch,
    TaskRepresentation,
    read_task_fields,
    represent_bulk,
)
from api.rest.resource import Resource
from api.rest.task_expansion import read_task, read_tasks
from boards.operations.adding import add_card, add_cards
from boards.operations.bulk import Wish
from boards.operations.changing import change_card, change_cards
from boards.operations.closing import close_card, close_cards, remove_card, reopen_card, reopen_cards
from boards.operations.copying import copy_card, duplicate_card, transfer_card
from boards.operations.moving import move_chosen_cards, put_card
from boards.queries.search import finds_the_same
from boards.queries.task_pages import KEYS, list_task_ids_after
from boards.services.tasks.copying import Arrival
from boards.services.tasks.create import NewTask

ORDERS = [f"{sign}{name}" for name in KEYS for sign in ("", "-")]


class TaskListing(Listing):
    """Which tasks are listed, and in which order."""

    search: Annotated[
        str,
        msgspec.Meta(description="In the search language: `assignee:me due:today`.", examples=["status:open"]),
    ] = ""
    is_active: bool | UnsetType = UNSET
    column_id: Identifier | UnsetType = UNSET
    swimlane_id: Identifier | UnsetType = UNSET
    category_id: Identifier | UnsetType = UNSET
    owner_id: Identifier | UnsetType = UNSET
    creator_id: Identifier | UnsetType = UNSET
    reference: str | UnsetType = UNSET
    sort: Annotated[str, msgspec.Meta(pattern=f"^({'|'.join(ORDERS)})$", examples=["-priority"])] = "id"


#: What a cursor holds in each order.
KINDS: dict[str, tuple[type, ...]] = {"id": (int,), "title": (str, int)}
CONDITIONS = ("is_active", "column_id", "swimlane_id", "category_id", "owner_id", "creator_id", "reference")


def list_page(call: Call[TaskListing], project_id: int | None) -> Page[TaskRepresentation]:
    """A page of tasks. ≤ 5 statements, 1 more for each expansion. Raises Problem, Invalid."""
    query = call.query
    ids, last = list_task_ids_after(
        actor=call.actor,
        project_id=project_id,
        search=query.search,
        conditions=given(query, *CONDITIONS),
        order=query.sort,
        after=read_cursor(query.cursor, *KINDS.get(query.sort.removeprefix("-"), (int, int))),
        limit=query.limit,
    )
    return make_page(read_tasks(ids, call.expand, call.actor), last)


def _new_task(project_id: int, body: NewTaskBody) -> NewTask:
    tags = () if body.tags is UNSET else body.tags
    place = given(body, "column_id", "swimlane_id")
    return NewTask(project_id=project_id, tags=tags, **place, **read_task_fields(body))


def _arrival(body: ArrivalBody) -> Arrival:
    names = ("column_id", "swimlane_id", "category_id", "owner_id")
    return Arrival(*(getattr(body, name) or None for name in names))


class Tasks(Resource):
    tag = "tasks"

    def represent(self, call: Call[Any], **ids: int) -> TaskRepresentation:
        return self._read(call, ids["task_id"])

    def _read(self, call: Call[Any], task_id: int) -> TaskRepresentation:
        return read_task(task_id, call.expand, call.actor)

    def _created(self, call: Call[Shown], task_id: int) -> Created:
        return Created(self._read(call, task_id), f"/api/v1/tasks/{task_id}")

    @endpoint("application.view", name="listTasks", query=TaskListing, returns=Page[TaskRepresentation])
    def find(self, call: Call[TaskListing]) -> Page[TaskRepresentation]:
        """Tasks of all open projects that the caller may read"""
        return list_page(call, None)

    @endpoint(
        "task.view",
        name="listProjectTasks",
        query=TaskListing,
        returns=Page[TaskRepresentation],
        keeps=lambda call: not call.query.search or finds_the_same(actor=call.actor, query=call.query.search),
    )
    def list(self, call: Call[TaskListing], project_id: int) -> Page[TaskRepresentation]:
        """Tasks of a project"""
        return list_page(call, project_id)

    @endpoint("task.view", name="getTask", returns=TaskRepresentation)
    def retrieve(self, call: Call[Shown], task_id: int) -> TaskRepresentation:
        """A task"""
        return self._read(call, task_id)

    @endpoint("task.create", name="createTask", body=NewTaskBody, returns=TaskRepresentation, status=201)
    def create(self, call: Call[Shown], project_id: int) -> Created:
        """Add a task at the bottom of its column"""
        return self._created(call, add_card(call.doer, _new_task(project_id, call.body)).created[0])

    @endpoint("task.edit", name="updateTask", body=TaskPatch, returns=TaskRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], task_id: int) -> TaskRepresentation:
        """Change a task"""
        body: TaskPatch = call.body
        change_card(call.doer, task_id, read_task_fields(body), tags=None if body.tags is UNSET else body.tags)
        return self._read(call, task_id)

    @endpoint("task.remove", name="deleteTask", guarded=True)
    def destroy(self, call: Call[Any], task_id: int) -> None:
        """Remove a task for good"""
        remove_card(call.doer, task_id)

    @endpoint("task.close", name="closeTask", returns=TaskRepresentation)
    def close(self, call: Call[Shown], task_id: int) -> TaskRepresentation:
        """Close a task"""
        close_card(call.doer, task_id)
        return self._read(call, task_id)

    @endpoint("task.close", name="reopenTask", returns=TaskRepresentation)
    def reopen(self, call: Call[Shown], task_id: int) -> TaskRepresentation:
        """Open a closed task again"""
        reopen_card(call.doer, task_id)
        return self._read(call, task_id)

    @endpoint("task.move", name="moveTask", body=MoveBody, returns=TaskRepresentation)
    def move(self, call: Call[Shown], task_id: int) -> TaskRepresentation:
        """Move a task within its project

        Without a swimlane it stays in its own one; without a position it goes behind the last one.
        """
        body: MoveBody = call.body
        place = {"column_id": body.column_id, "swimlane_id": body.swimlane_id or 0, "position": body.position or 0}
        put_card(call.doer, task_id, **place)
        return self._read(call, task_id)

    @endpoint("task.create", name="duplicateTask", returns=TaskRepresentation, status=201)
    def duplicate(self, call: Call[Shown], task_id: int) -> Created:
        """Make a copy in the same column"""
        return self._created(call, duplicate_card(call.doer, task_id).created[0])

    @endpoint("task.copy", name="copyTask", body=ArrivalBody, returns=TaskRepresentation, status=201)
    def copy(self, call: Call[Shown], task_id: int) -> Created:
        """Make a copy in another project"""
        body: ArrivalBody = call.body
        done = copy_card(call.doer, task_id, project_id=body.project_id, arrival=_arrival(body))
        return self._created(call, done.created[0])

    @endpoint("task.transfer", name="transferTask", body=ArrivalBody, returns=TaskRepresentation)
    def transfer(self, call: Call[Shown], task_id: int) -> TaskRepresentation:
        """Bring a task into another project"""
        body: ArrivalBody = call.body
        transfer_card(call.doer, task_id, project_id=body.project_id, arrival=_arrival(body))
        return self._read(call, task_id)


class ManyTasks(Resource):
    """Each task is done or left as a whole: what is refused is told, and keeps no other one back."""

    tag = "tasks"

    @endpoint("task.create", name="createTasks", body=NewTasksBody, returns=Page[TaskRepresentation], status=201)
    def create(self, call: Call[Shown], project_id: int) -> Page[TaskRepresentation]:
        """Add several tasks, all of them or none"""
        created = add_cards(call.doer, [_new_task(project_id, one) for one in call.body.tasks]).created
        return Page(read_tasks(created, call.expand, call.actor))

    @endpoint("task.edit", name="updateTasks", body=PatchManyBody, returns=BulkRepresentation)
    def change(self, call: Call[Shown], project_id: int) -> BulkRepresentation:
        """Give several tasks the same values"""
        body: PatchManyBody = call.body
        wish = Wish(
            read_task_fields(body.patch),
            tags=None if body.patch.tags is UNSET else body.patch.tags,
            add_tags=body.add_tags,
            remove_tags=body.remove_tags,
        )
        return represent_bulk(change_cards(call.doer, body.task_ids, wish))

    @endpoint("task.close", name="closeTasks", body=ManyTasksBody, returns=BulkRepresentation)
    def close(self, call: Call[Shown], project_id: int) -> BulkRepresentation:
        """Close several tasks"""
        return represent_bulk(close_cards(call.doer, call.body.task_ids))

    @endpoint("task.close", name="reopenTasks", body=ManyTasksBody, returns=BulkRepresentation)
    def reopen(self, call: Call[Shown], project_id: int) -> BulkRepresentation:
        """Open several tasks again"""
        return represent_bulk(reopen_cards(call.doer, call.body.task_ids))

    @endpoint("task.move", name="moveTasks", body=MoveManyBody, returns=BulkRepresentation)
    def move(self, call: Call[Shown], project_id: int) -> BulkRepresentation:
        """Move several tasks into a column"""
        body: MoveManyBody = call.body
        cell = {"column_id": body.column_id, "swimlane_id": body.swimlane_id or 0}
        return represent_bulk(move_chosen_cards(call.doer, body.task_ids, **cell, at=body.at.value))
