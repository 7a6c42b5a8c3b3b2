"""Reading the inbox of a user (domain.md, notifications; web.md 10.3)."""

from __future__ import annotations

from boards.models import Notification
from boards.prepared import Prepared, param

_UNREAD = Prepared(lambda: Notification.objects.filter(user_id=param("user_id")).order_by().values_list("id"))


def count_unread(user_id: int) -> int:
    """How many entries wait. 1 statement."""
    return len(_UNREAD.rows(user_id=user_id))
