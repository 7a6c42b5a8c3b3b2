from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from api.rpc.decoding import Id, Integer, Text
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, of_column
from boards.actors import Actor
from boards.errors import Invalid
from boards.queries import columns as queries
from boards.queries import projects
from boards.services import columns as services
from boards.shapes.board import ColumnObject

rpc = Namespace()


@rpc.procedure("getColumns", allows="column.view", project=by("project_id"), returns=list[ColumnObject], failure=[])
def get_columns(actor: Actor, project_id: Id) -> list[ColumnObject]:
    """The columns of a project, from left to right."""
    return queries.list_column_objects(project_id)


@rpc.procedure("getColumn", allows="column.view", project=of_column("column_id"), returns=ColumnObject, failure=None)
def get_column(actor: Actor, column_id: Id) -> ColumnObject:
    """One column."""
    return queries.get_column_object(column_id)


@rpc.procedure("addColumn", allows="column.edit", project=by("project_id"), returns=int)
def add_column(actor: Actor, project_id: Id, title: Text, task_limit: Integer = 0, description: Text = "") -> int:
    """Add a column at the right end of a board; the answer is its id."""
    if title is None:
        raise Invalid(title=_("A column needs a title."))
    column = services.create_column(
        actor=actor,
        project=projects.get_project(project_id),
        title=title,
        task_limit=task_limit or 0,
        description=description or "",
    )
    return column.pk


@rpc.procedure("updateColumn", allows="column.edit", project=of_column("column_id"), returns=bool, missing=True)
def update_column(actor: Actor, column_id: Id, title: Text, task_limit: Integer = 0, description: Text = "") -> bool:
    """Change title, limit and description of a column.

    What is left out gets its default. True for an unknown column, which programs know it by.
    """
    if title is None:
        raise Invalid(title=_("A column needs a title."))
    services.update_column(
        actor=actor,
        column=queries.get_column(column_id),
        title=title,
        task_limit=task_limit or 0,
        description=description,
    )
    return True


@rpc.procedure("removeColumn", allows="column.edit", project=of_column("column_id"), returns=bool)
def remove_column(actor: Actor, column_id: Id) -> bool:
    """Remove a column that holds no task."""
    services.remove_column(actor=actor, column=queries.get_column(column_id))
    return True


@rpc.procedure("changeColumnPosition", allows="column.edit", project=by("project_id"), returns=bool)
def change_column_position(actor: Actor, project_id: Id, column_id: Id, position: Integer) -> bool:
    """Move a column; places count from 1, from left to right."""
    column = queries.get_project_column(project_id=project_id or 0, column_id=column_id)
    services.move_column(actor=actor, column=column, position=position or 0)
    return True
