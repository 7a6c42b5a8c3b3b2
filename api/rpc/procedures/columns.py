from __future__ import annotations

from typing import Any

from api.rpc.decoding import Id, Integer, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_column
from boards.actors import Actor
from boards.errors import Invalid
from boards.queries.columns import get_column as find_column
from boards.queries.columns import get_column_object, get_project_column, list_column_objects
from boards.queries.projects import get_project
from boards.services import columns

rpc = Namespace()


@rpc.procedure("getColumns", allows="column.view", project=by("project_id"), failure=[])
def get_columns(actor: Actor, project_id: Id) -> list[Any]:
    return list_column_objects(project_id)


@rpc.procedure("getColumn", allows="column.view", project=of_column("column_id"), failure=None)
def get_column(actor: Actor, column_id: Id) -> Any:
    return get_column_object(column_id)


@rpc.procedure("addColumn", allows="column.edit", project=by("project_id"))
def add_column(actor: Actor, project_id: Id, title: Text, task_limit: Integer = 0, description: Text = "") -> int:
    if title is None:
        raise Invalid(title="A column needs a title.")
    column = columns.create_column(
        actor=actor,
        project=get_project(project_id),
        title=title,
        task_limit=task_limit or 0,
        description=description or "",
    )
    return column.pk


@rpc.procedure("updateColumn", allows="column.edit", project=of_column("column_id"), missing=True)
def update_column(actor: Actor, column_id: Id, title: Text, task_limit: Integer = 0, description: Text = "") -> bool:
    """True for an unknown column, which programs know it by."""
    if title is None:
        raise Invalid(title="A column needs a title.")
    columns.update_column(
        actor=actor,
        column=find_column(column_id),
        title=title,
        task_limit=task_limit or 0,
        description=description,
    )
    return True


@rpc.procedure("removeColumn", allows="column.edit", project=of_column("column_id"))
def remove_column(actor: Actor, column_id: Id) -> bool:
    columns.remove_column(actor=actor, column=find_column(column_id))
    return True


@rpc.procedure("changeColumnPosition", allows="column.edit", project=by("project_id"))
def change_column_position(actor: Actor, project_id: Id, column_id: Id, position: Integer) -> bool:
    column = get_project_column(project_id=project_id or 0, column_id=column_id)
    columns.move_column(actor=actor, column=column, position=position or 0)
    return True
