"""Swimlanes (web.md 5.5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.queries.columns import get_project_swimlane
from boards.queries.project_pages import (
    list_swimlanes_with_counts,
)
from boards.services.swimlanes import (
    create_swimlane,
    disable_swimlane,
    enable_swimlane,
    move_swimlane,
    remove_swimlane,
    update_swimlane,
)
from boards.web.frame.pages import posted
from boards.web.project_settings.around import (
    answer_placing,
    ask_about_project,
    finish,
    save_settings_form,
    show_settings,
)
from boards.web.project_settings.forms import SwimlaneForm

if TYPE_CHECKING:
    from boards.models import Project
    from boards.web.frame.door import BoardRequest

PAGE = "Swimlane.index"


def list_swimlanes(request: BoardRequest, project: Project) -> HttpResponse:
    lanes = list_swimlanes_with_counts(project.pk)
    active = [lane for lane in lanes if lane.item.is_active]
    others = [lane for lane in lanes if not lane.item.is_active]
    return show_settings(
        request, "project_settings/swimlanes.html", project, "swimlanes", heading=_("Swimlanes"), active=active,
        others=others,
    )  # fmt: skip


def add_swimlane(request: BoardRequest, project: Project) -> HttpResponse:
    def save(values: dict[str, Any]) -> str:
        create_swimlane(actor=request.actor, project=project, **values)
        return _("Swimlane “%(name)s” added.") % values

    form = SwimlaneForm(posted(request))
    return save_settings_form(request, project, form, _("New swimlane"), PAGE, _("Add swimlane"), save)


def edit_swimlane(request: BoardRequest, project: Project, swimlane_id: int) -> HttpResponse:
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)

    def save(values: dict[str, Any]) -> str:
        update_swimlane(actor=request.actor, swimlane=lane, **values)
        return _("Swimlane “%(name)s” changed.") % values

    initial = {"name": lane.name, "description": lane.description, "task_limit": lane.task_limit}
    form = SwimlaneForm(posted(request), initial=initial)
    return save_settings_form(request, project, form, _("Edit swimlane"), PAGE, _("Save"), save)


def place_swimlane(request: BoardRequest, project: Project, swimlane_id: int, position: int) -> HttpResponse:
    """By a form, or as JSON ``{"swimlane_id", "position"}`` to ``{"result"}``."""

    def place(swimlane_id: int, position: int) -> None:
        lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
        move_swimlane(actor=request.actor, swimlane=lane, position=position)

    return answer_placing(request, project, PAGE, place, swimlane_id=swimlane_id, position=position)


def switch_on_swimlane(request: BoardRequest, project: Project, swimlane_id: int) -> HttpResponse:
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is shown on the board again.") % {"name": lane.name}
        return ask_about_project(request, project, PAGE, _("Switch on"), sentence)
    enable_swimlane(actor=request.actor, swimlane=lane)
    return finish(request, project, PAGE, _("“%(name)s” is on.") % {"name": lane.name})


def switch_off_swimlane(request: BoardRequest, project: Project, swimlane_id: int) -> HttpResponse:
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    if request.method != "POST":
        sentence = _("“%(name)s” and its tasks leave the board; nothing is lost.") % {"name": lane.name}
        return ask_about_project(request, project, PAGE, _("Switch off"), sentence)
    disable_swimlane(actor=request.actor, swimlane=lane)
    return finish(request, project, PAGE, _("“%(name)s” is off.") % {"name": lane.name})


def drop_swimlane(request: BoardRequest, project: Project, swimlane_id: int) -> HttpResponse:
    lane = get_project_swimlane(project_id=project.pk, swimlane_id=swimlane_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is removed from the project.") % {"name": lane.name}
        return ask_about_project(request, project, PAGE, _("Remove swimlane"), sentence)
    remove_swimlane(actor=request.actor, swimlane=lane)
    return finish(request, project, PAGE, _("Swimlane “%(name)s” removed.") % {"name": lane.name})
