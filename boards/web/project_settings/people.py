"""Who may what in a project: members and groups (web.md 5.7)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.errors import DomainError, describe
from boards.queries.addable import (
    find_addable_groups,
    find_addable_people,
    list_addable_groups,
    list_addable_people,
)
from boards.queries.project_pages import (
    list_custom_roles,
    list_member_groups,
    list_members,
)
from boards.roles import ProjectRole
from boards.services.memberships import appoint_group, appoint_user, dismiss_group, dismiss_user
from boards.web.frame.door import digits, is_ajax
from boards.web.frame.json_body import read_json, read_json_number
from boards.web.frame.pages import confirm, go_to, say, warn
from boards.web.page_models.naming import OFFERED, find_named, offer
from boards.web.project_settings.around import check_team, show_settings

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


#: What gives a role, by the name of whom it is given to.
APPOINT: dict[str, Callable[..., None]] = {"user_id": appoint_user, "group_id": appoint_group}


def role_choices(project: Project) -> list[tuple[str, Any]]:
    """Built-in roles, then the custom ones. 1 statement."""
    return [*ProjectRole.choices, *((role.role, role.role) for role in list_custom_roles(project.pk))]


def show_permissions(request: BoardRequest, project: Project) -> HttpResponse:
    check_team(project)
    return show_settings(
        request, "project_settings/permissions.html", project, "permissions", heading=_("Permissions"),
        members=list_members(project.pk), groups=list_member_groups(project.pk), roles=role_choices(project),
        addable_people=[offer(one) for one in list_addable_people(project.pk, most=OFFERED).values()],
        addable_groups=[offer(one) for one in list_addable_groups(project.pk, most=OFFERED).values()],
        default_role=ProjectRole.MEMBER.value,
    )  # fmt: skip


def add_user(request: BoardRequest, project: Project) -> HttpResponse:
    return _appoint(request, project, "user_id", find_addable_people)


def add_group(request: BoardRequest, project: Project) -> HttpResponse:
    return _appoint(request, project, "group_id", find_addable_groups)


def _appoint(
    request: BoardRequest,
    project: Project,
    kind: str,
    addable: Callable[[int, str], dict[int, list[str]]] | None = None,
) -> HttpResponse:
    """``addable``: who can be meant by name."""
    check_team(project)
    value, role = request.POST.get(kind, ""), request.POST.get("role", "")
    try:
        who = {kind: find_named(value, addable(project.pk, value)) if addable else digits(value)}
        APPOINT[kind](actor=request.actor, project=project, role=role, **who)
        say(request, _("Permission saved."))
    except DomainError as error:
        warn(request, describe(error))
    return go_to(request, "ProjectPermission.index", project_id=project.pk)


def change_user_role(request: BoardRequest, project: Project) -> HttpResponse:
    return _change_role(request, project, "user_id")


def change_group_role(request: BoardRequest, project: Project) -> HttpResponse:
    return _change_role(request, project, "group_id")


def _change_role(request: BoardRequest, project: Project, kind: str) -> HttpResponse:
    """By the form, or as JSON ``{"id", "role"}`` to ``{"status"}`` (web.md 5.7)."""
    check_team(project)
    if request.content_type != "application/json":
        return _appoint(request, project, kind)
    if not is_ajax(request):
        return JsonResponse({"status": "error"}, status=400)
    data = read_json(request)
    try:
        who = {kind: read_json_number(data.get("id"))}
        APPOINT[kind](actor=request.actor, project=project, role=str(data.get("role")), **who)
    except DomainError as error:
        return JsonResponse({"status": "error", "message": describe(error)}, status=422)
    return JsonResponse({"status": "ok"})


def drop_user(request: BoardRequest, project: Project, user_id: int) -> HttpResponse:
    return _dismiss(request, project, dismiss_user, user_id=user_id)


def drop_group(request: BoardRequest, project: Project, group_id: int) -> HttpResponse:
    return _dismiss(request, project, dismiss_group, group_id=group_id)


def _dismiss(request: BoardRequest, project: Project, run: Any, **who: int) -> HttpResponse:
    check_team(project)
    back = link("ProjectPermission.index", project_id=project.pk)
    if request.method != "POST":
        sentence = _("The tasks stay; the access ends.")
        title = _("Remove from the project")
        return confirm(request, title=title, sentence=sentence, verb=_("Remove"), back=back)
    try:
        run(actor=request.actor, project=project, **who)
        say(request, _("Removed from the project."))
    except DomainError as error:
        warn(request, describe(error))
    return go_to(request, "ProjectPermission.index", project_id=project.pk, stay=True)
