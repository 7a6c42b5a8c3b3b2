"""The list of users (web.md 9.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.authentication.lockout import find_locked
from boards.queries.user_pages import MOST_GROUPS, UserFilter, read_listed_users, read_users_page
from boards.roles import ApplicationRole
from boards.web.frame.pages import show

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

PAGE = 30
#: Groups that a row names.
SHOWN_GROUPS = 7
STATUS = (("", gettext_lazy("Any state")), ("active", gettext_lazy("Active")), ("disabled", gettext_lazy("Disabled")))
ROLES = (("", gettext_lazy("Any role")), *ApplicationRole.choices)
FACTOR = (
    ("", gettext_lazy("With and without a second factor")),
    ("on", gettext_lazy("With a second factor")),
    ("off", gettext_lazy("Without a second factor")),
)
SEEN = (
    ("", gettext_lazy("Seen at any time")),
    ("week", gettext_lazy("Seen within 7 days")),
    ("month", gettext_lazy("Seen within 30 days")),
    ("not month", gettext_lazy("Not seen for 30 days")),
    ("not quarter", gettext_lazy("Not seen for 90 days")),
    ("never", gettext_lazy("Never signed in")),
)
ORDERS = (
    ("username", gettext_lazy("By user name")),
    ("name", gettext_lazy("By name")),
    ("email", gettext_lazy("By email")),
    ("role", gettext_lazy("By role")),
    ("seen", gettext_lazy("By last sign-in")),
    ("status", gettext_lazy("By state")),
    ("type", gettext_lazy("By kind of account")),
    ("factor", gettext_lazy("By second factor")),
    ("id", gettext_lazy("By number")),
)


def list_users(
    request: BoardRequest,
    search: str,
    status: str,
    role: str,
    group: str,
    factor: str,
    seen: str,
    order: str = "username",
    direction: str = "ASC",
    page: int = 1,
) -> HttpResponse:
    """All accounts, by user name at first. ≤ 6 statements with those of the frame."""
    wanted = UserFilter(search.strip(), status, role, group.strip(), factor, seen)
    down = direction.upper() == "DESC"
    pages = read_users_page(wanted, order=f"-{order}" if down else order, page=page, size=PAGE)
    users, groups = read_listed_users(list(pages))
    context: dict[str, Any] = {
        "heading": _("Users"),
        "area": "users",
        "pages": pages,
        "users": users,
        "locked": find_locked([one.user.username for one in users]),
        "shown_groups": SHOWN_GROUPS,
        "roles": dict(ApplicationRole.choices),
        "wanted": wanted,
        "is_filtered": any(wanted),
        "order": order,
        "down": down,
        "choices": {"status": STATUS, "role": ROLES, "factor": FACTOR, "seen": SEEN},
        "orders": ORDERS,
        "groups": [("", _("Any group")), *((str(pk), name) for pk, name in groups)]
        if groups and len(groups) <= MOST_GROUPS
        else [],
        "has_groups": bool(groups),
    }
    return show(request, "users/list.html", context)
