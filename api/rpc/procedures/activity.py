from __future__ import annotations

from typing import Any

from api.rpc.decoding import Id, Ids
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, each_of
from boards.actors import Actor
from boards.queries.activity import USER_LIMIT, list_activities
from boards.queries.projects import list_project_ids_of

rpc = Namespace()


@rpc.procedure("getProjectActivity", allows="activity.view", project=by("project_id"), failure=[])
def get_project_activity(actor: Actor, project_id: Id) -> list[Any]:
    return list_activities([project_id] if project_id else [], rank=actor.comment_rank)


@rpc.procedure("getProjectActivities", allows="activity.view", project=each_of("project_ids"), failure=[])
def get_project_activities(actor: Actor, project_ids: Ids) -> list[Any]:
    return list_activities([one for one in project_ids if one], rank=actor.comment_rank)


@rpc.procedure("getMyActivityStream", allows="me.view")
def get_my_activity_stream(actor: Actor) -> list[Any]:
    project_ids = list_project_ids_of(actor.user_id, only_active=True)
    return list_activities(project_ids, rank=actor.comment_rank, limit=USER_LIMIT)
