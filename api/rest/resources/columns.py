from __future__ import annotations

from typing import Any

from msgspec import UNSET

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.representations.boards import (
    ColumnPatch,
    ColumnRepresentation,
    NewColumnBody,
    PlaceBody,
    represent_column,
)
from api.rest.resource import Resource
from boards.queries.columns import get_column, get_column_object, list_column_objects
from boards.queries.projects import get_project
from boards.services.columns import create_column, move_column, remove_column, update_column


def answer_column(column_id: int) -> ColumnRepresentation:
    """1 statement. Raises NotFound."""
    return represent_column(get_column_object(column_id))


class Columns(Resource):
    tag = "columns"

    def represent(self, call: Call[Any], **ids: int) -> ColumnRepresentation:
        return answer_column(ids["column_id"])

    @endpoint("column.view", name="listColumns", returns=Page[ColumnRepresentation])
    def list(self, call: Call[Shown], project_id: int) -> Page[ColumnRepresentation]:
        """Columns of a project, from left to right"""
        return Page([represent_column(one) for one in list_column_objects(project_id)])

    @endpoint("column.view", name="getColumn", returns=ColumnRepresentation)
    def retrieve(self, call: Call[Shown], column_id: int) -> ColumnRepresentation:
        """A column"""
        return answer_column(column_id)

    @endpoint("column.edit", name="createColumn", body=NewColumnBody, returns=ColumnRepresentation, status=201)
    def create(self, call: Call[Shown], project_id: int) -> Created:
        """Add a column at the right end of a board"""
        body: NewColumnBody = call.body
        column = create_column(
            actor=call.actor,
            project=get_project(project_id),
            title=body.title,
            task_limit=body.task_limit or 0,
            description=body.description or "",
            hide_in_dashboard=bool(body.hide_in_dashboard),
        )
        return Created(answer_column(column.pk), f"/api/v1/columns/{column.pk}")

    @endpoint("column.edit", name="updateColumn", body=ColumnPatch, returns=ColumnRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], column_id: int) -> ColumnRepresentation:
        """Change a column"""
        body: ColumnPatch = call.body
        column = get_column(column_id)
        update_column(
            actor=call.actor,
            column=column,
            title=column.title if body.title is UNSET else body.title,
            task_limit=column.task_limit if body.task_limit is UNSET else body.task_limit or 0,
            description=column.description if body.description is UNSET else body.description or "",
            hide_in_dashboard=None if body.hide_in_dashboard is UNSET else body.hide_in_dashboard,
        )
        return answer_column(column_id)

    @endpoint("column.edit", name="deleteColumn", guarded=True)
    def destroy(self, call: Call[Any], column_id: int) -> None:
        """Remove a column that holds no task"""
        remove_column(actor=call.actor, column=get_column(column_id))

    @endpoint("column.edit", name="moveColumn", body=PlaceBody, returns=ColumnRepresentation, guarded=True)
    def move(self, call: Call[Shown], column_id: int) -> ColumnRepresentation:
        """Put a column at a place, counted from the left"""
        move_column(actor=call.actor, column=get_column(column_id), position=call.body.position)
        return answer_column(column_id)
