from __future__ import annotations

from typing import Annotated, Any

from api.rpc.decoding import Decoder, Text, read_id
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by
from boards.actors import Actor
from boards.queries import search as queries
from boards.shapes.tasks import TaskFoundObject

rpc = Namespace()


def read_project(value: Any) -> int | None:
    """A project by id or by its whole name; a name passes the door with application credentials only."""
    project_id = read_id(value)
    if project_id is None and isinstance(value, str) and "\x00" not in value:
        return queries.find_project_id_by_folded_name(value)
    return project_id


ProjectIdOrName = Annotated[
    int | None,
    Decoder(read_project, {"type": ["integer", "string"], "description": "An id; for programs a name, too."}),
]


def is_kept(actor: Actor, project_id: int | None, query: str | None) -> bool:
    return queries.finds_the_same(actor=actor, query=query or "")


@rpc.procedure(
    "searchTasks",
    allows="task.view",
    project=by("project_id"),
    returns=list[TaskFoundObject],
    failure=[],
    keeps=is_kept,
)
def search_tasks(actor: Actor, project_id: ProjectIdOrName, query: Text) -> list[TaskFoundObject]:
    """The tasks of a project that a query of the search language finds, as "status:open assignee:me due:today"."""
    return queries.search_tasks(actor=actor, project_id=project_id, query=query or "")
