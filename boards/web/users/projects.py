"""The projects of people, and their tasks (web.md 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.errors import Denied
from boards.queries.people import read_roles_page, read_tasks_page
from boards.queries.project_pages import count_open_by_column, list_member_groups, list_members
from boards.queries.user_pages import find_person, list_heirs
from boards.queries.users import get_user
from boards.roles import ProjectRole
from boards.web.frame.door import rights_on
from boards.web.frame.pages import go_to, show, warn

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest

PEOPLE, TASKS = 30, 50


def show_managers(request: BoardRequest, user_id: int, person: str, page: int = 1) -> HttpResponse:
    if person:
        found = find_person(person)
        if not found:
            warn(request, _("This is nobody, or several."))
        return go_to(request, "ProjectUserOverview.managers", user_id=found or None)
    return _show_roles(request, "managers", ProjectRole.MANAGER, user_id, page)


def show_members(request: BoardRequest, user_id: int, page: int = 1) -> HttpResponse:
    return _show_roles(request, "members", ProjectRole.MEMBER, user_id, page)


def show_open_tasks(request: BoardRequest, user_id: int, page: int = 1) -> HttpResponse:
    return _show_tasks(request, "opens", user_id, page)


def show_closed_tasks(request: BoardRequest, user_id: int, page: int = 1) -> HttpResponse:
    return _show_tasks(request, "closed", user_id, page)


def _show_roles(request: BoardRequest, view: str, role: ProjectRole, user_id: int, page: int) -> HttpResponse:
    pages, rows = read_roles_page(request.actor, role=role.value, user_id=user_id, page=page, size=PEOPLE)
    columns = count_open_by_column(sorted({row.project.pk for row in rows}))
    return _show(request, view, user_id, pages=pages, roles=rows, columns=columns)


def _show_tasks(request: BoardRequest, view: str, user_id: int, page: int) -> HttpResponse:
    is_active = view == "opens"
    pages, rows = read_tasks_page(request.actor, is_active=is_active, user_id=user_id, page=page, size=TASKS)
    return _show(request, view, user_id, pages=pages, tasks=rows)


def _show(request: BoardRequest, view: str, user_id: int, **rows: object) -> HttpResponse:
    """One of the four; the person is chosen for all of them."""
    context: dict[str, Any] = {
        "heading": _("Projects of people"),
        "area": "projects",
        "kind": view,
        "chosen": get_user(user_id) if user_id else None,
        "user_id": user_id,
        "people": list_heirs(0),
        "roles": [],
        "tasks": [],
        "columns": {},
    }
    return show(request, "users/projects.html", {**context, **rows})


def show_people(request: BoardRequest, project: Project) -> HttpResponse:
    """Who is in a project, by role; for who manages it. Raises Denied."""
    if not (request.actor.is_administrator or rights_on(request, project.pk).is_manager):
        raise Denied("project.edit")
    by_role: dict[str, list[str]] = {}
    for one in (*list_members(project.pk), *list_member_groups(project.pk)):
        by_role.setdefault(one.role, []).append(one.name)
    context = {"heading": _("People of %(name)s") % {"name": project.name}, "by_role": by_role}
    return show(request, "users/people.html", context)
