"""Making a project (web.md 5.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.access import is_allowed
from boards.access.copies import readable_parts
from boards.addresses import link
from boards.errors import Denied
from boards.queries.projects import get_project, list_my_project_names
from boards.services.project_copies import start_project
from boards.web.frame.door import digits
from boards.web.frame.pages import errors_to, go_to, posted, say, show
from boards.web.page_models.parts import chosen_parts
from boards.web.projects.forms import NewProjectForm

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest


def create_team(request: BoardRequest) -> HttpResponse:
    return _create(request, is_private=False)


def create_personal(request: BoardRequest) -> HttpResponse:
    return _create(request, is_private=True)


def save_new(request: BoardRequest) -> HttpResponse:
    """``is_private`` says which kind; a team project wants the right to make one, whatever the form said."""
    return _create(request, is_private=request.POST.get("is_private") == "1")


def _create(request: BoardRequest, *, is_private: bool) -> HttpResponse:
    actor = request.actor
    if not is_allowed(actor, "project.create_personal" if is_private else "project.create"):
        raise Denied("project.create")
    projects = list_my_project_names(actor.user_id, only_active=True)
    wanted = digits(request.POST.get("src_project_id")) if request.method == "POST" else 0
    if wanted and wanted not in projects:
        raise Denied("a foreign project")
    form = NewProjectForm(posted(request), projects=projects)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            source_id = values.get("src_project_id") or 0
            parts = readable_parts(actor, project_id=source_id, parts=chosen_parts(form)) if source_id else set()
            changes = {"per_swimlane_task_limits": values["per_swimlane_task_limits"]}
            changes |= {name: values[name] for name in ("task_limit", "description") if values[name] not in (None, "")}
            project = start_project(
                actor=actor,
                name=values["name"],
                identifier=values["identifier"],
                is_private=is_private,
                changes=changes,
                template=form.chosen_template(),
                source=get_project(source_id) if source_id else None,
                parts=parts,
            )
            say(request, _("Project “%(name)s” made.") % {"name": project.name})
            return go_to(request, "BoardView.show", project_id=project.pk)
    context = {
        "heading": _("New personal project") if is_private else _("New project"),
        "form": form,
        "submit": _("Make project"),
        "back": link("ProjectList.show"),
        "is_private": is_private,
    }
    return show(request, "projects/create.html", context)
