"""Who may what in a project: members, groups, custom roles (web.md 5.7 and 5.8)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from boards.errors import Denied, DomainError
from boards.queries.columns import get_project_column, list_column_objects
from boards.queries.project_pages import (
    get_custom_role,
    get_restriction,
    list_addable_groups,
    list_addable_people,
    list_custom_roles,
    list_group_members,
    list_members,
    list_restrictions,
)
from boards.queries.restriction_rules import COLUMN_RULES, PROJECT_RULES
from boards.roles import ProjectRole
from boards.services.custom_roles import (
    create_custom_role,
    lift_restriction,
    remove_custom_role,
    rename_custom_role,
    restrict_column,
    restrict_moves,
    restrict_project,
)
from boards.services.memberships import appoint_group, appoint_user, dismiss_group, dismiss_user
from boards.web.door import digits, is_ajax
from boards.web.forms.projects import ChoiceForm, RoleForm
from boards.web.json_body import read_json, read_number
from boards.web.links import link
from boards.web.pages import confirm, describe, errors_to, go_to, posted, say, show_form, warn
from boards.web.projects import show_settings

if TYPE_CHECKING:
    from django.forms import Form

    from boards.models import Project
    from boards.web.door import BoardRequest


#: What gives a role, by the name of whom it is given to.
APPOINT: dict[str, Callable[..., None]] = {"user_id": appoint_user, "group_id": appoint_group}


def _check_team(project: Project) -> None:
    """Raises Denied: a personal project has one person (web.md 9.3)."""
    if project.is_private:
        raise Denied("a personal project")


def role_choices(project: Project) -> list[tuple[str, Any]]:
    """Built-in roles, then the custom ones. 1 statement."""
    return [*ProjectRole.choices, *((role.role, role.role) for role in list_custom_roles(project.pk))]


def show_permissions(request: BoardRequest, project: Project) -> HttpResponse:
    _check_team(project)
    return show_settings(
        request, "project_settings/permissions.html", project, "permissions", heading=_("Permissions"),
        members=list_members(project.pk), groups=list_group_members(project.pk), roles=role_choices(project),
        addable_people=list_addable_people(project.pk), addable_groups=list_addable_groups(project.pk),
        default_role=ProjectRole.MEMBER.value,
    )  # fmt: skip


def add_user(request: BoardRequest, project: Project) -> HttpResponse:
    return _appoint(request, project, "user_id")


def add_group(request: BoardRequest, project: Project) -> HttpResponse:
    return _appoint(request, project, "group_id")


def _appoint(request: BoardRequest, project: Project, kind: str) -> HttpResponse:
    _check_team(project)
    who, role = {kind: digits(request.POST.get(kind))}, request.POST.get("role", "")
    try:
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
    _check_team(project)
    if request.content_type != "application/json":
        return _appoint(request, project, kind)
    if not is_ajax(request):
        return JsonResponse({"status": "error"}, status=400)
    data = read_json(request)
    try:
        who = {kind: read_number(data.get("id"))}
        APPOINT[kind](actor=request.actor, project=project, role=str(data.get("role")), **who)
    except DomainError as error:
        return JsonResponse({"status": "error", "message": describe(error)}, status=422)
    return JsonResponse({"status": "ok"})


def remove_user(request: BoardRequest, project: Project, user_id: int) -> HttpResponse:
    return _dismiss(request, project, dismiss_user, user_id=user_id)


def remove_group(request: BoardRequest, project: Project, group_id: int) -> HttpResponse:
    return _dismiss(request, project, dismiss_group, group_id=group_id)


def _dismiss(request: BoardRequest, project: Project, run: Any, **who: int) -> HttpResponse:
    _check_team(project)
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


# Custom roles


def show_roles(request: BoardRequest, project: Project) -> HttpResponse:
    _check_team(project)
    restrictions = list_restrictions(project.pk)
    roles = [(role, restrictions.get(role.pk)) for role in list_custom_roles(project.pk)]
    return show_settings(
        request, "project_settings/roles.html", project, "roles", heading=_("Custom roles"), roles=roles
    )


def _form(request: BoardRequest, project: Project, form: Form, heading: str, submit: str) -> HttpResponse:
    back = link("ProjectRole.show", project_id=project.pk)
    return show_form(request, form, heading, submit, back=back, project=project)


def _done(request: BoardRequest, project: Project, sentence: str) -> HttpResponse:
    say(request, sentence)
    return go_to(request, "ProjectRole.show", project_id=project.pk, stay=True)


def add_role(request: BoardRequest, project: Project) -> HttpResponse:
    _check_team(project)
    form = RoleForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            create_custom_role(actor=request.actor, project=project, name=form.cleaned_data["role"])
            return _done(request, project, _("Role added."))
    return _form(request, project, form, _("New custom role"), _("Add role"))


def edit_role(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)
    form = RoleForm(posted(request), initial={"role": role.role})
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            rename_custom_role(actor=request.actor, role=role, name=form.cleaned_data["role"])
            return _done(request, project, _("Role renamed."))
    return _form(request, project, form, _("Rename role"), _("Save"))


def drop_role(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)
    if request.method != "POST":
        sentence = _("Who has the role “%(name)s” becomes a member.") % {"name": role.role}
        back = link("ProjectRole.show", project_id=project.pk)
        return confirm(request, title=_("Remove role"), sentence=sentence, verb=_("Remove role"), back=back)
    remove_custom_role(actor=request.actor, role=role)
    return _done(request, project, _("Role removed."))


def add_project_restriction(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)
    form = ChoiceForm(posted(request), fields={"rule": (_("Rule"), list(PROJECT_RULES))})
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            restrict_project(actor=request.actor, role=role, rule=form.cleaned_data["rule"])
            return _done(request, project, _("Restriction added."))
    return _form(request, project, form, _("Restrict “%(name)s”") % {"name": role.role}, _("Add restriction"))


def add_column_restriction(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)
    columns = _columns(project)
    fields = {"column_id": (_("Column"), columns), "rule": (_("Rule"), list(COLUMN_RULES))}
    form = ChoiceForm(posted(request), fields=fields)
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            column = get_project_column(project_id=project.pk, column_id=int(form.cleaned_data["column_id"]))
            restrict_column(actor=request.actor, role=role, column=column, rule=form.cleaned_data["rule"])
            return _done(request, project, _("Restriction added."))
    return _form(
        request, project, form, _("Restrict “%(name)s” in a column") % {"name": role.role}, _("Add restriction")
    )


def add_move_restriction(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)
    columns = _columns(project)
    tasks = [("0", _("All tasks")), ("1", _("Only tasks assigned to them"))]
    fields = {
        "src_column_id": (_("Between"), columns),
        "dst_column_id": (_("And"), columns),
        "only_assigned": (_("For"), tasks),
    }
    form = ChoiceForm(posted(request), fields=fields)
    form.fields["only_assigned"].required = False
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            source, target = (
                get_project_column(project_id=project.pk, column_id=int(form.cleaned_data[name]))
                for name in ("src_column_id", "dst_column_id")
            )
            only = form.cleaned_data["only_assigned"] == "1"
            restrict_moves(actor=request.actor, role=role, source=source, target=target, only_assigned=only)
            return _done(request, project, _("Restriction added."))
    return _form(request, project, form, _("Where “%(name)s” may move tasks") % {"name": role.role}, _("Add way"))


def _columns(project: Project) -> list[tuple[Any, Any]]:
    return [(str(column.id), column.title) for column in list_column_objects(project.pk)]


def drop_project_restriction(request: BoardRequest, project: Project, restriction_id: int) -> HttpResponse:
    return _lift(request, project, "project", restriction_id)


def drop_column_restriction(request: BoardRequest, project: Project, restriction_id: int) -> HttpResponse:
    return _lift(request, project, "column", restriction_id)


def drop_move_restriction(request: BoardRequest, project: Project, restriction_id: int) -> HttpResponse:
    return _lift(request, project, "move", restriction_id)


def _lift(request: BoardRequest, project: Project, kind: str, restriction_id: int) -> HttpResponse:
    restriction = get_restriction(kind, restriction_id, project_id=project.pk)
    if request.method != "POST":
        back = link("ProjectRole.show", project_id=project.pk)
        sentence = _("The role may do more from now on.")
        return confirm(request, title=_("Lift restriction"), sentence=sentence, verb=_("Lift"), back=back)
    lift_restriction(actor=request.actor, restriction=restriction)
    return _done(request, project, _("Restriction lifted."))
