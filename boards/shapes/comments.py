from __future__ import annotations

from boards.shapes.shape import Shape, column, reference

_AUTHOR = (
    column("username", "user__username"),
    column("name", "user__name"),
    column("email", "user__email"),
    column("avatar_path", "user__avatar_path"),
)
COMMENT = Shape(
    "comment",
    column("id"),
    column("task_id"),
    reference("user_id"),
    column("date_creation"),
    column("date_modification"),
    column("comment"),
    column("reference"),
    column("visibility"),
    *_AUTHOR,
)
COMMENT_IN_LIST = Shape(
    "comment_in_list",
    column("id"),
    column("date_creation"),
    column("date_modification"),
    column("task_id"),
    reference("user_id"),
    column("comment"),
    column("visibility"),
    *_AUTHOR,
)
