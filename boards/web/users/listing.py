"""The list of users (web.md 9.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.authentication.lockout import find_locked
from boards.dates import now
from boards.queries.user_pages import MOST_GROUPS, UserFilter, read_listed_users, read_users_page
from boards.roles import ApplicationRole
from boards.web.frame.pages import show
from boards.wording.ages import describe_age

if TYPE_CHECKING:
    from boards.queries.user_pages import ListedUser
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


class UserRow(NamedTuple):
    """A row, which is kept drawn by its values. ``age``: how long ago ``seen`` is, in words; ``more``: groups that are
    not named."""

    pk: int
    username: str
    name: str
    email: str
    role: str
    picture: str | None
    is_active: bool
    is_remote: bool
    has_factor: bool
    is_locked: bool
    is_self: bool
    seen: int
    age: str
    groups: tuple[str, ...]
    more: int


def _make_row(one: ListedUser, *, is_locked: bool, is_self: bool, moment: int) -> UserRow:
    user = one.user
    return UserRow(
        pk=user.pk,
        username=user.username,
        name=user.name or "",
        email=user.email or "",
        role=user.role,
        picture=user.avatar_path,
        is_active=user.is_active,
        is_remote=user.is_ldap_user,
        has_factor=user.twofactor_activated,
        is_locked=is_locked,
        is_self=is_self,
        seen=one.seen,
        age=describe_age(moment - one.seen) if one.seen else "",
        groups=tuple(one.groups[:SHOWN_GROUPS]),
        more=max(len(one.groups) - SHOWN_GROUPS, 0),
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
    locked, moment, own_id = find_locked([one.user.username for one in users]), now(), request.actor.user_id
    rows = [
        _make_row(one, is_locked=one.user.username in locked, is_self=one.user.pk == own_id, moment=moment)
        for one in users
    ]
    context: dict[str, Any] = {
        "heading": _("Users"),
        "area": "users",
        "pages": pages,
        "users": rows,
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
