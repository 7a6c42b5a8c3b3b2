from __future__ import annotations

from typing import Annotated

from boards.shapes.shape import At, Epoch, Reference, Shape, WireObject


class CommentObject(WireObject):
    id: int
    task_id: int
    user_id: Reference
    date_creation: Epoch
    date_modification: Epoch
    comment: str
    reference: str | None
    visibility: str
    username: Annotated[str | None, At("user__username")]
    name: Annotated[str | None, At("user__name")]
    email: Annotated[str | None, At("user__email")]
    avatar_path: Annotated[str | None, At("user__avatar_path")]


class CommentInListObject(WireObject):
    id: int
    date_creation: Epoch
    date_modification: Epoch
    task_id: int
    user_id: Reference
    comment: str
    visibility: str
    username: Annotated[str | None, At("user__username")]
    name: Annotated[str | None, At("user__name")]
    email: Annotated[str | None, At("user__email")]
    avatar_path: Annotated[str | None, At("user__avatar_path")]


COMMENT = Shape("comment", CommentObject)
COMMENT_IN_LIST = Shape("comment_in_list", CommentInListObject)
