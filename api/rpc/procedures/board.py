from __future__ import annotations

from api.rpc.decoding import Id
from api.rpc.procedure import Namespace, always
from api.rpc.resolvers import by
from boards.access import is_allowed
from boards.actors import Actor
from boards.queries import board as queries
from boards.shapes.board import BoardSwimlaneObject

rpc = Namespace()


@rpc.procedure(
    "getBoard",
    allows="board.view",
    project=by("project_id"),
    returns=list[BoardSwimlaneObject],
    failure=[],
    keeps=always,
)
def get_board(actor: Actor, project_id: Id) -> list[BoardSwimlaneObject]:
    """The whole board: active swimlanes with their columns, and in these their tasks, open and closed.

    Cards can be dragged by members, not by programs.
    """
    can_drag = actor.is_user and is_allowed(actor, "task.move", project_id=project_id)
    return queries.get_board(project_id=project_id or 0, can_drag=can_drag)
