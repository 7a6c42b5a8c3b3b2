"""Custom roles and their restrictions (web.md 5.8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

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
from boards.web.frame.pages import confirm, errors_to, go_to, posted, say, show_form
from boards.web.project_settings.around import check_team, show_settings
from boards.web.project_settings.forms import ChoiceForm, RoleForm

if TYPE_CHECKING:
    from django.forms import Form

    from boards.models import Project
    from boards.web.frame.door import BoardRequest


def show_roles(request: BoardRequest, project: Project) -> HttpResponse:
    check_team(project)
    restrictions = list_restrictions(project.pk)
    roles = [(role, restrictions[role.pk]) for role in list_custom_roles(project.pk)]
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
    check_team(project)
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
    form = ChoiceForm(posted(request), fields={"rule": (_("Rule"), list(ProjectRule.choices))})
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            restrict_project(actor=request.actor, role=role, rule=form.cleaned_data["rule"])
            return _done(request, project, _("Restriction added."))
    return _form(request, project, form, _("Restrict “%(name)s”") % {"name": role.role}, _("Add restriction"))


def add_column_restriction(request: BoardRequest, project: Project, role_id: int) -> HttpResponse:
    role = get_custom_role(role_id, project_id=project.pk)
    columns = _columns(project)
    fields = {"column_id": (_("Column"), columns), "rule": (_("Rule"), list(ColumnRule.choices))}
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
