"""Comments on tasks. What is above the rank of who asks is not there for them."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET

from api.rest.answers import Page
from api.rest.endpoint import Call, Created, endpoint
from api.rest.paging import Shown
from api.rest.problems import not_found
from api.rest.representations.parts import CommentPatch, CommentRepresentation, NewComment, represent_comment
from api.rest.resource import Resource
from boards.errors import Denied
from boards.operations.discussing import discard_comment, revise_comment
from boards.queries.comments import get_comment_object
from boards.queries.task_parts import group_comments
from boards.services.comments import create_comment


def _read_comment(call: Call[Any], comment_id: int) -> CommentRepresentation:
    try:
        return represent_comment(get_comment_object(comment_id, rank=call.actor.comment_rank))
    except Denied as error:
        raise not_found() from error


class Comments(Resource):
    tag = "comments"

    def represent(self, call: Call[Any], **ids: int) -> CommentRepresentation:
        return _read_comment(call, ids["comment_id"])

    @endpoint("comment.view", name="listComments", returns=Page[CommentRepresentation])
    def list(self, call: Call[Shown], task_id: int) -> Page[CommentRepresentation]:
        """Comments on a task, the oldest first"""
        found = group_comments([task_id], rank=call.actor.comment_rank)
        return Page([represent_comment(one) for one in found.get(task_id, ())])

    @endpoint("comment.view", name="getComment", returns=CommentRepresentation)
    def retrieve(self, call: Call[Shown], comment_id: int) -> CommentRepresentation:
        """A comment"""
        return _read_comment(call, comment_id)

    @endpoint("comment.edit", name="createComment", body=NewComment, returns=CommentRepresentation, status=201)
    def create(self, call: Call[Shown], task_id: int) -> Created:
        """Comment on a task"""
        body: NewComment = call.body
        comment_id = create_comment(
            actor=call.actor,
            task_id=task_id,
            content=body.comment,
            user_id=call.actor.user_id if body.user_id is UNSET else body.user_id,
            reference=body.reference,
            visibility=body.visibility.value,
        )
        return Created(_read_comment(call, comment_id), f"/api/v1/comments/{comment_id}")

    @endpoint("comment.edit", name="updateComment", body=CommentPatch, returns=CommentRepresentation, guarded=True)
    def partial_update(self, call: Call[Shown], comment_id: int) -> CommentRepresentation:
        """Change the words of a comment"""
        task_id = _read_comment(call, comment_id).task_id
        revise_comment(call.doer, task_id, comment_id, call.body.comment)
        return _read_comment(call, comment_id)

    @endpoint("comment.edit", name="deleteComment", guarded=True)
    def destroy(self, call: Call[Any], comment_id: int) -> None:
        """Remove a comment"""
        discard_comment(call.doer, _read_comment(call, comment_id).task_id, comment_id)
