"""What the pages of users show to administrators (web.md 9.5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Lower, NullIf

from boards.counting import count_of
from boards.dates import DAY, now
from boards.inputs import decode_number
from boards.models import (
    Comment,
    Group,
    GroupMember,
    LastLogin,
    Project,
    ProjectGroup,
    ProjectUser,
    Subtask,
    Task,
    User,
)
from boards.prepared import Prepared, Together, param
from boards.queries.keysets import first_letters, read_after
from boards.queries.orders import order_fields, sort_names
from boards.queries.pages import prepare_first_page, read_first_page, read_page
from boards.roles import ApplicationRole
from boards.search.lookups import bound_list
from boards.shapes.users import USER, UserObject

if TYPE_CHECKING:
    from django.core.paginator import Page

#: What the list can be ordered by; ``shown`` and ``seen`` are read for it.
ORDERS = {
    "id": ("pk",), "username": ("username",), "name": ("shown",), "email": ("email",), "type": ("is_ldap_user",),
    "role": ("role",), "factor": ("-twofactor_activated",), "status": ("-is_active",), "seen": ("-seen",),
}  # fmt: skip
USUAL = "username"
#: Days since the last sign-in, at least or at most.
SEEN = {"week": 7, "month": 30, "quarter": 90}
NEVER = "never"
#: Groups that are offered to choose from; of more, one types a part of the name.
MOST_GROUPS = 200
_NAMED = Coalesce(NullIf("name", Value("")), "username")


class UserFilter(NamedTuple):
    """Which users a list shows; "" is any.

    ``search``: a part of name, user name or mail address; ``status``: "active" or "disabled"; ``role``: an application
    role; ``group``: the number of a group, or a part of its name; ``factor``: "on" or "off"; ``seen``: signed in
    within "week", "month" or "quarter", "not quarter" for longer ago, "never".
    """

    search: str = ""
    status: str = ""
    role: str = ""
    group: str = ""
    factor: str = ""
    seen: str = ""


def _last_sign_in() -> QuerySet[LastLogin, Any]:
    return LastLogin.objects.filter(user_id=OuterRef("pk")).order_by("-date_creation").values("date_creation")


def _chosen(wanted: UserFilter) -> Q:
    found = Q()
    if wanted.search:
        parts = (Q(**{f"{name}__icontains": wanted.search}) for name in ("username", "name", "email"))
        found &= next(parts) | next(parts) | next(parts)
    if wanted.status in ("active", "disabled"):
        found &= Q(is_active=wanted.status == "active")
    if wanted.role:
        found &= Q(role=wanted.role)
    if wanted.factor in ("on", "off"):
        found &= Q(twofactor_activated=wanted.factor == "on")
    if wanted.group:
        number = decode_number(wanted.group)
        of_group = Q(group_id=number) if number else Q(group__name__icontains=wanted.group)
        found &= Q(pk__in=GroupMember.objects.filter(of_group).values("user_id"))
    return found & _seen(wanted.seen)


def _seen(wanted: str) -> Q:
    sign_ins = LastLogin.objects.filter(user_id=OuterRef("pk"))
    if wanted == NEVER:
        return ~Q(Exists(sign_ins))
    days = SEEN.get(wanted.removeprefix("not "))
    if days is None:
        return Q()
    lately = Q(Exists(sign_ins.filter(date_creation__gte=now() - days * DAY)))
    return Q(Exists(sign_ins)) & ~lately if wanted.startswith("not ") else lately


def _list_users(wanted: UserFilter, order: str) -> QuerySet[User]:
    users = User.objects.filter(_chosen(wanted))
    fields = order_fields(ORDERS, order, USUAL)
    if any("shown" in name for name in fields):
        users = users.annotate(shown=Lower(_NAMED))
    if any("seen" in name for name in fields):
        users = users.annotate(seen=Coalesce(Subquery(_last_sign_in()[:1]), 0))
    return users.order_by(*fields, "pk")


@cache
def _prepare(order: str, size: int) -> Prepared:
    return prepare_first_page(_list_users(UserFilter(), order), size)


def read_users_page(wanted: UserFilter, *, order: str, page: int, size: int) -> Page[int]:
    """The ids of a page of users. 1 statement, 2 more beyond the last page.

    ``order``: one of ``ORDERS``, with a minus turned round; an unknown one is by user name.
    """
    if page > 1 or any(wanted) or order.removeprefix("-") not in ORDERS:
        return read_page(_list_users(wanted, order), page, size)
    return read_first_page(_prepare(order, size), size)


def list_user_objects_after(
    wanted: UserFilter, *, order: str, after: Sequence[Any] | None, limit: int
) -> tuple[list[UserObject], list[Any] | None]:
    """A page of accounts for programs, and its end. ``order``, ``after``: as ``read_after`` has them, by "id" or
    "username". 1 statement."""
    key = first_letters("username") if order.endswith("username") else None
    users = User.objects.filter(_chosen(wanted))
    rows, last = read_after(users, USER.columns, order=order, key=key, after=after, limit=limit)
    return USER.all(rows), last


@dataclass
class ListedUser:
    """A row. ``seen``: the last sign-in, 0 for none; ``groups``: their names, in order."""

    user: User
    seen: int
    groups: list[str] = field(default_factory=list)


_LISTED = Together(
    users=lambda: User.objects.filter(pk__one_of=param("ids")).annotate(
        seen=Coalesce(Subquery(_last_sign_in()[:1]), 0)
    ),
    memberships=lambda: (
        GroupMember.objects.filter(user_id__one_of=param("ids")).order_by().values_list("user_id", "group__name")
    ),
    groups=lambda: Group.objects.order_by("name").values_list("pk", "name")[: MOST_GROUPS + 1],
)


def read_listed_users(user_ids: list[int]) -> tuple[list[ListedUser], list[tuple[int, str]]]:
    """These users in this order, with last sign-in and groups; and all groups by name, one more than ``MOST_GROUPS``
    where there are more. 1 statement.
    """
    read = _LISTED.read(ids=bound_list(user_ids, connection.vendor))
    groups: dict[int, list[str]] = defaultdict(list)
    for user_id, name in read["memberships"]:
        groups[user_id].append(name)
    users = {one.pk: ListedUser(one, one.seen, sorted(groups[one.pk])) for one in read["users"]}
    return [users[pk] for pk in user_ids if pk in users], sorted(read["groups"], key=lambda pair: pair[1].casefold())


def list_team_projects() -> dict[int, str]:
    """Id to name of the open projects that can have members, by name. 1 statement."""
    return sort_names(Project.objects.filter(is_active=True, is_private=False).order_by().values_list("id", "name"))


class WorkInHand(NamedTuple):
    """What a user has in hand, and has made. ``projects``: owned ones of a team; ``personal``: its alone."""

    tasks: int
    subtasks: int
    projects: int
    personal: int
    closed: int
    created: int
    comments: int

    @property
    def is_open(self) -> bool:
        """Whether there is something to hand over."""
        return any((self.tasks, self.subtasks, self.projects, self.personal))


def find_lonely_projects(user_id: Any) -> QuerySet[Project]:
    """The personal projects of a user that nobody else belongs to."""
    shared = ProjectUser.objects.exclude(user_id=user_id).values("project_id")
    grouped = ProjectGroup.objects.values("project_id")
    return Project.objects.filter(owner_id=user_id, is_private=True).exclude(pk__in=shared).exclude(pk__in=grouped)


def count_work(user_id: int) -> WorkInHand:
    """1 statement."""
    mine = OuterRef("pk")
    counted = {
        "tasks": Task.objects.filter(owner=mine, is_active=True),
        "subtasks": Subtask.objects.filter(user=mine).exclude(status=Subtask.Status.DONE),
        "projects": Project.objects.filter(owner=mine, is_private=False),
        "personal": find_lonely_projects(user_id),
        "closed": Task.objects.filter(owner=mine, is_active=False),
        "created": Task.objects.filter(creator=mine),
        "comments": Comment.objects.filter(user=mine),
    }
    row = User.objects.filter(pk=user_id).values_list(*(count_of(rows) for rows in counted.values())).get()
    return WorkInHand(*row)


def is_last_administrator(user_id: int) -> bool:
    """Whether nobody else who is active is an administrator. 1 statement."""
    administrators = User.objects.filter(role=ApplicationRole.ADMIN, is_active=True)
    return list(administrators.order_by("pk").values_list("pk", flat=True)[:2]) == [user_id]


def list_heirs(user_id: int, most: int = 200) -> list[str]:
    """Names of active people who could take work over, with user names, as ``find_person`` reads them. 1 statement."""
    people = User.objects.filter(is_active=True).exclude(pk=user_id).order_by("username")
    return [_offer(name, username) for name, username in people.values_list("name", "username")[:most]]


def _offer(name: str | None, username: str) -> str:
    return f"{name} ({username})" if name else username


def find_person(text: str) -> int:
    """The active user whom a name means: user name, full name, both as ``list_heirs`` writes them, or a part of one
    that nobody else has; 0 for nobody and for several. 2 statements.
    """
    wanted = text.strip()
    inside = wanted.rpartition("(")[2].removesuffix(")")
    exact = User.objects.filter(is_active=True).filter(
        Q(username__iexact=wanted) | Q(name__iexact=wanted) | Q(username=inside)
    )
    partly = User.objects.filter(is_active=True).filter(Q(username__icontains=wanted) | Q(name__icontains=wanted))
    for found in (exact, partly) if wanted else ():
        ids = list(found.values_list("pk", flat=True)[:2])
        if ids:
            return ids[0] if len(ids) == 1 else 0
    return 0
