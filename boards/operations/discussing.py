"""Comments (web.md 7.7)."""

from __future__ import annotations

from boards.access import Facts
from boards.operations.deed import Doer, Done, deed
from boards.services.comments import create_comment
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
