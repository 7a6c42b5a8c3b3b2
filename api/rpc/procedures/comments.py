from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from api.rpc.decoding import Id as LooseId
from api.rpc.decoding import Raw, StrictId, Text, read_strict_integer
from api.rpc.procedure import Namespace
from api.rpc.resolvers import of_comment, of_task
from boards.actors import Actor
from boards.errors import Invalid
from boards.limits import is_blank
from boards.queries import comments as queries
from boards.services import comments as services
from boards.shapes.comments import CommentInListObject, CommentObject

rpc = Namespace()


@rpc.procedure(
    "getComment", allows="comment.view", project=of_comment("comment_id"), returns=CommentObject, failure=None
)
def get_comment(actor: Actor, comment_id: LooseId) -> CommentObject:
    """One comment, when the caller may read it."""
    return queries.get_comment_object(comment_id, rank=actor.comment_rank)


@rpc.procedure(
    "getAllComments", allows="comment.view", project=of_task("task_id"), returns=list[CommentInListObject], failure=[]
)
def get_all_comments(actor: Actor, task_id: LooseId) -> list[CommentInListObject]:
    """The comments of a task that the caller may read, the oldest first."""
    return queries.list_comment_objects(task_id, rank=actor.comment_rank)


@rpc.procedure("createComment", allows="comment.edit", project=of_task("task_id"), returns=int)
def create_comment(
    actor: Actor, task_id: StrictId, user_id: Raw, content: Text, reference: Text = "", visibility: Text = "app-user"
) -> int:
    """Write a comment on a task; the answer is its id.

    user_id 0, null or "" is nobody, for programs.
    """
    return services.create_comment(
        actor=actor,
        task_id=task_id,
        user_id=read_strict_integer(user_id) or None,
        content=content,
        reference=reference,
        visibility=visibility,
    )


@rpc.procedure("updateComment", allows="comment.edit", project=of_comment("id"), returns=bool, missing=True)
def update_comment(actor: Actor, id: StrictId, content: Text) -> bool:  # noqa: A002
    """Change the text of one's own comment."""
    if is_blank(content):
        raise Invalid(content=_("A comment needs some words."))
    comment = queries.get_comment(id, rank=actor.comment_rank)
    services.update_comment(actor=actor, comment=comment, content=content)
    return True


@rpc.procedure("removeComment", allows="comment.edit", project=of_comment("comment_id"), returns=bool)
def remove_comment(actor: Actor, comment_id: LooseId) -> bool:
    """Remove one's own comment."""
    services.remove_comment(actor=actor, comment=queries.get_comment(comment_id, rank=actor.comment_rank))
    return True
