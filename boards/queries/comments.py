"""Reading comments."""

from __future__ import annotations

from boards.errors import Denied, NotFound
from boards.models import Comment
from boards.prepared import Prepared, param
from boards.roles import application_rank
from boards.shapes.comments import COMMENT, COMMENT_IN_LIST, CommentInListObject, CommentObject

_BY_ID = Prepared(lambda: Comment.objects.filter(pk=param("comment_id")).order_by().values_list(*COMMENT.columns))
_OF_TASK = Prepared(
    lambda: (
        Comment.objects.filter(task_id=param("task_id"))
        .order_by("date_creation", "pk")
        .values_list(*COMMENT_IN_LIST.columns)
    )
)


def get_comment_object(comment_id: int | None, *, rank: int) -> CommentObject:
    """The comment in shape ``comment``. 1 statement. Raises NotFound, Denied (it is above the reader's rank)."""
    row = None if comment_id is None else _BY_ID.row(comment_id=comment_id)
    if row is None:
        raise NotFound(f"comment {comment_id}")
    comment = COMMENT.of(row)
    if application_rank(comment.visibility) > rank:
        raise Denied(f"comment {comment_id}")
    return comment


def list_comment_objects(task_id: int | None, *, rank: int) -> list[CommentInListObject]:
    """The comments of a task that a reader of this rank may see, oldest first. 1 statement."""
    comments = COMMENT_IN_LIST.all(_OF_TASK.rows(task_id=task_id))
    return [comment for comment in comments if application_rank(comment.visibility) <= rank]


def get_comment(comment_id: int | None, *, rank: int) -> Comment:
    """The comment with its task, as models. 1 statement. Raises NotFound, Denied (above the reader's rank)."""
    comment = Comment.objects.select_related("task").filter(pk=comment_id).first() if comment_id else None
    if comment is None:
        raise NotFound(f"comment {comment_id}")
    if application_rank(comment.visibility) > rank:
        raise Denied(f"comment {comment_id}")
    return comment
