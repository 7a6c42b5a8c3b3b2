"""What is done to a project as a whole: copying, closing, removing (web.md 5.11, 5.13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.addresses import link
from boards.queries.projects import get_project, list_my_project_names
from boards.services.project_copies import copy_project, import_tasks, name_copy
from boards.services.projects import (
    disable_project,
    enable_project,
    remove_project,
)
from boards.web.frame.pages import confirm, errors_to, go_to, posted, say
from boards.web.page_models.parts import PartsForm, chosen_parts
from boards.web.project_settings.around import show_settings
from boards.web.project_settings.forms import ChoiceForm

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


def duplicate(request: BoardRequest, project: Project) -> HttpResponse:
    """A project like this one (web.md 5.11): who may change a project may copy it (web.md 9.1)."""
    form = PartsForm(posted(request))
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            copy = copy_project(
                actor=request.actor, source=project, name=name_copy(project.name), parts=chosen_parts(form),
                is_private=project.is_private,
            )  # fmt: skip
            say(request, _("Project “%(name)s” made.") % {"name": copy.name})
            return go_to(request, "ProjectView.show", project_id=copy.pk)
    return show_settings(
        request, "project_settings/form.html", project, "duplicate", heading=_("Duplicate project"), form=form,
        submit=_("Duplicate"), back=link("ProjectView.show", project_id=project.pk),
        note=_("Columns and swimlanes always come along."),
    )  # fmt: skip


def take_tasks(request: BoardRequest, project: Project) -> HttpResponse:
    """Copy the open tasks of another project of the person to this one."""
    projects = list_my_project_names(request.actor.user_id, only_active=True)
    projects.pop(project.pk, None)
    fields: dict[str, tuple[str, list[tuple[Any, Any]]]] = {"src_project_id": (_("Project"), [*projects.items()])}
    form = ChoiceForm(posted(request), fields=fields)
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            source = get_project(int(form.cleaned_data["src_project_id"]))
            n = import_tasks(actor=request.actor, source=source, target=project)
            say(request, ngettext("%(n)s task taken over.", "%(n)s tasks taken over.", n) % {"n": n})
            return go_to(request, "ProjectView.show", project_id=project.pk)
    note = "" if projects else _("You are in no other open project.")
    return show_settings(
        request, "project_settings/form.html", project, "take", heading=_("Take over tasks"), form=form,
        submit=_("Copy tasks"), back=link("ProjectView.show", project_id=project.pk), note=note,
    )  # fmt: skip


def enable(request: BoardRequest, project: Project) -> HttpResponse:
    if request.method != "POST":
        return _ask(request, project, _("Open project"), _("“%(name)s” is shown in lists and searches again."))
    enable_project(actor=request.actor, project=project)
    say(request, _("“%(name)s” is open again.") % {"name": project.name})
    return go_to(request, "ProjectView.show", project_id=project.pk, stay=True)


def disable(request: BoardRequest, project: Project) -> HttpResponse:
    if request.method != "POST":
        sentence = _("“%(name)s” leaves lists and searches; nothing is lost, and it can be opened again.")
        return _ask(request, project, _("Close project"), sentence)
    disable_project(actor=request.actor, project=project)
    say(request, _("“%(name)s” is closed.") % {"name": project.name})
    return go_to(request, "ProjectView.show", project_id=project.pk, stay=True)


def remove(request: BoardRequest, project: Project) -> HttpResponse:
    if request.method != "POST":
        sentence = _("“%(name)s” goes for good, with all its tasks, comments and files.")
        return _ask(request, project, _("Remove project"), sentence, danger=True)
    remove_project(actor=request.actor, project=project)
    say(request, _("“%(name)s” removed.") % {"name": project.name})
    return go_to(request, "ProjectList.show")


def _ask(request: BoardRequest, project: Project, verb: str, sentence: str, *, danger: bool = False) -> HttpResponse:
    return confirm(
        request,
        title=verb,
        sentence=sentence % {"name": project.name},
        verb=verb,
        back=link("ProjectView.show", project_id=project.pk),
        danger=danger,
    )
