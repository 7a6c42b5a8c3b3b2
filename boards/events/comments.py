from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from boards.events.tasks import TaskEvent
from boards.shapes.comments import CommentObject


@dataclass(frozen=True)
class CommentEvent(TaskEvent):
    """``comment``: the object of shape ``comment``; before a removal as it was."""

    comment: CommentObject


@dataclass(frozen=True)
class CommentCreated(CommentEvent):
    name: ClassVar[str] = "comment.create"


@dataclass(frozen=True)
class CommentUpdated(CommentEvent):
    name: ClassVar[str] = "comment.update"


@dataclass(frozen=True)
class CommentRemoved(CommentEvent):
    name: ClassVar[str] = "comment.delete"


@dataclass(frozen=True)
class CommentMentioned(CommentEvent):
    """``user_id`` is named in a new comment."""

    name: ClassVar[str] = "comment.user.mention"
    user_id: int = 0
