"""A project in its settings: the summary, its fields, sharing (web.md 5.2, 5.3, 5.14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.access import is_allowed
from boards.addresses import link
from boards.preferences import ASK_OVER_LIMIT
from boards.queries.project_pages import (
    asks_over_limit,
    list_columns_with_counts,
)
from boards.queries.settings import zone_of
from boards.services.audit import compare
from boards.services.metadata import save_project_metadata
from boards.services.projects import (
    disable_public_access,
    enable_public_access,
    update_project,
)
from boards.web.frame.pages import errors_to, go_to, posted, say
from boards.web.project_settings.around import show_settings
from boards.web.project_settings.forms import EditProjectForm

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest


def show_summary(request: BoardRequest, project: Project) -> HttpResponse:
    columns = list_columns_with_counts(project.pk)
    heading = _("Settings of %(name)s") % {"name": project.name}
    return show_settings(request, "project_settings/summary.html", project, "summary", heading=heading, columns=columns)


def edit(request: BoardRequest, project: Project) -> HttpResponse:
    initial = {name: getattr(project, name) for name in EditProjectForm.base_fields if hasattr(project, name)}
    initial |= {"owner_id": project.owner_id or 0, "ask_over_limit": asks_over_limit(project.pk)}
    can_publish = is_allowed(request.actor, "project.create")
    zone = zone_of(request.actor)
    form = EditProjectForm(posted(request), initial=initial, project=project, zone=zone, can_publish=can_publish)
    if request.method == "POST" and form.is_valid():
        with errors_to(form):
            changes = {**form.cleaned_data, "task_limit": form.cleaned_data["task_limit"] or 0}
            asks = changes.pop("ask_over_limit")
            differing = {name: after for name, (_before, after) in compare(project, changes).items()}
            update_project(actor=request.actor, project=project, changes=differing)
            if asks != initial["ask_over_limit"]:
                kept = dict([ASK_OVER_LIMIT.keep(asks)])
                save_project_metadata(actor=request.actor, project_id=project.pk, values=kept)
            say(request, _("Project changed."))
            return go_to(request, "ProjectEdit.show", project_id=project.pk, stay=True)
    return show_settings(
        request, "project_settings/form.html", project, "edit", heading=_("Edit project"), form=form, submit=_("Save"),
        back=link("ProjectView.show", project_id=project.pk),
    )  # fmt: skip


def share(request: BoardRequest, project: Project) -> HttpResponse:
    """Public access by a token (web.md 5.14)."""
    if request.method == "POST":
        if request.GET.get("switch", request.POST.get("switch")) == "enable":
            enable_public_access(actor=request.actor, project=project)
            say(request, _("The public board is on."))
        else:
            disable_public_access(actor=request.actor, project=project)
            say(request, _("The public board is off; its old address is dead."))
        return go_to(request, "ProjectView.share", project_id=project.pk)
    addresses = []
    if project.is_public:
        addresses = [
            (label, request.build_absolute_uri(link(name, token=project.token)))
            for label, name in (
                (_("Board"), "BoardView.readonly"),
                (_("Calendar"), "ICalendar.project"),
                (_("Feed"), "Feed.project"),
            )
        ]
    heading = _("Public access")
    return show_settings(request, "project_settings/share.html", project, "share", heading=heading, addresses=addresses)


def show_integrations(request: BoardRequest, project: Project) -> HttpResponse:
    heading = _("Integrations")
    return show_settings(request, "project_settings/integrations.html", project, "integrations", heading=heading)


def show_notifications(request: BoardRequest, project: Project) -> HttpResponse:
    heading = _("Notifications")
    return show_settings(request, "project_settings/notifications.html", project, "notifications", heading=heading)
