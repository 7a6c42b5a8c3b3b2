from __future__ import annotations

from api.rpc.decoding import Id, Ids
from api.rpc.procedure import Namespace
from api.rpc.resolvers import by, each_of
from boards.actors import Actor
from boards.queries import activity as queries
from boards.queries import projects
from boards.shapes.activity import ActivityObject

rpc = Namespace()


@rpc.procedure(
    "getProjectActivity", allows="activity.view", project=by("project_id"), returns=list[ActivityObject], failure=[]
)
def get_project_activity(actor: Actor, project_id: Id) -> list[ActivityObject]:
    """The newest 50 activities of a project, the latest first."""
    return queries.list_activities([project_id] if project_id else [], rank=actor.comment_rank)


@rpc.procedure(
    "getProjectActivities",
    allows="activity.view",
    project=each_of("project_ids"),
    returns=list[ActivityObject],
    failure=[],
)
def get_project_activities(actor: Actor, project_ids: Ids) -> list[ActivityObject]:
    """The newest 50 activities of several projects together, the latest first."""
    return queries.list_activities([one for one in project_ids if one], rank=actor.comment_rank)


@rpc.procedure("getMyActivityStream", allows="me.view", returns=list[ActivityObject])
def get_my_activity_stream(actor: Actor) -> list[ActivityObject]:
    """The newest activities of the caller's open projects."""
    project_ids = projects.list_project_ids_of(actor.user_id, only_active=True)
    return queries.list_activities(project_ids, rank=actor.comment_rank, limit=queries.USER_LIMIT)
