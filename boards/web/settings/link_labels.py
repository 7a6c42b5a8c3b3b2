"""Kinds of links between tasks (web.md 9.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.queries.links import count_task_links, get_link, list_links_with_counts
from boards.services.links import create_link, remove_link, update_link
from boards.web.frame.pages import posted
from boards.web.settings.around import ask_in_settings, finish_settings, save_form, show_settings_page
from boards.web.settings.forms import LabelForm, NewLabelForm
from boards.wording.links import tell_link

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

PAGE = "Link.show"


def list_labels(request: BoardRequest) -> HttpResponse:
    return show_settings_page(request, "links.html", "links", _("Link labels"), labels=list_links_with_counts())


def add_label(request: BoardRequest) -> HttpResponse:
    def save(values: dict[str, Any]) -> str:
        create_link(actor=request.actor, label=values["label"], opposite_label=values["opposite_label"])
        return _("Label “%(label)s” added.") % values

    return save_form(request, NewLabelForm(posted(request)), _("New link label"), PAGE, _("Add label"), save)


def edit_label(request: BoardRequest, link_id: int) -> HttpResponse:
    kind = get_link(link_id)

    def save(values: dict[str, Any]) -> str:
        update_link(
            actor=request.actor, link_id=link_id, label=values["label"], opposite_id=values["opposite_id"] or None
        )
        return _("Label “%(label)s” changed.") % values

    labels = {one.pk: tell_link(one.label) for one, _n in list_links_with_counts() if one.pk != link_id}
    initial = {"label": kind.label, "opposite_id": kind.opposite_id or 0}
    form = LabelForm(posted(request), labels=labels, initial=initial)
    return save_form(request, form, _("Edit link label"), PAGE, _("Save"), save)


def drop_label(request: BoardRequest, link_id: int) -> HttpResponse:
    kind = get_link(link_id)
    if request.method != "POST":
        n = count_task_links(link_id)
        sentence = ngettext(
            "“%(label)s” goes, and with it %(n)s link between tasks.",
            "“%(label)s” goes, and with it %(n)s links between tasks.",
            n,
        )
        return ask_in_settings(request, PAGE, _("Remove label"), sentence % {"label": tell_link(kind.label), "n": n})
    remove_link(actor=request.actor, link=kind)
    return finish_settings(request, PAGE, _("Label “%(label)s” removed.") % {"label": tell_link(kind.label)})
