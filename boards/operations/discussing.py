"""Comments (web.md 7.7)."""

from __future__ import annotations

from collections.abc import Callable

from boards.access import Facts
from boards.errors import NotFound
from boards.models import Comment
from boards.operations.deed import Doer, Done, deed
from boards.operations.record import undoable
from boards.queries.comments import get_comment
from boards.services.comments import create_comment, remove_comment, tick_comment, update_comment
from boards.wording import deeds


@deed
def comment_card(doer: Doer, task_id: int, content: str, *, visibility: str) -> Done:
    """Comment on a task in one's own name; ``created`` names the comment. Raises Invalid, NotFound."""
    actor = doer.actor
    doer.require("comment.edit", Facts.of(doer.get_task(task_id)))
    comment_id = create_comment(
        actor=actor, task_id=task_id, content=content, user_id=actor.user_id, visibility=visibility
    )
    return Done(label=deeds.describe_comment(), created=[comment_id])


def _comment_of(doer: Doer, task_id: int, comment_id: int) -> Comment:
    """Raises NotFound (also for one of another task), Denied (above one's rank)."""
    comment = get_comment(comment_id, rank=doer.actor.comment_rank)
    if comment.task_id != task_id:
        raise NotFound(f"comment {comment_id}")
    return comment


def _rewrite(doer: Doer, task_id: int, comment_id: int, write: Callable[[Comment], str]) -> Done:
    """``write``: does something to the comment, and answers how that is called."""
    parts = [("comment", comment_id)]
    with undoable(actor=doer.actor, project_id=doer.project_id, task_ids=[task_id], parts=parts) as record:
        record.require(doer, "comment.edit", [task_id])
        record.label = write(_comment_of(doer, task_id, comment_id))
    changed = [task_id] if record.has_changed else []
    return Done(label=record.label if changed else "", operation_id=record.operation_id, changed=changed)


@deed
def revise_comment(doer: Doer, task_id: int, comment_id: int, content: str) -> Done:
    """New words for a comment. Raises Denied, NotFound, Invalid, Conflict (somebody else's)."""

    def write(comment: Comment) -> str:
        update_comment(actor=doer.actor, comment=comment, content=content)
        return deeds.describe_comment_edit()

    return _rewrite(doer, task_id, comment_id, write)


@deed
def tick_comment_line(doer: Doer, task_id: int, comment_id: int, line: str) -> Done:
    """Tick a line of a comment, or take its tick away. Raises the same, and Conflict where the line was changed."""

    def write(comment: Comment) -> str:
        is_done = tick_comment(actor=doer.actor, comment=comment, name=line)
        return deeds.describe_tick(task_id, is_done=is_done)

    return _rewrite(doer, task_id, comment_id, write)


@deed
def discard_comment(doer: Doer, task_id: int, comment_id: int) -> Done:
    """Remove a comment. Raises Denied, NotFound, Conflict (somebody else's)."""

    def write(comment: Comment) -> str:
        remove_comment(actor=doer.actor, comment=comment)
        return deeds.describe_comment_removal()

    return _rewrite(doer, task_id, comment_id, write)
