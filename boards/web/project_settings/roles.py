"""Custom roles and their restrictions (web.md 5.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.access.preview import preview_role
from boards.addresses import link
from boards.queries.columns import get_project_column, list_column_objects
from boards.queries.project_pages import (
    get_custom_role,
    get_restriction,
    list_custom_roles,
    list_restrictions,
)
from boards.roles import ColumnRule, ProjectRule
from boards.services.custom_roles import (
    create_custom_role,
    lift_restriction,
    remove_custom_role,
    rename_custom_role,
    restrict_column,
    restrict_moves,
    restrict_project,
)
from boards.web.frame.pages import confirm, posted
from boards.web.project_settings.around import ask_about_project, check_team, finish, save_settings_form, show_settings
from boards.web.project_settings.forms import ChoiceForm, RoleForm

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest

PAGE = "ProjectRole.show"


def show_roles(request: BoardRequest, project: Project) -> HttpResponse:
    check_team(project)
    restrictions, columns = list_restrictions(project.pk), list_column_objects(project.pk)
    roles = [
        (role, restrictions[role.pk], preview_role(request.actor, project.pk, restrictions[role.pk], columns))
        for role in list_custom_roles(project.pk)
    ]
    return show_settings(
        request, "project_settings/roles.html", project, "roles", heading=_("Custom roles"), roles=roles
    )


def add_role(request: BoardRequest, project: Project) -> HttpResponse:
    check_team(project)

    def save(values: dict[str, Any]) -> str:
        create_custom_role(actor=request.actor, project=project, name=values["role"])
        return _("Role added.")

    form = RoleForm(posted(request))
    return save_settings_form(request, project, form, _("New custom role"), PAGE, _("Add role"), save)


def edit_role(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)

    def save(values: dict[str, Any]) -> str:
        rename_custom_role(actor=request.actor, role=role, name=values["role"])
        return _("Role renamed.")

    form = RoleForm(posted(request), initial={"role": role.role})
    return save_settings_form(request, project, form, _("Rename role"), PAGE, _("Save"), save)


def drop_role(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)
    if request.method != "POST":
        sentence = _("Who has the role “%(name)s” becomes a member.") % {"name": role.role}
        return ask_about_project(request, project, PAGE, _("Remove role"), sentence)
    remove_custom_role(actor=request.actor, role=role)
    return finish(request, project, PAGE, _("Role removed."))


def add_project_restriction(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)

    def save(values: dict[str, Any]) -> str:
        restrict_project(actor=request.actor, role=role, rule=values["rule"])
        return _("Restriction added.")

    form = ChoiceForm(posted(request), fields={"rule": (_("Rule"), list(ProjectRule.choices))})
    heading = _("Restrict “%(name)s”") % {"name": role.role}
    return save_settings_form(request, project, form, heading, PAGE, _("Add restriction"), save)


def add_column_restriction(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)

    def save(values: dict[str, Any]) -> str:
        column = get_project_column(project_id=project.pk, column_id=int(values["column_id"]))
        restrict_column(actor=request.actor, role=role, column=column, rule=values["rule"])
        return _("Restriction added.")

    fields = {"column_id": (_("Column"), _columns(project)), "rule": (_("Rule"), list(ColumnRule.choices))}
    form = ChoiceForm(posted(request), fields=fields)
    heading = _("Restrict “%(name)s” in a column") % {"name": role.role}
    return save_settings_form(request, project, form, heading, PAGE, _("Add restriction"), save)


def add_move_restriction(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)

    def save(values: dict[str, Any]) -> str:
        source, target = (
            get_project_column(project_id=project.pk, column_id=int(values[name]))
            for name in ("src_column_id", "dst_column_id")
        )
        only = values["only_assigned"] == "1"
        restrict_moves(actor=request.actor, role=role, source=source, target=target, only_assigned=only)
        return _("Restriction added.")

    columns = _columns(project)
    tasks = [("0", _("All tasks")), ("1", _("Only tasks assigned to them"))]
    fields = {
        "src_column_id": (_("Between"), columns),
        "dst_column_id": (_("And"), columns),
        "only_assigned": (_("For"), tasks),
    }
    form = ChoiceForm(posted(request), fields=fields)
    form.fields["only_assigned"].required = False
    heading = _("Where “%(name)s” may move tasks") % {"name": role.role}
    return save_settings_form(request, project, form, heading, PAGE, _("Add way"), save)


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
        back = link(PAGE, project_id=project.pk)
        sentence = _("The role may do more from now on.")
        return confirm(request, title=_("Lift restriction"), sentence=sentence, verb=_("Lift"), back=back)
    lift_restriction(actor=request.actor, restriction=restriction)
    return finish(request, project, PAGE, _("Restriction lifted."))
