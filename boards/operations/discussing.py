"""Comments (web.md 7.7)."""

from __future__ import annotations

from boards.access import Facts
from boards.operations.deed import Doer, Done, deed
from boards.queries.comments import get_comment
from boards.services.comments import create_comment, tick_comment
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


@deed
def tick_comment_line(doer: Doer, comment_id: int, line: str) -> Done:
    """Tick a line of a comment, or take its tick away; can't be undone but by another tick.

    Raises Denied (also above one's rank), NotFound, Invalid, Conflict (somebody else's, or the line was changed).
    """
    comment = get_comment(comment_id, rank=doer.actor.comment_rank)
    doer.require("comment.edit", Facts.of(doer.get_task(comment.task_id)))
    is_done = tick_comment(actor=doer.actor, comment=comment, name=line)
    return Done(label=deeds.describe_tick(comment.task_id, is_done=is_done), changed=[comment.task_id])
