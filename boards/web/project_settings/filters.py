"""Saved filters of a project (web.md 5.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.access.filters import get_changeable_filter
from boards.queries.custom_filters import list_usable_filters
from boards.services.custom_filters import create_custom_filter, remove_custom_filter, update_custom_filter
from boards.web.frame.door import rights_on
from boards.web.frame.pages import errors_to, go_to, posted, say
from boards.web.project_settings.around import ask_about_project, finish, show_settings, show_settings_form
from boards.web.project_settings.forms import FilterForm

if TYPE_CHECKING:
    from boards.models import CustomFilter, Project
    from boards.web.frame.door import BoardRequest

PAGE = "CustomFilter.index"


def show_filters(request: BoardRequest, project: Project) -> HttpResponse:
    filters = list_usable_filters(project_id=project.pk, user_id=request.actor.user_id)
    return show_settings(
        request, "project_settings/filters.html", project, "filters", heading=_("Saved filters"), filters=filters
    )


def _own_filter(request: BoardRequest, project: Project, filter_id: int) -> CustomFilter:
    """Raises NotFound, Denied."""
    return get_changeable_filter(rights_on(request, project.pk), filter_id)


def add_filter(request: BoardRequest, project: Project, filter: str = "") -> HttpResponse:  # noqa: A002
    can_share = rights_on(request, project.pk).is_manager
    form = FilterForm(posted(request), initial={"filter": filter}, can_share=can_share)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            create_custom_filter(
                actor=request.actor, project=project, name=values["name"], text=values["filter"],
                is_shared=values.get("is_shared", False), append=values["append"],
            )  # fmt: skip
            # Who saves it beside a board or a list stays there.
            return finish(request, project, PAGE, _("Filter saved."))
    return show_settings_form(request, project, form, _("Save a filter"), PAGE, _("Save filter"))


def edit_filter(request: BoardRequest, project: Project, filter_id: int) -> HttpResponse:
    found = _own_filter(request, project, filter_id)
    can_share = rights_on(request, project.pk).is_manager
    names = ("name", "filter", "is_shared", "append")
    initial = {name: getattr(found, name) for name in names}
    form = FilterForm(posted(request), initial=initial, can_share=can_share)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        with errors_to(form):
            update_custom_filter(
                actor=request.actor, custom_filter=found, name=values["name"], text=values["filter"],
                is_shared=values.get("is_shared", found.is_shared), append=values["append"],
            )  # fmt: skip
            say(request, _("Filter saved."))
            return go_to(request, PAGE, project_id=project.pk)
    return show_settings_form(request, project, form, _("Edit filter"), PAGE, _("Save filter"))


def drop_filter(request: BoardRequest, project: Project, filter_id: int) -> HttpResponse:
    found = _own_filter(request, project, filter_id)
    if request.method != "POST":
        return ask_about_project(request, project, PAGE, _("Remove filter"), found.name)
    remove_custom_filter(actor=request.actor, custom_filter=found)
    return finish(request, project, PAGE, _("Filter removed."))
