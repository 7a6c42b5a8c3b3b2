"""Who is in which projects, and with which tasks (web.md 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef, QuerySet, TextField, Value

from boards.actors import Actor
from boards.models import GroupMember, Project, ProjectUser, Task, User
from boards.queries.memberships import joined_projects
from boards.queries.pages import read_page

if TYPE_CHECKING:
    from django.core.paginator import Page


def _seen_by(actor: Actor) -> QuerySet[Project]:
    """The open projects that the overview is about: all for administrators in the browser, else one's own."""
    found = Project.objects.all() if actor.enters_all else joined_projects(actor.user_id)
    return found.filter(is_active=True)


class HeldRole(NamedTuple):
    """Somebody with a role in a project: of their own, or by the ``group`` of this name."""

    user: User
    project: Project
    group: str


def read_roles_page(
    actor: Actor, *, role: str, user_id: int, page: int, size: int
) -> tuple[Page[tuple[int, int, str]], list[HeldRole]]:
    """Who has a role in which project, by name; ``user_id`` 0: everybody. A role of one's own wins
    over those of groups. 4 statements.
    """
    seen = _seen_by(actor).values("pk")
    direct = ProjectUser.objects.filter(role=role, project__in=seen)
    own = ProjectUser.objects.filter(user_id=OuterRef("user_id"), project_id=OuterRef("home_id"), role__gt="")
    through = GroupMember.objects.filter(group__project_groups__role=role, group__project_groups__project__in=seen)
    through = through.annotate(home_id=F("group__project_groups__project_id")).filter(~Exists(own))
    if user_id:
        direct, through = direct.filter(user_id=user_id), through.filter(user_id=user_id)
    columns = ("user_id", "home_id", "by", "person", "home")
    found = direct.annotate(
        home_id=F("project_id"), by=Value("", TextField()), person=F("user__username"), home=F("project__name")
    ).values_list(*columns)
    by_groups = through.annotate(
        by=F("group__name"), person=F("user__username"), home=F("group__project_groups__project__name")
    ).values_list(*columns)
    pages = Paginator(found.union(by_groups).order_by("person", "home", "home_id", "by"), size).get_page(page)
    rows = [row[:3] for row in pages]
    people = User.objects.in_bulk({person for person, _home, _by in rows})
    homes = Project.objects.in_bulk({home for _person, home, _by in rows})
    there = [row for row in rows if row[0] in people and row[1] in homes]
    return pages, [HeldRole(people[person], homes[home], by) for person, home, by in there]


def read_tasks_page(
    actor: Actor, *, is_active: bool, user_id: int, page: int, size: int
) -> tuple[Page[int], list[Task]]:
    """Tasks with project, column and assignee, the newest first; ``user_id`` 0: of everybody and of nobody.

    2 statements, 2 more beyond the last page.
    """
    found = Task.objects.filter(is_active=is_active, project__in=_seen_by(actor).values("pk"))
    if user_id:
        found = found.filter(owner_id=user_id)
    pages = read_page(found.order_by("-pk"), page, size)
    rows = Task.objects.select_related("project", "column", "owner").in_bulk(list(pages))
    return pages, [rows[pk] for pk in pages if pk in rows]
