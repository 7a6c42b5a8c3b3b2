"""Templates of texts (web.md 5.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.queries.predefined_contents import get_predefined_description, list_predefined_descriptions
from boards.services.predefined_contents import (
    create_predefined_description,
    remove_predefined_description,
    update_predefined_description,
)
from boards.services.projects import update_project
from boards.web.frame.pages import errors_to, go_to, posted, say
from boards.web.project_settings.around import ask_about_project, show_settings, show_settings_form
from boards.web.project_settings.forms import SubjectsForm, TemplateForm

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest

PAGE = "ProjectPredefinedContent.show"


def show_templates(request: BoardRequest, project: Project) -> HttpResponse:
    form = SubjectsForm(posted(request), initial={"predefined_email_subjects": project.predefined_email_subjects})
    if request.method == "POST" and form.is_valid():
        changes = {"predefined_email_subjects": form.cleaned_data["predefined_email_subjects"]}
        update_project(actor=request.actor, project=project, changes=changes)
        say(request, _("Subjects saved."))
        return go_to(request, PAGE, project_id=project.pk)
    return show_settings(
        request, "project_settings/templates.html", project, "templates", heading=_("Templates"), form=form,
        templates=list_predefined_descriptions(project.pk),
    )  # fmt: skip


def add_template(request: BoardRequest, project: Project) -> HttpResponse:
    form = TemplateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            create_predefined_description(actor=request.actor, project=project, **form.cleaned_data)
            return go_to(request, PAGE, project_id=project.pk, stay=True)
    return show_settings_form(request, project, form, _("New template"), PAGE, _("Save template"))


def edit_template(request: BoardRequest, project: Project, id: int) -> HttpResponse:  # noqa: A002
    found = get_predefined_description(id, project_id=project.pk)
    form = TemplateForm(posted(request), initial={"title": found.title, "description": found.description})
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            update_predefined_description(actor=request.actor, template=found, **form.cleaned_data)
            return go_to(request, PAGE, project_id=project.pk, stay=True)
    return show_settings_form(request, project, form, _("Edit template"), PAGE, _("Save template"))


def drop_template(request: BoardRequest, project: Project, id: int) -> HttpResponse:  # noqa: A002
    found = get_predefined_description(id, project_id=project.pk)
    if request.method != "POST":
        return ask_about_project(request, project, PAGE, _("Remove template"), found.title)
    remove_predefined_description(actor=request.actor, template=found)
    return go_to(request, PAGE, project_id=project.pk, stay=True)
