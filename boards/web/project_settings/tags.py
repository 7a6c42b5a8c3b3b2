"""Tags (web.md 5.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from boards.errors import NotFound
from boards.queries.project_pages import (
    list_tags_with_counts,
)
from boards.queries.tags import get_tag
from boards.services.projects import update_project
from boards.services.tags import create_tag, promote_tag, remove_tag, update_tag
from boards.web.frame.pages import posted
from boards.web.page_models.tag_form import TagForm
from boards.web.project_settings.around import ask_about_project, finish, save_settings_form, show_settings

if TYPE_CHECKING:
    from boards.models import Project, Tag
    from boards.web.frame.door import BoardRequest

PAGE = "ProjectTag.index"


def list_tags(request: BoardRequest, project: Project) -> HttpResponse:
    return show_settings(
        request, "project_settings/tags.html", project, "tags", heading=_("Tags"),
        tags=list_tags_with_counts(project.pk),
    )  # fmt: skip


def _tag_of(project: Project, tag_id: int) -> Tag:
    tag = get_tag(tag_id)
    if tag.project_id != project.pk:
        raise NotFound(f"tag {tag_id}")
    return tag


def add_tag(request: BoardRequest, project: Project) -> HttpResponse:
    def save(values: dict[str, Any]) -> str:
        create_tag(actor=request.actor, project_id=project.pk, name=values["name"], color_id=values["color_id"] or None)
        return _("Tag “%(name)s” added.") % values

    return save_settings_form(request, project, TagForm(posted(request)), _("New tag"), PAGE, _("Add tag"), save)


def edit_tag(request: BoardRequest, project: Project, tag_id: int) -> HttpResponse:
    tag = _tag_of(project, tag_id)

    def save(values: dict[str, Any]) -> str:
        update_tag(actor=request.actor, tag=tag, name=values["name"], color_id=values["color_id"] or None)
        return _("Tag “%(name)s” changed.") % values

    form = TagForm(posted(request), initial={"name": tag.name, "color_id": tag.color_id or ""})
    return save_settings_form(request, project, form, _("Edit tag"), PAGE, _("Save"), save)


def drop_tag(request: BoardRequest, project: Project, tag_id: int) -> HttpResponse:
    tag = _tag_of(project, tag_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is taken from all its tasks.") % {"name": tag.name}
        return ask_about_project(request, project, PAGE, _("Remove tag"), sentence)
    remove_tag(actor=request.actor, tag=tag)
    return finish(request, project, PAGE, _("Tag “%(name)s” removed.") % {"name": tag.name})


def make_tag_global(request: BoardRequest, project: Project, tag_id: int) -> HttpResponse:
    tag = _tag_of(project, tag_id)
    if request.method != "POST":
        sentence = _("“%(name)s” is offered in all projects then.") % {"name": tag.name}
        return ask_about_project(request, project, PAGE, _("Make global"), sentence)
    promote_tag(actor=request.actor, tag=tag)
    return finish(request, project, PAGE, _("“%(name)s” is a global tag now.") % {"name": tag.name})


def set_global_tags(request: BoardRequest, project: Project) -> HttpResponse:
    wanted = request.POST.get("enable_global_tags") == "1"
    update_project(actor=request.actor, project=project, changes={"enable_global_tags": wanted})
    return finish(request, project, PAGE, _("Use of global tags saved."))
