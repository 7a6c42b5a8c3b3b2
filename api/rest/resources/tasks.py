from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Page
from api.rest.paging import Listing, Shown, read_cursor, write_cursor
from api.rest.representations.kinds import Identifier
from api.rest.representations.tasks import (
    NewTaskBody,
    TaskPatch,
    TaskRepresentation,
    read_task_fields,
    represent_task,
)
from api.rest.resource import Call, Created, Resource, endpoint
from boards.errors import NotFound
from boards.operations.adding import add_card
from boards.operations.changing import change_card
from boards.operations.closing import remove_card
from boards.queries.task_pages import KEYS, list_task_ids_after, read_tasks_with_tags
from boards.services.tasks.create import NewTask

ORDERS = [f"{sign}{name}" for name in KEYS for sign in ("", "-")]


class TaskListing(Listing):
    """Which tasks are listed, and in which order."""

    search: Annotated[str, msgspec.Meta(description="In the search language: `assignee:me due:today`.",
                                        examples=["status:open priority:>1"])] = ""  # fmt: skip
    is_active: bool | UnsetType = UNSET
    column_id: Identifier | UnsetType = UNSET
    swimlane_id: Identifier | UnsetType = UNSET
    category_id: Identifier | UnsetType = UNSET
    owner_id: Identifier | UnsetType = UNSET
    creator_id: Identifier | UnsetType = UNSET
    reference: str | UnsetType = UNSET
    sort: Annotated[str, msgspec.Meta(pattern=f"^({'|'.join(ORDERS)})$", examples=["-priority"])] = "id"


CONDITIONS = ("is_active", "column_id", "swimlane_id", "category_id", "owner_id", "creator_id", "reference")


def read_task_representation(task_id: int) -> TaskRepresentation:
    """2 statements. Raises NotFound."""
    found = read_tasks_with_tags([task_id])
    if not found:
        raise NotFound(f"task {task_id}")
    return represent_task(*found[0])


def list_page(call: Call[TaskListing], project_id: int | None) -> Page[TaskRepresentation]:
    """A page of tasks. ≤ 5 statements. Raises Problem, Invalid."""
    query = call.query
    order = query.sort
    ids, last = list_task_ids_after(
        actor=call.actor,
        project_id=project_id,
        search=query.search,
        conditions={name: value for name in CONDITIONS if (value := getattr(query, name)) is not UNSET},
        order=order,
        after=read_cursor(query.cursor, 1 if order.removeprefix("-") == "id" else 2),
        limit=query.limit,
    )
    items = [represent_task(task, tags) for task, tags in read_tasks_with_tags(ids)]
    return Page(items, None if last is None else write_cursor(last))


class Tasks(Resource):
    tag = "tasks"

    def represent(self, call: Call[Any], **ids: int) -> TaskRepresentation:
        return read_task_representation(ids["task_id"])

    @endpoint("application.view", name="listTasks", query=TaskListing, returns=Page[TaskRepresentation])
    def find(self, call: Call[TaskListing]) -> Page[TaskRepresentation]:
        """Tasks of all open projects that the caller may read"""
        return list_page(call, None)

    @endpoint("task.view", name="listProjectTasks", query=TaskListing, returns=Page[TaskRepresentation])
    def list(self, call: Call[TaskListing], project_id: int) -> Page[TaskRepresentation]:
        """Tasks of a project"""
        return list_page(call, project_id)

    @endpoint("task.view", name="getTask", returns=TaskRepresentation)
    def retrieve(self, call: Call[Shown], task_id: int) -> TaskRepresentation:
        """A task"""
        return read_task_representation(task_id)

    @endpoint("task.create", name="createTask", body=NewTaskBody, returns=TaskRepresentation, status=201)
    def create(self, call: Call[Shown], project_id: int) -> Created:
        """Add a task at the bottom of its column"""
        body: NewTaskBody = call.body
        place = {name: value for name in ("column_id", "swimlane_id") if (value := getattr(body, name)) is not UNSET}
        task = NewTask(
            project_id=project_id,
            tags=() if body.tags is UNSET else body.tags,
            **place,
            **read_task_fields(body),
        )
        task_id = add_card(call.doer, task).created[0]
        return Created(read_task_representation(task_id), f"/api/v1/tasks/{task_id}")

    @endpoint("task.edit", name="updateTask", body=TaskPatch, returns=TaskRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], task_id: int) -> TaskRepresentation:
        """Change a task"""
        body: TaskPatch = call.body
        change_card(call.doer, task_id, read_task_fields(body), tags=None if body.tags is UNSET else body.tags)
        return read_task_representation(task_id)

    @endpoint("task.remove", name="deleteTask", guarded=True)
    def destroy(self, call: Call[Any], task_id: int) -> None:
        """Remove a task for good"""
        remove_card(call.doer, task_id)
