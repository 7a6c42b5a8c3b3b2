from __future__ import annotations

from typing import Any

from api.rpc.decoding import Id
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by
from boards.access import is_allowed
from boards.actors import Actor
from boards.queries.board import get_board as read_board

rpc = Namespace()


@rpc.procedure("getBoard", allows="board.view", project=by("project_id"), failure=[])
def get_board(actor: Actor, project_id: Id) -> list[Any]:
    """Cards can be dragged by members, not by programs."""
    can_drag = actor.is_user and is_allowed(actor, "task.move", project_id=project_id)
    return read_board(project_id=project_id or 0, can_drag=can_drag)
