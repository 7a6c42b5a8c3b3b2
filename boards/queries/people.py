"""Who is in which projects, and with which tasks (web.md 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from boards.actors import Actor
from boards.models import Project, ProjectUser, Task
from boards.queries.memberships import joined_projects
from boards.queries.pages import read_page

if TYPE_CHECKING:
    from django.core.paginator import Page


def _seen_by(actor: Actor) -> QuerySet[Project]:
    """The open projects that the overview is about: all for administrators in the browser, else one's own."""
    found = Project.objects.all() if actor.enters_all else joined_projects(actor.user_id)
    return found.filter(is_active=True)


def read_roles_page(
    actor: Actor, *, role: str, user_id: int, page: int, size: int
) -> tuple[Page[int], list[ProjectUser]]:
    """People with a role of their own in projects, by name, with user and project; ``user_id`` 0: everybody.

    2 statements, 2 more beyond the last page.
    """
    found = ProjectUser.objects.filter(role=role, project__in=_seen_by(actor).values("pk"))
    if user_id:
        found = found.filter(user_id=user_id)
    pages = read_page(found.order_by("user__username", "project__name", "pk"), page, size)
    rows = ProjectUser.objects.select_related("user", "project").in_bulk(list(pages))
    return pages, [rows[pk] for pk in pages if pk in rows]


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
