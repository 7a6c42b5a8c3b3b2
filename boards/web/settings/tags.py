"""Global tags (web.md 9.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.errors import NotFound
from boards.queries.project_pages import list_tags_with_counts
from boards.queries.tags import count_tasks_with_tag, get_tag
from boards.services.tags import create_tag, remove_tag, update_tag
from boards.web.frame.pages import posted
from boards.web.page_models.tag_form import TagForm
from boards.web.settings.around import ask_in_settings, finish_settings, save_form, show_settings_page

if TYPE_CHECKING:
    from boards.models import Tag
    from boards.web.frame.door import BoardRequest

PAGE = "Tag.index"


def list_tags(request: BoardRequest) -> HttpResponse:
    return show_settings_page(request, "tags.html", "tags", _("Global tags"), tags=list_tags_with_counts(None))


def _global_tag(tag_id: int) -> Tag:
    tag = get_tag(tag_id)
    if tag.project_id is not None:
        raise NotFound(f"tag {tag_id}")
    return tag


def add_tag(request: BoardRequest) -> HttpResponse:
    def save(values: dict[str, Any]) -> str:
        create_tag(actor=request.actor, project_id=None, name=values["name"], color_id=values["color_id"] or None)
        return _("Tag “%(name)s” added.") % values

    return save_form(request, TagForm(posted(request)), _("New tag"), PAGE, _("Add tag"), save)


def edit_tag(request: BoardRequest, tag_id: int) -> HttpResponse:
    tag = _global_tag(tag_id)

    def save(values: dict[str, Any]) -> str:
        update_tag(actor=request.actor, tag=tag, name=values["name"], color_id=values["color_id"] or None)
        return _("Tag “%(name)s” changed.") % values

    form = TagForm(posted(request), initial={"name": tag.name, "color_id": tag.color_id or ""})
    return save_form(request, form, _("Edit tag"), PAGE, _("Save"), save)


def drop_tag(request: BoardRequest, tag_id: int) -> HttpResponse:
    tag = _global_tag(tag_id)
    if request.method != "POST":
        n = count_tasks_with_tag(tag.pk)
        sentence = ngettext("“%(name)s” is taken from %(n)s task.", "“%(name)s” is taken from %(n)s tasks.", n)
        return ask_in_settings(request, PAGE, _("Remove tag"), sentence % {"name": tag.name, "n": n})
    remove_tag(actor=request.actor, tag=tag)
    return finish_settings(request, PAGE, _("Tag “%(name)s” removed.") % {"name": tag.name})
